"""References: their fields, how they come in, how they stand, the asset library."""
