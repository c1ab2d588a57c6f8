import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from reader.ui.reading_pane.find_bar import FindBar
from reader.ui.theme import LIGHT


@pytest.fixture
def bar(qtbot: QtBot) -> FindBar:
    made = FindBar(theme=LIGHT)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def field(bar: FindBar) -> QLineEdit:
    return bar.findChild(QLineEdit)


def button(bar: FindBar, name: str) -> QToolButton:
    return next(button for button in bar.findChildren(QToolButton) if button.accessibleName() == name)


def test_typing_asks(qtbot: QtBot, bar: FindBar) -> None:
    with qtbot.waitSignal(bar.words_changed) as caught:
        qtbot.keyClicks(field(bar), "s")
    assert caught.args == ["s", False]
    with qtbot.waitSignal(bar.words_changed) as caught:
        button(bar, "Match case").click()
    assert caught.args == ["s", True]


@pytest.mark.parametrize(
    ("key", "modifier", "direction"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, -1),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, -1),
    ],
)
def test_keys_step(qtbot: QtBot, bar: FindBar, key: Qt.Key, modifier: Qt.KeyboardModifier, direction: int) -> None:
    with qtbot.waitSignal(bar.step_wanted) as caught:
        qtbot.keyClick(field(bar), key, modifier)
    assert caught.args == [direction]


def test_escape_closes(qtbot: QtBot, bar: FindBar) -> None:
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(field(bar), Qt.Key.Key_Escape)


def test_the_count_is_in_words(bar: FindBar) -> None:
    bar.show_count(None, 0)
    assert bar.count_words() == ""
    field(bar).setText("seoul")
    bar.show_count(2, 12)
    assert bar.count_words() == "3 of 12"
    bar.show_count(0, 5000, all_found=False)
    assert bar.count_words() == "1 of 5000+"
    bar.show_count(None, 0)
    assert bar.count_words() == "not found"
    assert not button(bar, "Next place").isEnabled()


def test_what_is_selected_is_asked_for(bar: FindBar) -> None:
    bar.take_focus("Second Fleet")
    assert bar.question() == ("Second Fleet", False)
    assert field(bar).selectedText() == "Second Fleet"
