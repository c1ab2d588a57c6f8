"""The log: named loggers, a rotating file, and a header that says which program wrote it where."""

import logging
import logging.handlers
import platform
import sys

from reader import __version__
from reader.locations import Locations

LOG_BYTES = 500_000
KEPT_LOGS = 3


def open_journal(locations: Locations, *, purpose: str) -> None:
    """Write the program's log to its file from now on. Without a writable folder there is no log, and no fuss."""
    root = logging.getLogger("reader")
    root.setLevel(logging.INFO)
    try:
        locations.log.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            locations.log_file, maxBytes=LOG_BYTES, backupCount=KEPT_LOGS, encoding="utf-8"
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
