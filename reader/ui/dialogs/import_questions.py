"""What can be read in more than one way is shown before it is imported; the best guess is chosen already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.articles.one_line import in_one_line
from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.tasks.preview_import import Choice, ImportQuestion, QuestionKind, options_from
from reader.ui.choice_box import ChoiceBox
from reader.ui.dialogs.listing_dialog import HEADER, ROW_HEIGHT

ASKED = {
    QuestionKind.ENCODING: "In which of these ways are the letters right?",
    QuestionKind.COLUMNS: "Which column is what?",
    QuestionKind.SPLIT: "Is this one article, or several?",
}
FIELDS = {
    "title": "&Title",
    "text": "T&ext",
    "published": "&Date",
    "author": "&Author",
    "source": "S&ource",
    "url": "Add&ress",
    "tags": "Ta&gs",
    "note": "Note",
}
FIELDS_IN_A_ROW = 2
LONGEST_NAME = 30  # letters of an encoding
NO_COLUMN = "–"
WIDEST_COLUMN, NARROWEST_COLUMN = 240, 80  # pixels


class ImportQuestionsDialog(QDialog):
    """One question after the other. Skipping takes the best guess of all that are left. Threads: GUI."""

    answered = Signal(object)  # ReadOptions

    def __init__(self, questions: Sequence[ImportQuestion], *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Before the import")
        self.setObjectName("importQuestions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = QStackedWidget()
        for question in questions:
            self._pages.addWidget(_page_for(question))
        self._step = QLabel()
        self._step.setProperty("role", "muted")
        self._back, self._next = QPushButton("&Back"), QPushButton()
        self._back.setAutoDefault(False)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._next.setProperty("role", "primary")
        self._next.setDefault(True)
        self._next.clicked.connect(lambda: self._turn(+1))
        skip, cancel = QPushButton("&Skip: import as it seems best"), QPushButton("Cancel")
        for button in (skip, cancel):
            button.setAutoDefault(False)
        skip.clicked.connect(self._skip)
        cancel.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(cancel)
        bottom.addWidget(skip)
        bottom.addStretch(1)
        for part in (self._step, self._back, self._next):
            bottom.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._pages, 1)
        column.addLayout(bottom)
        self.resize(760, 500)
        self._show_step()

    def _turn(self, step: int) -> None:
        at = self._pages.currentIndex() + step
        if at == self._pages.count():
            self._answer(at)
            return
        self._pages.setCurrentIndex(at)
        self._show_step()

    def _show_step(self) -> None:
        at, count = self._pages.currentIndex(), self._pages.count()
        self._step.setText(f"{at + 1} of {count}" if count > 1 else "")
        self._back.setVisible(at > 0)
        self._next.setText("&Import" if at == count - 1 else "&Next")
        page = self._pages.currentWidget()
        if isinstance(page, _Page):
            page.first.setFocus()

    def _skip(self) -> None:
        """What was answered on the pages before counts; this one and those behind it are left to the program."""
        self._answer(self._pages.currentIndex())

    def _answer(self, count: int) -> None:
        pages = [self._pages.widget(number) for number in range(count)]
        self.answered.emit(options_from([page.options() for page in pages if isinstance(page, _Page)]))
        self.accept()


class _Page(QWidget):
    """One question. Its answer is in `options`."""

    first: QWidget  # what has the keys when it comes up

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        others = ", and others like it" if question.others else ""
        for words, role in ((ASKED[question.kind], "strong"), (f"{in_one_line(question.path.name)}{others}", "muted")):
            label = QLabel(words)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setToolTip(in_one_line(str(question.path)).replace("<", "‹") if role == "muted" else "")
            self.column.addWidget(label)

    def options(self) -> ReadOptions:
        raise NotImplementedError


class _ChoicePage(_Page):
    """Ways to read a file, each with how it looks then; unlikely ones are in a box below the likely ones."""

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__(question)
        self._choices, self._further = question.choices, question.further
        self._group = QButtonGroup(self)
        for number, choice in enumerate(question.choices):
            button = QRadioButton(choice.words)
            self._group.addButton(button, number)
            self.column.addWidget(button)
        self._other = ChoiceBox()
        if self._further:
            self._add_further()
        self._sample = QPlainTextEdit()
        self._sample.setReadOnly(True)
        self._sample.setAccessibleName("How it looks then")
        self._sample.setTabChangesFocus(True)
        self.column.addWidget(self._sample, 1)
        self.first = self._group.button(0)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(lambda _id, _on: self._show_sample())
        self._show_sample()

    def options(self) -> ReadOptions:
        return self._choice().options

    def _add_further(self) -> None:
        self._another = QRadioButton("An&other way:")
        self._group.addButton(self._another, len(self._choices))
        self._other.setAccessibleName("Other ways")
        self._other.setMinimumContentsLength(LONGEST_NAME)
        self._other.addItems([choice.words for choice in self._further])
        self._other.activated.connect(self._on_other_activated)
        row = QHBoxLayout()
        row.addWidget(self._another)
        row.addWidget(self._other)
        row.addStretch(1)
        self.column.addLayout(row)

    def _on_other_activated(self, _index: int) -> None:
        self._another.setChecked(True)
        self._show_sample()

    def _choice(self) -> Choice:
        chosen = self._group.checkedId()
        return self._choices[chosen] if chosen < len(self._choices) else self._further[self._other.currentIndex()]

    def _show_sample(self) -> None:
        self._sample.setPlainText(self._choice().sample)


class _ColumnsPage(_Page):
    """The first rows of a table, and what each field of an article is taken from."""

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__(question)
        self._guess = question.choices[0].options if question.choices else NO_OPTIONS
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self._boxes: dict[str, ChoiceBox] = {}
        for number, (field, words) in enumerate(FIELDS.items()):
            row, place = divmod(number, FIELDS_IN_A_ROW)
            box = self._boxes[field] = ChoiceBox()
            box.setAccessibleName(words.replace("&", ""))
            box.addItems([NO_COLUMN, *question.columns])
            guessed = self._guess.column(field)
            box.setCurrentIndex(question.columns.index(guessed) + 1 if guessed in question.columns else 0)
            label = QLabel(words)
            label.setBuddy(box)
            grid.addWidget(label, row, 2 * place)
            grid.addWidget(box, row, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        self.first = self._boxes["title"]
        self.column.addLayout(grid)
        self.column.addSpacing(4)
        self.column.addWidget(_table(question), 1)

    def options(self) -> ReadOptions:
        """The columns that were chosen; none for a field which the program would have guessed otherwise."""
        chosen = {field: box.currentText() if box.currentIndex() > 0 else "" for field, box in self._boxes.items()}
        return ReadOptions(
            columns=tuple(
                (field, name) for field, name in chosen.items() if name or self._guess.column(field) is not None
            )
        )


def _page_for(question: ImportQuestion) -> _Page:
    return _ColumnsPage(question) if question.kind is QuestionKind.COLUMNS else _ChoicePage(question)


def _table(question: ImportQuestion) -> QTableWidget:
    table = QTableWidget(len(question.rows), len(question.columns))
    table.setAccessibleName("The first rows")
    table.setHorizontalHeaderLabels(list(question.columns))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setStyleSheet(HEADER)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    for row, cells in enumerate(question.rows):
        for column, cell in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(in_one_line(" ".join(cell.split()))))
    table.resizeColumnsToContents()
    for column in range(table.columnCount()):
        table.setColumnWidth(column, min(WIDEST_COLUMN, max(NARROWEST_COLUMN, table.columnWidth(column))))
    return table
