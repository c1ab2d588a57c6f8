"""Articles as values: what one is, and how its text divides into paragraphs."""
