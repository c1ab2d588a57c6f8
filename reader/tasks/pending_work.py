"""What an earlier run left undone: looked up at every start, so it must cost next to nothing."""

from dataclasses import dataclass
from datetime import datetime

from reader.library.imports import Imports
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.backup_manifest import BackupReason
from reader.tasks.backups import Backups
from reader.tasks.find_families import FindFamilies
from reader.tasks.index_articles import index_is_behind
from reader.tasks.name_articles import NameArticles


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingWork:
    """What is left to do. False when there is nothing."""

    first_launch: bool  # nothing was ever imported: the bundled articles are to come
    imports: int  # interrupted ones
    index: bool  # the index is behind the library
    names: int  # articles in which names are to be found or linked anew, or that are to be compared with others
    backup: bool = False  # it is time for an automatic one
    upgrade: bool = False  # that is due because another version wrote last: nothing is written before

    @property
    def articles(self) -> bool:
        """Whether articles are to be brought in or indexed, which goes before their names."""
        return self.first_launch or self.imports > 0 or self.index

    def __bool__(self) -> bool:
        return self.articles or self.names > 0 or self.backup


def pending_work(
    *,
    shelf: Shelf,
    imports: Imports,
    search_index: SearchIndex,
    name_articles: NameArticles,
    find_families: FindFamilies | None = None,
    backups: Backups | None = None,
) -> PendingWork:
    """Look what is left to do. Cheap: nothing but counts is read, neither search engine nor recogniser is loaded.

    Without `backups`, none is due.
    """
    due = backups.due(first_import(imports)) if backups is not None else None
    return PendingWork(
        first_launch=not imports.any() and shelf.revision() == 0,
        imports=len(imports.unfinished()),
        index=index_is_behind(shelf=shelf, search_index=search_index),
        names=name_articles.left() or (find_families.left() if find_families is not None else 0),
        backup=due is not None,
        upgrade=due is BackupReason.BEFORE_UPGRADE,
    )


def first_import(imports: Imports) -> datetime | None:
    """When something first came into the library."""
    started_at = imports.first_started_at()
    return datetime.fromisoformat(started_at) if started_at else None
