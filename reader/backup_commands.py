"""`readalso backup`, `backups` and `restore`."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from reader.database.faults import NoRoomError, faults_in_words
from reader.locations import Locations
from reader.printing import print_json, progress_ticket
from reader.tasks.backup_files import in_megabytes
from reader.tasks.backup_manifest import LIBRARY, USERDATA, Backup, BackupReason, contents_in_words, reason_in_words
from reader.tasks.backups import SMALLER, problems_of
from reader.tasks.pending_work import first_import
from reader.ticket import Ticket
from reader.wiring import Services, build_services

FAILURE = 1
ONLY = {"library": LIBRARY, "userdata": USERDATA}


def run_backup(locations: Locations, options: argparse.Namespace) -> int:
    """Make a backup now; `--automatic` only if it is time for one, as the window asks for it."""
    with closing(build_services(locations)) as services:
        ticket = progress_ticket(options, "Backing up")
        if not options.automatic:
            backup = services.backups.make(BackupReason.BY_HAND, to=options.to, ticket=ticket)
        else:
            reason = services.backups.due(first_import(services.imports))
            if reason is None:
                return 0
            if reason is BackupReason.BEFORE_UPGRADE:
                backup = _before_upgrade(services, ticket)
            else:
                backup = services.backups.make_automatic(reason, ticket=ticket)
    if options.progress:
        print(json.dumps({"event": "report", "folder": str(backup.folder)}))
    else:
        print(f"{backup.folder}: {contents_in_words(backup)}, {in_megabytes(backup.size)}")
    return 0


def _before_upgrade(services: Services, ticket: Ticket) -> Backup:
    """The first write would do it, too, while somebody waits for it."""
    services.first_write(ticket)
    backup = services.backups.all()[0]
    if backup.file(LIBRARY) is None and services.library.exists():
        raise NoRoomError(
            f"There is not enough room on the disk for a whole backup before the upgrade. {SMALLER}",
            remedy="Free some space on this disk, then choose Backups in the menu to make one.",
        )
    return backup


def run_backups(locations: Locations, options: argparse.Namespace) -> int:
    """List the backups; they can be listed where the library itself cannot be opened."""
    with closing(Services(locations)) as services:
        backups = services.backups.all()
    bad = {backup.folder: problems for backup in backups if options.check and (problems := problems_of(backup))}
    if options.json:
        print_json([_described(backup, bad, checked=options.check) for backup in backups])
        return FAILURE if bad else 0
    for backup in backups:
        when = backup.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
        print(f"{when}  {reason_in_words(backup)}; {contents_in_words(backup)}; {in_megabytes(backup.size)}")
        print(f"    {backup.folder}")
        for problem in bad.get(backup.folder, ()):
            print(f"    damaged: {problem}")
    if not backups:
        print("There are no backups yet. `readalso backup` makes one.")
    elif options.check and not bad:
        print("All backups are sound.")
    return FAILURE if bad else 0


def run_restore(locations: Locations, options: argparse.Namespace) -> int:
    """Put a backup in the place of the library, or of what the reader made alone."""
    with faults_in_words("library", locations.library_file):
        broken_off = locations.restore_file.exists()
    if broken_off:  # that one comes first
        build_services(locations).close()
    with closing(Services(locations)) as services:  # nothing is opened: the library may be damaged, or not be there
        restore = services.restore_backup
        source = restore.source(options.path, only=ONLY.get(options.only or ""))
        report = restore(source, ticket=progress_ticket(options, "Restoring"))
    if options.progress:
        print(json.dumps({"event": "report"} | asdict(report)))
        return 0
    print(f"Restored from {report.source}.")
    if report.before:
        print(f"What was there before is kept as a backup in {report.before}.")
    if report.set_aside:
        what = "What the newer version wrote" if report.newer else "The damaged file"
        print(f"{what} is kept in {report.set_aside}.")
    print("readalso: the search index is built anew at the next start, or by `readalso index`.", file=sys.stderr)
    return 0


def _described(backup: Backup, bad: dict[Path, list[str]], *, checked: bool) -> dict[str, object]:
    described: dict[str, object] = {
        "folder": str(backup.folder),
        "made_at": backup.made_at.isoformat(),
        "reason": backup.reason,
        "program": backup.program,
        "size": backup.size,
        "files": {file.name: {"size": file.size, "rows": file.rows} for file in backup.files},
    }
    return described | {"problems": bad.get(backup.folder, [])} if checked else described


COMMANDS: dict[str, Callable[[Locations, argparse.Namespace], int]] = {
    "backup": run_backup,
    "backups": run_backups,
    "restore": run_restore,
}
