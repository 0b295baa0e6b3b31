"""Finished videos on disk: fetched, named, described; where everything is kept."""
