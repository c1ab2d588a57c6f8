"""The list of all names of one kind, with filter and order above it, or the words that say why there are none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from reader.entities.mention import Entity, EntityKind
from reader.library.name_pages import EntityRow, EntitySort
from reader.ui.article_list.empty_list import EmptyList
from reader.ui.entity_browser.bars import KindSegments, NameFilter
from reader.ui.entity_browser.model import EntityListModel, FetchEntities
from reader.ui.entity_browser.row_view import EntityRowView
from reader.ui.entity_browser.words import EmptyWords, words_for_none
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

PAUSE_MS = 180  # the page follows the selection when the reader stays on a name


class EntityBrowser(QWidget):
    """Shows an order of names and tells what the reader does with it; fetches rows by `fetch`.

    `fetch` keeps the promise described at EntityListModel. Threads: GUI thread only.
    """

    order_wanted = Signal(object, object, str)  # EntityKind, EntitySort, the filter: show_order is to follow
    entity_selected = Signal(object)  # Entity; the reader moved to it and stayed there
    entity_activated = Signal(object)  # Entity; Enter, or a click on the row
    menu_wanted = Signal(object, QPoint)  # Entity; where on the screen
    left = Signal()  # Esc with nothing to clear

    def __init__(self, *, fetch: FetchEntities, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Mapping[EntityKind, int] = {}
        self._articles_wait = False
        self._quiet = False  # while the program moves the selection
        self._open: Entity | None = None  # whose page is shown
        self._open_first = False  # Enter was pressed before the answer to the filter was there
        self._open_number: int | None = None
        self._asked = False  # an order is on its way
        self._from_top = True  # and begins at its top
        self._model = EntityListModel(fetch=fetch, parent=self)
        self.segments = KindSegments()
        self.filter = NameFilter()
        self.view = EntityRowView(model=self._model, theme=theme)
        self._empty = EmptyList()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.segments)
        column.addWidget(self.filter)
        column.addLayout(self._stack, 1)
        for part in (self.view, self._empty):  # not sooner: in a layout without a widget the first would be a window
            self._stack.addWidget(part)
        self.setMinimumWidth(SIZES.list_least)
        self._join()

    def _join(self) -> None:
        self.segments.kind_changed.connect(lambda _kind: self._ask(from_top=True))
        self.filter.text_changed.connect(lambda _text: self._ask(from_top=True))
        self.filter.sort_changed.connect(lambda _sort: self._ask(from_top=True))
        self.filter.list_wanted.connect(self._on_list_wanted)
        self.filter.first_wanted.connect(self._on_first_wanted)
        self.filter.left.connect(self.left)
        self.view.left.connect(self._on_view_left)
        self.view.top_left.connect(self.focus_filter)
        self.view.row_chosen.connect(self._on_view_row_chosen)
        self.view.menu_wanted.connect(self._on_view_menu_wanted)
        self.view.selectionModel().currentRowChanged.connect(self._on_view_current_row_changed)
        self._empty.action_chosen.connect(self.filter.field.clear)
        self._pause.timeout.connect(self._on_pause_timeout)

    @property
    def kind(self) -> EntityKind:
        return self.segments.kind

    @property
    def sort(self) -> EntitySort:
        return self.filter.sort

    def ask_again(self) -> None:
        """The library changed: the order is to be looked up anew, keeping the reader's place."""
        self._ask(from_top=False)

    def show_order(self, numbers: Sequence[int]) -> None:
        """Show these names. What is at the top stays there, unless another question was asked."""
        self._asked = False
        place = 0 if self._from_top else self.view.verticalScrollBar().value()
        top = self._model.number_at(place // self.view.delegate.row_height) if place else None
        self._quiet = True
        try:
            self.view.delegate.sort = self.sort
            self._model.show(numbers)
            self._select_open()
        finally:
            self._quiet = False
        row = None if top is None else self._model.row_of(top)
        height = self.view.delegate.row_height
        self.view.scroll_to_pixel(place if row is None else row * height + place % height)
        if len(numbers):
            self._turn_to(self.view)
        else:
            self._show_nothing()
        if self._open_first:
            self._open_first = False
            self._on_first_wanted()

    def show_counts(self, counts: Mapping[EntityKind, int], *, articles_wait: bool = False) -> None:
        """How many names of each kind there are; `articles_wait`: more come, as articles are gone through."""
        self._counts, self._articles_wait = counts, articles_wait
        self.segments.show_counts(counts)
        self.filter.show_count(self.kind, counts.get(self.kind, 0))
        if not self._model.rowCount():
            self._show_nothing()

    def show_open(self, entity: Entity | None, number: int | None = None) -> None:
        """This one's page is shown: its row is the current one, if the list has it."""
        self._open, self._open_number = entity, number
        self._quiet = True
        self._select_open(scroll=True)
        self._quiet = False

    def choose_kind(self, kind: EntityKind) -> None:
        """Show the names of this kind, all of them: what was typed was meant for another kind."""
        if kind is not self.kind:
            self.segments.set_kind(kind)
            blocker = QSignalBlocker(self.filter.field)
            self.filter.field.clear()
            blocker.unblock()
            self._ask(from_top=True)

    def focus_filter(self) -> None:
        self.filter.field.setFocus()
        self.filter.field.selectAll()

    def first_entity(self) -> Entity | None:
        """The first name of the list."""
        row = self._model.row_at(0) if self._model.rowCount() else None
        return None if row is None else row.entity

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.view.set_theme(theme)
        self.update()

    def _ask(self, *, from_top: bool) -> None:
        self._from_top = from_top or (self._asked and self._from_top)
        self._asked = True
        self._pause.stop()
        self.filter.show_count(self.kind, self._counts.get(self.kind, 0))
        self.order_wanted.emit(self.kind, self.sort, self.filter.text())

    def _select_open(self, *, scroll: bool = False) -> None:
        row = None if self._open_number is None else self._model.row_of(self._open_number)
        if row != self.view.current_row():
            self.view.make_current(row, scroll=scroll)

    def _show_nothing(self) -> None:
        words: EmptyWords = words_for_none(
            self.kind, self.filter.text(), articles_wait=self._articles_wait, any_names=any(self._counts.values())
        )
        self._empty.show_words(words.title, words.words, words.action)
        self._turn_to(self._empty)

    def _turn_to(self, part: QWidget) -> None:
        if part is not self._stack.currentWidget():
            focus = QApplication.focusWidget()
            held = focus is self.view
            self._stack.setCurrentWidget(part)
            if held:
                self.focus_filter()

    def _row(self, number: int) -> EntityRow | None:
        return self._model.row_at(number) if 0 <= number < self._model.rowCount() else None

    def _on_list_wanted(self) -> None:
        if self._model.rowCount():
            if self.view.current_row() is None:
                self.view.make_current(0)  # before the keys: with them Qt makes a row current that is not selected
            self.view.setFocus()

    def _on_first_wanted(self) -> None:
        if self._asked:
            self._open_first = True
            return
        row = self._row(0)
        if row is not None:
            self.entity_activated.emit(row.entity)

    def _on_view_row_chosen(self, number: int) -> None:
        self._pause.stop()
        row = self._row(number)
        if row is not None:
            self.entity_activated.emit(row.entity)

    def _on_view_menu_wanted(self, number: int, where: QPoint) -> None:
        row = self._row(number)
        if row is not None:
            self.menu_wanted.emit(row.entity, where)

    def _on_view_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        # Qt makes a row current, without selecting it, when the list only gets the focus.
        if not self._quiet and self.view.selectionModel().isSelected(current):
            self._pause.start()

    def _on_pause_timeout(self) -> None:
        row = self._row(-1 if (current := self.view.current_row()) is None else current)
        if row is not None:
            self.entity_selected.emit(row.entity)

    def _on_view_left(self) -> None:
        if self.filter.text():
            self.filter.field.clear()
        else:
            self.left.emit()

    # Qt's own names from here on

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("panel"))
        for bar in (1, 2):
            fill(painter, QRect(0, bar * SIZES.filter_bar - 1, self.width(), 1), self._theme.color("line"))
