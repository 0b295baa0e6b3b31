"""The rules, the form, the request and the task: pure Python, no input or output."""
