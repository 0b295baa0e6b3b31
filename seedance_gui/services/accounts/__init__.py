"""The accounts whose videos are made and watched, their tokens, and what is on the screen."""
