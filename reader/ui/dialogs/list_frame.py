"""The frame of a dialog that shows a list: a filter above, buttons and what happened below, words where it is empty."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from reader.ui.display import fit_screen

NONE_FITS = "Nothing here has these words."


class ListFrame(QDialog):
    """Others give it the list, and say what is counted. Not modal. Threads: GUI."""

    def __init__(
        self,
        title: str,
        *,
        nothing: str,
        unit: tuple[str, str],
        parent: QWidget | None,
        none_fits: str = NONE_FITS,
    ) -> None:
        """`nothing` is said where the list is empty; `unit` is what is counted: ("file", "files")."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._nothing, self._none_fits, self._unit = nothing, none_fits, unit
        self.is_closed = False  # what was asked for it may come later than the reader closed it
        self.finished.connect(self._on_finished)
        self.filter = _FilterField()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter")
        self.filter.setClearButtonEnabled(True)
        self._count, self._note, self._empty = _muted_label(), _muted_label(), _muted_label()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(60, 0, 60, 40)
        self._act: Callable[[], object] | None = None
        self._action = QPushButton()
        self._action.setAutoDefault(False)
        self._action.clicked.connect(self._on_action_clicked)
        self._action.hide()

    def _place(self, view: QWidget) -> None:
        """Put the parts where they go, with the list in the middle. To be called once."""
        self._view = view
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.filter, 1)
        self._top.addWidget(self._count)
        self._middle = QStackedLayout()
        self._bottom = QHBoxLayout()
        self._bottom.setSpacing(8)
        self._bottom.addWidget(self._action)
        self._bottom.addWidget(self._note, 1)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self._bottom.addWidget(close)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.column.addLayout(self._top)
        self.column.addLayout(self._middle, 1)
        for part in (view, self._empty):  # not sooner: in a layout without a widget the first would be a window
            self._middle.addWidget(part)
        self.column.addLayout(self._bottom)

    def add_button(self, words: str, slot: Callable[[], object], *, right: bool = False) -> QPushButton:
        """A button below; those on the right stand left of the ones that were added before."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: slot())
        at = self._bottom.indexOf(self._note) + 1 if right else self._bottom.indexOf(self._action)
        self._bottom.insertWidget(at, button)
        return button

    def say(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What happened, with at most one thing to do about it: `action` names what does `act`."""
        self._note.setText(words)
        self._act = act
        self._action.setText(action)
        self._action.setVisible(act is not None)

    def words(self) -> str:
        """What is being said."""
        return self._note.text()

    def _show_counts(self, shown: int, total: int) -> None:
        words = f"{total:,} {self._unit[total != 1]}"
        self._count.setText(f"{shown:,} of {words}" if shown != total else words if total else "")
        self._empty.setText(self._none_fits if total else self._nothing)
        self._middle.setCurrentWidget(self._view if shown else self._empty)

    def _on_action_clicked(self) -> None:
        act = self._act
        self.say("")
        if act is not None:
            act()

    def _on_finished(self, _result: int) -> None:
        self.is_closed = True


class _FilterField(QLineEdit):
    """The Down key leads from it to what it has found."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def bring_to_front(dialog: QDialog) -> None:
    """Open it, or put it before the other windows."""
    was_open = dialog.isVisible()
    if not was_open:
        fit_screen(dialog)
    dialog.show()
    if was_open:
        dialog.raise_()
    dialog.activateWindow()


def _muted_label() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
