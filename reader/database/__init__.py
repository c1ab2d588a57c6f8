"""SQLite files: their connections and migrations, copies of them, and their faults in plain words."""

from reader.database.database import Database

__all__ = ["Database"]
