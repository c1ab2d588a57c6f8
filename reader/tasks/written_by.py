"""Which version of the program wrote to the library last: another one makes a backup before it first writes."""

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.files import write_atomically
from reader.ticket import Ticket

if TYPE_CHECKING:
    from reader.tasks.backups import Backups

NAME = "written-by.json"  # beside the databases

log = logging.getLogger(__name__)


def last_writer(data: Path) -> str:
    """The version that wrote last to the databases in this folder; empty where it cannot be told."""
    try:
        program = json.loads((data / NAME).read_text("utf-8"))["program"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # none did yet, or one from before such notes were made
    return program if isinstance(program, str) else ""


def note_writer(data: Path, program: str = __version__) -> None:
    """Write down that this version is about to write, or has written.

    Raises:
        OSError: the folder cannot be written to.
    """
    write_atomically(data / NAME, json.dumps({"program": program}) + "\n")


def is_earlier(version: str, than: str) -> bool:
    """Whether a version of the program is earlier than another; one that cannot be told is."""
    return _parts(version) < _parts(than)


def _parts(version: str) -> list[tuple[int, int, str]]:
    """A number is later than any word: 0.2.0 comes after 0.2.beta."""
    return [(int(part.isdecimal()), int(part) if part.isdecimal() else 0, part) for part in version.split(".")]


class FirstWrite:
    """Called before each write, by whoever writes; the first time it makes sure that another version's state is kept.

    It costs one small file then, and nothing after that. Where the version is another one, it returns when both
    databases are backed up. Threads: any; who comes second waits, and so do other processes.
    """

    def __init__(self, *, data: Path, backups: Callable[[], "Backups"], program: str = __version__) -> None:
        self._data, self._backups, self._program = data, backups, program
        self._lock = threading.Lock()
        self._done = False

    def is_due(self) -> bool:
        """Whether whoever writes now would wait for a backup. It costs one small file."""
        return not self._done and last_writer(self._data) != self._program

    def __call__(self, ticket: Ticket | None = None) -> None:
        """See above.

        Raises:
            ReaderError: no backup could be made; nothing may be written.
            CancelledError: stopped through the ticket.
        """
        if self._done:
            return
        with self._lock:
            if not self._done:
                if last_writer(self._data) != self._program:
                    self._backups().before_upgrade(ticket)
                self._done = True
