"""A field of references: tiles, dragging, thumbnails."""
