"""The article that is open."""
