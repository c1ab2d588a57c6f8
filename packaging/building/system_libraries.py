"""What the built folder needs of the system: the list from which a package's dependencies are made."""

import re
import subprocess
from pathlib import Path

from building.pruning import needed_by


def elf_files(folder: Path) -> list[Path]:
    """Programs and libraries, each once: what is reached by links is left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def unbundled_sonames(folder: Path) -> dict[str, list[str]]:
    """For each library that has to be there already, who in the folder needs it: "libX11.so.6" -> ["PySide6/…"].

    Only what the folder's own files are linked with; what those of the system need beyond that is their package's affair.
    """
    files = elf_files(folder)
    bundled = {path.name for path in folder.rglob("*.so*")}
    found: dict[str, list[str]] = {}
    for file, names in sorted(needed_by([str(path) for path in files]).items()):
        for name in names - bundled:
            found.setdefault(name, []).append(str(Path(file).relative_to(folder)))
    return dict(sorted(found.items()))


def least_glibc(folder: Path) -> str:
    """The oldest glibc with which everything in the folder can be loaded: "2.36"."""


    newest = (2, 0)
    for path in elf_files(folder):
        ended = subprocess.run(["readelf", "-VW", path], check=False, capture_output=True, text=True)
        for major, minor in re.findall(r"Name: GLIBC_(\d+)\.(\d+)", ended.stdout):
            newest = max(newest, (int(major), int(minor)))
    return f"{newest[0]}.{newest[1]}"
