"""The bar at the top, wide and narrow."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from reader.ui.search_bar import SearchBar
from reader.ui.theme import DARK, LIGHT, SIZES
from reader.ui.top_bar import Place, TopBar


@pytest.fixture
def bar(qtbot):
    made = TopBar(search_bar=SearchBar(theme=LIGHT), theme=LIGHT)
    qtbot.addWidget(made)
    return made


def show(bar: TopBar, width: int) -> None:
    bar.resize(width, SIZES.top_bar)
    bar.show()
    bar.layout().activate()


def button(bar: TopBar, place: Place) -> QToolButton:
    found = bar.findChild(QToolButton, f"top-{place}")
    assert isinstance(found, QToolButton)
    return found


def test_at_the_designs_width_the_field_stands_where_the_design_has_it(bar):
    show(bar, 1360)
    left = bar.search_bar.mapTo(bar, QPoint(0, 0)).x()
    assert (left, bar.search_bar.width()) == (316, 520)
    assert [button(bar, place).x() for place in Place] == [1128, 1174, 1220, 1266, 1312]  # the first: not in the design


def test_a_wide_bar_can_become_as_narrow_as_any(bar):
    show(bar, 640)
    narrow = bar.minimumSizeHint().width()
    show(bar, 1000)
    assert bar.minimumSizeHint().width() - narrow <= bar._library.sizeHint().width()


@pytest.mark.parametrize("width", [640, 820, 1000, 2400])
def test_at_any_width_nothing_overlaps_or_is_cut_off(bar, width):
    show(bar, width)
    field = bar.search_bar.geometry()
    assert field.left() >= bar._program.width()
    assert 180 <= field.width() <= SIZES.search_field_most
    assert field.right() < button(bar, Place.BOOKMARK).x()
    assert button(bar, Place.SIDEBAR).geometry().right() < width


def test_a_button_is_its_action(bar, qtbot):
    action = QAction("&Bookmark", bar)
    action.setCheckable(True)
    bar.set_action(Place.BOOKMARK, action)
    show(bar, 1000)
    assert button(bar, Place.BOOKMARK).accessibleName() == "Bookmark"
    with qtbot.waitSignal(action.toggled):
        qtbot.mouseClick(button(bar, Place.BOOKMARK), Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    assert not button(bar, Place.BOOKMARK).isEnabled()


def test_an_action_with_a_menu_offers_it(bar):
    action, menu = QAction("Text", bar), QMenu(bar)
    action.setMenu(menu)
    bar.set_action(Place.TEXT, action)
    assert button(bar, Place.TEXT).menu() is menu or button(bar, Place.TEXT).defaultAction().menu() is menu


def test_the_theme_recolors_the_drawings(bar):
    action = QAction("Theme", bar)
    bar.set_action(Place.THEME, action)
    before = action.icon().pixmap(16, 16).toImage()
    bar.set_theme(DARK)
    assert action.icon().pixmap(16, 16).toImage() != before
