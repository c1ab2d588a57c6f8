"""What build of the program this is: from a checkout, a wheel, or one of the packages, and of which parts.

A build leaves `build.json` beside the other files that ship with the program, and `files.sha256`, a line for each of
its files. A package that is made of the folder says what it is by a file `kind` in it, so that the folder stays the
same in all of them. Nothing here is read before somebody asks.
"""

import json
import os
import platform
import re
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reader import __version__
from reader.errors import ReaderError
from reader.locations import portable_folder

BUILD_FILE = "build.json"
FILE_LIST = "files.sha256"
KIND_FILE = "kind"
QT_DISTRIBUTION = "PySide6_Essentials"
SHOWN_OF_COMMIT = 9  # characters; git shows as many of a history of this size


class Kind(StrEnum):
    """How the program came onto this computer; the value is what the file `kind` says."""

    CHECKOUT = "checkout"
    WHEEL = "wheel"
    FOLDER = "folder"
    DEB = "deb"
    TARBALL = "tarball"
    APPIMAGE = "appimage"
    FLATPAK = "flatpak"
    MSI = "msi"
    MACOS = "macos"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.CHECKOUT: "from source",
    Kind.WHEEL: "Python package",
    Kind.FOLDER: "application folder",
    Kind.DEB: "Debian package",
    Kind.TARBALL: "installed from the archive",
    Kind.APPIMAGE: "AppImage",
    Kind.FLATPAK: "Flatpak",
    Kind.MSI: "Windows installer",
    Kind.MACOS: "macOS application",
}


class BuildInfo(NamedTuple):
    """One build of the program."""

    version: str
    kind: Kind
    commit: str  # empty where it is not known
    built: str  # the day, as 2026-11-27; empty where nothing was built
    program: Path  # the folder with the program
    portable: bool  # everything is kept beside the program
    system: str
    versions: tuple[tuple[str, str], ...]  # of the parts it stands on, by name

    @property
    def origin(self) -> str:
        """ "Debian package, built 27 Nov 2026 from 590a523b1"."""
        words = KIND_WORDS[self.kind]
        if self.built:
            words += f", built {_day_in_words(self.built)}"
        commit = self.commit[:SHOWN_OF_COMMIT]
        if commit:
            words += f" from {commit}" if self.built else f", commit {commit}"
        return f"{words}, portable" if self.portable else words

    @property
    def parts(self) -> str:
        """ "Python 3.11.2, Qt 6.11.3, SQLite 3.40.1"."""
        return ", ".join(f"{name} {version}" for name, version in self.versions)

    def as_facts(self) -> dict[str, object]:
        """For programs that read it."""
        return {
            "version": self.version,
            "kind": self.kind.value,
            "commit": self.commit,
            "built": self.built,
            "program": str(self.program),
            "portable": self.portable,
            "system": self.system,
            "versions": dict(self.versions),
        }


def build_info() -> BuildInfo:
    """Look what this is. It reads a few small files and loads a few modules: not on the GUI thread."""
    told = read_build_file(own_files() / BUILD_FILE)
    frozen = frozen_folder()
    kind = kind_of(frozen)
    return BuildInfo(
        version=__version__,
        kind=kind,
        commit=told.get("commit", "") if frozen else commit_of(installed_in()) if kind is Kind.CHECKOUT else "",
        built=told.get("built", ""),
        program=installed_in(),
        portable=is_portable(),
        system=system_in_words(),
        versions=(
            ("Python", platform.python_version()),
            *((name, version) for name, version in _qt_versions(told).items() if version),
            ("SQLite", sqlite3.sqlite_version),
        ),
    )


def system_in_words() -> str:
    """ "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64"."""
    kernel = " ".join((platform.system(), platform.release(), platform.machine()))
    with suppress(OSError):  # only Linux has the file, and not all of it
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    return kernel


def frozen_folder() -> Path | None:
    """The folder of a frozen program: it holds `_internal`, or is the Contents of a macOS application. Else None."""
    inside = getattr(sys, "_MEIPASS", "")
    return Path(inside).parent if getattr(sys, "frozen", False) and inside else None


def own_files() -> Path:
    """What ships with the program beside its modules, when it was built."""
    return Path(__file__).resolve().parent / "_bundled"


def installed_in() -> Path:
    """The folder with the program: of the application, of the checkout, or of the installed package."""
    here = Path(__file__).resolve().parent
    return frozen_folder() or (here.parent if (here.parent / "pyproject.toml").is_file() else here)


def is_portable() -> bool:
    try:
        return portable_folder() is not None
    except ReaderError:  # it is one, but cannot keep anything
        return True


def kind_of(folder: Path | None) -> Kind:
    """What a frozen program in this folder is; without a folder, what the modules were loaded from."""
    if folder is None:
        return Kind.CHECKOUT if (installed_in() / "pyproject.toml").is_file() else Kind.WHEEL
    for place in (folder / KIND_FILE, folder / "Resources" / KIND_FILE):
        with suppress(OSError, ValueError):
            return Kind(place.read_text("utf-8").strip())
    if folder.name == "Contents" and folder.parent.suffix == ".app":
        return Kind.MACOS
    return Kind.FOLDER


def read_build_file(path: Path) -> dict[str, str]:
    """What the build wrote: words by name, "Qt" among them. Empty without a readable file: nothing depends on it."""
    with suppress(OSError, ValueError):
        told = json.loads(path.read_text("utf-8"))
        if isinstance(told, dict):
            return {str(name): value for name, value in told.items() if isinstance(value, str)}
    return {}


def commit_of(checkout: Path) -> str:
    """The commit of a checkout, read without git; empty where there is none to be read."""
    try:
        git = checkout / ".git"
        if git.is_file():  # one of several checkouts of a repository
            git = checkout / git.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref:"):
            return _hexadecimal(head)
        name = head.removeprefix("ref:").strip()
        common = git / "commondir"
        shared = git / common.read_text("utf-8").strip() if common.is_file() else git
        for folder in (git, shared):
            if (folder / name).is_file():
                return _hexadecimal((folder / name).read_text("utf-8").strip())
        packed = (shared / "packed-refs").read_text("utf-8").splitlines()
        return next((_hexadecimal(line.split()[0]) for line in packed if line.endswith(f" {name}")), "")
    except (OSError, ValueError):
        return ""


def without_home(words: str) -> str:
    """Paths without the reader's own name in them, for what is sent to others."""
    home = os.path.expanduser("~")
    if not os.path.basename(home):  # a home that is the root of the disk says nothing of anybody
        return words
    return re.sub(rf"(?<!\S){re.escape(home)}(?=[/\\\s]|$)", "~", words)


def _hexadecimal(commit: str) -> str:
    return commit if commit and set(commit) <= set("0123456789abcdef") else ""


def _qt_versions(told: Mapping[str, str]) -> dict[str, str]:
    """As the build says; where nothing was built, PySide6 is asked without being loaded: it is made of one Qt."""
    if "Qt" in told:
        return {"Qt": told["Qt"], "PySide6": told.get("PySide6", "")}
    from importlib import metadata  # deferred: it is slow to load

    with suppress(metadata.PackageNotFoundError):
        version = metadata.version(QT_DISTRIBUTION)
        return {"Qt": version, "PySide6": version}
    return {}


def _day_in_words(day: str) -> str:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # whatever the computer's language is
    return f"{found.day} {months[found.month - 1]} {found.year}"
