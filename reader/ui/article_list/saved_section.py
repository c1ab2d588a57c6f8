"""The saved searches under the list of articles: a head that folds them away, and their rows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from reader.tasks.saved_searches import CountedSearch
from reader.ui.article_list.saved_list import RIGHT, ROW_HEIGHT, SavedList, paint_new
from reader.ui.article_list.saved_model import SavedSearchesModel
from reader.ui.fonts import interface_font, section_head_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme
from reader.userdata.saved_searches import SavedSearchNumber

HEAD_HEIGHT = 34
MARGIN = 22  # pixels, as in the rows above
BELOW = 6
MOST_ROWS, LEAST_ROWS = 6, 2  # further ones scroll
SHARE = 0.28  # of the column's height, at most
ARROW = 12
TITLE = "Saved searches"


class SectionHead(QAbstractButton):
    """The title in small capitals; folded, it tells how many articles are new."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._new = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_fonts()
        self.toggled.connect(self._tell)
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_fonts(self) -> None:
        self._font = section_head_font()
        self._new_font = interface_font(SIZES.meta_text, weight=QFont.Weight.DemiBold)

    def show_new(self, new: int) -> None:
        self._new = new
        self._tell()
        self.update()

    def _tell(self) -> None:
        shown = self.isChecked()
        new = f", {self._new} new" if self._new and not shown else ""
        self.setAccessibleName(f"{TITLE}, {'shown' if shown else 'hidden'}{new}")
        self.setToolTip("Hide the saved searches" if shown else "Show the saved searches")

    def sizeHint(self) -> QSize:
        return QSize(SIZES.list_least, HEAD_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        fill(painter, QRect(0, 0, self.width(), 1), color("line"))
        painter.setFont(self._font)
        painter.setPen(color("muted"))
        words = QRectF(self.rect()).adjusted(MARGIN, 1, -MARGIN, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, TITLE)
        arrow = icon("chevron-down" if self.isChecked() else "chevron-up", color("muted"), ARROW)
        right = self.width() - RIGHT
        arrow.paint(painter, right - ARROW, (self.height() - ARROW) // 2 + 1, ARROW, ARROW)
        if self._new and not self.isChecked():
            paint_new(painter, right - ARROW - 8, self.height() // 2, self._new, self._new_font, self._theme)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 5, -6, -4), 5, 5)


class SavedSection(QWidget):
    """Shows the saved searches; hidden while there are none. Threads: GUI thread only."""

    chosen = Signal(object)  # SavedSearch; the reader wants to see what it finds
    renamed = Signal(object, str)  # SavedSearchNumber, the new name
    removal_wanted = Signal(object)  # SavedSearch
    move_wanted = Signal(object, int)  # SavedSearch, by how many places
    left = Signal()  # the last one went while its row had the focus

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room = 0
        self._model = SavedSearchesModel(self)
        self._head = SectionHead(theme=theme)
        self._list = SavedList(model=self._model, theme=theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._list)
        column.addSpacing(BELOW)
        self._head.toggled.connect(self._list.setVisible)
        self._model.renamed.connect(self.renamed)
        self._list.chosen.connect(self.chosen)
        self._list.removal_wanted.connect(self.removal_wanted)
        self._list.move_wanted.connect(self.move_wanted)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in this order."""
        return self._head, self._list

    def show_searches(self, rows: Sequence[CountedSearch]) -> None:
        """Show these in this order; the reader's place among them is kept."""
        row, focused = self._list.currentIndex().row(), self._list.hasFocus()
        current = self._model.saved_at(row)
        self._model.show(rows)
        place = None if current is None else self._model.row_of(current.number)
        if current is not None and rows:
            self._list.setCurrentIndex(self._model.index(min(row, len(rows) - 1) if place is None else place))
        self._head.show_new(self._model.new_in_all())
        self.setVisible(bool(rows))
        self._fit()
        if focused and not rows:
            self.left.emit()

    def show_query(self, query: str) -> None:
        """This query is what the list of articles shows now; empty for none."""
        self._model.show_query(query)

    def rename(self, number: SavedSearchNumber) -> None:
        """Let the reader change this one's name, in its row."""
        self._head.setChecked(True)
        self._list.rename(number)

    def set_open(self, opened: bool) -> None:
        self._head.setChecked(opened)

    def is_open(self) -> bool:
        return self._head.isChecked()

    def set_room(self, pixels: int) -> None:
        """How high the whole column is, of which the rows here take a part."""
        self._room = pixels
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._head.set_theme(theme)
        self._list.set_theme(theme)
        self.update()

    def _fit(self) -> None:
        most = max(LEAST_ROWS, min(MOST_ROWS, int(SHARE * self._room - HEAD_HEIGHT) // ROW_HEIGHT))
        self._list.setFixedHeight(min(self._model.rowCount(), most) * ROW_HEIGHT)

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._head.set_fonts()
            self.set_theme(self._theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill(QPainter(self), self.rect(), self._theme.color("panel"))
