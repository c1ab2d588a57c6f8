"""The files to import: those that were named, and those in the folders that were named."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # what systems leave in folders without hiding it
_PAGE_SUFFIXES = (".html", ".htm")
_PAGE_FOLDERS = ("_files", ".files")


class FoundFile(NamedTuple):
    """A file with the facts that change when it does."""

    path: str
    chosen: str  # what was named: the file itself, or a folder above it
    size: int = -1  # -1: not known
    modified_ns: int = 0


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every named file, and every file in the named folders and below, in the order of names; none twice.

    Hidden files and folders are left out unless named themselves, and so are the pictures that a browser puts beside
    a saved page. Links to folders are followed, each folder once. Nothing else is left out: a missing path, a folder
    that cannot be opened and a file of another format come too, so that reading them says what is wrong with them.
    """
    for path, _chosen in _walk_all(paths):
        yield Path(path)


def walk_files(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """The same with the facts of each file. The files of one folder come in the order of their whole paths.

    Only the names of the folders that are open at the moment are held, so a million files take little memory.
    """
    for path, chosen in _walk_all(paths):
        yield look_at(path, chosen)


def look_at(path: str, chosen: str = "") -> FoundFile:
    """The facts of one file as they are now; without size where it is none, or cannot be looked at."""
    try:
        facts = os.stat(path)
    except (OSError, ValueError):  # a name that no file system can hold
        return FoundFile(path, chosen)
    if not stat.S_ISREG(facts.st_mode):
        return FoundFile(path, chosen)
    return FoundFile(path, chosen, facts.st_size, facts.st_mtime_ns)


def count_files(paths: Iterable[Path], *, most: int) -> int:
    """How many files `walk_files` would give; no more than `most` are counted."""
    count = 0
    for _found in _walk_all(paths):
        count += 1
        if count >= most:
            break
    return count


def _walk_all(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    chosen = list(dict.fromkeys(paths))
    seen_folders: set[tuple[int, int]] = set()
    named = {os.path.abspath(path) for path in chosen if not os.path.isdir(path)}  # `is_dir` may raise
    for path in map(str, chosen):
        if not os.path.isdir(path):
            yield path, path
            continue
        for found in _walk(path, seen_folders):
            if not named or os.path.abspath(found) not in named:
                yield found, path


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Depth first; folders are sorted as if a slash were part of their names, so that whole paths are in order."""
    opened = _open_folder(folder, seen)
    if opened is None:
        yield folder
        return
    open_folders = [(folder, iter(opened))]
    while open_folders:
        folder, names = open_folders[-1]
        name = next(names, None)
        if name is None:
            open_folders.pop()
            continue
        path = os.path.join(folder, name.removesuffix("/"))
        entries = _open_folder(path, seen) if name.endswith("/") else None
        if entries is None:
            yield path  # a file, or a folder that does not open
        else:
            open_folders.append((path, iter(entries)))


def _open_folder(path: str, seen: set[tuple[int, int]]) -> list[str] | None:
    """What is in a folder, in order, folders with a slash at the end; None for what cannot be opened."""
    try:
        status = os.stat(path)
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(path) as entries:
            found = list(entries)
    except OSError:  # reading the path will say why
        return None
    holds_mail = {"cur", "new"} <= {entry.name for entry in found}
    names = [
        f"{entry.name}/" if _is_folder(entry) else entry.name
        for entry in found
        if not is_clutter(entry.name) or (holds_mail and _is_mail_folder(entry))
    ]
    names.sort()
    pages = {name.rpartition(".")[0] for name in names if name.lower().endswith(_PAGE_SUFFIXES)}
    return (
        [name for name in names if not (name.endswith("/") and _belongs_to_page(name[:-1], pages))] if pages else names
    )


def _is_mail_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder of mail inside another, as ".Lists.Harbour": in a Maildir they are all hidden."""
    return entry.name.startswith(".") and os.path.isdir(os.path.join(entry.path, "cur"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """A link that leads nowhere or to itself is none: reading it says what is wrong, and the others are found."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_clutter(name: str) -> bool:
    """Whether it is the name of what is hidden, of an editor's copy, or of what systems keep for themselves."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _CLUTTER


def _belongs_to_page(name: str, pages: set[str]) -> bool:
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _PAGE_FOLDERS)
