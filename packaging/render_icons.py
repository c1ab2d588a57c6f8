"""Draws all icons from the SVG drawings: `python packaging/render_icons.py`. PNG for Linux, .ico and .icns.

The drawings are the scalable icons in `desktop/icons`, and `icon-small.svg` and `icon-export-small.svg` for the
small sizes.
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt loads: this needs no display

from building.icon_files import ICNS_SIZES_PX, ICO_SIZES_PX, Picture, icns, ico
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

APP_ID = "io.github.readalso.ReadAlso"
HERE = Path(__file__).resolve().parent
HICOLOR = HERE / "desktop" / "icons" / "hicolor"
SIZES_PX = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
SMALL_UP_TO_PX = 32  # in the full drawings the lines of the text blur here
ICONS = (  # folder of the theme, name, the drawing for small sizes, name on Windows and macOS
    ("apps", APP_ID, HERE / "icon-small.svg", "readalso"),
    ("mimetypes", f"{APP_ID}-export", HERE / "icon-export-small.svg", "readalso-export"),
)


def draw(svg: Path, size: int) -> QImage:
    """The drawing as a square picture of `size` pixels, on nothing.

    Raises:
        ValueError: the file is no SVG that Qt can draw.
    """
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


def picture(image: QImage) -> Picture:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise OSError("a picture could not be written as PNG")
    return Picture(image.width(), bytes(image.constBits()), bytes(buffer.data().data()))


def write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f"{target.relative_to(HERE)}: {len(content):,} bytes")


def main() -> None:
    _application = QGuiApplication([])
    for folder, name, small, elsewhere in ICONS:
        full = HICOLOR / "scalable" / folder / f"{name}.svg"
        pictures = {
            size: picture(draw(small if size <= SMALL_UP_TO_PX else full, size))
            for size in {*SIZES_PX, *ICO_SIZES_PX, *ICNS_SIZES_PX}
        }
        for size in SIZES_PX:
            write(HICOLOR / f"{size}x{size}" / folder / f"{name}.png", pictures[size].png)
        write(HERE / "windows" / f"{elsewhere}.ico", ico(pictures))
        write(HERE / "macos" / f"{elsewhere}.icns", icns(pictures))


if __name__ == "__main__":
    main()
