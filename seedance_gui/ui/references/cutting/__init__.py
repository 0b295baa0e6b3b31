"""Choosing a part of a clip, a sound or a picture."""
