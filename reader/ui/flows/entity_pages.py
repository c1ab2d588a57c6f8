"""From a name to its page, and from a kind to the list of its names."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import EntityRow, EntitySort, NamePages
from reader.library.name_sentences import Cursor, Sentence, SentencesOfBoth
from reader.tasks.entity_pages import (
    MOST_COMPARED,
    SENTENCES_A_PAGE,
    EntityPage,
    describe_page,
    page_network,
    page_sentences,
    page_timeline,
    period_of,
)
from reader.tasks.views import TimeUnit
from reader.ui.background import Latest

NODES_SHOWN = 24  # of the network: more cannot be told apart at the size of the page
MOST_AGAIN = 500  # sentences fetched in one go when a page is looked up again


class Asked(NamedTuple):
    """Which sentences are wanted: all, those of a bar of the timeline, or those that name another as well."""

    entity: Entity
    first_day: date | None = None
    unit: TimeUnit = TimeUnit.MONTH
    other: Entity | None = None


class SentencesFound(NamedTuple):
    """The first sentences for what was asked."""

    asked: Asked
    sentences: tuple[Sentence, ...]
    articles: int  # that hold all of them
    together: int = 0  # of two: how many of the sentences name both
    more: bool = False


class _Reading(NamedTuple):
    """Sentences, and where the next ones begin."""

    articles: Sequence[ArticleNumber]
    sentences: tuple[Sentence, ...]
    following: Cursor | None


class EntityPagesFlow(QObject):
    """Looks up names and pages; what was asked before never lands after what is asked now. Threads: GUI."""

    order_ready = Signal(object)  # the numbers of the names
    counts_ready = Signal(object, bool)  # names of each kind; whether articles wait to be gone through
    page_ready = Signal(object, object)  # EntityPage, the number of its entity
    page_gone = Signal(str)  # entity id: no article names it any more
    timeline_ready = Signal(object)  # DatedTimeline
    network_ready = Signal(object)  # Network
    sentences_ready = Signal(object)  # SentencesFound
    more_sentences_ready = Signal(object, bool)  # further sentences; whether there are still more
    saved = Signal(str)  # the name of the file
    problem_met = Signal(object)

    def __init__(self, *, name_pages: NamePages, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = name_pages
        self._entity: Entity | None = None
        self._compared: list[EntityId] = []
        self._asked: Asked | None = None
        self._oldest_first = False
        self._reading: _Reading | None = None
        self._loaded = 0  # sentences that are shown
        self._ordering = Latest(pool, self, in_turn=True, priority=2)
        self._describing, self._telling, self._timing, self._relating, self._counting, self._saving = (
            Latest(pool, self) for _ in range(6)
        )
        for latest in (
            self._ordering, self._describing, self._telling, self._timing, self._relating, self._counting, self._saving,
        ):  # fmt: skip
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)

    @property
    def entity(self) -> Entity | None:
        """Whose page is shown, or on its way."""
        return self._entity

    @property
    def asked(self) -> Asked | None:
        """Which of its sentences are shown, or on their way."""
        return self._asked

    @property
    def compared(self) -> tuple[EntityId, ...]:
        """Who stands in the timeline beside the page's own."""
        return tuple(self._compared)

    def fetch_rows(self, numbers: Sequence[int]) -> Sequence[EntityRow]:
        """What rows show. Quick: a page is read by primary key."""
        return self._pages.rows(numbers)

    def order(self, kind: EntityKind, sort: EntitySort, text: str) -> None:
        self._ordering.run(lambda: self._pages.order(kind, sort, text), self.order_ready.emit)

    def count(self) -> None:
        def deliver(counted: object) -> None:
            assert isinstance(counted, tuple)
            self.counts_ready.emit(*counted)

        self._counting.run(lambda: (self._pages.counts(), self._pages.articles_wait()), deliver)

    def open(self, entity_id: EntityId) -> None:
        """Look up the page of this one, from its beginning."""
        self._compared, self._asked, self._oldest_first = [], None, False
        self._loaded = 0
        self._look_up(entity_id, again=False)

    def open_again(self) -> None:
        """The library changed: bring the page up to date, with what it is compared with and narrowed to."""
        if self._entity is not None:
            self._look_up(self._entity.id, again=True)

    def close(self) -> None:
        """No page is shown any more, and none is to come."""
        self._entity = self._asked = self._reading = None
        for latest in (self._describing, self._telling, self._timing, self._relating):
            latest.cancel()

    def compare_with(self, entity_id: EntityId) -> None:
        """Put another one into the timeline."""
        wanted = self._entity is not None and entity_id != self._entity.id and entity_id not in self._compared
        if wanted and len(self._compared) < MOST_COMPARED - 1:
            self._compared.append(entity_id)
            self._look_up_timeline()

    def stop_comparing(self, entity_id: EntityId) -> None:
        if entity_id in self._compared:
            self._compared.remove(entity_id)
            self._look_up_timeline()

    def tell_all(self) -> None:
        """Every sentence of the page's own."""
        if self._entity is not None:
            self._tell(Asked(self._entity))

    def tell_period(self, entity: Entity, first_day: date, unit: TimeUnit) -> None:
        """The sentences of a bar of the timeline."""
        self._tell(Asked(entity, first_day=first_day, unit=unit))

    def tell_both(self, first: Entity, second: Entity) -> None:
        """The sentences that carry an edge of the network."""
        self._tell(Asked(first, other=second))

    def turn_round(self, oldest_first: bool) -> None:
        self._oldest_first = oldest_first
        if self._asked is not None and self._asked.other is None:
            self._tell(self._asked)

    def tell_more(self) -> None:
        """The next sentences, through `more_sentences_ready`."""
        reading, asked = self._reading, self._asked
        if reading is None or asked is None or reading.following is None:
            return
        begin = reading.following

        def deliver(page: object) -> None:
            self._keep(page)
            assert self._reading is not None
            more = self._reading.following is not None
            self._loaded += len(self._reading.sentences)
            self.more_sentences_ready.emit(self._reading.sentences, more)

        self._telling.run(lambda: self._read(asked, reading.articles, begin, SENTENCES_A_PAGE), deliver)

    def save(self, write: Callable[[Path], None], path: Path) -> None:
        """Write a chart to a file; `write` is called on a thread."""
        self._saving.run(lambda: write(path), lambda _nothing: self.saved.emit(path.name))

    def _look_up(self, entity_id: EntityId, *, again: bool) -> None:
        for latest in (self._telling, self._timing, self._relating):
            latest.cancel()
        if not again:
            self._reading = None

        def describe() -> object:
            number = self._pages.number_of(entity_id)
            return None if number is None else (describe_page(entity_id, name_pages=self._pages), number)

        def deliver(described: object) -> None:
            if described is None:
                self.close()
                self.page_gone.emit(entity_id)
                return
            assert isinstance(described, tuple)
            self._on_described(*described)

        self._describing.run(describe, deliver)

    def _on_described(self, page: EntityPage, number: int) -> None:
        self._entity = page.entity
        self.page_ready.emit(page, number)
        asked = self._asked
        if asked is None or (asked.other is None and asked.entity.id == page.entity.id):
            asked = (asked or Asked(page.entity))._replace(entity=page.entity)
        self._tell(asked)
        self._look_up_timeline()
        self._relating.run(
            lambda: page_network(page.entity.id, name_pages=self._pages, most_nodes=NODES_SHOWN),
            self.network_ready.emit,
        )

    def _look_up_timeline(self) -> None:
        if self._entity is not None:
            ids = [self._entity.id, *self._compared]
            self._timing.run(lambda: page_timeline(ids, name_pages=self._pages), self.timeline_ready.emit)

    def _tell(self, asked: Asked) -> None:
        limit = min(MOST_AGAIN, max(SENTENCES_A_PAGE, self._loaded)) if asked == self._asked else SENTENCES_A_PAGE
        self._asked, self._reading = asked, None
        if asked.other is not None:
            first, second = asked.entity.id, asked.other.id
            self._telling.run(
                lambda: self._pages.sentences_of_both(first, second), lambda found: self._on_both(asked, found)
            )
            return
        period = None if asked.first_day is None else period_of(asked.first_day, asked.unit)
        oldest_first = self._oldest_first

        def read() -> object:
            articles = self._pages.articles(asked.entity.id, period=period, oldest_first=oldest_first)
            return self._read(asked, articles, Cursor(), limit)

        self._telling.run(read, lambda page: self._on_read(asked, page))

    def _read(self, asked: Asked, articles: Sequence[ArticleNumber], begin: Cursor, limit: int) -> _Reading:
        """On a thread: the sentences from there on."""
        page = page_sentences(asked.entity.id, articles, begin, name_pages=self._pages, limit=limit)
        return _Reading(articles, page.sentences, page.following)

    def _keep(self, page: object) -> None:
        assert isinstance(page, _Reading)
        self._reading = page

    def _on_read(self, asked: Asked, page: object) -> None:
        self._keep(page)
        assert self._reading is not None
        reading = self._reading
        self._loaded = len(reading.sentences)
        self.sentences_ready.emit(
            SentencesFound(asked, reading.sentences, len(reading.articles), more=reading.following is not None)
        )

    def _on_both(self, asked: Asked, found: object) -> None:
        assert isinstance(found, SentencesOfBoth)
        self._loaded = 0
        sentences = (*found.together, *found.apart)
        self.sentences_ready.emit(SentencesFound(asked, sentences, found.articles, together=len(found.together)))
