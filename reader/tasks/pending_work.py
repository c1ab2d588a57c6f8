"""What an earlier run left undone: looked up at every start, so it must cost next to nothing."""

from dataclasses import dataclass

from reader.library.imports import Imports
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.index_articles import index_is_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingWork:
    """What is left to do. False when there is nothing."""

    first_launch: bool  # nothing was ever imported: the bundled articles are to come
    imports: int  # interrupted ones
    index: bool  # the index is behind the library
    names: int  # articles without names

    def __bool__(self) -> bool:
        return self.first_launch or self.imports > 0 or self.index or self.names > 0


def pending_work(*, shelf: Shelf, names: Names, imports: Imports, search_index: SearchIndex) -> PendingWork:
    """Look what is left to do. Cheap: nothing is read but counts, and the search engine is not loaded."""
    return PendingWork(
        first_launch=not imports.any() and shelf.revision() == 0,
        imports=len(imports.unfinished()),
        index=index_is_behind(shelf=shelf, search_index=search_index),
        names=names.unrecognized_count(),
    )
