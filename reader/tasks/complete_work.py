"""What an earlier run left undone, and doing it: the bundled articles, interrupted imports, index, names."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.entities.mention import Recognizer
from reader.library.imports import ImportReport, Imports
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.import_files import ImportFiles, recognize_names
from reader.tasks.index_articles import index_is_behind, index_missing
from reader.ticket import Ticket

SEEDS = "seeds:"  # stands for the bundled articles, wherever the program is installed at the moment
RECOGNIZE_BATCH = 200


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


def complete_work(
    *,
    shelf: Shelf,
    names: Names,
    imports: Imports,
    search_index: SearchIndex,
    import_files: ImportFiles,
    recognizer: Callable[[], Recognizer],
    seeds: Path,
    with_seeds: bool,
    ticket: Ticket,
) -> ImportReport:
    """Do all that is left to do; the report adds up what was imported. `with_seeds`: a new library gets the bundled
    articles.

    Raises:
        CancelledError: stopped through the ticket; what is left will be found again.
        IndexUnreadableError: the index is damaged and must be rebuilt.
    """
    if with_seeds and not imports.any() and shelf.revision() == 0:
        imports.begin([SEEDS])
    total = ImportReport()
    for unfinished in imports.unfinished():
        paths = [path for written in unfinished.paths for path in _paths(written, seeds)]
        report = import_files.run(unfinished.number, paths, ticket=ticket, again=True)
        total = ImportReport(
            files=total.files + report.files,
            added=total.added + report.added,
            present=total.present + report.present,
            failed=total.failed + report.failed,
        )
    index_missing(shelf=shelf, search_index=search_index, ticket=ticket)
    recognizing = recognizer()
    left = names.unrecognized(recognizing.version)
    for start in range(0, len(left), RECOGNIZE_BATCH):
        ticket.step(start, len(left))
        recognize_names(left[start : start + RECOGNIZE_BATCH], shelf=shelf, names=names, recognizer=recognizing)
    return total


def _paths(written: str, seeds: Path) -> list[Path]:
    if written != SEEDS:
        return [Path(written)]
    # the newest first, so that the article which opens first is also the first to arrive
    return sorted((path for path in seeds.rglob("*") if path.is_file()), key=lambda path: path.name, reverse=True)
