"""What ties one account to the page."""
