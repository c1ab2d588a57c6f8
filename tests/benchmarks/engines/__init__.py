"""The search engines that are measured beside one another, each behind the same few methods."""

from importlib import import_module

from engines.base import Engine, EngineMissingError

NAMES = ("ours", "whoosh", "fts5", "tantivy", "recoll")
IN_WORDS = {"ours": "ours", "whoosh": "stock Whoosh", "fts5": "SQLite FTS5", "tantivy": "tantivy", "recoll": "Recoll"}

__all__ = ["IN_WORDS", "NAMES", "Engine", "EngineMissingError", "engine_class"]


def engine_class(name: str) -> type[Engine]:
    """The engine of this name. Importing its library waits until `Engine.load`."""
    found: type[Engine] = import_module(f"engines.{name}").MeasuredEngine
    return found
