"""Two videos side by side, in step. Made when it is first asked for."""
