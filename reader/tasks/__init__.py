"""What a reader can ask for: one plain function each, shared by window and command line."""
