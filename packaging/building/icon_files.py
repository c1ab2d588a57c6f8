"""Icons for Windows (`.ico`) and macOS (`.icns`): containers of pictures, written by hand. No library, no Qt.

The small pictures are stored in the older forms, a bitmap and packed channels: some programs that show icons (older
shells, installers, the Dock's cache) know PNG only in the large sizes.
"""

import struct
from collections.abc import Mapping
from typing import NamedTuple

ICO_SIZES_PX = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # of Windows at 100 to 250 %
ICO_BITMAPS_UP_TO_PX = 64
ICNS_OF_PNG = (  # type, size in pixels; "@2x" types hold the double
    ("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256), ("ic08", 256), ("ic14", 512), ("ic09", 512),
    ("ic10", 1024),
)  # fmt: skip
ICNS_PACKED = (("is32", "s8mk", 16), ("il32", "l8mk", 32))  # colours, transparency, size in pixels
ICNS_SIZES_PX = tuple(sorted({16, *(size for _type, size in ICNS_OF_PNG)}))
LONGEST_COPY = 128
LONGEST_RUN = 130
SHORTEST_RUN = 3


class Picture(NamedTuple):
    """One size of an icon."""

    size: int  # pixels, square
    bgra: bytes  # row by row from the top; transparency not multiplied into the colours
    png: bytes


def ico(pictures: Mapping[int, Picture]) -> bytes:
    """The file of all sizes in `ICO_SIZES_PX`."""
    images = [_ico_image(pictures[size]) for size in ICO_SIZES_PX]
    place = 6 + 16 * len(images)
    entries = b""
    for size, image in zip(ICO_SIZES_PX, images, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def _ico_image(picture: Picture) -> bytes:
    if picture.size > ICO_BITMAPS_UP_TO_PX:
        return picture.png
    size, row = picture.size, picture.size * 4
    # The height counts twice: below the colours stands a mask of one bit, which only a display without depth looks at.
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    colours = b"".join(picture.bgra[y * row : (y + 1) * row] for y in reversed(range(size)))
    return head + colours + b"".join(_mask_row(picture, y) for y in reversed(range(size)))


def _mask_row(picture: Picture, y: int) -> bytes:
    """A bit for each pixel that is to be left out, filled up to four bytes."""
    width = (picture.size + 31) // 32 * 32
    bits = 0
    for x in range(picture.size):
        if picture.bgra[(y * picture.size + x) * 4 + 3] == 0:
            bits |= 1 << (width - 1 - x)
    return bits.to_bytes(width // 8, "big")


def icns(pictures: Mapping[int, Picture]) -> bytes:
    """The file of all sizes in `ICNS_SIZES_PX`."""
    parts = []
    for colours, transparency, size in ICNS_PACKED:
        bgra = pictures[size].bgra
        parts.append((colours, b"".join(packed(bgra[channel::4]) for channel in (2, 1, 0))))
        parts.append((transparency, bgra[3::4]))
    parts += [(kind, pictures[size].png) for kind, size in ICNS_OF_PNG]
    body = b"".join(kind.encode("ascii") + struct.pack(">I", len(data) + 8) + data for kind, data in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def packed(channel: bytes) -> bytes:
    """One colour of an old Mac icon: a byte below 128 says how many bytes follow, one above, how often the next is."""
    out, copy, at = bytearray(), bytearray(), 0
    while at < len(channel):
        run = 1
        while run < LONGEST_RUN and at + run < len(channel) and channel[at + run] == channel[at]:
            run += 1
        if run >= SHORTEST_RUN or len(copy) == LONGEST_COPY:
            _put_copy(out, copy)
        if run >= SHORTEST_RUN:
            out += bytes((run + 125, channel[at]))
            at += run
        else:
            copy.append(channel[at])
            at += 1
    _put_copy(out, copy)
    return bytes(out)


def _put_copy(out: bytearray, copy: bytearray) -> None:
    if copy:
        out.append(len(copy) - 1)
        out += copy
        copy.clear()
