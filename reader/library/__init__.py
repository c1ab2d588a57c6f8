"""The articles we hold, and how files become articles."""
