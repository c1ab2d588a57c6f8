"""What the reader adds to articles: highlights, notes and tags, and the list of each."""
