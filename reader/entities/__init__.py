"""Names in a text: who, where, which organisation."""
