"""Where the query's words stand in the open article: looked for a moment after the last key."""

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.articles.article import Article
from reader.search.snippets import Highlighter
from reader.ui.background import Latest

PAUSE_MS = 90  # the text is drawn anew for them, which would hold up the rows of the next key


class MarkingFlow(QObject):
    """From a query to the hits in one article. Threads: GUI."""

    hits_found = Signal(object, object)  # spans of the title, spans of the text
    problem_met = Signal(object)

    def __init__(self, *, asking: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._looking = Latest(asking, self, priority=1)
        self._looking.crashed.connect(self.problem_met)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._wanted: tuple[Highlighter, Article] | None = None

    def look_for(self, highlighter: Highlighter, article: Article) -> None:
        """`hits_found` follows, unless something newer is looked for or `stop` is called."""
        self._looking.cancel()
        self._wanted = (highlighter, article)
        self._pause.start()

    def stop(self) -> None:
        self._pause.stop()
        self._looking.cancel()

    def _on_pause_timeout(self) -> None:
        assert self._wanted is not None
        highlighter, article = self._wanted
        self._looking.run(
            lambda: [highlighter.spans(text, article.language) for text in (article.title, article.text)],
            self._deliver,
        )

    def _deliver(self, found: object) -> None:
        assert isinstance(found, list)
        self.hits_found.emit(*found)
