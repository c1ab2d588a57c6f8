"""The icons for Windows and macOS hold every size, as the systems read them."""

import struct
from collections.abc import Iterator

import pytest
from building.context import ROOT
from building.icon_files import ICNS_OF_PNG, ICNS_SIZES_PX, ICO_SIZES_PX, Picture, icns, ico, packed

PNG = b"\x89PNG\r\n\x1a\n"


def picture(size: int) -> Picture:
    """The left half is seen, the right half is not."""
    row = b"\x01\x02\x03\xff" * (size // 2) + bytes(4) * (size - size // 2)
    return Picture(size, row * size, PNG + bytes([size % 251]))


PICTURES = {size: picture(size) for size in {*ICO_SIZES_PX, *ICNS_SIZES_PX}}


def images_of(file: bytes) -> dict[int, bytes]:
    """The images of an .ico by size."""
    reserved, kind, count = struct.unpack_from("<HHH", file)
    assert (reserved, kind) == (0, 1)
    found = {}
    for number in range(count):
        width, height, _colours, _reserved, _planes, bits, length, at = struct.unpack_from(
            "<BBBBHHII", file, 6 + 16 * number
        )
        assert (width, bits) == (height, 32)
        found[width or 256] = file[at : at + length]
    return found


def parts_of(file: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of an .icns."""
    assert file[:4] == b"icns"
    assert struct.unpack(">I", file[4:8])[0] == len(file)
    at = 8
    while at < len(file):
        length = struct.unpack_from(">I", file, at + 4)[0]
        yield file[at : at + 4].decode(), file[at + 8 : at + length]
        at += length
    assert at == len(file)


def unpacked(data: bytes, length: int) -> tuple[bytes, int]:
    """One channel, and how many bytes it took."""
    out, at = b"", 0
    while len(out) < length:
        if data[at] < 128:
            out += data[at + 1 : at + 2 + data[at]]
            at += 2 + data[at]
        else:
            out += data[at + 1 : at + 2] * (data[at] - 125)
            at += 2
    return out, at


def test_small_pictures_of_an_ico_are_bitmaps_from_the_bottom_with_a_mask() -> None:
    image = images_of(ico(PICTURES))[20]
    size, width, height, _planes, bits = struct.unpack_from("<IiiHH", image)
    assert (size, width, height, bits) == (40, 20, 40, 32)
    mask = image[40 + 20 * 20 * 4 :]
    assert len(mask) == 20 * 4, "rows of the mask are filled up to four bytes"
    assert mask[:4] == (0b0000_0000_0011_1111_1111 << 12).to_bytes(4, "big"), "what is not seen is left out"


def test_large_pictures_of_an_ico_are_png() -> None:
    assert images_of(ico(PICTURES))[256] == PICTURES[256].png


@pytest.mark.parametrize(
    "channel",
    [b"", b"a", b"aa", b"aaa", b"abc" * 100, b"a" * 1000, b"ab" + b"c" * 131 + b"de", bytes(range(256)) + b"\0" * 300],
)
def test_a_packed_channel_is_what_it_was(channel: bytes) -> None:
    data = packed(channel)
    assert unpacked(data, len(channel)) == (channel, len(data))


def test_an_icns_holds_colours_in_three_channels_and_transparency_apart() -> None:
    parts = dict(parts_of(icns(PICTURES)))
    data = parts["is32"]
    for value in (3, 2, 1):  # red, green, blue
        channel, used = unpacked(data, 256)
        assert channel[:8] == bytes([value]) * 8
        data = data[used:]
    assert data == b""
    assert parts["s8mk"][:16] == b"\xff" * 8 + bytes(8)
    assert {kind: parts[kind] for kind, _size in ICNS_OF_PNG} == {
        kind: PICTURES[size].png for kind, size in ICNS_OF_PNG
    }


def test_the_icons_that_ship_hold_all_sizes() -> None:
    windows = images_of((ROOT / "packaging" / "windows" / "readalso.ico").read_bytes())
    assert tuple(windows) == ICO_SIZES_PX
    macos = dict(parts_of((ROOT / "packaging" / "macos" / "readalso.icns").read_bytes()))
    assert list(macos) == ["is32", "s8mk", "il32", "l8mk", *(kind for kind, _size in ICNS_OF_PNG)]
    for kind, size in ICNS_OF_PNG:
        assert macos[kind].startswith(PNG)
        assert struct.unpack(">II", macos[kind][16:24]) == (size, size)
