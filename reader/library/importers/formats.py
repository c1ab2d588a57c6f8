"""The table of formats, and the one way from a file to its articles.

A new format is a new row here and a module with `read(data, path)`.
"""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.library.importers.draft import ImportedArticle
from reader.library.importers.files import find_files
from reader.library.importers.other_formats import OTHER_FORMATS
from reader.library.importers.unreadable import UnreadableFileError

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Format",
    "ImportedArticle",
    "UnreadableFileError",
    "file_dialog_filter",
    "find_files",
    "is_importable",
    "read_file",
    "supported_suffixes",
]  # everything an import needs comes from here

MAX_BYTES = 20_000_000  # the longest novels have three million letters; what is larger is no article


@dataclass(frozen=True, slots=True)
class Format:
    name: str  # in words, as it is shown
    suffixes: tuple[str, ...]
    module: str  # in this folder; loaded on first use


# The modules are named and loaded by importlib, not imported above, because trafilatura alone takes about half
# a second to import: a library of text files must never pay that, nor `readalso search`, which reads no file at all.
PLAIN_TEXT = Format("Plain text", (".txt", ".text"), "plain_text")
FORMATS = (
    PLAIN_TEXT,
    Format("Markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    Format("Web page", (".html", ".htm", ".xhtml", ".shtml"), "html"),
)
_BY_SUFFIX = {suffix: row for row in FORMATS for suffix in row.suffixes}


class FormatReader(Protocol):
    """What a module of the table is."""

    def read(self, data: bytes, path: Path) -> Sequence[ImportedArticle]:
        """The articles in these bytes; `path` only names them. Raises UnreadableFileError."""


def supported_suffixes() -> tuple[str, ...]:
    """Small letters, with the dot, in the order of the table."""
    return tuple(_BY_SUFFIX)


def is_importable(path: Path) -> bool:
    """Whether `read_file` would try this name. Unknown suffixes are tried as plain text: "letter.1987" is none."""
    return path.suffix.lower() not in OTHER_FORMATS


def file_dialog_filter() -> str:
    """The choice of files for a dialog, in the notation of Qt."""
    return f"Articles ({' '.join(f'*{suffix}' for suffix in supported_suffixes())});;All files (*)"


def read_file(path: Path) -> Sequence[ImportedArticle]:
    """The articles in a file. Threads: any.

    Raises:
        UnreadableFileError: whatever it is that is wrong with this file; a parser's own error is its cause.
    """
    suffix = path.suffix.lower()
    data = _read_bytes(path)
    if suffix in OTHER_FORMATS:
        raise UnreadableFileError(
            f"{OTHER_FORMATS[suffix]} is not a format Read Also reads yet.",
            remedy="Save it as plain text, Markdown or a web page, and import that.",
        )
    row = _BY_SUFFIX.get(suffix, PLAIN_TEXT)
    reader = _reader(row.module)  # not below: a module that does not load is our bug, not the file's
    try:
        return reader.read(data, path)
    except UnreadableFileError:
        raise
    except Exception as error:  # parsers of other people's files fail in ways nobody has listed
        raise UnreadableFileError(
            f"The file could not be read as {row.name.lower()}: {type(error).__name__}.",
            remedy="It may be damaged. Save it as plain text, and import that.",
        ) from error


@cache
def _reader(module: str) -> FormatReader:
    return cast(FormatReader, import_module(f"{__package__}.{module}"))


def _read_bytes(path: Path) -> bytes:
    try:
        facts = path.stat()
        _check_kind_and_size(path, facts.st_mode, facts.st_size)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(
            "The file is not there.", remedy="It may have been moved or renamed: choose it again."
        ) from error
    except PermissionError as error:
        raise UnreadableFileError(
            "There is no permission to read it.", remedy="Change its permissions, or copy it to a folder of your own."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file system can hold
        raise UnreadableFileError(
            "It could not be read from the disk.", remedy="Check that the disk or share is connected, and try again."
        ) from error
    if not data.strip():
        raise UnreadableFileError("The file is empty.", remedy="Check that it was saved or copied completely.")
    return data


def _check_kind_and_size(path: Path, mode: int, size: int) -> None:
    if stat.S_ISDIR(mode):
        next(path.iterdir(), None)  # says whether there is permission
        raise UnreadableFileError("This is a folder.", remedy="Import it as a folder to read the files in it.")
    if not stat.S_ISREG(mode):  # a pipe or device would never end
        raise UnreadableFileError("This is not an ordinary file.", remedy="Import a copy of its contents.")
    if size > MAX_BYTES:
        raise UnreadableFileError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
            remedy="Divide it into its articles, and import those.",
        )
