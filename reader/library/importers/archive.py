"""An archive of files: every file in it is read by its own format, archives in it too.

Nothing is unpacked to the disk but what a format reads piece by piece, and that into a nameless temporary file.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reader.library.importers import formats
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedArticle, ImportedItem, ReadOptions
from reader.library.importers.files import is_clutter
from reader.library.importers.omnivore import is_omnivore
from reader.library.importers.omnivore import read_archive as read_omnivore
from reader.library.importers.other_formats import OTHER_FORMATS
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.zip_members import FREE_BYTES, MAX_TOTAL_RATIO, Allowance, Members

MOST_DEPTH = 3  # archives in archives in archives
IN_MEMORY = 20_000_000  # bytes


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """What is in the files of the archive, in their order. A file that cannot be read is a flaw, the others go on.

    Limits: all files together 100 times the archive's size (50 MB at least), archives three deep.

    Raises:
        UnreadableFileError: the archive itself is damaged, needs a password, or holds no file.
    """
    size = file.seek(0, 2)
    file.seek(0)
    yield from _read(file, path, options, Allowance(FREE_BYTES + MAX_TOTAL_RATIO * size), depth=1)


def _read(
    file: BinaryIO, path: Path, options: ReadOptions, allowance: Allowance, *, depth: int
) -> Iterator[ImportedItem]:
    with Members(file, allowance=allowance) as members:
        names = [name for name in members.names() if not _is_clutter(name)]
        if not names:
            raise UnreadableFileError("There is no file in this archive.", remedy="Check that it was saved completely.")
        if is_omnivore(names):
            yield from read_omnivore(members, path, options=options)
            return
        for name in names:
            try:
                for item in _read_member(members, name, path, options, allowance, depth):
                    yield _within(item, name)
            except UnreadableFileError as error:
                yield Flaw(where=name, reason=error.problem)


def _read_member(
    members: Members, name: str, path: Path, options: ReadOptions, allowance: Allowance, depth: int
) -> Iterator[ImportedItem]:
    inner = path / name
    if inner.suffix.lower() in OTHER_FORMATS:  # the pictures of a saved page need not be unpacked to be passed over
        yield Flaw(where="", reason=f"{OTHER_FORMATS[inner.suffix.lower()]} is not a format Read Also reads.")
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as spooled:
        unpacked = cast(BinaryIO, spooled)
        members.copy(name, unpacked, formats.MAX_COLLECTION_BYTES)
        unpacked.seek(0)
        head = formats.Head.of(unpacked.read(formats.HEAD_BYTES), inner)
        unpacked.seek(0)
        row = formats.format_of(head)
        if row is not None and row.module == "archive":
            if depth >= MOST_DEPTH:
                raise UnreadableFileError(
                    f"Archives are read {MOST_DEPTH} deep, and this one lies deeper.",
                    remedy="Unpack it, and import what is in it.",
                )
            yield from _read(unpacked, inner, options, allowance, depth=depth + 1)
        else:
            yield from formats.read_unpacked(unpacked, inner, options)


def _within(item: ImportedItem, name: str) -> ImportedItem:
    """The item with the member's name in what tells it from others of the archive."""
    if isinstance(item, Flaw):
        return replace(item, where=f"{name} › {item.where}" if item.where else name)
    if isinstance(item, ImportedArticle):
        key = f"{name}#{item.key}" if item.key else "" if item.several else name
        return replace(item, key=key, several=True)
    return item


def _is_clutter(name: str) -> bool:
    return any(is_clutter(part) for part in PurePosixPath(name).parts)
