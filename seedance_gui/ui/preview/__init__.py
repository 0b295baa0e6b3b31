"""What is shown of one task."""
