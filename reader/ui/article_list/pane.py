"""The list of articles: filter and order above, rows below, or the words that say why there are none."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from reader.articles.article import ArticleNumber
from reader.articles.passage import Passage
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort
from reader.ui.article_list.delegate import MarkTitle
from reader.ui.article_list.filter_bar import FilterBar
from reader.ui.article_list.model import ArticleListModel, FetchRows
from reader.ui.article_list.row_view import RowView
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

if TYPE_CHECKING:
    from reader.ui.article_list.empty_list import EmptyList
    from reader.ui.article_list.narrowing_strip import NarrowingStrip
    from reader.ui.article_list.saved_section import SavedSection


class ArticleListPane(QWidget):
    """Shows an order of articles and tells what the reader does with it; fetches rows by `fetch_rows`.

    `fetch_rows` keeps the promise described at ArticleListModel.
    Threads: GUI thread only.
    """

    article_selected = Signal(object)  # ArticleNumber; the reader moved to it, by keyboard or mouse
    article_activated = Signal(object)  # ArticleNumber; Enter, or a click on the row
    bookmark_toggled = Signal(object)  # ArticleNumber; a click on its star
    filter_changed = Signal(object)  # ArticleFilter; the reader chose it
    sort_changed = Signal(object)  # ArticleSort; the reader chose it
    more_wanted = Signal()  # the end of the order came into view, and `total` says there is more
    passages_wanted = Signal(object)  # list[ArticleNumber]; in sight while searching, not asked for before
    empty_action_chosen = Signal()  # the button of the empty state
    sight_changed = Signal()  # other rows are in sight
    several_changed = Signal(int)  # how many rows are selected; 0 where it is one at most
    menu_wanted = Signal(object, QPoint)  # list[ArticleNumber], where on the screen
    removal_wanted = Signal(object)  # list[ArticleNumber]; Del
    fold_wanted = Signal(object, bool)  # ArticleNumber; whether its family of reprints is to stand open

    def __init__(self, *, fetch_rows: FetchRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._searching = False
        self._several = 0
        self._gone_to: ArticleNumber | None = None  # the article the reader went to last, not only added to a selection
        self._wants_all = False  # every row is to be selected, and more are on their way
        self._quiet = False  # while the program moves the selection
        self._lost_row: int | None = None  # where the current article was when it left the order
        self._asked_passages: set[ArticleNumber] = set()
        self._model = ArticleListModel(fetch_rows=fetch_rows, parent=self)
        self._view = RowView(model=self._model, theme=theme)
        self._empty: EmptyList | None = None  # made when first needed
        self._saved: SavedSection | None = None  # placed when there are saved searches
        self._bar = FilterBar(theme=theme)
        self._passages_pause = QTimer(self, singleShot=True, interval=0)  # one question for many moves
        self._place_parts()
        self._join_signals()

    @property
    def rows(self) -> QWidget:
        """The widget with the rows, which takes the keys."""
        return self._view

    def _place_parts(self) -> None:
        self.setMinimumWidth(SIZES.list_least)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._view)  # not sooner: in a layout without a widget it would be a window

    def _join_signals(self) -> None:
        self._view.selectionModel().currentRowChanged.connect(self._on_view_current_row_changed)
        self._view.row_chosen.connect(self._on_view_row_chosen)
        self._view.star_pressed.connect(self._on_view_star_pressed)
        self._view.rows_in_sight_changed.connect(self._passages_pause.start)
        self._view.selectionModel().selectionChanged.connect(self._on_view_selection_changed)
        self._view.all_wanted.connect(self.select_all)
        self._view.selection_left.connect(self.end_selection)
        self._view.menu_wanted.connect(self._on_view_menu_wanted)
        self._view.removal_wanted.connect(lambda: self.removal_wanted.emit(self.selected_numbers()))
        self._view.fold_wanted.connect(lambda row, opens: self.fold_wanted.emit(self._model.number_at(row), opens))
        self._model.more_wanted.connect(self.more_wanted)
        self._bar.filter_changed.connect(self.filter_changed)
        self._bar.sort_changed.connect(self.sort_changed)
        self._passages_pause.timeout.connect(self._on_passages_pause_timeout)

    def place_strip(self, strip: "NarrowingStrip") -> None:
        """Put what narrows an answer between the filter and the rows, for the eye and for Tab."""
        self._column.insertWidget(1, strip)
        stops = (self._bar.last_stop, *strip.stops)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def place_saved(self, section: "SavedSection") -> None:
        """Put the saved searches under the rows."""
        self._saved = section
        section.set_room(self.height())
        self._column.addWidget(section)
        for before, after in pairwise((self._view, *section.stops)):
            self.setTabOrder(before, after)

    def place_selection_strip(self, strip: QWidget) -> None:
        """Put what can be done with several rows under the rows, which so stay where they are."""
        self._column.insertWidget(self._column.indexOf(self._saved) if self._saved is not None else -1, strip)
        self.setTabOrder(self._view, strip)

    def selected_numbers(self) -> list[ArticleNumber]:
        """The selected articles, from the top."""
        return [
            number for first, last in self._view.selected_ranges() for number in self._model.numbers_in(first, last)
        ]

    def select_all(self) -> None:
        """Select every article of the list; those that are not known yet as soon as they come."""
        self._wants_all = self._model.more
        self._view.selectAll()
        if self._wants_all:
            self.more_wanted.emit()

    def select(self, numbers: Collection[ArticleNumber]) -> None:
        """Select these articles, as far as they are in the order."""
        self._view.select_only(self._model.rows_of(numbers), current=self._view.current_row())

    def end_selection(self) -> None:
        """Back to the one row of the article that the reader went to last."""
        row = None if self._gone_to is None else self._model.row_of(self._gone_to)
        self._quiet = True
        self._view.make_current(self._view.current_row() if row is None else row)
        self._quiet = False

    def show_order(
        self,
        numbers: Sequence[ArticleNumber],
        *,
        total: int,
        reset_scroll: bool,
        rows: Sequence[ArticleRow] = (),
        below: Collection[ArticleNumber] = frozenset(),
    ) -> None:
        """Show these articles, of `total` there are; `numbers` must not be changed afterwards.

        `rows`: those of them that are at hand; the others are fetched when they come into sight. `below`: those that
        are reprints of the article above them.

        The current article stays current where it is among them, and what is at the top stays there.
        `reset_scroll` is for another question: the list begins at its top, and passages are asked for anew.
        """
        current, current_row = self.current_number(), self._view.current_row()
        place = self.scroll_position()
        top = self._model.number_at(place // self._view.row_height()) if place else None
        ranges = self._view.selected_ranges() if self._several and not reset_scroll else []
        before = self._model.order
        self._quiet = True
        try:
            self._model.hold(rows)
            self._model.set_order(numbers, total=total, below=below)
            row = None if current is None else self._model.row_of(current)
            if current is not None:
                self._lost_row = current_row if row is None else None
            if ranges and not self._view.selected_ranges():  # Qt keeps them, unless the order is another one altogether
                chosen = {number for first, last in ranges for number in before[first : last + 1]}
                self._view.select_only(self._model.rows_of(chosen), current=row)
            elif not ranges and (row is None or row != self._view.current_row()):
                self._view.make_current(row, scroll=False)
            if self._wants_all and self._several:
                self.select_all()
        finally:
            self._quiet = False
        self._scroll_after_order(place, top, reset=reset_scroll)
        if len(numbers):
            self._turn_to(self._view)
        self._passages_pause.start()

    def _scroll_after_order(self, place: int, top: ArticleNumber | None, *, reset: bool) -> None:
        """To the top, or so that the article that was there is at the top again."""
        if reset:
            self._forget_passages()
            self._lost_row = None
            self._view.scroll_to_pixel(0)
        elif top is not None:
            top_row = self._model.row_of(top)
            height = self._view.row_height()
            self._view.scroll_to_pixel(place if top_row is None else top_row * height + place % height)

    def show_empty(self, title: str, words: str, action_text: str = "") -> None:
        """Say why there are no articles and what to do; with `action_text`, offer a button for it."""
        self.show_order([], total=0, reset_scroll=True)
        if self._empty is None:
            from reader.ui.article_list.empty_list import EmptyList  # deferred: the first paint comes sooner without it

            self._empty = EmptyList()
            self._empty.action_chosen.connect(self.empty_action_chosen)
            self._stack.addWidget(self._empty)
        self._empty.show_words(title, words, action_text)
        self._turn_to(self._empty)

    def set_current(self, number: ArticleNumber, *, scroll: bool = True) -> None:
        """Select this article without a signal; nothing happens if it is not in the order."""
        row = self._model.row_of(number)
        if row is None or self._several:  # what is selected is the reader's
            return
        self._quiet, self._gone_to = True, number
        self._view.make_current(row, scroll=scroll)
        self._quiet = False
        self._lost_row = None

    def current_number(self) -> ArticleNumber | None:
        row = self._view.current_row()
        return None if row is None else self._model.number_at(row)

    def select_next(self) -> None:
        """Move on by a row, as if the reader had pressed Down: `article_selected` follows."""
        row = self._view.current_row()
        if row is None:
            row = -1 if self._lost_row is None else self._lost_row - 1  # the next one moved up into its place
        self._move_to(row + 1)

    def select_previous(self) -> None:
        """Move back by a row, as if the reader had pressed Up: `article_selected` follows."""
        row = self._view.current_row()
        self._move_to((row if row is not None else self._lost_row or 0) - 1)

    def select_first(self) -> None:
        """Move to the first row, as if the reader had pressed Home: `article_selected` follows."""
        self._move_to(0)

    def next_number_after(self, number: ArticleNumber) -> ArticleNumber | None:
        """The article below this one. For one that has left the order: the one now in its place."""
        row = self._model.row_of(number)
        if row is not None:
            return self._model.number_at(row + 1)
        return None if self._lost_row is None else self._model.number_at(self._lost_row)

    def neighbour_of(self, number: ArticleNumber, without: frozenset[ArticleNumber]) -> ArticleNumber | None:
        """The article below this one that is not among those, else the one above."""
        row = self._model.row_of(number)
        if row is None:
            return None
        for rows in (range(row + 1, self._model.rowCount()), range(row - 1, -1, -1)):
            for other in map(self._model.number_at, rows):
                if other is not None and other not in without:
                    return other
        return None

    def row_of(self, number: ArticleNumber) -> ArticleRow | None:
        """What the list shows of this article; None where it is not in the list."""
        row = self._model.row_of(number)
        return None if row is None else self._model.row_at(row)

    def numbers_in_sight(self) -> list[ArticleNumber]:
        """The articles of the rows in sight, from the top."""
        in_sight = [self._model.number_at(row) for row in self._view.rows_in_sight()]
        return [number for number in in_sight if number is not None]

    def set_searching(self, searching: bool) -> None:
        """Offer relevance and begin with it; afterwards the earlier order of the list is chosen again."""
        if searching == self._searching:
            return
        self._searching = searching
        self._bar.set_searching(searching)
        self._forget_passages()
        if not searching:
            self._view.delegate.set_title_marker(None)
        self._passages_pause.start()

    def set_passages(self, passages: Mapping[ArticleNumber, Passage]) -> None:
        """Show these passages in their rows, until the next search."""
        self._model.set_passages(passages)

    def set_title_marker(self, mark_title: MarkTitle | None) -> None:
        """Mark in each title what this function finds in it: it gives spans of the title, quickly."""
        self._view.delegate.set_title_marker(mark_title)
        self._view.viewport().update()

    def set_filter(self, shown: ArticleFilter) -> None:
        self._bar.set_filter(shown)

    def set_sort(self, sort: ArticleSort) -> None:
        self._bar.set_sort(sort)

    def chosen_filter(self) -> ArticleFilter:
        return self._bar.chosen_filter()

    def chosen_sort(self) -> ArticleSort:
        return self._bar.chosen_sort()

    def refresh(self, numbers: Sequence[ArticleNumber]) -> None:
        """These articles changed, for example their stars: draw them anew."""
        self._model.refresh(numbers)

    def refresh_all(self) -> None:
        """Any article may have changed: draw what is in sight anew."""
        self._model.refresh_all()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._bar.set_theme(theme)
        self._view.set_theme(theme)
        self.update()

    def scroll_position(self) -> int:
        """How many pixels of the list are above what is in sight; for `restore_scroll`."""
        return self._view.verticalScrollBar().value()

    def restore_scroll(self, value: int) -> None:
        self._view.scroll_to_pixel(value)

    def _turn_to(self, part: QWidget) -> None:
        """Show the rows or the empty state; the focus goes along, and not to some other button of the window."""
        if part is not self._stack.currentWidget():
            focus = QApplication.focusWidget()
            held = focus is not None and self.isAncestorOf(focus)
            self._stack.setCurrentWidget(part)
            if held:
                self.setFocus()

    def _move_to(self, row: int) -> None:
        if self._model.number_at(row) is not None:
            self._view.make_current(row, scroll=True)

    def _forget_passages(self) -> None:
        self._asked_passages.clear()
        self._model.forget_passages(show_until_replaced=self._searching)

    @Slot(QModelIndex, QModelIndex)
    def _on_view_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        number = self._model.number_at(current.row())
        if number is not None and not self._quiet and not self._view.extending:
            self._lost_row, self._gone_to = None, number
            self.article_selected.emit(number)

    def _on_view_selection_changed(self, _now: object, _before: object) -> None:
        ranges = self._view.selected_ranges()
        count = sum(last - first + 1 for first, last in ranges)
        several = count if count > 1 else 0
        if several != self._several:
            self._several = several
            self._wants_all = self._wants_all and several > 0
            self.several_changed.emit(several)

    @Slot(int, QPoint)
    def _on_view_menu_wanted(self, row: int, where: QPoint) -> None:
        numbers, clicked = self.selected_numbers(), self._model.number_at(row)
        if clicked is not None:
            self.menu_wanted.emit(numbers if clicked in numbers else [clicked], where)

    @Slot(int)
    def _on_view_row_chosen(self, row: int) -> None:
        self.article_activated.emit(self._model.number_at(row))

    @Slot(int)
    def _on_view_star_pressed(self, row: int) -> None:
        self.bookmark_toggled.emit(self._model.number_at(row))

    @Slot()
    def _on_passages_pause_timeout(self) -> None:
        self.sight_changed.emit()
        if not self._searching:
            return
        wanted = [number for number in self.numbers_in_sight() if number not in self._asked_passages]
        wanted = [number for number in wanted if not self._model.has_passage(number)]
        if wanted:
            self._asked_passages.update(wanted)
            self.passages_wanted.emit(wanted)

    # Qt's own names from here on

    def setFocus(self, *reason: Any) -> None:
        """Give it to the rows, or to what stands in their place.

        Not by a focus proxy: from that, Tab would pass over everything else in here.
        """
        part = self._stack.currentWidget()
        assert part is not None
        part.setFocus(*reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._saved is not None:
            self._saved.set_room(self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("panel"))
        fill(painter, QRect(0, SIZES.filter_bar - 1, self.width(), 1), self._theme.color("line"))
