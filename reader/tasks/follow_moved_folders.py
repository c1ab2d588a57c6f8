"""A portable copy finds its disk under another letter or mount point: the folders it watches there are found again.

Paths are kept whole, so that a folder on another disk is never mistaken for one on this. Only a watched folder that is
missing is looked for, only on the disk that the program itself lies on, and it is taken for the same if it has the
same files.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from reader.library.stored_text import path_of, storable
from reader.library.watched_folders import WatchedFolders

KNOWN_BY = 20  # files are looked for; one that is there with its size is enough


def follow_moved_folders(program_folder: Path, *, folders: WatchedFolders) -> list[str]:
    """Where watched folders that were missing are now."""
    found = []
    for path in [folder.path for folder in folders.all()]:  # a folder comes before those in it, and takes them along
        if os.path.lexists(path_of(path)) or path not in {folder.path for folder in folders.all()}:
            continue
        files = folders.some_files(path, limit=KNOWN_BY)
        for candidate in _candidates(Path(path), program_folder):
            if any(_has(candidate, name, size) for name, size in files):
                folders.move(path, storable(str(candidate)))
                found.append(str(candidate))
                break
    return found


def _candidates(missing: Path, program_folder: Path) -> Iterator[Path]:
    """Folders of the program's disk that are called the same; the more of the way is the same, the earlier."""
    disk = [*_on_one_disk(program_folder)]
    parts = missing.parts[1:]  # without the root, or the letter
    for first in range(len(parts)):
        for folder in disk:
            candidate = folder.joinpath(*parts[first:])
            if os.path.isdir(candidate):  # `is_dir` raises where a folder on the way may not be entered
                yield candidate


def _on_one_disk(folder: Path) -> Iterator[Path]:
    device = folder.stat().st_dev
    for each in (folder, *folder.parents):
        if each.stat().st_dev != device:
            return
        yield each


def _has(folder: Path, name: str, size: int) -> bool:
    try:
        return (folder / path_of(name)).stat().st_size == size
    except (OSError, ValueError):
        return False
