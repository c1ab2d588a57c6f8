"""Files that a second start gave, written down in the library's folder until they are imported.

A window that is closed or killed in between loses nothing: the next one finds them here.
"""

import json
import logging
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.files import write_atomically

log = logging.getLogger(__name__)


class Kept(NamedTuple):
    """Files that were taken and are still to be imported."""

    file: Path | None  # where that is written; None: it could not be, and is known to this process only
    files: tuple[Path, ...]

    def forget(self) -> None:
        if self.file is not None:
            with suppress(OSError):  # imported once more at the next start: no harm
                self.file.unlink(missing_ok=True)
                self.file.parent.rmdir()  # if it was the last


def keep(folder: Path, files: Sequence[Path]) -> Kept:
    """Write down that these were taken."""
    path = folder / f"{os.getpid()}-{secrets.token_hex(8)}.json"
    for is_last in (False, True):
        try:
            write_atomically(path, json.dumps([str(each) for each in files]))
        except OSError as error:  # once it may be that others were done with the folder at this moment
            if is_last:
                log.warning("what was given could not be written down: %s", error)
        else:
            return Kept(path, tuple(files))
    return Kept(None, tuple(files))


def kept(folder: Path) -> list[Kept]:
    """What an earlier window took and did not come to import, the oldest first."""
    found = []
    with suppress(OSError):
        for path in sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime_ns):
            with suppress(OSError, ValueError, TypeError):
                found.append(Kept(path, tuple(Path(str(each)) for each in json.loads(path.read_text("utf-8")))))
    return found
