"""The list of sentences: as high as all of its rows, for the page around it scrolls.

Rows are measured when they come and when the width changes: those in sight at once, the others a few at a time. The
others take their heights all together in the end, so that the page is laid out and drawn once, and keeps its place.
"""

import time
from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from reader.library.name_sentences import Sentence
from reader.ui.entity_page.sentence_delegate import SentenceDelegate
from reader.ui.entity_page.sentence_model import SentenceModel
from reader.ui.one_column_view import ENTER_KEYS
from reader.ui.theme import Theme
from reader.ui.viewport import give_viewport

SLICE_MS = 3  # rows are measured so long before the window goes on
AT_ONCE = 12  # rows measured before anything else happens, at most: a screenful
USUAL_ROW = 82  # pixels, until it is measured


class SentenceView(QTableView):
    """Shows a SentenceModel without scrolling by itself. Threads: GUI thread only."""

    row_chosen = Signal(int)  # Enter, or a click
    row_reached = Signal(QRect)  # the keyboard is at this row: it is to be in sight
    height_changed = Signal()
    left = Signal()  # Esc
    screen_wanted = Signal(int)  # Page Up (-1) or Page Down (1)

    def __init__(self, *, model: SentenceModel, theme: Theme, family: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._theme, self._sentences = theme, model
        self._waiting: deque[int] = deque()  # rows to be measured at this width
        self._found: dict[int, int] = {}  # heights that rows are still to be given
        self._delegate = SentenceDelegate(theme=theme, family=family, view=self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self._measure_on())
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Sentences")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)  # the page shows through
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoScroll(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(USUAL_ROW)
        self.setModel(model)
        model.modelReset.connect(self._on_model_reset)
        model.rowsInserted.connect(self._on_model_rows_inserted)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.set_theme(theme)
        self._measure_anew()
        self.viewport().update()

    def set_family(self, family: str) -> None:
        self._delegate.set_family(family)
        self._measure_anew()

    def measure_all(self) -> None:
        """Let no row wait to be measured."""
        self._measure_on(None)

    def _measure_anew(self, first: int = 0) -> None:
        """Measure from this row on: what is in sight at once, the others later, unless they are known."""
        count = self._sentences.rowCount()
        seen = self._rows_in_sight() or range(first, count if first == 0 else first)
        if first == 0:
            self._waiting.clear()
            self._found.clear()
        begin = max(first, seen.start)
        at_once = range(begin, min(begin + AT_ONCE, seen.stop))
        width = self.viewport().width()
        for row in range(first, count):
            sentence = self._sentence(row)
            height = self._delegate.known_height(sentence, width)
            if height is None and row in at_once:
                height = self._delegate.height_of(sentence, width)
            if height is None:
                self._waiting.append(row)
            else:
                self._found[row] = height
        if self._waiting:
            self._give({row: self._found.pop(row) for row in at_once if row in self._found})
            self._later.start()
        else:
            self._give_found()

    def _measure_on(self, len_ms: float | None = SLICE_MS) -> None:
        """Measure rows until the time is over; None: all of them."""
        started, width = time.perf_counter(), self.viewport().width()
        while self._waiting:
            row = self._waiting.popleft()
            self._found[row] = self._delegate.height_of(self._sentence(row), width)
            if len_ms is not None and (time.perf_counter() - started) * 1000 >= len_ms:
                break
        if self._waiting:
            self._later.start()
        else:
            self._give_found()

    def _give_found(self) -> None:
        found, self._found = self._found, {}
        self._give(found)

    def _give(self, heights: Mapping[int, int]) -> None:
        """Make rows so high; the row the keyboard is at stays in sight."""
        current = self.currentIndex()
        looked_at = self.hasFocus() and current.row() in self._rows_in_sight()
        for row, height in heights.items():
            self.setRowHeight(row, height)
        self._fit()
        if looked_at and heights:
            self.row_reached.emit(self.visualRect(current))

    def _sentence(self, row: int) -> Sentence:
        sentence = self._sentences.sentence_at(row)
        assert sentence is not None
        return sentence

    def _rows_in_sight(self) -> range:
        """Of the page around, as far as they are there by now."""
        seen = self.visibleRegion().boundingRect()
        if seen.isEmpty():
            return range(0)
        first, last = self.rowAt(seen.top()), self.rowAt(seen.bottom())
        return range(max(0, first), last + 1 if last >= 0 else self._sentences.rowCount())

    def _fit(self) -> None:
        height = self.verticalHeader().length()
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()
            self.height_changed.emit()

    def _on_model_reset(self) -> None:
        self._later.stop()
        self._measure_anew()

    def _on_model_rows_inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._measure_anew(first)

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self.hasFocus():
            self.row_reached.emit(self.visualRect(current))

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(300, self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.verticalHeader().length())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._delegate.same_lines(event.size().width(), event.oldSize().width()):
            self._measure_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.set_theme(self._theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
                                    Qt.FocusReason.OtherFocusReason)  # fmt: skip
        if by_key and self._sentences.rowCount():
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self._sentences.index(0))
            self.row_reached.emit(self.visualRect(self.currentIndex()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K):
            self._step(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_J) else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.screen_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else self._sentences.rowCount() - 1)
        elif key in ENTER_KEYS and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def _step(self, by: int) -> None:
        current = self.currentIndex()
        self._go((current.row() if current.isValid() else -1 if by > 0 else 1) + by)

    def _go(self, row: int) -> None:
        if 0 <= row < self._sentences.rowCount():
            self.setCurrentIndex(self._sentences.index(row))

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions of the window."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the article."""
