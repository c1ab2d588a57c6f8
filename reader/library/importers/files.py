"""The files to import: those that were named, and those in the folders that were named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # what systems leave in folders without hiding it
_PAGE_SUFFIXES = (".html", ".htm")
_PAGE_FOLDERS = ("_files", ".files")


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every named file, and every file in the named folders and below, in the order of names; none twice.

    Hidden files and folders are left out unless named themselves, and so are the pictures that a browser puts beside
    a saved page. Links to folders are followed, each folder once. Nothing else is left out: a missing path, a folder
    that cannot be opened and a file of another format come too, so that reading them says what is wrong with them.
    """
    chosen = list(paths)
    seen_folders: set[tuple[int, int]] = set()
    named = {os.path.abspath(path) for path in chosen if not path.is_dir()}
    for path in dict.fromkeys(chosen):
        if not path.is_dir():
            yield path
            continue
        for found in _walk(path, seen_folders):
            if not named or os.path.abspath(found) not in named:
                yield found


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        entries = _open_folder(path, seen)
        if entries is None:
            yield path  # a file, or a folder that does not open
        else:
            waiting.extend(reversed(entries))


def _open_folder(path: Path, seen: set[tuple[int, int]]) -> list[Path] | None:
    """What is in a folder, in order; None for what is none or cannot be opened."""
    try:
        if not path.is_dir():
            return None
        status = path.stat()
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(path))
    except OSError:  # reading the path will say why
        return None
    pages = {name.rpartition(".")[0] for name in names if name.lower().endswith(_PAGE_SUFFIXES)}
    return [path / name for name in names if not is_clutter(name) and not _belongs_to_page(name, pages)]


def is_clutter(name: str) -> bool:
    """Whether it is the name of what is hidden, of an editor's copy, or of what systems keep for themselves."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _CLUTTER


def _belongs_to_page(name: str, pages: set[str]) -> bool:
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _PAGE_FOLDERS)
