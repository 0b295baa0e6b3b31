"""References: what can be given by dropping, pasting and choosing, and how it is shown."""
