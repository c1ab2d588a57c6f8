"""The commands of `readalso` that bring articles in: importing, and watching folders."""

import argparse
import os
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from reader.articles.one_line import in_one_line
from reader.errors import ReaderError
from reader.library.importers.draft import ReadOptions
from reader.library.imports import ImportReport
from reader.locations import Locations, portable_folder, program_folder
from reader.printing import print_json, progress_ticket
from reader.tasks.follow_moved_folders import follow_moved_folders
from reader.tasks.import_report import write_report
from reader.tasks.name_articles import nobody_waits
from reader.tasks.orders import Orders
from reader.tasks.preferred_articles import PreferredArticles
from reader.wiring import Services, build_services

FAILURE, USAGE = 1, 2
BACKING_UP = "Backing up"  # what another version wrote, before this one first writes
TOLD_FAILURES = 50  # on standard error; all of them are in the report


def run_import(locations: Locations, options: argparse.Namespace) -> int:
    ticket = progress_ticket(options, "Importing")
    paths, how = options.paths, read_options(options)
    if options.paths_from_stdin:
        orders = Orders(sys.stdin)
        paths, how = orders.first()
        orders.follow(ticket)
    elif not paths:
        print("usage: readalso import PATH …\nreadalso: name the files or folders to import.", file=sys.stderr)
        return USAGE
    with closing(build_services(locations)) as services:
        services.first_write(progress_ticket(options, BACKING_UP))
        report = services.import_files(paths, how, ticket=ticket)
        print_report(report, options)
        if options.report is not None:
            write_report(report.number, options.report, imports=services.imports)
        find_names(services, options)
    return FAILURE if report.failed and not report.files and not report.skipped else 0


def run_watch(locations: Locations, options: argparse.Namespace) -> int:
    with closing(build_services(locations)) as services:
        match options.what:
            case "scan":
                services.first_write(progress_ticket(options, BACKING_UP))
                return _scan(services, options)
            case "add":
                return _add(services, options)
            case "remove" | "pause" | "resume":
                return _change(services, options)
        return _list(services, options)


def read_options(options: argparse.Namespace) -> ReadOptions:
    """How files are to be read where that is not clear, as the command line says.

    Raises:
        ReaderError: it cannot be understood.
    """
    columns = []
    for pair in filter(None, options.columns.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise ReaderError(
                f"“{pair}” does not say which column is meant.", remedy="Write --columns title=Headline,text=Body."
            )
        columns.append((field.strip(), column.strip()))
    if options.encoding and not _is_encoding(options.encoding):
        raise ReaderError(
            f"“{options.encoding}” is no encoding that is known.", remedy="Try utf-8, cp1252, latin-1 or shift_jis."
        )
    return ReadOptions(encoding=options.encoding, columns=tuple(columns), split=options.split, marks=options.marks)


def print_report(report: ImportReport, options: argparse.Namespace) -> None:
    """What came of an import: for people, or as JSON."""
    if options.progress or getattr(options, "json", False):
        event = {"event": "report"} if options.progress else {}
        print_json(event | asdict(report), indent=None if options.progress else 2)
        return
    for failure in report.failed[:TOLD_FAILURES]:
        print(f"readalso: not imported: {in_one_line(f'{failure.path}: {failure.reason}')}", file=sys.stderr)
    if report.failures > TOLD_FAILURES:
        print(f"readalso: and {report.failures - TOLD_FAILURES:,} more.", file=sys.stderr)
    more = ((report.updated, "have a new version"), (report.wanted, "wanted"), (report.skipped, "skipped"))
    told = "".join(f" {count:,} {words}," for count, words in more if count)
    print(
        f"{report.files:,} files read, {report.added:,} articles added, {report.present:,} already there,"
        f"{told} {report.failures:,} failed"
    )


def find_names(services: Services, options: argparse.Namespace) -> None:
    """The second pass, unless it is to be left: reprints, which are found soon, and names. What the window asks to have
    first comes on standard input."""
    if options.names_later:
        return
    sys.stdout.flush()  # the articles can be read: what follows may take long
    services.find_families(ticket=progress_ticket(options, "Comparing"))
    if not services.name_articles.left():
        return
    preferred = PreferredArticles(sys.stdin) if getattr(options, "first_from_stdin", False) else nobody_waits
    services.name_articles(ticket=progress_ticket(options, "Finding names,"), preferred=preferred)


def _scan(services: Services, options: argparse.Namespace) -> int:
    ticket = progress_ticket(options, "Looking through watched folders,")
    only = options.paths
    if options.paths_from_stdin:
        orders = Orders(sys.stdin)
        only = orders.first().paths
        orders.follow(ticket)
    if not only and portable_folder() is not None and (home := program_folder()) is not None:
        follow_moved_folders(home, folders=services.watched_folders)
    report = services.watch_folders.scan_all(only=only, ticket=ticket)
    print_report(report, options)
    if not options.progress:
        _print_problems(services)
        find_names(services, options)
    return 0


def _add(services: Services, options: argparse.Namespace) -> int:
    for path in _named(options):
        if not os.path.isdir(path):  # `is_dir` raises where a folder on the way may not be entered
            raise ReaderError(f"There is no folder {path}.", remedy="Name a folder that is there.")
        services.watched_folders.add(path)
    options.paths = [path.absolute() for path in options.paths]
    return _scan(services, options)


def _change(services: Services, options: argparse.Namespace) -> int:
    folders, unknown = services.watched_folders, []
    for path in _named(options):
        pauses = options.what == "pause"
        is_known = folders.remove(path) if options.what == "remove" else folders.pause(path, pauses)
        if not is_known:
            unknown.append(path)
    for path in unknown:
        print(f"readalso: {path} is not watched.", file=sys.stderr)
    return FAILURE if unknown else 0


def _list(services: Services, options: argparse.Namespace) -> int:
    folders = services.watched_folders.all()
    if options.json:
        problems = [problem._asdict() for problem in services.watched_folders.problems()]
        print_json({"folders": [folder._asdict() for folder in folders], "problems": problems})
        return 0
    for folder in folders:
        gone = f", {folder.gone:,} gone" if folder.gone else ""
        print(f"{folder.path}: {'paused, ' if folder.paused else ''}{folder.files:,} files{gone}")
    if not folders:
        print("No folder is watched.")
    _print_problems(services)
    return 0


def _print_problems(services: Services) -> None:
    for problem in services.watched_folders.problems(limit=TOLD_FAILURES):
        print(f"readalso: {in_one_line(f'{problem.path}: {problem.reason}')}", file=sys.stderr)


def _named(options: argparse.Namespace) -> list[Path]:
    if not options.paths:
        raise ReaderError("No folder was named.", remedy=f"Write readalso watch {options.what} FOLDER.")
    return list(options.paths)


def _is_encoding(name: str) -> bool:
    try:
        return "x".encode(name) is not None
    except LookupError:
        return False


COMMANDS = {"import": run_import, "watch": run_watch}
