"""What is dropped, pasted or chosen, read into references."""
