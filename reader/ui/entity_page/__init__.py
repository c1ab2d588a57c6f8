"""The page of a name."""
