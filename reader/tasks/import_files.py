"""Take files into the library: read, store and index, batch by batch. Names are found afterwards: see `name_articles`.

Safe to end at any moment: every batch is one transaction, and the library itself tells what an interrupted run left
undone: an import without an end, articles the index has not seen.
"""

import logging
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

from reader.errors import CancelledError, ReaderError
from reader.library.importers.draft import ImportedArticle
from reader.library.importers.formats import UnreadableFileError, find_files, read_file
from reader.library.imports import Failure, ImportReport, Imports
from reader.library.links import Links
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.related.read_also import TitleMatcher
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.tasks.index_articles import index_missing
from reader.ticket import Ticket

FIRST_BATCH = 60  # small, so that the first articles are there at once
GROWING_BATCHES = (FIRST_BATCH, 240, 700)  # a thousand in all
LARGEST_BATCH = 1_000  # from then on

log = logging.getLogger(__name__)


class ImportFiles:
    """The import, with everything it needs. Threads: one, in a process of its own when the window is open."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        links: Links,
        names: Names,
        imports: Imports,
        search_index: SearchIndex,
    ) -> None:
        self._shelf = shelf
        self._links = links
        self._names = names
        self._imports = imports
        self._search_index = search_index

    def __call__(self, paths: Sequence[Path], *, ticket: Ticket) -> ImportReport:
        """Import files and folders, and remember to complete it if this is interrupted.

        Raises:
            CancelledError: stopped through the ticket; what is stored stays, the rest is not imported.
            ReaderError: the library cannot be written. A file that cannot be read is in the report instead.
        """
        number = self._imports.begin([str(path.absolute()) for path in paths])
        try:
            return self.run(number, paths, ticket=ticket)
        except CancelledError:
            self._imports.end(number)  # it was wished for: the next start must not go on with it
            raise

    def run(self, number: int, paths: Sequence[Path], *, ticket: Ticket, again: bool = False) -> ImportReport:
        """Do an import that is in the journal under this number; `again`: it was begun before, and interrupted."""
        reading = _Reading(paths)
        report = ImportReport()
        added_any = False
        for batch in reading.batches(ticket):
            added = self._shelf.add(batch)
            added_any = added_any or bool(added)
            report = ImportReport(
                files=reading.files_read,
                added=report.added + len(added),
                present=report.present + len(batch) - len(added),
                failed=tuple(reading.failed),
            )
            self._index()
            ticket.step(reading.files_seen, reading.files_found)
        if added_any or again:  # the interrupted run may have stored the last article and ended before this
            match_wanted_titles(shelf=self._shelf, links=self._links)
        report = ImportReport(
            files=reading.files_read, added=report.added, present=report.present, failed=tuple(reading.failed)
        )
        self._imports.end(number, report)
        return report

    def _index(self) -> None:
        """Bring the index up to date; a damaged one is left to be rebuilt, the articles are safe in the library."""
        try:
            index_missing(shelf=self._shelf, names=self._names, search_index=self._search_index, ticket=Ticket())
        except IndexUnreadableError as error:
            log.warning("the index was not brought up to date: %s", error)


class _Reading:
    """Files into batches of articles, remembering what could not be read."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self.files_found = 0
        self.files_seen = 0
        self.files_read = 0
        self.failed: list[Failure] = []

    def batches(self, ticket: Ticket) -> Iterator[list[ImportedArticle]]:
        files = list(find_files(self._paths))
        self.files_found = len(files)
        sizes = chain(GROWING_BATCHES, repeat(LARGEST_BATCH))
        size, batch = next(sizes), list[ImportedArticle]()
        for path in files:
            batch.extend(self._read(path))
            self.files_seen += 1
            if len(batch) >= size:
                yield batch
                size, batch = next(sizes), []
            elif self.files_seen % 20 == 0:
                ticket.step(self.files_seen, self.files_found)
        if batch:
            yield batch

    def _read(self, path: Path) -> Sequence[ImportedArticle]:
        try:
            articles = read_file(path)
        except UnreadableFileError as error:
            self._fail(path, error)
            return ()
        self.files_read += 1
        return articles

    def _fail(self, path: Path, error: ReaderError) -> None:
        log.info("not imported: %s: %s", path, error.problem)
        self.failed.append(Failure(path=str(path), reason=error.problem))


def match_wanted_titles(*, shelf: Shelf, links: Links) -> int:
    """Join titles of "Read also" lists to articles with nearly the same title; how many were joined."""
    wanted = links.wanted()
    if not wanted:
        return 0
    matcher = TitleMatcher(shelf.titles())
    found = [
        (link, number)
        for link in wanted
        if (number := matcher.match(link.title_key, not_this=link.article)) is not None
    ]
    if found:
        links.resolve(found)
    return len(found)
