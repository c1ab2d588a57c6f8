"""Where an export is written: files and folders that are whole or not there, and never in place of another unasked."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from reader.errors import ReaderError

LIST_NAME = ".read-also-export"  # in a folder of ours: the names of its files
PART = ".part"
MOST_BYTES = 200
NamedText = tuple[str, str]  # the name of a file, and what is in it


@contextmanager
def whole_file(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """The name of a file to write beside the wanted one; it is renamed at the end, or removed if anything fails.

    Raises:
        ReaderError: there is a file of this name and it may not be overwritten, or it cannot be written.
    """
    _refuse_existing(path, overwrite=overwrite, is_folder=False)
    beside = _beside(path)
    try:
        with faults_in_words(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            _keep(beside)
            _refuse_existing(path, overwrite=overwrite, is_folder=False)  # it may have come meanwhile
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def open_whole(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """The same, opened for writing."""
    with whole_file(path, overwrite=overwrite) as beside, beside.open("wb") as file:
        yield file


def write_folder(path: Path, files: Iterable[NamedText], *, overwrite: bool) -> int:
    """Write a folder of files; how many. It is written beside and renamed at the end, or removed if anything fails.

    With `overwrite`, an earlier export in this place is replaced, file by file; files that are not of it stay.

    Raises:
        ReaderError: there is something of this name that may not be overwritten, or it cannot be written.
    """
    _refuse_existing(path, overwrite=overwrite, is_folder=True)
    beside = _beside(path)
    try:
        with faults_in_words(path):
            beside.mkdir(parents=True)
            names = []
            for name, text in files:
                (beside / name).write_text(text, "utf-8", newline="\n")
                names.append(name)
            (beside / LIST_NAME).write_text("".join(f"{name}\n" for name in names), "utf-8", newline="\n")
            _put_in_place(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(names)


def write_zip(path: Path, files: Iterable[NamedText], *, overwrite: bool) -> int:
    """The same as one archive."""
    count = 0
    with open_whole(path, overwrite=overwrite) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
            count += 1
    return count


@contextmanager
def faults_in_words(path: Path) -> Iterator[None]:
    """Faults of the disk as ReaderErrors."""
    try:
        yield
    except OSError as error:
        raise ReaderError(f"“{path.name}” could not be written: {_fault(error)}", remedy=_remedy(error)) from error


def remove_leftovers(path: Path) -> None:
    """Remove what exports to this place left when they were killed. None may be running."""
    with suppress(OSError):
        for found in list(path.parent.iterdir()):
            if found.name.startswith(_beginning(path)) and found.name.endswith(PART):
                if found.is_dir() and not found.is_symlink():
                    shutil.rmtree(found, ignore_errors=True)
                else:
                    found.unlink(missing_ok=True)


def written_files(folder: Path) -> list[Path]:
    """The files of an export in this folder, in their order."""
    with faults_in_words(folder):
        names = (folder / LIST_NAME).read_text("utf-8").splitlines()
    return [folder / name for name in names]


def _refuse_existing(path: Path, *, overwrite: bool, is_folder: bool) -> None:
    with faults_in_words(path):
        if not path.exists() and not path.is_symlink():
            return
        if path.is_dir() != is_folder:
            what = "folder" if path.is_dir() else "file"
            raise ReaderError(f"“{path.name}” is the name of a {what} there.", remedy="Choose another name.")
        if is_folder and not any(path.iterdir()):
            return
        if is_folder and overwrite and not (path / LIST_NAME).is_file():
            raise ReaderError(
                f"The folder “{path.name}” holds files that are no export of Read Also.",
                remedy="Choose another name, or an empty folder. Nothing was changed.",
            )
    if not overwrite:
        what = "The folder" if is_folder else "The file"
        raise ReaderError(
            f"{what} “{path.name}” is there already.",
            remedy="Choose another name, or allow it to be overwritten (--overwrite). Nothing was changed.",
        )


def _beginning(path: Path) -> str:
    return f".{os.fsencode(path.name)[:MOST_BYTES].decode('utf-8', 'ignore')}."  # no name has more than 255 bytes


def _beside(path: Path) -> Path:
    """Where it is written until it is whole: hidden, and another one for each process."""
    return path.with_name(f"{_beginning(path)}{os.getpid()}{PART}")


def _put_in_place(beside: Path, path: Path) -> None:
    if not path.exists() or not any(path.iterdir()):
        with suppress(FileNotFoundError):
            path.rmdir()
        beside.replace(path)
        return
    earlier = written_files(path)
    for file in sorted(beside.iterdir(), key=lambda one: one.name == LIST_NAME):  # the list of names at last
        file.replace(path / file.name)
    now = set(written_files(path))
    for file in earlier:
        if file not in now and file.parent == path:
            file.unlink(missing_ok=True)


def _keep(path: Path) -> None:
    """Let it be on the disk before it bears its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fault(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full."
    return f"{error.strerror or error}."


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Make room on it, or choose another place. Nothing half-written was left there."
    return "Check that the folder is there and can be written to, or choose another place."
