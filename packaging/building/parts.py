"""How large the program's folder is, by part: what one pays for what."""

import sys
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path

OWN = "Read Also: code"
PYTHON = "Python"
LIBRARIES = "Python libraries: code"
LOADER = "PyInstaller: the loader"
MEGABYTE = 1_000_000

PARTS = (  # of the folder; the first that fits counts
    ("_internal/PySide6/*libicu*", "Qt: tables of languages (ICU)"),
    ("_internal/PySide6/Qt/*", "Qt"),
    ("_internal/PySide6/plugins/*", "Qt"),
    ("_internal/PySide6/Qt6*", "Qt"),
    ("_internal/PySide6/*", "PySide6"),
    ("_internal/shiboken6/*", "PySide6"),
    ("_internal/numpy.libs/*", "numpy: linear algebra (OpenBLAS)"),
    ("_internal/numpy/*", "numpy"),
    ("_internal/lxml/*", "Reading files: lxml, word lists, encodings"),
    ("_internal/justext/*", "Reading files: lxml, word lists, encodings"),
    ("_internal/trafilatura*", "Reading files: lxml, word lists, encodings"),
    ("_internal/charset_normalizer/*", "Reading files: lxml, word lists, encodings"),
    ("_internal/*__mypyc*", "Reading files: lxml, word lists, encodings"),
    ("_internal/libsqlite3*", "SQLite"),
    ("_internal/sqlite3*", "SQLite"),
    ("_internal/libxcb*", "Libraries of X11"),
    ("_internal/libxkb*", "Libraries of X11"),
    ("_internal/start_modules", OWN),
    ("_internal/reader/_bundled/resources/entities/*", "Read Also: the model and its lists of names"),
    ("_internal/reader/_bundled/seeds/*", "Read Also: bundled articles"),
    ("_internal/reader/_bundled/resources/*", "Read Also: icons"),
    ("_internal/reader/_bundled/packaging/*", "Read Also: icons"),
    ("_internal/reader/_bundled/*", "Licences, checksums"),
    ("_internal/*", PYTHON),
)
_ARCHIVED = (OWN, PYTHON, LIBRARIES)


def part_of(path: str) -> str:
    """The part of a file, named by its path in the folder."""
    return next((part for pattern, part in PARTS if fnmatch(path, pattern)), LOADER)


def part_of_module(module: str) -> str:
    top = module.partition(".")[0]
    if top == "reader":
        return OWN
    return PYTHON if top in sys.stdlib_module_names or top.startswith("_sysconfigdata") else LIBRARIES


def sizes_by_part(folder: Path, archived: Callable[[Path], Mapping[str, int]]) -> dict[str, int]:
    """Bytes by part, the largest first. `archived`: module -> bytes that it takes in the archive of a program."""
    found: dict[str, int] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        name, size = path.relative_to(folder).as_posix(), path.stat().st_size
        part = part_of(name)
        if part == LOADER and "/" not in name:
            for module, share in archived(path).items():
                owner = part_of_module(module)
                found[owner] = found.get(owner, 0) + share
                size -= share
        found[part] = found.get(part, 0) + size
    return dict(sorted(found.items(), key=lambda row: -row[1]))


def table(sizes: Mapping[str, int]) -> str:
    """For packaging/README.md."""
    rows = [f"| {part} | {size / MEGABYTE:.1f} |" for part, size in sizes.items()]
    whole = f"| **together** | **{sum(sizes.values()) / MEGABYTE:.1f}** |"
    return "\n".join(["| part | MB |", "|---|---:|", *rows, whole])
