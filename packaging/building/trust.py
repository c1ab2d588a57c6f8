"""What makes a build one that can be checked: what it is, what is in it, and the checksum of every file.

`finish` comes last in the step `folder`: it has to see the files as they stay.
"""

import json
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from building.context import ROOT

sys.path.insert(0, str(ROOT))  # the program itself, from the checkout that is built

from building import licences, origins
from reader.build_info import BUILD_FILE, FILE_LIST, KIND_FILE, Kind, commit_of
from reader.files import hash_of
from reader.locations import PORTABLE_MARKS

SHIPPED = "_internal/reader/_bundled"
NOT_LISTED = (KIND_FILE, *PORTABLE_MARKS)  # beside the program: put there later, by a package or by the reader


def finish(folder: Path, *, version: str, epoch: int) -> None:
    """Write what the program tells about itself, and the list of its files.

    Raises:
        BuildError: a file is nobody's, or something has no licence; it is named.
    """
    shipped = folder / SHIPPED
    shipped.mkdir(parents=True, exist_ok=True)
    for name in (BUILD_FILE, FILE_LIST, licences.TEXT_FILE, licences.told.LICENCES_FILE):
        (shipped / name).unlink(missing_ok=True)  # of an earlier run
    (shipped / BUILD_FILE).write_text(build_facts(version=version, epoch=epoch), "utf-8", newline="\n")
    licences.write(licences.collect(folder, version=version), shipped)
    write_file_list(folder)


def write_file_list(folder: Path, shipped: str = SHIPPED) -> None:
    """Write the list of the files anew. For a package that lays the folder out otherwise, or signs what is in it:
    `folder` is then what holds the program's own files, `shipped` the place in it of what the build tells."""
    path = folder / shipped / FILE_LIST
    path.unlink(missing_ok=True)
    path.write_text(file_list(folder, shipped), "utf-8", newline="\n")


def build_facts(*, version: str, epoch: int) -> str:
    told = {
        "version": version,
        "commit": commit_of(ROOT),
        "built": datetime.fromtimestamp(epoch, UTC).date().isoformat(),
        "Python": platform.python_version(),
        "Qt": metadata.version("PySide6_Essentials"),
        "PySide6": metadata.version("PySide6_Essentials"),
        "SQLite": sqlite3.sqlite_version,
        "PyInstaller": metadata.version("pyinstaller"),
    }
    return json.dumps(told, indent=1) + "\n"


def file_list(folder: Path, shipped: str = SHIPPED) -> str:
    """A line for each file, as `sha256sum` writes and checks them."""
    own = f"{shipped}/{FILE_LIST}"
    names = [name for name in origins.files_of(folder) if name != own and name not in NOT_LISTED]
    return "".join(f"{hash_of(folder / name)}  {name}\n" for name in names)


def write_kind(folder: Path, kind: str) -> None:
    """Let a copy of the folder say what it is packed as. It is in no list of files, so all copies have the same."""
    (folder / KIND_FILE).write_text(f"{Kind(kind).value}\n", "utf-8", newline="\n")
