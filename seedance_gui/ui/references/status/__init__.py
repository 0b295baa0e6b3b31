"""How references stand: checked, uploading, converted."""
