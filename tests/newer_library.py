"""A library that a newer version of the program wrote, and whether anything in its folder changes."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.articles.article import ArticleId
from reader.locations import Locations
from reader.tasks.backup_manifest import LIBRARY, USERDATA, BackupReason
from reader.tasks.written_by import note_writer
from reader.wiring import build_services
from tests.tasks.backing_up import fill

NEWER = "9.8.7"  # the version that wrote it
OLD = (["Harbour", "Strike"], ["Strike"])  # what was in it before
Look = dict[str, tuple[int, bytes]]


def make_newer(locations: Locations, *names: str, backup: bool = True, log: bool = False) -> None:
    """The library as a newer version left it: these databases have one more migration than we know.

    `backup`: there is one from before. `log`: what is newer stands in the write-ahead log only, as after a kill.
    """
    with closing(build_services(locations)) as services:
        fill(services, *OLD)
        if backup:
            services.backups.make(BackupReason.BEFORE_UPGRADE)
        services.bookmarks.mark(ArticleId("since the upgrade"), True)
    for name in names:
        _bring_up_to_date(locations.data / name, log=log)
    note_writer(locations.data, NEWER)


def _bring_up_to_date(path: Path, *, log: bool) -> None:
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0] + 1
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("CREATE TABLE moods (name TEXT)")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()
        db.execute("INSERT INTO moods VALUES ('calm')")
        db.commit()
        if log:  # what is on the disk at this moment is what a kill leaves
            kept = [path.with_name(path.name + ending) for ending in ("", "-wal")]
            for each in kept:
                shutil.copyfile(each, each.with_name(f"kept-{each.name}"))
    if log:
        for each in kept:
            each.with_name(f"kept-{each.name}").replace(each)


def look_at(folder: Path) -> Look:
    """Every file and folder below: when it was changed, and what is in it."""
    found = [folder, *folder.rglob("*")]
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in found
    }


def moods_in(path: Path) -> list[str]:
    """What only the newer version understands."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT name FROM moods")]


__all__ = ["LIBRARY", "NEWER", "OLD", "USERDATA", "look_at", "make_newer", "moods_in"]
