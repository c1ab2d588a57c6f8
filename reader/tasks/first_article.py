"""Which article to show of files that were double-clicked: the first that the library has from them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from reader.articles.article import ArticleId, ArticleNumber
from reader.exporting import json_records
from reader.library.importers.draft import Flaw
from reader.library.importers.own_export import records
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.places import Places
from reader.library.shelf import Shelf
from reader.tasks.read_files import EXPORT_SUFFIXES

MOST_TRIED = 200  # articles of an export; the library may know some by other ids


def first_article(paths: Sequence[Path], *, places: Places, shelf: Shelf) -> ArticleNumber | None:
    """None: nothing of them is in the library."""
    for path in paths:
        if numbers := places.articles_from(str(path)):
            return numbers[0]
        if (number := places.first_below(str(path))) is not None:  # a folder was given
            return number
        # The articles of a complete export have the places they had, not the export.
        if path.name.lower().endswith(EXPORT_SUFFIXES):
            for article_id in islice(_exported(path), MOST_TRIED):
                if numbers := shelf.numbers_of([article_id]):
                    return numbers[0]
    return None


def _exported(path: Path) -> Iterator[ArticleId]:
    try:
        with path.open("rb") as file:
            for one in records(file):
                if not isinstance(one, Flaw) and one.record.get("type") == "article":
                    yield json_records.id_of_article(one.record)
    except (OSError, ValueError, UnreadableFileError):
        return  # it was told by the import
