"""A mailbox in one file (mbox): mail after mail, in bounded memory however large the file is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.eml import MAX_MAIL_BYTES, read_mail
from reader.library.importers.flaws import some_of
from reader.library.importers.unreadable import UnreadableFileError

_LINE_BYTES = 1 << 16  # read at a time where a line has no end
# "From ann@example.org Mon Sep  8 12:30:00 2025": words of a letter that begin so are quoted with ">", mostly.
_SEPARATOR = re.compile(rb"From .{0,200}?\d\d?:\d\d.{0,40}")
_QUOTED = re.compile(rb">+From ")
_EXPUNGED = re.compile(rb"^X-Mozilla-Status:[ \t]*[0-9A-Fa-f]{3}[89A-Fa-f]\r?$", re.MULTILINE)
_HEAD_BYTES = 20_000  # where headers are


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """The mails of the box as articles, in their order. One that cannot be read costs itself only.

    Limit: MAX_MAIL_BYTES a mail. Mails that Thunderbird has deleted, but not yet removed, are left out.

    Raises:
        UnreadableFileError: none of it can be read.
    """
    yield from some_of(_items(file, path), nothing="There is no mail in this mailbox.")


def _items(file: BinaryIO, path: Path) -> Iterator[ImportedItem]:
    for number, data in enumerate(_mails(file), start=1):
        where = f"mail {number:,}"
        if data is None:
            yield Flaw(where=where, reason=f"It is larger than {MAX_MAIL_BYTES // 1_000_000} MB, the limit for a mail.")
            continue
        if _EXPUNGED.search(data, 0, _HEAD_BYTES):
            continue
        try:
            yield from read_mail(data, path, several=True)
        except UnreadableFileError as error:
            yield Flaw(where=where, reason=error.problem)


def _mails(file: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each mail, without the line that begins it; None for one that is too large."""
    file.seek(0)
    mail = bytearray()
    is_open = False
    fits = at_start = after_blank = True
    while line := file.readline(_LINE_BYTES):
        if at_start and after_blank and line.startswith(b"From ") and (not is_open or _SEPARATOR.match(line)):
            if is_open:
                yield bytes(mail) if fits else None
            mail.clear()
            is_open = fits = True
        elif is_open and fits:
            mail += line[1:] if at_start and line.startswith(b">") and _QUOTED.match(line) else line
            if len(mail) > MAX_MAIL_BYTES:
                fits = False
                mail.clear()
        after_blank = at_start and not line.strip()
        at_start = line.endswith(b"\n")
    if is_open:
        yield bytes(mail) if fits else None
