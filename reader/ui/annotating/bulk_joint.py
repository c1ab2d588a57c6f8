"""Joins the list with what is done to one or several of its rows: the strip, the menu, Del."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from reader.articles.article import ArticleNumber
from reader.ui.annotating.tagging_joint import TaggingJoint
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.selection_strip import SelectionStrip
from reader.ui.flows.keeping import KeepingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.theme import Theme


class BulkJoint(QObject):
    """One or many articles of the list. Threads: GUI."""

    noted = Signal(str)
    article_wanted = Signal(object)  # ArticleNumber
    export_wanted = Signal(object)  # list[ArticleNumber]
    about_wanted = Signal(object)  # ArticleNumber
    reprints_wanted = Signal(object)  # list[ArticleNumber]: they and their reprints are to be selected
    trash_changed = Signal()  # the index is to follow

    def __init__(
        self,
        *,
        pane: ArticleListPane,
        tagging: TaggingJoint,
        opening: OpeningFlow,
        keeping: KeepingFlow,
        has_reprints: Callable[[Sequence[ArticleNumber]], bool],
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane, self._tagging, self._opening, self._keeping = pane, tagging, opening, keeping
        self._has_reprints, self._theme = has_reprints, theme
        self._strip: SelectionStrip | None = None  # placed when several rows are selected for the first time
        pane.several_changed.connect(self._on_pane_several_changed)
        pane.menu_wanted.connect(self.open_menu)
        pane.removal_wanted.connect(self._on_pane_removal_wanted)

    @property
    def strip(self) -> SelectionStrip:
        """What can be done with several rows."""
        if self._strip is None:
            strip = self._strip = SelectionStrip(theme=self._theme)
            strip.tags_wanted.connect(self._on_strip_tags_wanted)
            strip.bookmark_wanted.connect(lambda: self.bookmark(self._pane.selected_numbers(), True))
            strip.read_wanted.connect(lambda: self.mark_read(self._pane.selected_numbers(), True))
            strip.trash_wanted.connect(lambda: self._on_pane_removal_wanted(self._pane.selected_numbers()))
            strip.export_wanted.connect(lambda: self.export_wanted.emit(self._pane.selected_numbers()))
            strip.closed.connect(self._on_strip_closed)
            self._pane.place_selection_strip(strip)
        return self._strip

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._strip is not None:
            self._strip.set_theme(theme)

    def edit_tags(self) -> bool:
        """The tags of the selected rows, if there are several; whether there are."""
        numbers = self._pane.selected_numbers()
        if len(numbers) > 1:
            self._tagging.edit_tags(numbers, self._beside_list())
        return len(numbers) > 1

    def bookmark(self, numbers: Sequence[ArticleNumber], on: bool) -> None:
        self._keeping.do_to(numbers, lambda ids: self._keeping.annotate.bookmark(ids, on))

    def mark_read(self, numbers: Sequence[ArticleNumber], on: bool) -> None:
        self._keeping.do_to(numbers, lambda ids: self._keeping.annotate.mark_read(ids, on))

    def put_in_trash(self, numbers: Sequence[ArticleNumber]) -> None:
        """Throw these away; the article after them is opened where the open one is among them."""
        opened = self._opening.current
        after = None
        if opened is not None and opened.number in numbers:
            after = self._pane.neighbour_of(opened.number, frozenset(numbers))

        def then(_moved: object) -> None:
            self._pane.end_selection()
            self.trash_changed.emit()
            if after is not None:
                self.article_wanted.emit(after)

        self._keeping.do(lambda: self._keeping.annotate.put_in_trash(numbers), filters=True, then=then)

    def open_menu(self, numbers: Sequence[ArticleNumber], where: QPoint) -> None:
        """What can be done with these rows."""
        menu = QMenu(self._pane)
        menu.aboutToHide.connect(menu.deleteLater)
        if len(numbers) == 1:
            self._fill_for_one(menu, numbers[0], where)
        else:
            self._fill_for_many(menu, numbers, where)
        menu.popup(where)

    def _fill_for_one(self, menu: QMenu, number: ArticleNumber, where: QPoint) -> None:
        row = self._pane.row_of(number)
        if row is None:
            return
        menu.addAction("&Open", partial(self.article_wanted.emit, number))
        menu.addSeparator()
        bookmark = "Take the &bookmark away" if row.bookmarked else "&Bookmark"
        menu.addAction(bookmark, partial(self.bookmark, [number], not row.bookmarked))
        read = "Mark as &unread" if row.read else "Mark as &read"
        menu.addAction(read, partial(self.mark_read, [number], not row.read))
        menu.addAction("&Tags…", partial(self._tagging.edit_tags, [number], where))
        menu.addAction("&Note…", partial(self._tagging.edit_note_of, number))
        menu.addSeparator()
        menu.addAction("&Export…", partial(self.export_wanted.emit, [number]))
        self._add_reprints(menu, "Select its re&prints, too", [number])
        menu.addAction("&About this article", partial(self.about_wanted.emit, number))
        menu.addSeparator()
        menu.addAction("&Move to the trash\tDel", partial(self.put_in_trash, [number]))

    def _fill_for_many(self, menu: QMenu, numbers: Sequence[ArticleNumber], where: QPoint) -> None:
        menu.addAction("&Tags…\tT", partial(self._tagging.edit_tags, numbers, where))
        menu.addAction("&Bookmark", partial(self.bookmark, numbers, True))
        menu.addAction("Take the bookmarks a&way", partial(self.bookmark, numbers, False))
        menu.addAction("Mark as &read", partial(self.mark_read, numbers, True))
        menu.addAction("Mark as &unread", partial(self.mark_read, numbers, False))
        menu.addSeparator()
        menu.addAction("&Export…", partial(self.export_wanted.emit, list(numbers)))
        self._add_reprints(menu, "Select their re&prints, too", numbers)
        menu.addSeparator()
        menu.addAction(f"&Move {len(numbers):,} articles to the trash\tDel", partial(self.put_in_trash, numbers))

    def _add_reprints(self, menu: QMenu, words: str, numbers: Sequence[ArticleNumber]) -> None:
        if self._has_reprints(numbers):
            menu.addAction(words, partial(self.reprints_wanted.emit, list(numbers)))

    def _beside_list(self) -> QPoint:
        """Where the editor of tags goes for rows of the list: over the strip."""
        strip = self.strip
        return strip.mapToGlobal(QPoint(12, 0))

    def _on_pane_several_changed(self, count: int) -> None:
        if count or self._strip is not None:
            self.strip.show_count(count)

    def _on_pane_removal_wanted(self, numbers: Sequence[ArticleNumber]) -> None:
        if numbers:
            self.put_in_trash(numbers)

    def _on_strip_tags_wanted(self) -> None:
        self.edit_tags()

    def _on_strip_closed(self) -> None:
        self._pane.end_selection()
        self._pane.setFocus()
