from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.tasks.views import OpenedArticle
from reader.ui.reading_pane.hover import NameHover
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.reading_pane.render import Place

MakeOpened = Callable[..., OpenedArticle]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def middle_of(pane: ReadingPane, place: Place) -> QPoint:
    (piece,) = pane.text_view._layer.pieces_of(place)
    return piece.ground.center().toPoint()


def move(pane: ReadingPane, point: QPoint) -> None:
    viewport = pane.text_view.viewport()
    at, none = QPointF(point), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def test_a_mouse_that_rests_on_a_name_is_told_what_is_known(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened(title_names=True))
    hover = NameHover(pane.text_view)
    with qtbot.waitSignal(hover.rested) as caught:
        move(pane, middle_of(pane, Place(0, 9, 14)))
    assert caught.args == [0]
    hover.show_hint(0, "Seoul · place — 4 times here, 9 articles in the library")
    assert QToolTip.text().startswith("Seoul · place")
    move(pane, QPoint(2, 2))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_late_answer_about_a_name_the_mouse_has_left_is_not_shown(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened())
    hover = NameHover(pane.text_view)
    with qtbot.waitSignal(hover.rested):
        move(pane, middle_of(pane, Place(3, 0, 12)))
    move(pane, QPoint(2, 2))
    hover.show_hint(1, "too late")
    assert QToolTip.text() != "too late"


def test_a_mouse_that_only_crosses_a_name_says_nothing(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    hover = NameHover(pane.text_view)
    move(pane, middle_of(pane, Place(3, 0, 12)))
    assert hover._pause.isActive()
    move(pane, QPoint(2, 2))
    assert not hover._pause.isActive()
