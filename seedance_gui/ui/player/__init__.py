"""The player: backend, states, controls, keys."""
