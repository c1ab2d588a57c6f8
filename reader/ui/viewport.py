"""The widget that scrolls inside a scrolling widget, made by us so that asking for it is quick."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give `area` a viewport like Qt's own, and return it. To be called first of all.

    Qt's own is unknown to PySide: when it is first asked for, every class of widgets there is gets loaded to find out
    which of them it might be. That costs as much as reading, setting and painting an article.
    """
    viewport = QWidget()
    viewport.setAutoFillBackground(True)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setMouseTracking(area.hasMouseTracking())
    area.setViewport(viewport)
    return viewport
