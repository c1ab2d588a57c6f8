"""All names of the library, by kind."""
