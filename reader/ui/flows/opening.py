"""Opening articles: what is shown, the way back and forward, when an article counts as read, where reading stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.tasks.name_articles import NameArticles
from reader.tasks.open_article import open_article
from reader.tasks.views import OpenedArticle
from reader.ui.background import Latest, run_job
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

PASSING_MS = 1_000  # an article open for less was only passed on the way to another


@dataclass(slots=True)
class _Place:
    """A step of the way through the library."""

    number: ArticleNumber
    fraction: float = 0.0
    settled: bool = False  # the reader stayed, so the way back leads here


@dataclass(frozen=True, slots=True)
class Marked:
    """An article whose bookmark or read state changed, and how both are now."""

    number: ArticleNumber
    bookmarked: bool
    read: bool


class OpeningFlow(QObject):
    """From an article's number to the article on screen. Threads: GUI."""

    opened = Signal(object, float)  # OpenedArticle, how far to scroll, 0 to 1
    place_wanted = Signal(object, bool)  # Span of the open article's text, or of its title: it was opened for that
    mentions_found = Signal(object)  # the names of the open article, found after it was shown
    marks_changed = Signal(object)  # Marked
    way_changed = Signal(bool, bool)  # whether there is a way back, and forward
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        names: Names,
        bookmarks: Bookmarks,
        read_state: ReadState,
        annotations: Annotations,
        name_articles: NameArticles,
        read_after_ms: int,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._names = shelf, names
        self._bookmarks, self._read_state = bookmarks, read_state
        self._annotations = annotations
        self._name_articles = name_articles
        self._pool = pool
        self._way: list[_Place] = []
        self._at = -1
        self.current: OpenedArticle | None = None
        self._wanted: tuple[ArticleNumber, Span | None] | None = None  # what is being opened, and for which words
        self._opening, self._naming = Latest(pool, self), Latest(pool, self)
        for latest in (self._opening, self._naming):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)
        self._settling = self._timer(PASSING_MS, self._on_settled)
        self._reading = self._timer(read_after_ms, lambda: self.mark_read(True))

    def open(self, number: ArticleNumber, *, passing: bool = False) -> None:
        """Show the article; `passing`: the selection moved over it, which alone is not a step of the way."""
        if self.current is not None and self.current.number == number:
            self._settle(not passing)
            return
        self._keep_place()
        place = _Place(number, settled=not passing)
        if self._at >= 0 and not self._way[self._at].settled:
            self._way[self._at :] = [place]
        else:
            self._way[self._at + 1 :] = [place]
            self._at += 1
        self._fetch(place, restore=False)

    def open_at(self, number: ArticleNumber, span: Span | None) -> None:
        """Show the article at these words of its text; without, at its title."""
        if self.current is not None and self.current.number == number and not self._opening.busy:
            self._settle(True)
            self._tell_place(span)
            return
        self._wanted = (number, span)
        self.open(number)

    def take_over(self, opened: OpenedArticle, fraction: float) -> None:
        """The article is on the screen since the first paint; go on from there."""
        self._way, self._at = [_Place(opened.number, settled=True)], 0
        self._begin(opened, fraction)

    def go_back(self) -> None:
        self._go(-1)

    def go_forward(self) -> None:
        self._go(+1)

    def note_scrolled(self, fraction: float) -> None:
        if 0 <= self._at < len(self._way):
            self._way[self._at].fraction = fraction

    def toggle_bookmark(self) -> None:
        """Bookmark the open article, or take its bookmark away."""
        if self.current is not None:
            self.toggle_bookmark_of(self.current.number)

    def toggle_bookmark_of(self, number: ArticleNumber) -> None:
        self._mark(number, lambda article_id: self._bookmarks.mark(article_id, not self._bookmarks.holds(article_id)))

    def toggle_read(self) -> None:
        """The open article counts as read, or as unread again."""
        if self.current is not None:
            self.mark_read(not self.current.read)

    def mark_read(self, read: bool) -> None:
        self._reading.stop()
        if self.current is not None and self.current.read != read:
            self._mark(self.current.number, lambda article_id: self._read_state.mark(article_id, read))

    def look_at_marks(self) -> None:
        """Bookmark and read state of the open article may have been changed elsewhere."""
        if self.current is not None:
            self._mark(self.current.number, lambda _article_id: None)

    def expect_names(self) -> None:
        """Articles without names may be opened soon: be ready to find them."""
        self._run(self._name_articles.warm_up)

    def refresh_names(self) -> None:
        """Show the names of the open article if they were not known yet when it was opened."""
        current = self.current
        if current is not None and not current.named:
            self._naming.run(lambda: self._open(current.number, self._name_articles), self._on_named)

    def reload_names(self) -> None:
        """The stored names of the open article are others now, because the reader corrected them."""
        current = self.current
        if current is not None and current.named:
            self._naming.run(lambda: self._open(current.number), self._on_named)
        else:
            self.refresh_names()

    def keep_place_now(self) -> None:
        """The program closes: write down where reading stopped, without a thread."""
        current = self.current
        if current is not None and 0 <= self._at < len(self._way):
            self._read_state.set_position(current.article.id, self._way[self._at].fraction)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._way):
            self._keep_place()
            self._at += step
            self._fetch(self._way[self._at], restore=True)

    def _fetch(self, place: _Place, *, restore: bool) -> None:
        self._settling.stop()
        self._reading.stop()
        fraction = place.fraction if restore else None
        if self._wanted is not None and self._wanted[0] != place.number:
            self._wanted = None  # another article was asked for since
        self._opening.run(lambda: self._open(place.number), lambda opened: self._on_fetched(opened, fraction))

    def _open(self, number: ArticleNumber, name_articles: NameArticles | None = None) -> OpenedArticle:
        return open_article(
            number,
            shelf=self._shelf,
            names=self._names,
            bookmarks=self._bookmarks,
            read_state=self._read_state,
            annotations=self._annotations,
            name_articles=name_articles,
        )

    def _on_fetched(self, opened: object, fraction: float | None) -> None:
        assert isinstance(opened, OpenedArticle)
        unfinished = opened.position if opened.position < 1.0 else 0.0  # what was read to its end begins anew
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == opened.number:
            self._show(opened, 0.0)
            self._tell_place(wanted[1])
        else:
            self._show(opened, unfinished if fraction is None else fraction)

    def _tell_place(self, span: Span | None) -> None:
        if self.current is not None:
            title = Span(0, len(self.current.article.title))
            self.place_wanted.emit(span or title, span is None)

    def _show(self, opened: OpenedArticle, fraction: float) -> None:
        self.current = opened
        self.opened.emit(opened, fraction)
        self._begin(opened, fraction)

    def _begin(self, opened: OpenedArticle, fraction: float) -> None:
        self.current = opened
        self.note_scrolled(fraction)
        self.way_changed.emit(self._at > 0, self._at < len(self._way) - 1)
        self._settling.start()
        if not opened.read and not self._read_state.read_only:
            self._reading.start()
        if not opened.named:
            self.refresh_names()

    def _on_named(self, opened: object) -> None:
        assert isinstance(opened, OpenedArticle)
        if opened.store_names is not None and not self._read_state.read_only:
            self._run(opened.store_names)
        if self.current is None or opened.number != self.current.number:
            return
        if (opened.article.title, opened.article.text) != (self.current.article.title, self.current.article.text):
            self._show(opened, self._way[self._at].fraction)  # a new version came: its names are not those of the old
        elif opened.named:
            self.current = self.current._replace(mentions=opened.mentions, named=True)
            self.mentions_found.emit(opened.mentions)

    def _on_settled(self) -> None:
        self._settle(True)

    def _settle(self, stayed: bool) -> None:
        if stayed and 0 <= self._at < len(self._way):
            self._way[self._at].settled = True

    def _keep_place(self) -> None:
        """Write down where reading of the open article stopped, on a thread."""
        current = self.current
        if current is not None and 0 <= self._at < len(self._way):
            fraction = self._way[self._at].fraction
            if abs(fraction - current.position) > 0.005:
                self._run(lambda: self._read_state.set_position(current.article.id, fraction))

    def _mark(self, number: ArticleNumber, write: Callable[[ArticleId], None]) -> None:
        def work() -> Marked:
            article_id = self._shelf.at(number).article.id
            write(article_id)
            return Marked(number, self._bookmarks.holds(article_id), self._read_state.holds(article_id))

        self._run(work, self._on_marked, lambda: self._on_not_marked(number))

    def _on_not_marked(self, number: ArticleNumber) -> None:
        """The button that was pressed shows again what is so."""
        if self.current is not None and self.current.number == number:
            self.marks_changed.emit(Marked(number, self.current.bookmarked, self.current.read))

    def _on_marked(self, marked: object) -> None:
        assert isinstance(marked, Marked)
        if self.current is not None and self.current.number == marked.number:
            self.current = self.current._replace(bookmarked=marked.bookmarked, read=marked.read)
        self.marks_changed.emit(marked)

    def _run(
        self,
        write: Callable[[], object],
        then: Callable[[object], object] | None = None,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """Writing is never cancelled by something newer."""
        job = run_job(write, then, owner=self, pool=self._pool, failed=self.problem_met.emit)
        if otherwise is not None:
            job.failed.connect(lambda _error: otherwise())

    def _timer(self, pause_ms: int, react: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(react)
        return timer
