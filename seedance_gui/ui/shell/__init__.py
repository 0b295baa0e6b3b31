"""The window: pages, top bar, first page, settings, dialogs, language."""
