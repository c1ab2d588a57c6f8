"""The log: named loggers, a rotating file, and a header that says which program wrote it where."""

import logging
import logging.handlers
import platform
import sys
from contextlib import suppress

from reader import __version__
from reader.locations import Locations

LOG_BYTES = 500_000
KEPT_LOGS = 3


class _File(logging.handlers.RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # its name in the library
        """No fuss about a full disk: what could not be done there is told by whoever wanted to do it."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        with suppress(OSError):  # what was still to be written
            super().close()


def open_journal(locations: Locations, *, purpose: str) -> None:
    """Write the program's log to its file from now on. Without a writable folder there is no log, and no fuss."""
    root = logging.getLogger("reader")
    root.setLevel(logging.INFO)
    try:
        locations.log.mkdir(parents=True, exist_ok=True)
        handler = _File(
            locations.log_file, maxBytes=LOG_BYTES, backupCount=KEPT_LOGS, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.info("Read Also %s, %s; %s", __version__, purpose, ", ".join(facts_of(locations)))


def close_journal() -> None:
    root = logging.getLogger("reader")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


def facts_of(locations: Locations) -> list[str]:
    """Versions and paths, for the log's header and for `readalso doctor`."""
    system = " ".join((platform.system(), platform.release(), platform.machine()))  # platform() starts a program
    return [
        f"Python {platform.python_version()} on {system}",
        f"library {locations.library_file}",
        f"user data {locations.userdata_file}",
        f"cache {locations.cache}",
        f"settings {locations.config}",
        f"program {sys.argv[0]}",
    ]
