"""The small parts every screen is made of. They know the theme and nothing of videos.

Each takes the `Theme` first. Setters never emit: `value_changed` and the like speak only of what a
person did.
"""
