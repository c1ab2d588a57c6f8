"""The reading pane: one article with its names and hits, the row of kinds above it and the find bar below."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from reader.articles.article import Span
from reader.entities.mention import EntityKind, LinkedMention
from reader.tasks.views import OpenedArticle, PlacedHighlight
from reader.ui.fonts import POINTS_PER_INCH, interface_font, reading_family
from reader.ui.reading_pane.kind_bar import KindBar
from reader.ui.reading_pane.render import Page, render
from reader.ui.reading_pane.stepping import Round, Stop
from reader.ui.reading_pane.text_view import ArticleText
from reader.ui.reading_pane.walking import Walk
from reader.ui.theme import SIZES, Theme

if TYPE_CHECKING:
    from reader.ui.reading_pane.find_bar import FindBar

LONG_TEXT = 300_000  # characters; from here on finding waits for a pause in the typing
PAUSE_MS = 200


class ReadingPane(QWidget):
    """Shows one article, or says in words why there is none. It decides nothing. GUI thread only."""

    mention_clicked = Signal(object, QPoint)  # LinkedMention, where its card may go on screen
    search_wanted = Signal(str)
    scrolled = Signal(float)  # 0 to 1: where the reader is; never while a place is still being restored
    read_to_end = Signal()  # once for each article that has to be scrolled
    kinds_changed = Signal(object)  # frozenset[EntityKind]
    next_article_wanted = Signal()  # the space key at the end of the text
    zoom_wanted = Signal(int)  # +1 or -1

    def __init__(
        self,
        *,
        theme: Theme,
        text_size: float = SIZES.text_size,
        family: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text_size, self._family = theme, text_size, family
        self._opened: OpenedArticle | None = None
        self._end_told = False
        self._walk = Walk()  # what n and p go through
        self._find_bar: FindBar | None = None  # built when it is first asked for
        self._find_pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._find_pause.timeout.connect(self._find)
        self._build()
        self._paint_ground()
        self.show_nothing("No article is open", "Choose one in the list.")

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self._bar = KindBar(theme=self._theme)
        self._view = ArticleText(theme=self._theme)
        self._empty_title, self._empty_words = QLabel(), QLabel()
        self._empty_title.setFont(interface_font(16, weight=QFont.Weight.DemiBold))
        self._empty_words.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._view, 1)
        column.addStretch(0)
        for label in (self._empty_title, self._empty_words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setContentsMargins(32, 4, 32, 4)
            column.addWidget(label)
        column.addStretch(0)
        self._column = column
        self._bar.kinds_changed.connect(self._on_bar_kinds_changed)
        self._view.mention_activated.connect(self._on_view_mention_activated)
        self._view.search_wanted.connect(self.search_wanted)
        self._view.zoom_wanted.connect(self.zoom_wanted)
        self._view.next_wanted.connect(self.next_article_wanted)
        self._view.scrolled.connect(self._on_view_scrolled)
        self._view.end_seen.connect(self._on_view_end_seen)

    @property
    def text_view(self) -> ArticleText:
        """The widget with the text, which takes the keys."""
        return self._view

    # -- what is shown

    def show_article(self, opened: OpenedArticle) -> None:
        """Show an article from its beginning. Hits and chosen name of the article before are forgotten."""
        self._opened, self._end_told = opened, False
        self._walk.begin_article()
        self._show_empty(False)
        self._view.setAccessibleDescription(opened.article.title)
        self._show_page(keep_place=False)
        self.show_highlights(opened.highlights)
        self._count_kinds()
        if self._find_bar is not None and self._find_bar.isVisible():
            self._find()
        self._show_progress()

    def show_nothing(self, title: str, words: str) -> None:
        """No article: say why, and what to do."""
        self._opened, self._walk.found = None, None
        self._walk.begin_article()
        self.close_find_bar()
        if self._view.page is not None:
            self._view.show_page(None)
        self._bar.set_counts({})
        self._bar.set_words()
        self._empty_title.setText(title)
        self._empty_words.setText(words)
        self._show_empty(True)

    def set_mentions(self, mentions: Sequence[LinkedMention]) -> None:
        """Names that became known after the article was shown; the text stays where it is."""
        if self._opened is None:
            return
        self._view.set_mentions(tuple(mentions))
        self._count_kinds()
        self._walk.show_names(self._view.page)

    def show_hits(self, title_spans: Sequence[Span], text_spans: Sequence[Span]) -> None:
        """Mark what was searched for, and scroll to the first hit if none of it is in view. Offsets are code points."""
        page = self._view.page
        if page is None:
            return
        stops = _stops(page, title_spans, text_spans)
        self._walk.show_hits(stops)
        self._show_marks()
        if stops and self._walk.found is None:
            self._view.bring_into_view(stops[0][0])

    def show_highlights(self, highlights: Sequence[PlacedHighlight]) -> None:
        """What the reader marked in the article; it replaces what was marked before."""
        page, shown = self._view.page, self._view.layer.highlights is not None
        if page is not None and (highlights or shown):
            from reader.ui.reading_pane.highlight_layer import painted  # deferred: most articles have none

            self._view.set_highlights(painted(page, highlights))

    def update_bookmark(self, bookmarked: bool) -> None:
        """Tell screen readers; the star itself stands in the bar of the window."""
        if self._opened is not None:
            title = self._opened.article.title
            self._view.setAccessibleDescription(f"{title}, bookmarked" if bookmarked else title)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_ground()
        self._bar.set_theme(theme)
        self._view.set_theme(theme)
        if self._find_bar is not None:
            self._find_bar.set_theme(theme)
        self._set_anew()

    def set_text_size(self, px: float) -> None:
        """The size of the article's text in pixels; title, lead and column follow it."""
        self._text_size = px
        self._set_anew()

    def set_family(self, family: str) -> None:
        """The font of the article's text by name; empty for the best there is."""
        self._family = family
        self._set_anew()

    def set_shown_kinds(self, kinds: frozenset[EntityKind]) -> None:
        """Which kinds of names are shown, in this article and every other."""
        self._bar.set_shown_kinds(kinds)
        self._view.set_shown_kinds(kinds)

    # -- going through it

    def step(self, direction: int) -> bool:
        """To the next (+1) or previous (-1) hit, mention of the name chosen last, or else name. False: nothing."""
        self._walk.prepare(self._view.page, self._bar.shown_kinds())
        stop = self._walk.active.step(direction, top=self._view.top_position())
        self._show_steps()
        if stop:
            self._view.set_current(stop, mention=self._walk.mention)
            if self._walk.mention is not None:
                self._view.setFocus()  # Enter opens the card of this name
        return bool(stop)

    def point_below_step(self) -> QPoint | None:
        """The point of the screen under what `step` went to, where a card may go; None before the first step."""
        current = self._walk.active.current
        return self._view.point_below(current[0]) if current else None

    def stepped_mention(self) -> LinkedMention | None:
        """The name that the reader stepped to or reached with the Tab key."""
        return self.mention(self._view.mention_in_focus())

    def mention(self, index: int | None) -> LinkedMention | None:
        """A mention of the page by its index, as the text tells it."""
        mentions = self._view.page.mentions if self._view.page is not None else ()
        return mentions[index] if index is not None and 0 <= index < len(mentions) else None

    def choose_entity(self, entity_id: str) -> None:
        """Let `step` walk through the mentions of this name from now on; hits again if the article has none."""
        self._walk.choose(entity_id, self._view.page)
        self._show_marks()

    @property
    def chosen_id(self) -> str:
        """The entity id of the name chosen last; empty for none."""
        return self._walk.chosen_id

    def show_place(self, span: Span, *, in_title: bool = False) -> None:
        """Scroll to these words of text or title, and mark them for a moment."""
        page = self._view.page
        if page is not None:
            stops = _stops(page, (span,), ()) if in_title else _stops(page, (), (span,))
            self._view.show_place([place for stop in stops for place in stop])

    def selected_words(self) -> str:
        """What is selected in the text, on one line."""
        return self._view.selected_words()

    def read_on(self) -> bool:
        """Scroll a screen less two lines. False if the end was in view already, or nothing is open."""
        return self._opened is not None and self._view.read_on()

    def scroll_fraction(self) -> float:
        return self._view.scroll_fraction()

    def restore_scroll(self, fraction: float) -> None:
        """Go where `scroll_fraction` was as soon as the text is laid out, unless the reader scrolls before."""
        self._view.restore_scroll(fraction)

    def fits(self) -> bool:
        """Whether the whole article is on screen without scrolling: then `read_to_end` never comes."""
        return self._opened is not None and self._view.fits()

    def open_find_bar(self) -> None:
        """Show the find bar and put the cursor there; what is selected in the text is asked for."""
        if self._opened is None:
            return
        if self._find_bar is None:
            from reader.ui.reading_pane.find_bar import FindBar  # deferred: the first paint comes sooner without it

            self._find_bar = FindBar(theme=self._theme)
            self._find_bar.words_changed.connect(self._on_find_bar_words_changed)
            self._find_bar.step_wanted.connect(self.step)
            self._find_bar.closed.connect(self.close_find_bar)
            self._column.addWidget(self._find_bar)
        self._find_bar.show()
        self._find_bar.take_focus(self._view.selected_words())
        self._find()

    def close_find_bar(self) -> None:
        """Hide the find bar; the hits of the search in the library are marked again."""
        self._find_pause.stop()
        if self._find_bar is None or self._find_bar.isHidden():
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._find_bar.isAncestorOf(focused)
        self._find_bar.hide()
        self._walk.found = None
        self._show_marks()
        if had_focus:
            self._view.setFocus()

    # -- how it is done

    def _show_empty(self, empty: bool) -> None:
        self._view.setVisible(not empty)
        for label in (self._empty_title, self._empty_words):
            label.setVisible(empty)
        for stretch in (2, 5):  # above and below the words
            self._column.setStretch(stretch, 1 if empty else 0)
        if not empty:
            self._column.activate()  # the text has to know its width before a page is set

    def _paint_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("page"))
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color("text"))
        self.setPalette(palette)

    def _show_page(self, *, keep_place: bool) -> None:
        if self._opened is None:
            return
        page = render(
            self._opened,
            theme=self._theme,
            text_size=self._text_size,
            text_families=(reading_family(self._family),),
            interface_families=tuple(QGuiApplication.font().families()),
            points_per_pixel=POINTS_PER_INCH / self.logicalDpiY(),
        )
        self._view.show_page(page, keep_place=keep_place)

    def _set_anew(self) -> None:
        """The same article in another look; marks and place stay."""
        page = self._view.page
        if self._opened is None or page is None:
            return
        self._opened = self._opened._replace(mentions=page.mentions)
        self._show_page(keep_place=True)
        self._show_marks()

    def _show_marks(self) -> None:
        self._view.set_hits(self._walk.marked.places)
        walked = self._walk.active
        outlined = walked.current if walked is self._walk.marked else ()
        self._view.set_current(outlined, scroll=False)
        self._show_steps()

    def _show_steps(self) -> None:
        found = self._walk.found
        if found is not None and self._find_bar is not None:
            from reader.ui.reading_pane.finding import FOUND_MOST  # deferred, as above

            self._find_bar.show_count(found.at, len(found), all_found=len(found) < FOUND_MOST)
        self._show_progress()

    def _show_progress(self) -> None:
        page = self._view.page
        if page is None:
            return
        minutes = f"{page.minutes} min" if page.minutes else ""
        percent = "" if self._view.fits() else f"{round(100 * self._view.scroll_fraction())} % read"
        self._bar.set_words(self._walk.words(page), minutes, percent)

    def _count_kinds(self) -> None:
        page = self._view.page
        mentions = page.mentions if page is not None else ()
        self._bar.set_counts(Counter(mention.entity.kind for mention in mentions))

    def _find(self) -> None:
        if self._opened is None or self._find_bar is None or self._find_bar.isHidden():
            return
        words, match_case = self._find_bar.question()
        page = self._view.page
        if page is None or not words.strip():
            self._walk.found = None
        else:
            from reader.ui.reading_pane.finding import find_words  # deferred: the first paint finds nothing

            article = self._opened.article
            title = find_words(article.title, words, match_case=match_case)
            text = find_words(article.text, words, match_case=match_case)
            self._walk.found = Round(_stops(page, title.spans, text.spans))
            self._walk.found.step(1, top=self._view.top_position())
        self._show_marks()
        if self._walk.found is not None and self._walk.found.current:
            self._view.bring_into_view(self._walk.found.current[0])
        elif self._walk.found is None:
            self._find_bar.show_count(None, 0)

    # -- reactions

    def _on_bar_kinds_changed(self, kinds: frozenset[EntityKind]) -> None:
        self._view.set_shown_kinds(kinds)
        self.kinds_changed.emit(kinds)

    def _on_view_mention_activated(self, index: int, where: QPoint) -> None:
        mention = self.mention(index)
        if mention is not None:
            self._walk.choose(mention.entity.id, self._view.page, at=index)
            self._show_marks()
            self.mention_clicked.emit(mention, where)

    def _on_view_scrolled(self, fraction: float) -> None:
        self._show_progress()
        if self._view.is_settled:
            self.scrolled.emit(fraction)

    def _on_view_end_seen(self) -> None:
        if self._opened is not None and not self._end_told:
            self._end_told = True
            self.read_to_end.emit()

    def _on_find_bar_words_changed(self, _words: str, _match_case: bool) -> None:
        if self._opened is not None and len(self._opened.article.text) >= LONG_TEXT:
            self._find_pause.start()
        else:
            self._find()

    # -- Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._walk.active.current:
            self._walk.active.at = None  # take the outline away
            self._show_marks()
        else:
            super().keyPressEvent(event)


def _stops(page: Page, title_spans: Sequence[Span], text_spans: Sequence[Span]) -> list[Stop]:
    """Where words of title and text stand on the page."""
    stops: list[Stop] = [(place,) for span in title_spans if (place := page.title_place(span))]
    return stops + [tuple(places) for span in text_spans if (places := page.places(span))]
