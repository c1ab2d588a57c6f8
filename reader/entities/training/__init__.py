"""How the recogniser's model and its derived lists are made. Nothing here is needed to read a text."""
