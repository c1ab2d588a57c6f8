"""Takes out of PyInstaller's lists what nothing uses: it collects whatever a library could ever load.

Entries are PyInstaller's own: (name in the bundle, file it comes from, kind).
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from building.contents import binary_is_admitted, data_is_admitted, module_is_left_out
from building.elf import is_elf, needs_of

Entry = tuple[str, str, str]
NeededBy = Callable[[Sequence[str]], Mapping[str, frozenset[str]]]


def needed_by(files: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each file of Linux the names of the libraries it is linked with."""
    return {file: frozenset(needs_of(Path(file)).libraries) for file in files if is_elf(Path(file))}


def prune_binaries(entries: Iterable[Entry], *, needed: NeededBy = needed_by, linux: bool | None = None) -> list[Entry]:
    """What is admitted, and of the libraries beside it those that something admitted is linked with."""
    kept = [entry for entry in entries if not _is_module_left_out(entry) and binary_is_admitted(entry[0])]
    if not (sys.platform.startswith("linux") if linux is None else linux):
        return sorted(kept)
    links = needed([source for _, source, kind in kept if kind != "SYMLINK"])
    by_name = {PurePosixPath(name).name: source for name, source, kind in kept if kind != "SYMLINK"}
    reached: set[str] = set()
    waiting = [PurePosixPath(entry[0]).name for entry in kept if _is_root(entry)]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(links.get(by_name.get(name, ""), ()))
    return sorted(entry for entry in kept if PurePosixPath(entry[0]).name in reached)


def prune_data(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entry for entry in entries if data_is_admitted(entry[0]))


def prune_modules(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entry for entry in entries if not module_is_left_out(entry[0]))


def _is_root(entry: Entry) -> bool:
    """What is loaded by name: modules of Python, plugins of Qt, Python itself."""
    name, _, kind = entry
    return kind == "EXTENSION" or "/plugins/" in name or PurePosixPath(name).name.startswith("libpython")


def _is_module_left_out(entry: Entry) -> bool:
    """Modules written in C are in the list of binaries, by the path that they are looked for."""
    name, _, kind = entry
    if kind != "EXTENSION":
        return False
    path = PurePosixPath(name.replace("\\", "/"))
    folders = [part for part in path.parts[:-1] if part != "lib-dynload" and not part.startswith("python3")]
    return module_is_left_out(".".join([*folders, path.name.partition(".")[0]]))
