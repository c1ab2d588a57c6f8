"""Our line icons, drawn in whatever colour the theme asks for."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.locations import bundled

SIDE = 16  # pixels at 96 dpi
APP_ICON = "icons/hicolor/128x128/apps/io.github.readalso.ReadAlso.png"
INK = b"currentColor"  # what stands in the drawings for "the colour asked for"


def icon(name: str, color: QColor, side: int = SIDE) -> QIcon:
    """The drawing `resources/icons/<name>.svg` in this colour, sharp at `side` pixels on every screen present.

    The same icon is drawn once. GUI thread only.

    Raises:
        FileNotFoundError: there is no such drawing.
    """
    return _drawn_icon(name, color.name(), side)


def app_icon() -> QIcon:
    """The program's own, for its windows."""
    return QIcon(str(bundled("packaging/desktop") / APP_ICON))


def two_state_icon(off: str, off_color: QColor, on: str, on_color: QColor, side: int = SIDE) -> QIcon:
    """An icon for something that can be on: one drawing while it is off, another while it is on."""
    both = QIcon()
    for name, color, state in ((off, off_color, QIcon.State.Off), (on, on_color, QIcon.State.On)):
        for pixmap in _pixmaps(name, color.name(), side):
            both.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return both


@lru_cache(maxsize=128)
def _drawn_icon(name: str, color: str, side: int) -> QIcon:
    drawn = QIcon()
    for pixmap in _pixmaps(name, color, side):
        drawn.addPixmap(pixmap)
    return drawn


def _pixmaps(name: str, color: str, side: int) -> list[QPixmap]:
    drawing = QSvgRenderer(QByteArray(_svg(name).replace(INK, color.encode("ascii"))))
    return [_pixmap(drawing, side, ratio) for ratio in _screen_ratios()]


def _pixmap(drawing: QSvgRenderer, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _screen_ratios() -> list[float]:
    """The pixel ratios to draw for. Twice the size is always there, for a screen that is plugged in later."""
    return sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


@lru_cache(maxsize=64)
def _svg(name: str) -> bytes:
    return (_folder() / f"{name}.svg").read_bytes()


@lru_cache(maxsize=1)
def _folder() -> Path:
    return bundled("resources") / "icons"
