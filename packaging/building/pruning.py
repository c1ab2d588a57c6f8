"""Takes out of PyInstaller's lists what nothing uses: it collects whatever a library could ever load.

Entries are PyInstaller's own: (name in the bundle, file it comes from, kind).
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from building.contents import binary_is_admitted, data_is_admitted, module_is_left_out
from building.context import BuildError

Entry = tuple[str, str, str]
NeededBy = Callable[[Sequence[str]], Mapping[str, frozenset[str]]]


def needed_by(files: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each ELF file the names of the libraries it is linked with."""
    if not files:
        return {}
    try:
        ended = subprocess.run(["readelf", "-dW", *files], check=False, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BuildError("readelf is not there (Debian and Ubuntu: apt install binutils).") from error
    found: dict[str, set[str]] = {file: set() for file in files}
    current = files[0]  # with a single file, readelf does not say which
    for line in ended.stdout.splitlines():
        if line.startswith("File: "):
            current = line.removeprefix("File: ")
        elif "(NEEDED)" in line:
            found[current].add(line.partition("[")[2].partition("]")[0])
    return {file: frozenset(names) for file, names in found.items()}


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
