"""The list of all highlights: looked through by words and colours, opened, copied, removed, exported."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from reader.tasks.list_highlights import HighlightSort, ListedHighlight
from reader.ui.annotating.color_dots import ColorDot
from reader.ui.annotating.colors import HIGHLIGHT_WORDS
from reader.ui.annotating.highlights_delegate import HighlightDelegate
from reader.ui.annotating.highlights_model import HighlightsModel
from reader.ui.dialogs.list_frame import ListFrame
from reader.ui.one_column_view import ENTER_KEYS, MOVING_KEYS, OneColumnView
from reader.ui.theme import Theme
from reader.userdata.annotation import HighlightColor

PAUSE_MS = 120  # after a key
NOTHING = (
    "No highlights yet.\n\nSelect words in an article and press H, or choose a colour over them. What you mark is"
    " listed here, with your notes."
)
NONE_FITS = "No highlight has these words and colours."
SORT_WORDS = {HighlightSort.NEWEST: "Newest", HighlightSort.ARTICLE: "By article"}


class HighlightView(OneColumnView):
    """The rows. Threads: GUI."""

    opened = Signal(int)
    removal_wanted = Signal(int)
    copy_wanted = Signal(int)
    sight_changed = Signal()

    def __init__(self, *, model: HighlightsModel, theme: Theme) -> None:
        super().__init__()
        self.rows = HighlightDelegate(theme=theme, view=self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName("Highlights")
        self.setModel(model)
        self.set_theme(theme)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.sight_changed.emit())

    def set_theme(self, theme: Theme) -> None:
        self.rows.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(self.rows.row_height)
        self.viewport().update()

    def rows_in_sight(self) -> range:
        top, height, count = self.verticalScrollBar().value(), self.rows.row_height, self.model().rowCount()
        return range(min(count, top // height), min(count, (top + self.viewport().height() - 1) // height + 1))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() in ENTER_KEYS:
            self.opened.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit(row)
        elif row is not None and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(row)
        elif event.key() in MOVING_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (place := self.menu_place(event)) is not None:
            row, where = place
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.addAction("&Open the article there\tReturn", lambda: self.opened.emit(row))
            menu.addAction("&Copy the words\tCtrl+C", lambda: self.copy_wanted.emit(row))
            menu.addAction("&Remove\tDel", lambda: self.removal_wanted.emit(row))
            menu.popup(where)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.verticalHeader().setDefaultSectionSize(self.rows.row_height)


class HighlightsDialog(ListFrame):
    """Shows what it is given; it decides nothing. Not modal. Threads: GUI."""

    choice_wanted = Signal()  # other words, colours or order: see `filter`, `colors`, `sort`
    opened = Signal(object)  # ListedHighlight
    removal_wanted = Signal(object)  # ListedHighlight
    copy_wanted = Signal(object)  # ListedHighlight
    export_wanted = Signal(object)  # list[str]: ids of those that are shown, in order
    places_wanted = Signal(object)  # list[ListedHighlight] in sight, of which it is not known whether they are there

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        unit = ("highlight", "highlights")
        super().__init__("Highlights", nothing=NOTHING, none_fits=NONE_FITS, unit=unit, parent=parent)
        self.setObjectName("highlightsDialog")
        self.model = HighlightsModel(self)
        self.view = HighlightView(model=self.model, theme=theme)
        self.filter.setPlaceholderText("Filter by words of the passage, the note or the article")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.choice_wanted)
        self._sight_pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._sight_pause.timeout.connect(self._on_sight_pause_timeout)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self.dots = {color: ColorDot(color, theme=theme, keyboard=True, parent=self) for color in HIGHLIGHT_WORDS}
        self._sorts = QButtonGroup(self)
        self._join()
        self._place(self.view)
        self._place_choices()
        self._export = self.add_button("&Export…", self._on_export, right=True)
        self.resize(760, 600)
        self.filter.setFocus()

    def _join(self) -> None:
        for color, dot in self.dots.items():
            dot.setToolTip(f"Only {HIGHLIGHT_WORDS[color].lower()} ones, and others that are chosen")
            dot.setAccessibleName(f"Only {HIGHLIGHT_WORDS[color].lower()}")
            dot.toggled.connect(lambda _on: self.choice_wanted.emit())
        for row_signal, signal in (
            (self.view.opened, self.opened),
            (self.view.removal_wanted, self.removal_wanted),
            (self.view.copy_wanted, self.copy_wanted),
        ):
            row_signal.connect(lambda row, signal=signal: signal.emit(self.model.at(row)))
        self.view.sight_changed.connect(self._sight_pause.start)
        self.filter.left.connect(self._go_to_list)

    def _place_choices(self) -> None:
        dots = QHBoxLayout()
        dots.setSpacing(0)
        for dot in self.dots.values():
            dots.addWidget(dot)
        self._top.insertLayout(1, dots)
        for number, words in enumerate(SORT_WORDS.values()):
            segment = QToolButton()
            segment.setProperty("role", "segment")
            segment.setText(words)
            segment.setCheckable(True)
            segment.setChecked(number == 0)
            self._sorts.addButton(segment, number)
            self._top.insertWidget(2 + number, segment)
        self._sorts.idToggled.connect(lambda _id, on: self.choice_wanted.emit() if on else None)

    @property
    def colors(self) -> tuple[HighlightColor, ...]:
        """Those that are asked for; none: all."""
        return tuple(color for color, dot in self.dots.items() if dot.isChecked())

    @property
    def sort(self) -> HighlightSort:
        return list(SORT_WORDS)[self._sorts.checkedId()]

    def show_highlights(self, listed: Sequence[ListedHighlight], shown: Sequence[int]) -> None:
        """These places of all highlights; the place in the list stays."""
        row, top = self.view.current_row(), self.view.verticalScrollBar().value()
        self.model.show(listed, shown)
        count = self.model.rowCount()
        if row is not None and count:
            self.view.make_current(min(row, count - 1), scroll=False)
        self.view.scroll_to_pixel(top)
        self._show_counts(count, len(listed))
        self._export.setEnabled(count > 0)
        self._sight_pause.start()

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        for dot in self.dots.values():
            dot.set_theme(theme)

    def _on_sight_pause_timeout(self) -> None:
        wanted = self.model.not_looked_up(self.view.rows_in_sight())
        if wanted:
            self.places_wanted.emit(wanted)

    def _on_export(self) -> None:
        self.export_wanted.emit([each.highlight.id for each in self.model.all_shown()])

    def _go_to_list(self) -> None:
        if self.model.rowCount():
            if self.view.current_row() is None:
                self.view.make_current(0)
            self.view.setFocus()
