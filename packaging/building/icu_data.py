"""Takes out of Qt's tables of languages (ICU, the largest file of all) what nothing here asks for.

Qt sorts file names with them, and that is all: how dates, numbers and languages are written in each country it knows
by itself, and texts are decoded by Python. The tables are one symbol in a library without code, so that a library
with fewer tables can be put in its place. Linux only: elsewhere Qt asks the system.
"""

import re
import struct
from itertools import pairwise
from pathlib import Path

from building.context import BuildError, Context

LEFT_OUT = {
    "unit": "how lengths and weights are called",
    "zone": "how time zones are called",
    "curr": "how currencies are called",
    "lang": "how languages are called",
    "region": "how countries are called",
    "rbnf": "numbers in words",
    "translit": "one script written in another",
    "brkitr": "where words and lines end: Qt has rules of its own",
    "cnv": "old encodings: files are decoded by Python",
}
_ALIGNMENT = 16
_MAGIC = b"\xda\x27"  # of ICU's data, at the third byte
_ASSEMBLY = """\
    .section .note.GNU-stack,"",@progbits
    .section .rodata,"a",@progbits
    .globl {symbol}
    .type {symbol}, @object
    .balign 16
{symbol}:
    .incbin "{data}"
    .size {symbol}, .-{symbol}
"""


def trim_icu(library: Path, context: Context) -> None:
    """Replace the library by one with fewer tables. Repeatable with the same assembler and linker."""
    work = context.fresh("icu")
    raw = library.read_bytes()
    symbol, data = find_data(raw)
    (work / "icu.dat").write_bytes(trimmed(data))
    (work / "icu.s").write_text(_ASSEMBLY.format(symbol=symbol, data="icu.dat"), "ascii")
    context.run(["as", "--reduce-memory-overheads", "-o", "icu.o", "icu.s"], cwd=work)
    context.run(
        [
            *("ld", "-shared", "-s", "-soname", library.name, "--hash-style=gnu"),
            *("-z", "noexecstack", "-z", "noseparate-code", "-o", library.name, "icu.o"),
        ],
        cwd=work,
    )
    library.write_bytes((work / library.name).read_bytes())


def find_data(library: bytes) -> tuple[str, bytes]:
    """The name of the one symbol of such a library, and the tables it stands for."""
    name = re.search(rb"\0(icudt\d+_dat)\0", library)
    if library[:5] != b"\x7fELF\x02" or name is None:
        raise BuildError("Qt's tables of languages are no longer one symbol: look at building/icu_data.py.")
    (headers,) = struct.unpack_from("<Q", library, 0x28)
    size, count = struct.unpack_from("<HH", library, 0x3A)
    for number in range(count):
        offset, length = struct.unpack_from("<QQ", library, headers + number * size + 24)
        if library[offset + 2 : offset + 4] == _MAGIC and length:
            return name[1].decode("ascii"), library[offset : offset + length]
    raise BuildError("Qt's tables of languages were not found: look at building/icu_data.py.")


def is_left_out(item: str) -> bool:
    """As are "icudt73l/lang/de.res" and "icudt73l/ibm-37.cnv"; the root of each kind of table stays."""
    parts = item.split("/")
    kind = parts[1] if len(parts) > 2 else item.rpartition(".")[2]
    return kind in LEFT_OUT and parts[-1] not in ("root.res", "res_index.res", "pool.res")


def trimmed(data: bytes) -> bytes:
    """The same archive with fewer items. ICU's format: a header, the count, places of names and contents, both."""
    (header,) = struct.unpack_from("<H", data)
    items = list(_items(data, header))
    kept = [(name, content) for name, content in items if not is_left_out(name)]
    names_at = 4 + 8 * len(kept)
    names, name_offsets = bytearray(), []
    for name, _ in kept:
        name_offsets.append(names_at + len(names))
        names += name.encode("ascii") + b"\0"
    body, places = bytearray(), []
    start = names_at + len(names)
    start += -(start + header) % _ALIGNMENT
    for _, content in kept:
        places.append(start + len(body))
        body += content + bytes(-len(content) % _ALIGNMENT)
    table = b"".join(struct.pack("<II", *pair) for pair in zip(name_offsets, places, strict=True))
    front = struct.pack("<I", len(kept)) + table + bytes(names)
    return data[:header] + front + bytes(start - len(front)) + bytes(body)


def _items(data: bytes, header: int) -> list[tuple[str, bytes]]:
    (count,) = struct.unpack_from("<I", data, header)
    rows = [struct.unpack_from("<II", data, header + 4 + 8 * number) for number in range(count)]
    ends = [*(place for _, place in rows), len(data) - header]
    names = [data[header + at : data.index(b"\0", header + at)].decode("ascii") for at, _ in rows]
    return [
        (name, data[header + first : header + last]) for name, (first, last) in zip(names, pairwise(ends), strict=True)
    ]
