"""The system around the program: log, processes, clocks, notifications, background tasks."""
