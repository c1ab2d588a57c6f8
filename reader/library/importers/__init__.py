"""Files into articles. `formats.py` is the one table to add a format to."""
