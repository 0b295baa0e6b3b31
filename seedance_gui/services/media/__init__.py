"""What files and links hold."""
