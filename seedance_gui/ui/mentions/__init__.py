"""Mentions of references in the prompt: offered while typing, shown as chips, kept as plain text."""
