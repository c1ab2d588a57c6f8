"""The button of an empty list says what was typed, whatever that is, and never keeps the list wide."""

from PySide6.QtWidgets import QPushButton

from reader.ui.article_list.empty_list import EmptyList


def test_a_long_action_is_cut_and_told_in_full_elsewhere(qtbot):
    empty = EmptyList()
    qtbot.addWidget(empty)
    action = f"Search for “{'very ' * 30}long” instead"
    empty.resize(300, 400)
    empty.show_words("Nothing found", "Searched for it.", action)
    empty.show()
    button = empty.findChild(QPushButton)
    assert "…" in button.text()
    assert button.width() <= 300 - 2 * 14
    assert (button.toolTip(), button.accessibleName()) == (action, action)
    assert empty.minimumSizeHint().width() < 230
    empty.resize(1900, 400)
    assert button.text() == action
    assert button.toolTip() == ""


def test_an_ampersand_is_shown_as_one(qtbot):
    empty = EmptyList()
    qtbot.addWidget(empty)
    empty.resize(330, 400)
    empty.show_words("Nothing found", "", "Search for “AT&T” instead")
    assert empty.findChild(QPushButton).text() == "Search for “AT&&T” instead"
