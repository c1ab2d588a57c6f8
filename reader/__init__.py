"""Read Also: a desktop reader for a private, offline archive of articles."""

__version__ = "0.1.0"
