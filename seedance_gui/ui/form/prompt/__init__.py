"""The prompt and the mentions of references in it."""
