"""The asset library as it is shown."""
