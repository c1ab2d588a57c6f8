"""The questions before an import: by mouse and by keys alone, answered, skipped, called off."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QRadioButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.tasks.preview_import import Choice, ImportQuestion, QuestionKind
from reader.ui.dialogs.import_questions import ImportQuestionsDialog

LETTERS = ImportQuestion(
    QuestionKind.ENCODING,
    Path("/archive/letters.txt"),
    (
        Choice("Turkish (Windows-1254)", ReadOptions(encoding="cp1254"), "ğüzel"),
        Choice("Western (Windows-1252)", ReadOptions(encoding="cp1252"), "ðüzel"),
    ),
    others=19,
    further=(
        Choice("Greek (Windows-1253)", ReadOptions(encoding="cp1253"), "πόzel"),
        Choice("Russian (KOI8-R)", ReadOptions(encoding="koi8_r"), "ПЭzel"),
    ),
)
GUESS = ReadOptions(columns=(("title", "Head & <b>line</b>"), ("text", "Wording")))
TABLE = ImportQuestion(
    QuestionKind.COLUMNS,
    Path("/archive/table.csv"),
    (Choice("As it seems best", GUESS, ""),),
    ("Head & <b>line</b>", "Wording", "Who"),
    (("A bridge opens", "It opened on\nMonday.", "Ada Brook"), ("A pier closes", "It closed.", "")),
)
PARTS = ImportQuestion(
    QuestionKind.SPLIT,
    Path("/archive/parts.txt"),
    (
        Choice("One article", ReadOptions(split=False), "A bridge opens\nIt opened."),
        Choice("2 articles", ReadOptions(split=True), "A bridge opens\nA pier closes"),
    ),
)


class Shown:
    """The dialog, and what it answered."""

    def __init__(self, qtbot: QtBot, window: QWidget, *questions: ImportQuestion) -> None:
        self.dialog = ImportQuestionsDialog(questions, parent=window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.dialog)
        self.answers: list[ReadOptions] = []
        self.dialog.answered.connect(self.answers.append)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)
        self._qtbot = qtbot

    def button(self, words: str) -> QPushButton:
        buttons = self.dialog.findChildren(QPushButton)
        return next(each for each in buttons if each.isVisible() and each.text().replace("&", "").startswith(words))

    def sample(self) -> str:
        return next(each for each in self.dialog.findChildren(QPlainTextEdit) if each.isVisible()).toPlainText()

    def box(self, name: str) -> QComboBox:
        boxes = self.dialog.findChildren(QComboBox)
        return next(each for each in boxes if each.isVisible() and each.accessibleName() == name)

    def press(self, key: Qt.Key) -> None:
        focused = self.dialog.focusWidget()
        assert focused is not None
        self._qtbot.keyClick(focused, key)


def test_the_likeliest_letters_are_chosen_and_another_choice_shows_its_own(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, LETTERS)
    assert shown.sample() == "ğüzel"
    western = next(each for each in shown.dialog.findChildren(QRadioButton) if each.text() == "Western (Windows-1252)")
    western.click()
    assert shown.sample() == "ðüzel"
    shown.button("Import").click()
    assert shown.answers == [ReadOptions(encoding="cp1252", only_unsure=True)]


def test_where_none_of_the_likely_ways_is_right_any_other_can_be_chosen(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, LETTERS)
    others = shown.box("Other ways")
    others.setFocus()
    others.setCurrentIndex(1)
    others.activated.emit(1)
    assert shown.sample() == "ПЭzel"
    shown.button("Import").click()
    assert shown.answers == [ReadOptions(encoding="koi8_r", only_unsure=True)]


def test_columns_are_guessed_and_can_be_chosen_otherwise(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, TABLE)
    assert shown.box("Title").currentText() == "Head & <b>line</b>"
    assert shown.box("Author").currentIndex() == 0
    table = shown.dialog.findChild(QTableWidget)
    assert [table.item(0, column).text() for column in range(3)] == [
        "A bridge opens",
        "It opened on Monday.",
        "Ada Brook",
    ]
    shown.box("Author").setCurrentText("Who")
    shown.box("Title").setCurrentIndex(0)
    shown.button("Import").click()
    assert shown.answers == [ReadOptions(columns=(("title", ""), ("text", "Wording"), ("author", "Who")))]


def test_by_keys_alone_from_the_first_question_to_the_import(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, PARTS, LETTERS)
    shown.press(Qt.Key.Key_Down)
    assert shown.sample() == "A bridge opens\nA pier closes"
    shown.press(Qt.Key.Key_Return)
    assert shown.sample() == "ğüzel"
    assert isinstance(shown.dialog.focusWidget(), QRadioButton)
    shown.press(Qt.Key.Key_Return)
    assert shown.answers == [ReadOptions(split=True, encoding="cp1254", only_unsure=True)]
    assert not shown.dialog.isVisible()


def test_the_tab_key_goes_from_the_question_to_the_buttons_from_left_to_right(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, PARTS)
    passed = []
    for _ in range(4):
        shown.press(Qt.Key.Key_Tab)
        passed.append(shown.dialog.focusWidget())
    assert isinstance(passed[0], QPlainTextEdit)
    assert passed[1:] == [shown.button(words) for words in ("Cancel", "Skip", "Import")]


def test_going_back_keeps_the_answer(qtbot: QtBot, window: QWidget) -> None:
    shown = Shown(qtbot, window, PARTS, LETTERS)
    shown.press(Qt.Key.Key_Down)
    shown.button("Next").click()
    shown.button("Back").click()
    assert shown.sample() == "A bridge opens\nA pier closes"


def test_skipping_keeps_what_was_answered_before(qtbot: QtBot, window: QWidget) -> None:
    first = Shown(qtbot, window, PARTS)
    first.press(Qt.Key.Key_Down)
    first.button("Skip").click()
    assert first.answers == [NO_OPTIONS]
    second = Shown(qtbot, window, PARTS, LETTERS)
    second.press(Qt.Key.Key_Down)
    second.button("Next").click()
    second.button("Skip").click()
    assert second.answers == [ReadOptions(split=True)]


@pytest.mark.parametrize("way", ["Esc", "Cancel"])
def test_calling_it_off_imports_nothing(qtbot: QtBot, window: QWidget, way: str) -> None:
    shown = Shown(qtbot, window, PARTS)
    if way == "Esc":
        shown.press(Qt.Key.Key_Escape)
    else:
        shown.button("Cancel").click()
    assert shown.answers == []
    assert not shown.dialog.isVisible()
