"""Look through watched folders: what is new or changed comes in, what is gone is noted. Nothing leaves the library."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.library.importers.files import FoundFile, walk_files
from reader.library.imports import ImportReport, Imports
from reader.library.known_files import KnownFiles
from reader.library.stored_text import path_of, storable
from reader.library.watched_folders import WatchedFolders, below, watched_path
from reader.tasks.import_files import ImportFiles
from reader.ticket import Ticket

UNREACHABLE = "The folder cannot be reached. If it is on a disk or share, connect it; its articles are kept."
EMPTY_NOW = "The folder is empty, though there were files in it. If it is on a disk or share, connect it."
FORBIDDEN = "There is no permission to look into the folder."
MOST_GONE = 500  # files of one transaction


class WatchFolders:
    """Scans watched folders. Threads: one, in a process of its own when the window is open."""

    def __init__(
        self, *, folders: WatchedFolders, known_files: KnownFiles, imports: Imports, import_files: ImportFiles
    ) -> None:
        self._folders, self._known_files = folders, known_files
        self._imports, self._import_files = imports, import_files

    def scan_all(self, *, only: Sequence[Path] = (), ticket: Ticket) -> ImportReport:
        """Every folder that is not paused, or these parts of them; what came of it, taken together.

        Raises:
            CancelledError: stopped through the ticket; the rest is found by the next scan.
        """
        report = ImportReport()
        folders = self._folders.active()
        for folder in folders:
            parts = [path for path in map(watched_path, only) if is_in(path, folder)]
            inside_another = any(other != folder and is_in(folder, other) for other in folders)
            if inside_another:
                if not only:
                    self._folders.note_scan(folder)  # it is looked through with the folder it lies in
            elif parts or not only:
                report += self.scan(folder, only=[Path(part) for part in parts], ticket=ticket)
        return report

    def scan(self, folder: str, *, only: Sequence[Path] = (), ticket: Ticket) -> ImportReport:
        """One folder, or only these files and folders in it. A file that looks as it did when it was read is passed
        over unopened, also if its articles were deleted since: only the reader brings them back.

        Raises:
            CancelledError: stopped through the ticket; the rest is found by the next scan.
        """
        problem = self._obstacle(folder)
        if problem:
            self._folders.note_scan(folder, problem)
            return ImportReport()
        since = datetime.now(UTC).isoformat(timespec="microseconds")
        parts = list(map(os.path.abspath, only)) or [folder]
        scan = _Scan(self._known_files)
        report = self._import_files.take_in(
            _there(walk_files(map(Path, parts))), is_known=scan, number=self._number_for(folder), ticket=ticket
        )
        self._known_files.are_back(scan.back)
        for part in parts:
            self._note_gone(part, scan.seen, since)
        if report.number:
            self._imports.end(report.number, report)
        if not only:
            self._folders.note_scan(folder)
        return report

    def _number_for(self, folder: str) -> Callable[[], int]:
        """An import is written down only if there is something to be read; it need never be completed, because the
        next scan does it."""
        begun: list[int] = []

        def number() -> int:
            if not begun:
                begun.append(self._imports.begin([folder]))
                self._imports.end(begun[0])
            return begun[0]

        return number

    def _obstacle(self, folder: str) -> str:
        """Why nothing can be said about the files of this folder; empty: something can."""
        try:
            with os.scandir(folder) as entries:
                is_empty = next(entries, None) is None
        except PermissionError:
            return FORBIDDEN
        except OSError:
            return UNREACHABLE
        # an empty folder is what is left where a disk was taken away
        return EMPTY_NOW if is_empty and self._folders.has_files(folder) else ""

    def _note_gone(self, part: str, seen: set[int], since: str) -> None:
        gone: list[int] = []
        for number, path in self._known_files.unseen(storable(part), seen, since=since):
            if _is_gone(path):
                gone.append(number)
            if len(gone) >= MOST_GONE:
                self._known_files.are_gone(gone)
                gone = []
        self._known_files.are_gone(gone)


class _Scan:
    """Which files look as they did when they were read. Threads: one."""

    def __init__(self, known_files: KnownFiles) -> None:
        self._known = known_files.looking()
        self.seen: set[int] = set()  # files that are there
        self.back: list[int] = []  # files that had been missed

    def __call__(self, found: FoundFile) -> bool:
        known = self._known.at(found.path)
        if known is None:
            return False
        self.seen.add(known.number)
        if known.gone:
            self.back.append(known.number)
        return known.is_unchanged(found.size, found.modified_ns)


def _there(files: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """A part of a folder that was told to have changed may be gone since."""
    return (found for found in files if found.path != found.chosen or os.path.lexists(found.path))


def _is_gone(path: str) -> bool:
    """Whether there is surely no such file: not where only the way to it is barred."""
    try:
        os.stat(path_of(path))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def is_in(path: str, folder: str) -> bool:
    """Whether a path is this folder, or lies in it."""
    return path == folder or path.startswith(below(folder)[0])
