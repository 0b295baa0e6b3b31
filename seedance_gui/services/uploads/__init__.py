"""Local files on their way to the service, and its asset library."""
