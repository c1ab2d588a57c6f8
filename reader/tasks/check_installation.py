"""Whether the program itself is whole: nothing that ships with it is missing, changed, or was put between its files."""

import base64
import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from reader.build_info import FILE_LIST, BuildInfo, Kind, build_info, frozen_folder, own_files
from reader.files import hash_of
from reader.licences import DISTRIBUTION
from reader.locations import bundled
from reader.tasks.self_check import Diagnosis, Finding

REINSTALL = "Install Read Also again. Your articles, and all that you marked, are not in these files."
NAMED = 10  # files that are told by name; the rest is counted
UNNOTICED = "__pycache__"  # Python puts it where it may
INSIDE = ("_internal", "Frameworks")  # where nothing but the program's own files lies; the second on macOS
NEEDED = {  # what is looked for where there is no list of files, and what is said without it
    "seeds/*/*": "The bundled articles are missing.",
    "resources/icons/*.svg": "The drawings on the buttons are missing.",
    "resources/licences/*.txt": "The licences of what Read Also is made of are missing.",
    "resources/NOTICES.md": "The notices about what Read Also is made of are missing.",
}  # the recogniser of names is loaded by `self_check`


class FileTrouble(NamedTuple):
    """Files of the program, as paths from its folder, that are not as they were installed."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def with_installation(diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis with what build this is and what is wrong with it. Never raises for what it finds."""
    info = build_info()
    facts = (f"Read Also {info.version}, {info.origin}", f"installed in {info.program}", f"made of {info.parts}")
    return replace(
        diagnosis,
        build=info.as_facts(),
        facts=(*facts, *diagnosis.facts),
        findings=(*diagnosis.findings, *check_installation(info)),
    )


def check_installation(info: BuildInfo) -> list[Finding]:
    """What is wrong with the program's own files, each sort of trouble once."""
    findings = [Finding(problem=problem, remedy=REINSTALL) for problem in _in_words(find_trouble(info))]
    for each, problem in NEEDED.items() if not findings else ():
        folder, _, pattern = each.partition("/")
        if not any(bundled(folder).glob(pattern)):
            findings.append(Finding(problem=problem, remedy=REINSTALL))
    return findings


def find_trouble(info: BuildInfo) -> FileTrouble:
    """Compare every file with the list that was made when the program was built. A checkout has none: it may change."""
    folder = frozen_folder()
    if folder is not None:
        return compare_folder(folder, own_files() / FILE_LIST)
    if info.kind is Kind.WHEEL:
        return compare_package(DISTRIBUTION)
    return FileTrouble()


def compare_folder(folder: Path, file_list: Path) -> FileTrouble:
    """A frozen program with its list, whose lines are as `sha256sum` writes them."""
    own = file_list.relative_to(folder).as_posix() if file_list.is_relative_to(folder) else file_list.name
    try:
        listed = dict(_read_list(file_list))
    except (OSError, ValueError):
        return FileTrouble(missing=(own,))
    states = {name: _state(folder / name, hashed) for name, hashed in listed.items()}
    return FileTrouble(
        missing=tuple(name for name, state in states.items() if state == "missing"),
        changed=tuple(name for name, state in states.items() if state == "changed"),
        extra=tuple(name for name in files_inside(folder) if name not in listed and name != own),
    )


def compare_package(name: str) -> FileTrouble:
    """An installed Python package with what the installer wrote down of it."""
    try:
        installed = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return FileTrouble()  # the modules were only copied there: nothing is known of them
    states = {}
    # not by `installed.files`: from Python 3.12 on it leaves out what is missing
    for path, written, *_size in csv.reader((installed.read_text("RECORD") or "").splitlines()):
        kind, _, value = written.partition("=")
        if kind == "sha256":  # what Python or the installer made itself has none
            hashed = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()
            states[path] = _state(Path(str(installed.locate_file(path))), hashed)
    return FileTrouble(
        missing=tuple(name for name, state in states.items() if state == "missing"),
        changed=tuple(name for name, state in states.items() if state == "changed"),
    )


def files_inside(folder: Path) -> Iterator[str]:
    """The files that lie among the program's own, as paths from its folder, sorted."""
    inner = [folder / name for name in INSIDE if (folder / name).is_dir()]
    found = (path for place in inner for path in place.rglob("*") if not path.is_dir())
    yield from sorted(path.relative_to(folder).as_posix() for path in found if UNNOTICED not in path.parts)


def _state(path: Path, hashed: str) -> str:
    try:
        return "" if hash_of(path) == hashed else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError:  # what cannot be read is not what was installed
        return "changed"


def _read_list(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        hashed, name = line.split("  ", 1)
        yield name, hashed


def _in_words(trouble: FileTrouble) -> Iterator[str]:
    for files, one, several in (
        (trouble.missing, "A file of the program is missing", "files of the program are missing"),
        (trouble.changed, "A file of the program was changed", "files of the program were changed"),
        (
            trouble.extra,
            "A file among those of the program is not part of it",
            "files among those of the program are not part of it",
        ),
    ):
        if files:
            yield f"{one if len(files) == 1 else f'{len(files):,} {several}'}: {_listed(files)}."


def _listed(files: Iterable[str]) -> str:
    names = list(files)
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
