"""The system around the program: log, processes, clocks, background tasks."""
