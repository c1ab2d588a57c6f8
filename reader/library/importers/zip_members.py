"""The members of a zip archive, for formats that are one: nothing is written, and no archive can fill the memory.

A name inside an archive is only a name here. It is never opened as a path, and what would lead out of the archive, as
"../../x" and "C:\\x" do, is cut to what it would be inside.
"""

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from lzma import LZMAError
from types import TracebackType
from typing import BinaryIO, Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from reader.library.importers.unreadable import UnreadableFileError

MAX_NAMES = 1_000_000  # each takes about 1 kB of memory here
MAX_MEMBER_BYTES = 100_000_000  # unless the caller says less: a book with its pictures
MAX_RATIO = 200  # prose shrinks to a third, tables of numbers to a fiftieth; a bomb to a thousandth
_RATIO_MATTERS = 1_000_000  # bytes; a small member may well be one letter repeated
MAX_TOTAL_RATIO = 100  # of all that is read from one archive to its own size, and on top of that
FREE_BYTES = 50_000_000  # what every archive may hold however small it is

_COPY_BYTES = 1 << 20
_END_RECORD = b"PK\x05\x06"
_END_BYTES = 22
_LONG_END_BYTES = 56 + 20  # a record, and where to find it
_MAX_COMMENT = 65_535
_DIRECTORY_BYTES_PER_NAME = 300  # 46 and the name; more is allowed as long as there are fewer
_ENCRYPTED, _UTF8 = 0x1, 0x800
_DRIVE = re.compile(r"[A-Za-z]:")

# What `zipfile` and its decompressors raise for damaged and for hostile archives.
_FAULTS = (
    BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError,
    OverflowError, KeyError, IndexError, MemoryError, OSError,
)  # fmt: skip

_DAMAGED_REMEDY = "It may be damaged or cut short: fetch or copy it again."
_BOMB_REMEDY = "Unpack it yourself, look at what is in it, and import the folder."
_PASSWORD_REMEDY = "Open it with its password, save it without one, and import that."


class Allowance:
    """How many bytes may still be unpacked; shared by an archive and those inside it. One thread."""

    def __init__(self, total: int) -> None:
        self._left = total

    def leaves(self, size: int) -> bool:
        """Whether so much may still be unpacked."""
        return size <= self._left

    def take(self, size: int) -> None:
        """Raises UnreadableFileError: more was unpacked than an honest archive of its size holds."""
        self._left -= size
        if self._left < 0:
            raise _bomb()


class Members:
    """A zip archive, opened to be read. Threads: one. To be closed, or used with `with`.

    Raises UnreadableFileError, from here and from every method, for an archive that is damaged, protected by a
    password, or unpacks to more than it could honestly hold.
    """

    def __init__(self, source: bytes | BinaryIO, *, allowance: Allowance | None = None) -> None:
        file = BytesIO(source) if isinstance(source, bytes) else source
        try:
            size = file.seek(0, 2)
            _check_directory(file, size)
            self._zip = ZipFile(file)
        except _FAULTS as error:
            raise _damaged("The archive") from error
        self._allowance = allowance or Allowance(FREE_BYTES + MAX_TOTAL_RATIO * size)
        self._members = _by_name(self._zip.infolist())

    def names(self) -> Sequence[str]:
        """Of its files, in their order, with "/" between folders; none twice, none absolute, none with ".."."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """The bytes it says it has."""
        return self._members[name].file_size

    def read(self, name: str, most: int = MAX_MEMBER_BYTES) -> bytes:
        """A member whole, if it has at most that many bytes. KeyError: there is none of that name."""
        return b"".join(self._pieces(name, most))

    def copy(self, name: str, into: BinaryIO, most: int) -> None:
        """The same into an open file, for what is too large for memory."""
        for piece in self._pieces(name, most):
            into.write(piece)

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
                 /) -> None:  # fmt: skip
        self.close()

    def _pieces(self, name: str, most: int) -> Iterator[bytes]:
        info = self._members[name]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(f"“{name}” is protected by a password.", remedy=_PASSWORD_REMEDY)
        if info.file_size > most:
            raise UnreadableFileError(
                f"“{name}” is larger than {max(most // 1_000_000, 1):,} MB, the limit for it.", remedy=_BOMB_REMEDY
            )
        is_bomb = info.file_size > max(_RATIO_MATTERS, info.compress_size * MAX_RATIO)
        if is_bomb or not self._allowance.leaves(info.file_size):  # else a million names each cost a little unpacking
            raise _bomb()
        yield from self._unpacked(name, info)

    def _unpacked(self, name: str, info: ZipInfo) -> Iterator[bytes]:
        """Its pieces; `zipfile` gives no more than the stated size, and checks the sum at the end."""
        got = 0
        try:
            with self._zip.open(info) as file:
                while piece := file.read(_COPY_BYTES):
                    got += len(piece)
                    self._allowance.take(len(piece))
                    yield piece
        except _FAULTS as error:
            raise _damaged(f"“{name}”") from error
        if got != info.file_size:
            raise _damaged(f"“{name}”")


def inner_name(name: str) -> str:
    """The name as it is inside: forward strokes, no drive, nothing that leads upwards; empty for nothing else."""
    parts = _DRIVE.sub("", name.replace("\\", "/"), count=1).split("/")
    return "/".join(part for part in parts if part.strip() not in ("", ".", ".."))


def _by_name(infos: Sequence[ZipInfo]) -> dict[str, ZipInfo]:
    """Files only. A second one of the same name is another file: it gets a number, as "a (2).txt"."""
    members: dict[str, ZipInfo] = {}
    taken: dict[str, int] = {}
    for info in infos:
        name = inner_name(_spelled(info))
        if not name or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            continue
        found = name
        while found in members:
            taken[name] = taken.get(name, 1) + 1
            stem, dot, suffix = name.rpartition(".")
            found = f"{stem} ({taken[name]}).{suffix}" if dot and "/" not in suffix else f"{name} ({taken[name]})"
        members[found] = info
    return members


def _spelled(info: ZipInfo) -> str:
    """The name in its letters: many programs write UTF-8 without saying so, which `zipfile` takes for that of DOS."""
    name = info.filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuses a list of members that would fill the memory, before `zipfile` reads it whole."""
    start = max(0, size - _END_BYTES - _MAX_COMMENT)
    file.seek(start)
    tail = file.read(_END_BYTES + _MAX_COMMENT)
    place = tail.rfind(_END_RECORD)
    if place < 0 or len(tail) - place < _END_BYTES:
        raise BadZipFile("no end record")
    count, length = struct.unpack_from("<HL", tail, place + 10)
    count, length = _long_record(file, start + place, count, length)
    if count > MAX_NAMES or length > MAX_NAMES * _DIRECTORY_BYTES_PER_NAME:
        raise UnreadableFileError(
            f"The archive holds more than {MAX_NAMES:,} files.", remedy="Unpack it, and import the folder."
        )
    file.seek(0)


def _long_record(file: BinaryIO, end: int, count: int, length: int) -> tuple[int, int]:
    """Number and length of the list from the records for large archives (zip64); as they were if there are none."""
    if end < _LONG_END_BYTES:
        return count, length
    file.seek(end - _LONG_END_BYTES)  # where `zipfile` looks for them, whatever offset is stated
    records = file.read(_LONG_END_BYTES)
    if records.startswith(b"PK\x06\x06") and records[56:60] == b"PK\x06\x07":
        count, length = struct.unpack_from("<QQ", records, 32)
    return count, length


def _damaged(what: str) -> UnreadableFileError:
    return UnreadableFileError(f"{what} could not be unpacked.", remedy=_DAMAGED_REMEDY)


def _bomb() -> UnreadableFileError:
    return UnreadableFileError("The archive unpacks to far more than its size allows.", remedy=_BOMB_REMEDY)
