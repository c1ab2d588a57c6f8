"""What a program or library of Linux needs from the system: read from the ELF file itself, without a tool."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MAGIC = b"\x7fELF"
MACHINES = {62: "x86_64", 183: "aarch64"}
DYNAMIC, LOADED = 2, 1  # kinds of segments
NEEDED, STRINGS, VERSIONS, VERSION_COUNT = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF  # tags of the dynamic section
LIBC_VERSION = "GLIBC_"


class Needs(NamedTuple):
    """What one file asks for."""

    machine: str
    libraries: tuple[str, ...]  # sonames
    libc: tuple[int, ...]  # the newest version of the C library it names; () for none


class _Image:
    """The bytes of a file, with its segments: addresses in memory become places in the file."""

    def __init__(self, content: bytes) -> None:
        if content[4] != 2 or content[5] != 1:
            raise ValueError("only 64-bit little-endian files are built here")
        self.content = content
        at, size, count = struct.unpack_from("<Q", content, 32)[0], *struct.unpack_from("<HH", content, 54)
        self.segments = [struct.unpack_from("<IIQQQQ", content, at + number * size) for number in range(count)]

    def place(self, address: int) -> int:
        for kind, _flags, offset, start, _physical, length in self.segments:
            if kind == LOADED and start <= address < start + length:
                return int(offset + address - start)
        raise ValueError(f"nothing is loaded at {address:#x}")

    def text(self, at: int) -> str:
        return self.content[at : self.content.index(b"\0", at)].decode("ascii")

    def dynamic(self) -> list[tuple[int, int]]:
        for kind, _flags, offset, _start, _physical, length in self.segments:
            if kind == DYNAMIC:
                pairs = struct.iter_unpack("<QQ", self.content[offset : offset + length // 16 * 16])
                return [(int(tag), int(value)) for tag, value in pairs]
        return []


def is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == MAGIC


def needs_of(path: Path) -> Needs:
    """Raises ValueError for a file of another word size."""
    image = _Image(path.read_bytes())
    machine = MACHINES.get(struct.unpack_from("<H", image.content, 18)[0], "another")
    dynamic = image.dynamic()
    tags = dict(dynamic)
    if STRINGS not in tags:
        return Needs(machine, (), ())
    strings = image.place(tags[STRINGS])
    libraries = tuple(image.text(strings + value) for tag, value in dynamic if tag == NEEDED)
    found = [()]
    if VERSIONS in tags:
        names = _versions(image, image.place(tags[VERSIONS]), tags[VERSION_COUNT], strings)
        found += [_numbers(name) for name in names if name.startswith(LIBC_VERSION)]
    return Needs(machine, libraries, max(found))


def _versions(image: _Image, at: int, count: int, strings: int) -> Iterator[str]:
    """The names of versions that are asked for: a list of libraries, each with a list of versions."""
    for _ in range(count):
        _version, names, _file, first, following = struct.unpack_from("<HHIII", image.content, at)
        here = at + first
        for _ in range(names):
            _hash, _flags, _other, name, after = struct.unpack_from("<IHHII", image.content, here)
            yield image.text(strings + name)
            here += after
        at += following


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.removeprefix(LIBC_VERSION).split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()
