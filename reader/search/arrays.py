"""Many named arrays in one file, written once and then only mapped into memory.

The file: 8 bytes of magic, where its directory starts and how long it is (two unsigned 64-bit numbers), the CRC-32 of
the directory (32 bit), padding to 32 bytes; then the arrays, each at a multiple of 8 bytes; then the CRC-32 of every
64 KiB of these; then the directory as JSON, with the name of the file, so that no other is taken for it. Little-endian.

Opening a file reads its directory only. Each 64 KiB are compared with their checksum when they are first looked at, so
that a flipped bit is noticed before it makes a wrong answer, and a large file is not read to find out.
"""

import json
import mmap
import os
import shutil
import struct
import sys
import zlib
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"RAarray2"
_HEADER = struct.Struct("<8sQQI4x")
_BEGIN = _HEADER.size
_PAGE = 1 << 16  # bytes that have one checksum
_KEPT_IN_MEMORY = 1 << 20  # bytes of a section; a longer one goes through a file of its own
_NAME, _ARRAYS, _PAGES = "name", "arrays", "pages"


class DamagedFileError(Exception):
    """The file is not what was written."""


class Section:
    """An array that grows while others do; it joins the file when it is finished."""

    def __init__(self, writer: "ArrayFileWriter", name: str, dtype: type[np.generic], folder: Path) -> None:
        self._writer, self._name = writer, name
        self._dtype = np.dtype(dtype).newbyteorder("<")
        self._file = SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY, dir=str(folder))  # noqa: SIM115  # closed by finish
        self.count = 0

    def append(self, piece: Array) -> None:
        self._file.write(np.ascontiguousarray(piece, self._dtype).data if len(piece) else b"")
        self.count += len(piece)

    def finish(self) -> None:
        self._file.seek(0)
        self._writer.copy_in(self._name, self._dtype, self.count, self._file)
        self.close()

    def close(self) -> None:
        self._file.close()


class ArrayFileWriter:
    """Writes one file; it is complete and on the disk when the `with` block is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._arrays: dict[str, tuple[int, str, int]] = {}  # name -> offset, type, length
        self._sections: list[Section] = []
        self._file = path.open("w+b")
        self._file.write(bytes(_BEGIN))
        self._end = _BEGIN

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None) -> None:
        for section in self._sections:
            section.close()  # where the work broke off, some are not finished
        with self._file as file:
            if kind is None:
                checksums = np.array(self._checksums(), "<u4").tobytes()
                pages = (self._end, len(checksums) // 4, zlib.crc32(checksums))
                directory = {_NAME: self._path.name, _ARRAYS: self._arrays, _PAGES: pages}
                raw = json.dumps(directory, separators=(",", ":")).encode()
                file.seek(self._end)
                file.write(checksums + raw)
                file.seek(0)
                file.write(_HEADER.pack(_MAGIC, self._end + len(checksums), len(raw), zlib.crc32(raw)))
                file.flush()
                os.fsync(file.fileno())
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def section(self, name: str, dtype: type[np.generic]) -> Section:
        """An array that is appended to."""
        self._sections.append(Section(self, name, dtype, self._path.parent))
        return self._sections[-1]

    def add(self, name: str, array: Array) -> None:
        exact = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        self._place(name, exact.dtype, len(exact))
        self._file.write(exact.data if len(exact) else b"")
        self._pad(exact.nbytes)

    def add_bytes(self, name: str, raw: bytes) -> None:
        self.add(name, np.frombuffer(raw, np.uint8))

    def copy_in(self, name: str, dtype: np.dtype[Any], count: int, file: "SpooledTemporaryFile[bytes]") -> None:
        """Add an array that stands in another file."""
        self._place(name, dtype, count)
        shutil.copyfileobj(file, self._file, 1 << 20)
        self._pad(dtype.itemsize * count)

    def _place(self, name: str, dtype: np.dtype[Any], count: int) -> None:
        assert name not in self._arrays, f"{name} is written twice"
        self._arrays[name] = (self._end, dtype.str, count)

    def _pad(self, written: int) -> None:
        padding = -written % 8
        self._file.write(bytes(padding))
        self._end += written + padding

    def _checksums(self) -> list[int]:
        self._file.seek(_BEGIN)
        return [zlib.crc32(self._file.read(min(_PAGE, self._end - at))) for at in range(_BEGIN, self._end, _PAGE)]


class ArrayFile:
    """A written file, mapped into memory. Threads: any.

    Nothing is to be closed: the mapping ends with the last array that looks into it.

    Raises:
        DamagedFileError: the file is not what was written, as far as its directory tells; also from `array`, where
            the part that is asked for is missing or not what was written.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < _BEGIN:
                raise DamagedFileError(f"{path.name} is too short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, offset, length, crc = _HEADER.unpack_from(self._map)
        raw = self._map[offset : offset + length]
        if magic != _MAGIC or zlib.crc32(raw) != crc:
            raise DamagedFileError(f"{path.name} has a damaged directory")
        directory = json.loads(raw)
        if directory.get(_NAME) != path.name:
            raise DamagedFileError(f"{path.name} was written under another name")
        self._arrays = {name: (at, np.dtype(kind), count) for name, (at, kind, count) in directory[_ARRAYS].items()}
        self._end, pages, crc = directory[_PAGES]
        checksums = self._map[self._end : self._end + 4 * pages]
        if zlib.crc32(checksums) != crc:
            raise DamagedFileError(f"{path.name} has damaged checksums")
        self._checksums = np.frombuffer(checksums, "<u4").tolist()
        self._sound = bytearray(pages)  # of each page, whether it was found to be what was written

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """The values from `start` to `stop` of an array; not a copy."""
        offset, dtype, count = self._find(name)
        stop = count if stop is None else stop
        if not 0 <= start <= stop <= count:
            raise DamagedFileError(f"{self._name}: {name} has no values from {start} to {stop}")
        if start == stop:
            return np.empty(0, dtype)
        begin = offset + start * dtype.itemsize
        self._check(begin, offset + stop * dtype.itemsize)
        return np.frombuffer(self._map, dtype, stop - start, begin)

    def raw(self, name: str) -> memoryview:
        offset, _, count = self._find(name)
        self._check(offset, offset + count)
        return memoryview(self._map)[offset : offset + count]

    def _find(self, name: str) -> tuple[int, np.dtype[Any], int]:
        """Offset, type and length of an array."""
        try:
            return self._arrays[name]
        except KeyError as error:
            raise DamagedFileError(f"{self._name} has no {name}") from error

    def rest(self) -> None:
        """Give back the memory of what was looked at; it is read again when it is needed."""
        if sys.platform != "win32" and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def _check(self, begin: int, end: int) -> None:
        """Compare what was not looked at before with its checksums."""
        first, last = (begin - _BEGIN) // _PAGE, (end - 1 - _BEGIN) // _PAGE + 1
        if end <= begin or 0 not in self._sound[first:last]:
            return
        for page in range(first, last):
            if not self._sound[page]:
                at = _BEGIN + page * _PAGE
                if zlib.crc32(memoryview(self._map)[at : min(at + _PAGE, self._end)]) != self._checksums[page]:
                    raise DamagedFileError(f"{self._name} was changed or damaged after it was written")
                self._sound[page] = 1
