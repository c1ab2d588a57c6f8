"""Pictures of a screen: what Xvfb draws into its file, compared and kept, with nothing but the standard library."""

import struct
import zlib
from pathlib import Path
from typing import NamedTuple

XWD_WORDS = 25  # of the header of an XWD file, version 7, big-endian
BYTES_PER_COLOR_CELL = 12
BYTES_PER_PIXEL = 4  # blue, green, red, nothing: Xvfb's screen of depth 24 on a little-endian machine


class Box(NamedTuple):
    """A part of a picture, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class Picture(NamedTuple):
    """What a screen, or a part of it, showed at one moment."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def of_screen(cls, xwd: Path) -> "Picture":
        """The whole screen, out of the file that `Xvfb -fbdir` keeps."""
        content = xwd.read_bytes()
        header = struct.unpack_from(f">{XWD_WORDS}I", content)
        width, height, bytes_per_line, cells = header[4], header[5], header[12], header[19]
        if header[1] != 7 or header[11] != 8 * BYTES_PER_PIXEL:
            raise ValueError(f"{xwd} is no picture of 32 bits for a pixel")
        start = header[0] + cells * BYTES_PER_COLOR_CELL
        if bytes_per_line == width * BYTES_PER_PIXEL:
            return cls(width, height, content[start : start + height * bytes_per_line])
        lines = (content[start + y * bytes_per_line :][: width * BYTES_PER_PIXEL] for y in range(height))
        return cls(width, height, b"".join(lines))

    def line(self, y: int) -> bytes:
        start = y * self.width * BYTES_PER_PIXEL
        return self.pixels[start : start + self.width * BYTES_PER_PIXEL]

    def part(self, box: Box) -> "Picture":
        """The part that lies in the box; what of the box is outside is cut off."""
        left, top = max(box.x, 0), max(box.y, 0)
        right, bottom = min(box.x + box.width, self.width), min(box.y + box.height, self.height)
        lines = (self.line(y)[left * BYTES_PER_PIXEL : right * BYTES_PER_PIXEL] for y in range(top, bottom))
        return Picture(max(right - left, 0), max(bottom - top, 0), b"".join(lines))

    def changed_box(self, other: "Picture") -> Box | None:
        """The smallest box around all pixels that are not the same; None where both pictures are."""
        if self.pixels == other.pixels:
            return None
        lines = [y for y in range(self.height) if self.line(y) != other.line(y)]
        left, right = self.width, 0
        for y in lines:
            mine, theirs = memoryview(self.line(y)).cast("I"), memoryview(other.line(y)).cast("I")
            columns = [x for x in range(self.width) if mine[x] != theirs[x]]
            left, right = min(left, columns[0]), max(right, columns[-1])
        return Box(left, lines[0], right - left + 1, lines[-1] - lines[0] + 1)

    def ink_box(self) -> Box | None:
        """The smallest box around all that has another colour than the most frequent one."""
        counts = self.colors()
        if len(counts) < 2:
            return None
        surface = max(counts, key=lambda color: counts[color])
        return self.changed_box(Picture(self.width, self.height, struct.pack("<I", surface) * self.width * self.height))

    def colors(self) -> dict[int, int]:
        """How often each colour is there."""
        counts: dict[int, int] = {}
        for pixel in memoryview(self.pixels).cast("I"):
            counts[pixel] = counts.get(pixel, 0) + 1
        return counts

    def ink(self) -> float:
        """The share that has another colour than the most frequent one: 0 for an empty surface, some 0.05 for text."""
        counts = self.colors()
        return 1 - max(counts.values()) / (self.width * self.height) if counts else 0.0

    def save_png(self, path: Path) -> None:
        """Keep it as a file that people can look at."""
        rgb = bytearray(self.width * self.height * 3)
        for place, offset in enumerate((2, 1, 0)):
            rgb[place::3] = self.pixels[offset::BYTES_PER_PIXEL]
        stride = self.width * 3
        lines = b"".join(b"\0" + rgb[y * stride : (y + 1) * stride] for y in range(self.height))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
