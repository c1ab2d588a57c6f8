"""A backup on the disk: a folder with both databases and a manifest that says what is in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from reader.files import write_atomically
from reader.tasks.written_by import is_earlier

LIBRARY, USERDATA = "library.sqlite", "userdata.sqlite"
MANIFEST = "manifest.json"
FORMAT = 1
STAMP = "%Y-%m-%dT%H%M%SZ"  # sorts by time, and is a file name on every system


class BackupReason(StrEnum):
    DAILY = "daily"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_RESTORE = "before-restore"
    BY_HAND = "by-hand"


REASON_WORDS = {
    BackupReason.DAILY: "automatic",
    BackupReason.BEFORE_MIGRATION: "before the library was brought up to date",
    BackupReason.BEFORE_RESTORE: "before a backup was restored",
    BackupReason.BY_HAND: "made by hand",
}
COUNTED_IN_WORDS = {"articles": "article", "bookmarks": "bookmark", "notes": "note", "highlights": "highlight"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Tells whether a database changed since it was copied: nothing is written without changing one of these."""

    size: int
    modified_ns: int
    inode: int
    log_size: int  # of the write-ahead log; 0 where there is none
    log_modified_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUpFile:
    """One database in a backup."""

    name: str
    size: int
    sha256: str
    version: int  # of its tables
    rows: dict[str, int]  # how many bookmarks, notes …
    source: SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup, as its manifest describes it."""

    folder: Path
    made_at: datetime
    reason: BackupReason
    program: str  # the version that made it
    files: tuple[BackedUpFile, ...]
    written_by: str = ""  # the version that had written what is in it; empty where that is not known

    def file(self, name: str) -> BackedUpFile | None:
        return next((file for file in self.files if file.name == name), None)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def rows(self, table: str) -> int:
        return sum(file.rows.get(table, 0) for file in self.files)

    def without(self, name: str) -> "Backup":
        return replace(self, files=tuple(file for file in self.files if file.name != name))


def reason_in_words(backup: Backup) -> str:
    """ "before the upgrade to 0.2.0"."""
    if backup.reason is not BackupReason.BEFORE_UPGRADE:
        return REASON_WORDS[backup.reason]
    earlier = is_earlier(backup.program, backup.written_by) if backup.written_by else False
    return f"before going back to {backup.program}" if earlier else f"before the upgrade to {backup.program}"


def contents_in_words(backup: Backup) -> str:
    """ "3,000 articles, 12 bookmarks"; what there is none of is not named."""
    counts = {table: backup.rows(table) for table in COUNTED_IN_WORDS}
    parts = [
        f"{count:,} {COUNTED_IN_WORDS[table] if count == 1 else table}" for table, count in counts.items() if count
    ]
    if backup.file(LIBRARY) is None:
        parts.append("without the articles")
    return ", ".join(parts) or "nothing yet"


def source_state(path: Path) -> SourceState:
    """How a database's file is now.

    Raises:
        OSError: it cannot be looked at.
    """
    facts = path.stat()
    try:
        log = path.with_name(f"{path.name}-wal").stat()
    except FileNotFoundError:
        return _state(facts.st_size, facts.st_mtime_ns, facts.st_ino, 0, 0)
    return _state(facts.st_size, facts.st_mtime_ns, facts.st_ino, log.st_size, log.st_mtime_ns if log.st_size else 0)


def _state(size: int, modified_ns: int, inode: int, log_size: int, log_modified_ns: int) -> SourceState:
    return SourceState(
        size=size, modified_ns=modified_ns, inode=inode, log_size=log_size, log_modified_ns=log_modified_ns
    )


def write_manifest(backup: Backup, folder: Path) -> None:
    """Write the manifest of the backup into the folder.

    Raises:
        OSError: it cannot be written.
    """
    content = {
        "format": FORMAT,
        "program": backup.program,
        "made_at": backup.made_at.isoformat(timespec="seconds"),
        "reason": backup.reason,
        "written_by": backup.written_by,
        "files": [asdict(file) for file in backup.files],
    }
    write_atomically(folder / MANIFEST, json.dumps(content, indent=2) + "\n")


def read_manifest(folder: Path) -> Backup | None:
    """The backup in this folder; None where there is none, or one that this program does not understand."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Backup(
            folder=folder,
            made_at=datetime.fromisoformat(content["made_at"]).astimezone(UTC),
            reason=_reason(content["reason"]),
            program=str(content["program"]),
            files=tuple(_file(entry) for entry in _files_of(content)),
            written_by=str(content.get("written_by", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _reason(told: Any) -> BackupReason:
    """A newer version may have reasons that this one does not know: such a backup is kept, as one made by hand is."""
    try:
        return BackupReason(told)
    except ValueError:
        return BackupReason.BY_HAND


def _files_of(content: Any) -> Sequence[Any]:
    if content["format"] != FORMAT:
        raise ValueError("a manifest of another version")
    files: list[Any] = content["files"]
    return files


def _file(entry: Any) -> BackedUpFile:
    if entry["name"] not in (LIBRARY, USERDATA):  # a name in a file is no path to be followed
        raise ValueError("not the name of a database of ours")
    return BackedUpFile(
        name=entry["name"],
        size=int(entry["size"]),
        sha256=str(entry["sha256"]),
        version=int(entry["version"]),
        rows={str(table): int(count) for table, count in entry["rows"].items()},
        source=SourceState(**{key: int(value) for key, value in entry["source"].items()}),
    )
