"""Finding articles by their words. Everything Whoosh is in here."""
