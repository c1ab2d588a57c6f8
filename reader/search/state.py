"""The state file of the index: which generation counts, and what its files must look like.

The folder holds `state.json` and one folder with a Whoosh index, whose name is in it. Replacing the state file is the
one moment at which a commit or a rebuild happens: before it the old generation counts, after it the new one.
Importing this costs nothing, so the state can be told before Whoosh is loaded.
"""

import contextlib
import json
import os
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.search.values import SCHEMA_VERSION, IndexState, IndexUnreadableError

STATE_NAME = "state.json"
_CHECKSUM = "checksum"
_PLAIN_NAME = re.compile(r"\w[\w.-]*", re.ASCII).fullmatch
_REPLACE_TRIES = 50  # on Windows a file that is being read cannot be replaced at that moment
_REPLACE_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole state file."""

    revision: int
    articles: int
    schema_version: int
    library_id: str
    folder: str  # of the Whoosh index, beside the state file
    generation: int  # of the Whoosh index
    files: dict[str, tuple[int, int]]  # its files: size and CRC-32

    def state(self) -> IndexState:
        return IndexState(self.revision, self.articles, self.schema_version, self.library_id)


def read_manifest(folder: Path) -> Manifest | None:
    """The state file; None when there is none.

    Raises:
        IndexUnreadableError: it cannot be read, or means nothing.
    """
    try:
        raw = json.loads((folder / STATE_NAME).read_text("utf-8"))
        if int(raw["schema_version"]) == SCHEMA_VERSION and raw.pop(_CHECKSUM, None) != checksum(raw):
            raise ValueError("it was changed or damaged after it was written")
        files = {str(name): (int(size), int(crc)) for name, (size, crc) in raw["files"].items()}
        manifest = Manifest(
            revision=int(raw["revision"]),
            articles=int(raw["articles"]),
            schema_version=int(raw["schema_version"]),
            library_id=str(raw["library_id"]),
            folder=str(raw["folder"]),
            generation=int(raw["generation"]),
            files=files,
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise IndexUnreadableError("The state of the search index cannot be read.") from error
    if not all(map(_PLAIN_NAME, (manifest.folder, *files))):
        raise IndexUnreadableError("The state of the search index names files outside of it.")
    return manifest


def own_folder(folder: Path) -> Path:
    """Where our index is: in this folder, or beside it where a newer version's is in it, which is left as it is.

    An index is derived, so that each version can have one: going back and forth costs a rebuild and loses nothing.
    """
    try:
        version = json.loads((folder / STATE_NAME).read_text("utf-8"))["schema_version"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return folder  # there is none, or it is damaged: it is made anew in its place
    newer = isinstance(version, int) and version > SCHEMA_VERSION
    return folder.with_name(f"{folder.name}-{SCHEMA_VERSION}") if newer else folder


def checksum(raw: Mapping[str, object]) -> int:
    """Of what the state file says, however it is written: a digit that flipped there would be believed."""
    return zlib.crc32(json.dumps(raw, sort_keys=True).encode())


def readable_manifest(folder: Path) -> Manifest:
    """The state file of an index that this program can read.

    Raises:
        IndexUnreadableError: there is none, or it is damaged, or of another version.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise IndexUnreadableError("There is no search index yet.")
    if manifest.schema_version != SCHEMA_VERSION:
        raise IndexUnreadableError("The search index was made by another version of Read Also.")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the state file: from here on the new generation counts."""
    temporary = folder / f"{STATE_NAME}.new"
    with temporary.open("w", encoding="utf-8") as file:
        raw = asdict(manifest)
        json.dump({**raw, _CHECKSUM: checksum(raw)}, file)
        file.flush()
        os.fsync(file.fileno())
    for tries_left in range(_REPLACE_TRIES, -1, -1):
        try:
            temporary.replace(folder / STATE_NAME)
            break
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(_REPLACE_PAUSE_S)
    sync_folder(folder)


def stamp(folder: Path) -> tuple[int, int, int] | None:
    """Changes whenever the state file is replaced; None when there is none. Cheap enough for each search."""
    try:
        status = (folder / STATE_NAME).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def measure(path: Path) -> tuple[int, int]:
    """Size and CRC-32 of a file; reads all of it."""
    crc = size = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            crc = zlib.crc32(piece, crc)
            size += len(piece)
    return size, crc


def sync_folder(folder: Path) -> None:
    """Bring new names in the folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def remove_leftovers(folder: Path, manifest: Manifest) -> None:
    """Remove what this generation does not need: older ones, and what interrupted work left. Never fails."""
    for entry in folder.glob("index-*"):
        remove_folder(entry, keep=frozenset(manifest.files) if entry.name == manifest.folder else frozenset())


def remove_folder(folder: Path, keep: frozenset[str] = frozenset()) -> None:
    """Remove the files of an index folder, and the folder when nothing is kept. Never fails."""
    with contextlib.suppress(OSError):  # somebody still has it open, on Windows: a later commit removes it
        for path in folder.iterdir():
            if path.name not in keep:
                with contextlib.suppress(OSError):
                    path.unlink()
        if not keep:
            folder.rmdir()
