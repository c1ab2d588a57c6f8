"""Many named arrays in one file, written once and then only mapped into memory.

The file: 8 bytes of magic, where its directory starts and how long it is (two unsigned 64-bit numbers), the CRC-32 of
the directory (32 bit), then the arrays, each at a multiple of 8 bytes, then the directory as JSON. Little-endian.
"""

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"RAarray1"
_HEADER = struct.Struct("<8sQQI")


class DamagedFileError(Exception):
    """The file is not what was written."""


class Section:
    """An array of the file that is written piece by piece, while others are too."""

    def __init__(self, writer: "ArrayFileWriter", name: str, dtype: np.dtype[Any], offset: int, most: int) -> None:
        self._writer, self._name, self._dtype = writer, name, dtype
        self._offset, self._most, self._count = offset, most, 0

    def append(self, piece: Array) -> None:
        raw = np.ascontiguousarray(piece, self._dtype)
        assert self._count + len(raw) <= self._most, f"{self._name} is longer than was planned"
        self._writer.write_at(self._offset + self._count * self._dtype.itemsize, raw)
        self._count += len(raw)
        self._writer.directory[self._name] = [self._offset, self._dtype.str, self._count]


class ArrayFileWriter:
    """Writes one file; it is complete and on the disk when the `with` block is left without an error."""

    def __init__(self, path: Path) -> None:
        self.directory: dict[str, list[object]] = {}  # name -> offset, type, length
        self._path = path
        self._end = (_HEADER.size + 7) // 8 * 8
        self._file = path.open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None) -> None:
        with self._file as file:
            if kind is None:
                raw = json.dumps(self.directory).encode()
                file.seek(self._end)
                file.write(raw)
                file.seek(0)
                file.write(_HEADER.pack(_MAGIC, self._end, len(raw), zlib.crc32(raw)))
                file.flush()
                os.fsync(file.fileno())
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def reserve(self, name: str, dtype: type[np.generic] | np.dtype[Any], most: int) -> Section:
        """Room for an array of at most so many values."""
        exact = np.dtype(dtype).newbyteorder("<")
        section = Section(self, name, exact, self._end, most)
        self._end += (exact.itemsize * most + 7) // 8 * 8
        section.append(np.empty(0, exact))
        return section

    def add(self, name: str, array: Array) -> None:
        self.reserve(name, array.dtype, len(array)).append(array)

    def add_bytes(self, name: str, raw: bytes) -> None:
        self.add(name, np.frombuffer(raw, np.uint8))

    def write_at(self, offset: int, raw: Array) -> None:
        self._file.seek(offset)
        self._file.write(raw.data if len(raw) else b"")


class ArrayFile:
    """A written file, mapped into memory: opening it reads its directory only. Threads: any.

    Nothing is to be closed: the mapping ends with the last array that looks into it.

    Raises:
        DamagedFileError: the file is not what was written, as far as its directory tells.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEADER.size:
                raise DamagedFileError(f"{path.name} is too short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, offset, length, crc = _HEADER.unpack_from(self._map)
        raw = self._map[offset : offset + length]
        if magic != _MAGIC or zlib.crc32(raw) != crc:
            raise DamagedFileError(f"{path.name} has a damaged directory")
        self._directory: dict[str, tuple[int, str, int]] = json.loads(raw)
        for start, dtype, count in self._directory.values():
            if start + np.dtype(dtype).itemsize * count > offset:
                raise DamagedFileError(f"{path.name} has a damaged directory")

    def array(self, name: str) -> Array:
        offset, dtype, count = self._directory[name]
        return np.frombuffer(self._map, dtype, count, offset)

    def raw(self, name: str) -> memoryview:
        offset, dtype, count = self._directory[name]
        return memoryview(self._map)[offset : offset + np.dtype(dtype).itemsize * count]
