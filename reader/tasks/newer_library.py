"""A library that a newer version wrote is refused: what to do about it, in the reader's words."""

from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.database import Database
from reader.database.faults import NewerFileError
from reader.database.on_disk import is_filled
from reader.tasks.backup_manifest import LIBRARY, Backup, contents_in_words
from reader.tasks.backups import Backups
from reader.tasks.written_by import is_earlier, last_writer


class NewerLibraryError(NewerFileError):
    """Nothing was opened, and nothing on the disk changed."""

    def __init__(self, problem: str, *, remedy: str, backup: Path | None, made_at: str, way_back: str = "") -> None:
        super().__init__(problem, remedy=remedy)
        self.way_back = way_back  # the remedy where a button beside it restores the backup
        self.backup = backup  # the newest one that this version can read; None where there is none
        self.made_at = made_at  # "27 Nov 2026, 14:05"; empty where there is none


def with_way_back(error: NewerFileError, backups: Backups, databases: Sequence[Database]) -> NewerLibraryError:
    """The refusal with the version that wrote the library, and with a backup that can be gone back to."""
    data = databases[0].path.parent
    writer = last_writer(data)
    known = writer and is_earlier(__version__, writer)
    newer = f"version {writer}" if known else "the newer version"
    problem = f"{error.problem} This is version {__version__}{f', and {newer} wrote it' if known else ''}."
    backup = _newest_readable(backups, databases)
    remedy = f"Install {newer} again. Nothing was changed."
    if backup is None:
        return NewerLibraryError(problem, remedy=remedy, backup=None, made_at="")
    made_at = in_words(backup)
    way_back = f"{remedy} Or go back to the backup of {made_at} ({contents_in_words(backup)})"
    kept = f": the newer library is kept beside it then, in the folder {data / 'newer'}."
    command = f", with `readalso restore {_as_argument(backup.folder)}`"
    return NewerLibraryError(
        problem,
        remedy=f"{way_back}{command}{kept}",
        way_back=f"{way_back}{kept}",
        backup=backup.folder,
        made_at=made_at,
    )


def in_words(backup: Backup) -> str:
    """When it was made, by the reader's clock: "2026-11-27, 14:05"."""
    return backup.made_at.astimezone().strftime("%Y-%m-%d, %H:%M")


def _newest_readable(backups: Backups, databases: Sequence[Database]) -> Backup | None:
    """The newest backup of both databases, or of those there are, that this version can open; it is not looked through.

    One without the library is none to go back to: articles and what was kept of them belong together.
    """
    newest = {database.path.name: database.newest_version for database in databases}
    wanted = {LIBRARY} | {database.path.name for database in databases if is_filled(database.path)}
    for names in (wanted, {LIBRARY}):  # from before anything was marked, there is no copy of the marks
        for backup in backups.all():
            held = {file.name for file in backup.files}
            if names <= held and all(file.version <= newest[file.name] for file in backup.files):
                return backup
    return None


def _as_argument(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if " " in text else text
