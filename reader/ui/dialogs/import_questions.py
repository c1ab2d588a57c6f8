"""What can be read in more than one way is shown before it is imported; the best guess is chosen already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
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

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.tasks.preview_import import ImportQuestion, QuestionKind, options_from

ASKED = {
    QuestionKind.ENCODING: "In which of these ways are the letters right?",
    QuestionKind.COLUMNS: "Which column is what?",
    QuestionKind.SPLIT: "Is this one article, or several?",
}
FIELDS = {
    "title": "Title",
    "text": "Text",
    "published": "Date",
    "author": "Author",
    "source": "Source",
    "url": "Address",
}
NO_COLUMN = "–"
SAMPLE_LINES = 9


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
        skip.clicked.connect(lambda: self._answer(NO_OPTIONS))
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
        self.resize(720, 480)
        self._show_step()

    def _turn(self, step: int) -> None:
        at = self._pages.currentIndex() + step
        if at == self._pages.count():
            pages = [self._pages.widget(number) for number in range(at)]
            self._answer(options_from([page.options() for page in pages if isinstance(page, _Page)]))
            return
        self._pages.setCurrentIndex(at)
        self._show_step()

    def _show_step(self) -> None:
        at, count = self._pages.currentIndex(), self._pages.count()
        self._step.setText(f"{at + 1} of {count}" if count > 1 else "")
        self._back.setVisible(at > 0)
        self._next.setText("&Import" if at == count - 1 else "&Next")

    def _answer(self, options: ReadOptions) -> None:
        self.answered.emit(options)
        self.accept()


class _Page(QWidget):
    """One question. Its answer is in `options`."""

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        others = f" and {question.others:,} more" if question.others else ""
        for words, role in ((ASKED[question.kind], "strong"), (f"{question.path.name}{others}", "muted")):
            label = QLabel(words)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setToolTip(str(question.path) if role == "muted" else "")
            self.column.addWidget(label)

    def options(self) -> ReadOptions:
        raise NotImplementedError


class _ChoicePage(_Page):
    """Ways to read a file, each with how it looks then."""

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__(question)
        self._choices = question.choices
        self._group = QButtonGroup(self)
        for number, choice in enumerate(question.choices):
            button = QRadioButton(choice.words)
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            self.column.addWidget(button)
        self._sample = QPlainTextEdit()
        self._sample.setReadOnly(True)
        self._sample.setAccessibleName("How it looks then")
        self._sample.setTabChangesFocus(True)
        self.column.addWidget(self._sample, 1)
        self._group.idToggled.connect(lambda _id, _on: self._show_sample())
        self._show_sample()

    def options(self) -> ReadOptions:
        return self._choices[self._group.checkedId()].options

    def _show_sample(self) -> None:
        self._sample.setPlainText(self._choices[self._group.checkedId()].sample)


class _ColumnsPage(_Page):
    """The first rows of a table, and what each field of an article is taken from."""

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__(question)
        guess = question.choices[0].options if question.choices else NO_OPTIONS
        form = QFormLayout()
        self._boxes: dict[str, QComboBox] = {}
        for field, words in FIELDS.items():
            box = self._boxes[field] = QComboBox()
            box.setAccessibleName(words)
            box.addItems([NO_COLUMN, *question.columns])
            box.setCurrentText(guess.column(field) or NO_COLUMN)
            form.addRow(words, box)
        self.column.addLayout(form)
        self.column.addWidget(_table(question), 1)

    def options(self) -> ReadOptions:
        chosen = {field: box.currentText() for field, box in self._boxes.items() if box.currentIndex() > 0}
        return ReadOptions(columns=tuple(chosen.items()))


def _page_for(question: ImportQuestion) -> _Page:
    return _ColumnsPage(question) if question.kind is QuestionKind.COLUMNS else _ChoicePage(question)


def _table(question: ImportQuestion) -> QTableWidget:
    table = QTableWidget(len(question.rows), len(question.columns))
    table.setAccessibleName("The first rows")
    table.setHorizontalHeaderLabels(list(question.columns))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for row, cells in enumerate(question.rows):
        for column, cell in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(cell))
    return table
