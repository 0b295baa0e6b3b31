"""The SQLite file: opened, migrated, backed up; the settings in it."""
