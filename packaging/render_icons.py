"""Draws the PNG icons of the desktop entry from the two SVG drawings: `python packaging/render_icons.py`."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt loads: this needs no display

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

APP_ID = "io.github.readalso.ReadAlso"
HERE = Path(__file__).resolve().parent
HICOLOR = HERE / "desktop" / "icons" / "hicolor"
FULL = HICOLOR / "scalable" / "apps" / f"{APP_ID}.svg"
SMALL = HERE / "icon-small.svg"
SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL_UP_TO_PX = 32  # in the full drawing the lines of the text blur here


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


def main() -> None:
    _application = QGuiApplication([])
    for size in SIZES_PX:
        target = HICOLOR / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not draw(SMALL if size <= SMALL_UP_TO_PX else FULL, size).save(str(target)):
            raise OSError(f"{target} could not be written")
        print(f"{target.relative_to(HERE)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
