"""What the reader adds to articles: looked up and written on threads, each writing after the one before."""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, SignalInstance

from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import ReaderError
from reader.library.shelf import Shelf
from reader.tasks.annotate import Annotate
from reader.tasks.open_article import place_highlights
from reader.tasks.undo import Undo
from reader.tasks.views import OpenedArticle, PlacedHighlight
from reader.ui.background import Job, Latest, run_job
from reader.userdata.annotation import Tag
from reader.userdata.changes import Changes
from reader.userdata.highlights import Highlights
from reader.userdata.notes import Notes
from reader.userdata.tags import Tags

AT_ONCE = 500  # articles whose ids are looked up together
CORRECTION = object()  # what was done last is not ours
T = TypeVar("T")
log = logging.getLogger(__name__)


class Kept(NamedTuple):
    """What the reader added to one article."""

    article_id: ArticleId
    tags: tuple[Tag, ...] = ()
    note: str = ""
    highlights: tuple[PlacedHighlight, ...] = ()

    @classmethod
    def of(cls, opened: OpenedArticle) -> Self:
        """As it was when the article was opened."""
        note = opened.note.text if opened.note is not None else ""
        return cls(opened.article.id, opened.tags, note, opened.highlights)


class TagsOfSome(NamedTuple):
    """The tags of the articles that are chosen."""

    ids: tuple[ArticleId, ...]
    counts: Mapping[str, int]  # how many of them have the tag of this name
    known: tuple[Tag, ...]  # all tags there are


class Done(NamedTuple):
    """Something was written."""

    words: str  # what happened, without a full stop; empty where it can be seen anyway
    can_undo: bool = True
    filters: bool = False  # filtered lists and counts may be others now


class KeepingFlow(QObject):
    """Tags, notes and highlights. Threads: GUI; nothing is read or written on it.

    Writings wait for one another, so that the last word of the reader is the one that stays; none is ever given up.
    """

    kept_found = Signal(object)  # Kept, of the article that was asked for last
    done = Signal(object)  # Done
    state_changed = Signal(bool, bool)  # whether something can be undone, and redone
    correction_undo_wanted = Signal()  # what was done last is a correction of a name: others take that back
    correction_redo_wanted = Signal()
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        tags: Tags,
        notes: Notes,
        highlights: Highlights,
        annotate: Annotate,
        undo: Undo,
        changes: Changes,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._tags, self._notes, self._highlights = shelf, tags, notes, highlights
        self.annotate, self._undo, self._changes, self._pool = annotate, undo, changes, pool
        self._waiting: deque[tuple[Callable[[], object], Callable[[object], object]]] = deque()
        self._job: Job | None = None
        self._ended = False
        self._loading, self._looking = Latest(pool, self), Latest(pool, self)
        for latest in (self._loading, self._looking):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)

    # -- looking up

    def load(self, opened: OpenedArticle) -> None:
        """What the reader added to this article, through `kept_found`."""
        article = opened.article
        self._loading.run(lambda: self._kept(article.id, article.text), self.kept_found.emit)

    def load_tags_of(self, numbers: Sequence[ArticleNumber], deliver: Callable[[object], None]) -> None:
        """The tags of these articles, as TagsOfSome."""

        def work() -> TagsOfSome:
            ids = self.ids_of(numbers)
            counts: dict[str, int] = {}
            for some in _portions(ids):
                for tags in self._tags.of_many(some).values():
                    for tag in tags:
                        counts[tag.name] = counts.get(tag.name, 0) + 1
            return TagsOfSome(ids, counts, tuple(self._tags.all()))

        self._looking.run(work, deliver)

    def look(self, work: Callable[[], object], deliver: Callable[[object], None]) -> None:
        """Look something up for a dialog; what was asked for before is not wanted any more."""
        self._looking.run(work, deliver)

    def ids_of(self, numbers: Sequence[ArticleNumber]) -> tuple[ArticleId, ...]:
        """The ids of these articles. For threads."""
        return tuple(self._shelf.ids_of(numbers))

    def note_of(self, article_id: ArticleId) -> str:
        """For threads."""
        note = self._notes.of(article_id)
        return note.text if note is not None else ""

    def all_tags(self) -> list[Tag]:
        """For threads."""
        return self._tags.all()

    # -- writing

    def begin(self) -> None:
        """Tell what can be undone from earlier days."""
        self.look_at_undo()

    def look_at_undo(self) -> None:
        """Something was done elsewhere: tell anew what can be undone."""
        self._write(lambda: None, lambda _none: None)

    def do(
        self,
        work: Callable[[], object],
        *,
        filters: bool = False,
        quiet: bool = False,
        then: Callable[[object], object] | None = None,
    ) -> None:
        """Write something; `then` gets its result, and `done` tells what happened.

        `filters`: lists and counts may be others now. `quiet`: what happened is seen where it was done.
        """

        def all_of_it() -> tuple[object, str]:
            before = self._changes.last()
            result = work()
            after = self._changes.last()
            return result, after.words if after is not None and after != before and not quiet else ""

        def deliver(outcome: object) -> None:
            assert isinstance(outcome, tuple)
            result, words = outcome
            if then is not None:
                then(result)
            self.done.emit(Done(words, filters=filters))

        self._write(all_of_it, deliver)

    def do_to(self, numbers: Sequence[ArticleNumber], act: Callable[[tuple[ArticleId, ...]], object]) -> None:
        """Do this to these articles, together."""
        self.do(lambda: act(self.ids_of(numbers)), filters=True)

    def undo(self) -> None:
        """Take back what was done last, whatever it was."""
        self._write(
            lambda: CORRECTION if self._undo.next_is_correction() else self.annotate.undo(),
            lambda words: self._on_undone(words, self.correction_undo_wanted, "Undone", can_undo=False),
        )

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._write(
            lambda: CORRECTION if self._undo.next_again_is_correction() else self.annotate.redo(),
            lambda words: self._on_undone(words, self.correction_redo_wanted, "Done again", can_undo=True),
        )

    def end_now(self) -> None:
        """The program closes: what waits is written, without a thread."""
        self._ended = True
        self._pool.waitForDone()
        while self._waiting:
            self._write_now(self._waiting.popleft()[0])

    @property
    def busy(self) -> bool:
        return self._job is not None or self._loading.busy

    def _on_undone(self, words: object, for_names: SignalInstance, before: str, *, can_undo: bool) -> None:
        if words is CORRECTION:
            for_names.emit()
        elif words:
            self.done.emit(Done(f"{before}: {words}", can_undo, filters=True))

    def _write(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        if self._ended:
            self._write_now(work)
            return
        self._waiting.append((work, then))
        if self._job is None:
            self._start_next()

    @staticmethod
    def _write_now(work: Callable[[], object]) -> None:
        try:
            work()
        except ReaderError as error:
            log.warning("Something could not be written at the end: %s", error)

    def _start_next(self) -> None:
        if not self._waiting or self._ended:
            self._job = None
            return
        work, then = self._waiting.popleft()

        def all_of_it() -> tuple[object, bool, bool]:
            return work(), self._undo.can_undo(), self._undo.can_redo()

        def deliver(outcome: object) -> None:
            assert isinstance(outcome, tuple)
            result, can_undo, can_redo = outcome
            self.state_changed.emit(can_undo, can_redo)
            then(result)

        self._job = run_job(all_of_it, deliver, owner=self, pool=self._pool, failed=self.problem_met.emit)
        self._job.ended.connect(self._start_next)

    # -- on a thread

    def _kept(self, article_id: ArticleId, text: str) -> Kept:
        note = self._notes.of(article_id)
        return Kept(
            article_id,
            tuple(self._tags.of(article_id)),
            note.text if note is not None else "",
            place_highlights(text, self._highlights.of(article_id)),
        )


def _portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
