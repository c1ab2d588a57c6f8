"""What is told to a running import from outside: what to import, and when to rest."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from reader.library.importers.draft import NO_OPTIONS, ReadOptions, options_from_json
from reader.ticket import Ticket


class ImportOrder(NamedTuple):
    """What is to be imported, and how it is to be read."""

    paths: Sequence[Path] = ()
    options: ReadOptions = NO_OPTIONS


class Orders:
    """Reads lines such as `{"paths": ["/a", "/b"]}` and `{"pause": true}`; others are passed over.

    Threads: any; the first line is waited for, the others are read on a thread of their own.
    """

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._thread: threading.Thread | None = None

    def first(self) -> ImportOrder:
        """What the first line asks for: `{"paths": […], "options": {…}}`."""
        told = _told(self._lines.readline())
        paths = told.get("paths")
        return ImportOrder(
            tuple(Path(path) for path in paths if isinstance(path, str)) if isinstance(paths, list) else (),
            options_from_json(told.get("options")),
        )

    def follow(self, ticket: Ticket) -> None:
        """From now on let the work rest and go on as the lines say. When there are no more, it goes on."""
        # a daemon: it waits for the next line for as long as the process lives
        self._thread = threading.Thread(target=self._read, args=(ticket,), name="orders", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until there are no more lines."""
        if self._thread is not None:
            self._thread.join()

    def _read(self, ticket: Ticket) -> None:
        for line in self._lines:
            pause = _told(line).get("pause")
            if isinstance(pause, bool):
                ticket.pause(pause)
        ticket.pause(False)  # whoever could have said so is gone


def _told(line: str) -> dict[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
