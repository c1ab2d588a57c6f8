"""About Read Also: which build it is, where it keeps what the reader has, and what it does not do."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.ui.fonts import interface_font

PURPOSE = "A reader for a private, offline archive of articles."
NETWORK_HEAD = "Nothing leaves this computer"
NETWORK = (
    "Read Also does not use the network. It has no account, sends no statistics, reports nothing and does not look for"
    " updates. What an article or a file points to is not loaded; web addresses are shown, not opened."
)
FOLDERS_HEAD = "Where everything is kept"
PORTABLE = "This is a portable copy: everything stays in the folder of the program."
LICENCE_HEAD = "Free software"
LICENCE = (
    "Read Also may be used, changed and passed on under the MIT licence. What it is made of has licences of its own."
)
SHOW = "Show the folder"
COPIED = "Copied. There is nothing of your articles in it."
PICTURE = 48  # pixels
TITLE = 20  # pixels, of the name


class Kept(NamedTuple):
    """A folder, and what is kept in it."""

    what: str
    folder: Path


class AboutDialog(QDialog):
    """Shows what it is given, and copies it. Not modal. Threads: GUI."""

    folder_wanted = Signal(object)  # a Path
    licences_wanted = Signal()

    def __init__(self, *, version: str, folders: Sequence[Kept], portable: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Read Also")
        self.setObjectName("aboutDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(12)
        column.addWidget(self._scrolled(self._make_page(version, folders, portable)), 1)
        column.addLayout(self._make_buttons())
        self.resize(620, 560)
        self.close_button.setFocus()

    def show_build(self, origin: str, parts: str, details: str) -> None:
        """What build it is, of which parts it is made, and what a report of a mistake should say."""
        self.origin.setText(f"{origin[:1].upper()}{origin[1:]}")
        self.parts.setText(parts)
        self._details = details
        self.copy.setEnabled(True)

    def copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.note.setText(COPIED)

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons in it bring themselves into sight
        return area

    def _make_page(self, version: str, folders: Sequence[Kept], portable: bool) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 4)
        column.setSpacing(6)
        column.addLayout(self._make_head(version))
        column.addSpacing(6)
        column.addWidget(_words(PURPOSE))
        _add_section(column, NETWORK_HEAD, NETWORK)
        _add_section(column, FOLDERS_HEAD, PORTABLE if portable else "")
        column.addLayout(self._make_folders(folders))
        _add_section(column, LICENCE_HEAD, LICENCE)
        column.addStretch(1)
        return page

    def _make_head(self, version: str) -> QHBoxLayout:
        name = _words("Read Also")
        name.setFont(interface_font(TITLE))
        self.version = _words(f"Version {version}")
        self.origin, self.parts = _words("", muted=True), _words("", muted=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (name, self.version, self.origin, self.parts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        picture = QGuiApplication.windowIcon()
        if not picture.isNull():
            row.addWidget(_picture(picture), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_folders(self, folders: Sequence[Kept]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for number, kept in enumerate(folders):
            show = QPushButton(SHOW)
            show.setProperty("role", "link")
            show.setAutoDefault(False)
            show.setAccessibleName(f"{SHOW}: {kept.what}")
            show.clicked.connect(lambda _checked, folder=kept.folder: self.folder_wanted.emit(folder))
            grid.addWidget(QLabel(kept.what), number, 0)
            grid.addWidget(PathLabel(str(kept.folder)), number, 1)
            grid.addWidget(show, number, 2)
        return grid

    def _make_buttons(self) -> QHBoxLayout:
        self.licences, self.copy = QPushButton("&Licences…"), QPushButton("&Copy details")
        close = self.close_button = QPushButton("Close")
        self.copy.setToolTip("What a report of a mistake should say")
        self.copy.setEnabled(False)
        self.licences.clicked.connect(self.licences_wanted)
        self.copy.clicked.connect(self.copy_details)
        close.clicked.connect(self.close)
        self.note = _words("", muted=True)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.licences)
        row.addWidget(self.copy)
        row.addWidget(self.note, 1)
        row.addWidget(close)
        for button in (self.licences, self.copy, close):
            button.setAutoDefault(False)
        close.setDefault(True)
        return row


class PathLabel(QWidget):
    """A path in one line; where it is too long, its middle is left out. Threads: GUI."""

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setAccessibleName(path)
        self.setToolTip(path)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown(self) -> str:
        """What can be read of it at the present width."""
        return self.fontMetrics().elidedText(self._path, Qt.TextElideMode.ElideMiddle, self.width())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._path), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(QRect(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.shown())


def _add_section(column: QVBoxLayout, head: str, words: str) -> None:
    label = _words(head)
    label.setProperty("role", "strong")
    column.addSpacing(12)
    column.addWidget(label)
    if words:
        column.addWidget(_words(words))


def _words(words: str, *, muted: bool = False) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if muted:
        label.setProperty("role", "muted")
    return label


def _picture(picture: QIcon) -> QLabel:
    label = QLabel()
    label.setPixmap(picture.pixmap(PICTURE))
    return label
