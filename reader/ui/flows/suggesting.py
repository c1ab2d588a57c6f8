"""From each key press in the search field to suggestions; and what is remembered of searches, and forgotten."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.suggest import SavedQueries, did_you_mean, suggest
from reader.ui.background import Latest, run_job
from reader.userdata.search_history import SearchHistory
from reader.userdata.tags import Tags

MEANING_PAUSE_MS = 150  # similar words take longer to find than a key to come; who types on needs none


class SuggestFlow(QObject):
    """What could be typed on, for the newest text only. Threads: GUI."""

    suggested = Signal(object)  # tuple of Suggestion
    meant = Signal(str, object)  # a query that found nothing, and the Suggestion to search for instead
    forgotten = Signal()  # earlier searches are fewer now
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        tags: Tags,
        search_index: SearchIndex,
        search_history: SearchHistory,
        saved_searches: SavedQueries,
        pool: QThreadPool,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._tags, self._search_index = shelf, tags, search_index
        self._search_history, self._saved_searches = search_history, saved_searches
        self._pool = pool
        self._suggesting = Latest(asking, self, in_turn=True, priority=1)
        self._meaning = Latest(asking, self, in_turn=True)
        for latest in (self._suggesting, self._meaning):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)
        self._without_hits = ""  # a query for which something similar is looked for after the pause
        self._pause = QTimer(self, singleShot=True, interval=MEANING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)

    @property
    def busy(self) -> bool:
        """Whether suggestions for what was typed last are on their way."""
        return self._suggesting.busy

    def suggest(self, typed: str) -> None:
        """Look for what could be meant by the end of this; `suggested` follows, unless something else is typed."""
        self._pause.stop()
        self._suggesting.run(
            lambda: suggest(
                typed,
                search_index=self._search_index,
                search_history=self._search_history,
                saved_searches=self._saved_searches,
                shelf=self._shelf,
                tags=self._tags,
            ),
            self.suggested.emit,
        )

    def look_for_meaning(self, query: str) -> None:
        """This query found nothing: `meant` follows where a similar one finds something, if nothing is typed soon."""
        self._without_hits = query
        self._pause.start()

    def stop(self) -> None:
        """No suggestions any more for what was typed last."""
        self._suggesting.cancel()

    def end_now(self) -> None:
        """The program closes: nothing more is started."""
        self._pause.stop()
        self._suggesting.cancel()
        self._meaning.cancel()

    def remember(self, query: str) -> None:
        """The reader meant this query: it was submitted, or an article was opened from its results."""
        self._write(lambda: self._search_history.remember(query))

    def forget(self, query: str) -> None:
        self._write(lambda: self._search_history.forget(query), self.forgotten.emit)

    def forget_all(self) -> None:
        self._write(self._search_history.forget_all, self.forgotten.emit)

    def _on_pause_timeout(self) -> None:
        query = self._without_hits

        def deliver(meant: object) -> None:
            if meant is not None:
                self.meant.emit(query, meant)

        self._meaning.run(lambda: did_you_mean(query, search_index=self._search_index), deliver)

    def _write(self, write: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        """Writing is never cancelled by something newer."""
        told = None if then is None else lambda _none: then()
        run_job(write, told, owner=self, pool=self._pool, failed=self.problem_met.emit)
