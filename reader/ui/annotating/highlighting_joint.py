"""Joins the text with what marks it: the bar over selected words, the card of a highlight, the menu and the keys."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from reader.ui.annotating.colors import HIGHLIGHT_WORDS
from reader.ui.annotating.highlight_card import HighlightCard
from reader.ui.annotating.selection_bar import SelectionBar
from reader.ui.flows.keeping import KeepingFlow, Kept
from reader.ui.flows.opening import OpeningFlow
from reader.ui.reading_pane.highlight_touch import HighlightTouch
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.reading_pane.selected_span import selected_span
from reader.ui.theme import Theme
from reader.userdata.annotation import Highlight, HighlightColor

SELECT_FIRST = "Select the words to highlight first."
NONE_HERE = "There is no highlight in this article. Select words and press H to make one."


class HighlightingJoint(QObject):
    """The highlights of the open article. Threads: GUI."""

    noted = Signal(str)

    def __init__(
        self,
        *,
        pane: ReadingPane,
        opening: OpeningFlow,
        keeping: KeepingFlow,
        window: QWidget,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane, self._view, self._opening, self._keeping = pane, pane.text_view, opening, keeping
        self._window, self._theme = window, theme
        self.touch = HighlightTouch(pane.text_view)
        self.color = HighlightColor.YELLOW  # the one that was used last
        self._kept: Kept | None = None
        self._bar: SelectionBar | None = None  # made when first needed
        self._card: HighlightCard | None = None
        self._wanted = ""  # a highlight to be shown as soon as its article is there
        self._made_for_note = ""  # a highlight whose card is to be opened as soon as it is painted
        self.touch.words_selected.connect(self._on_touch_words_selected)
        self.touch.left.connect(self._hide_bar)
        self.touch.opened.connect(self.open_card)
        self._view.menu_opening.connect(self._on_view_menu_opening)

    @property
    def card(self) -> HighlightCard:
        """The card of one highlight."""
        if self._card is None:
            card = self._card = HighlightCard(theme=self._theme, parent=self._window)
            card.color_chosen.connect(self._on_card_color_chosen)
            card.note_changed.connect(self._on_card_note_changed)
            card.removed.connect(self.remove)
            card.copy_wanted.connect(lambda highlight_id: self._copy(self._find(highlight_id)))
        return self._card

    @property
    def bar(self) -> SelectionBar:
        """The bar over selected words."""
        if self._bar is None:
            bar = self._bar = SelectionBar(theme=self._theme, over=self._view)
            bar.color_chosen.connect(self.highlight)
            bar.note_wanted.connect(lambda: self.highlight(note=True))
            bar.copy_wanted.connect(self._on_bar_copy_wanted)
        return self._bar

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self._bar, self._card):
            if part is not None:
                part.set_theme(theme)

    def show(self, kept: Kept) -> None:
        """The highlights of the open article as they are kept now."""
        self._kept = kept
        self._pane.show_highlights(kept.highlights)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.touch.show(wanted)
        if self._made_for_note:
            self.touch.open(self._made_for_note)

    def begin_article(self) -> None:
        """Another article is shown; what is kept of it comes soon."""
        self._kept = None
        self._hide_bar()
        if self._card is not None and self._card.isVisible():
            self._card.close()

    def show_later(self, highlight_id: str) -> None:
        """Go to this highlight as soon as its article is there."""
        self._wanted = highlight_id

    def highlight(self, color: HighlightColor | None = None, *, note: bool = False) -> None:
        """Mark the selected words, and write a note on them if wanted."""
        opened, page = self._opening.current, self._view.page
        span = selected_span(self._view.textCursor(), page) if page is not None else None
        if opened is None or span is None or not self.touch.has_words:
            self.noted.emit(SELECT_FIRST)
            return
        self.color = used = color or self.color
        self._hide_bar()
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self._view.setTextCursor(cursor)
        article_id = opened.article.id

        def then(made: object) -> None:
            if note and isinstance(made, Highlight):
                self._made_for_note = made.id

        self._keeping.do(lambda: self._keeping.annotate.highlight(article_id, span, color=used), quiet=True, then=then)

    def highlight_or_step(self, direction: int = +1) -> None:
        """Mark the selected words; where nothing is selected, go to the next highlight."""
        if direction > 0 and self.touch.has_words:
            self.highlight()
        elif not self.touch.step(direction):
            self.noted.emit(NONE_HERE if self._opening.current is not None else SELECT_FIRST)

    def open_card(self, highlight_id: str, where: QPoint) -> None:
        """Show the card of a highlight."""
        found = self._find(highlight_id)
        if found is not None:
            self.card.open_for(found, where, writing=highlight_id == self._made_for_note)
            self._made_for_note = ""

    def remove(self, highlight_id: str) -> None:
        self._keeping.do(lambda: self._keeping.annotate.remove_highlight(highlight_id))

    def keep_now(self) -> None:
        """The program closes: what stands in the card is told."""
        if self._card is not None:
            self._card.keep_now()

    def _find(self, highlight_id: str) -> Highlight | None:
        highlights = self._kept.highlights if self._kept is not None else ()
        return next((each for each, _ in highlights if each.id == highlight_id), None)

    def _copy(self, highlight: Highlight | None) -> None:
        if highlight is not None:
            QGuiApplication.clipboard().setText(highlight.quote)
            self.noted.emit("The words are on the clipboard.")

    def _hide_bar(self) -> None:
        if self._bar is not None:
            self._bar.hide()

    def _on_touch_words_selected(self) -> None:
        if self.touch.has_words:
            self.bar.show_over(self.touch.selection_rect().translated(self._view.viewport().pos()), self.color)

    def _on_bar_copy_wanted(self) -> None:
        self._view.copy()
        self._hide_bar()
        self.noted.emit("The words are on the clipboard.")

    def _on_card_color_chosen(self, highlight_id: str, color: HighlightColor) -> None:
        self.color = color
        self._keeping.do(lambda: self._keeping.annotate.change_highlight(highlight_id, color=color), quiet=True)

    def _on_card_note_changed(self, highlight_id: str, note: str) -> None:
        self._keeping.do(lambda: self._keeping.annotate.change_highlight(highlight_id, note=note), quiet=True)

    def _on_view_menu_opening(self, menu: QMenu, _mention: int) -> None:
        """What can be done with the selected words, or the highlight."""
        self._hide_bar()
        if self.touch.has_words:
            menu.addSeparator()
            menu.addAction("&Highlight\tH", self.highlight)
            colors = menu.addMenu("Highlight &in")
            for number, (color, words) in enumerate(HIGHLIGHT_WORDS.items(), 1):
                colors.addAction(f"&{words}\tCtrl+{number}", partial(self.highlight, color))
            menu.addAction("Highlight with a n&ote…", lambda: self.highlight(note=True))
            return
        found = self._find(self._under_menu())
        if found is not None:
            menu.addSeparator()
            menu.addAction("&Highlight and note…", lambda: self.touch.open(found.id))
            colors = menu.addMenu("Co&lour of the highlight")
            for color, words in HIGHLIGHT_WORDS.items():
                action = colors.addAction(f"&{words}", partial(self._on_card_color_chosen, found.id, color))
                action.setCheckable(True)
                action.setChecked(color is found.color)
            menu.addAction("Copy the highlighted &words", lambda: self._copy(found))
            menu.addAction("&Remove the highlight", lambda: self.remove(found.id))

    def _under_menu(self) -> str:
        """The highlight that the menu is about: what the reader stepped to, or what the mouse is over."""
        if self.touch.stepped:
            return self.touch.stepped
        viewport = self._view.viewport()
        point = viewport.mapFromGlobal(QCursor.pos())
        found = self.touch.at(point) if viewport.rect().contains(point) else None
        return found.id if found is not None else ""
