"""What an earlier run left undone, and doing it: the bundled articles, interrupted imports, the index; and on
request what is new in watched folders."""

from pathlib import Path

from reader.library.importers.draft import ReadOptions
from reader.library.imports import ImportReport, Imports
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.import_files import ImportFiles
from reader.tasks.index_articles import index_missing
from reader.tasks.watch_folders import WatchFolders
from reader.ticket import Ticket

SEEDS = "seeds:"  # stands for the bundled articles, wherever the program is installed at the moment


def complete_work(
    *,
    shelf: Shelf,
    names: Names,
    imports: Imports,
    search_index: SearchIndex,
    import_files: ImportFiles,
    watch_folders: WatchFolders | None = None,
    seeds: Path,
    with_seeds: bool,
    ticket: Ticket,
) -> ImportReport:
    """Bring in and index all that is left; the report adds up what was imported. Names are left to `NameArticles`.

    `with_seeds`: a new library gets the bundled articles. `watch_folders`: the watched folders are looked through, too.

    Raises:
        CancelledError: stopped through the ticket; what is left will be found again.
        IndexUnreadableError: the index is damaged and must be rebuilt.
    """
    if with_seeds and not imports.any() and shelf.revision() == 0:
        imports.begin([SEEDS], ReadOptions(marks=False))  # the tags in them are not the reader's
    report = ImportReport()
    for unfinished in imports.unfinished():
        paths = [path for written in unfinished.paths for path in _paths(written, seeds)]
        report += import_files.run(unfinished.number, paths, unfinished.options, ticket=ticket, again=True)
    if watch_folders is not None:
        report += watch_folders.scan_all(ticket=ticket)
    index_missing(shelf=shelf, names=names, search_index=search_index, ticket=ticket)
    return report


def _paths(written: str, seeds: Path) -> list[Path]:
    if written != SEEDS:
        return [Path(written)]
    # the newest first, so that the article which opens first is also the first to arrive
    return sorted((path for path in seeds.rglob("*") if path.is_file()), key=lambda path: path.name, reverse=True)
