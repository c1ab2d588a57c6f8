"""Where articles came from and what they said before: looked up on a thread, shown in dialogs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from reader.articles.article import ArticleNumber
from reader.library.families import Families
from reader.library.places import Places
from reader.library.shelf import Shelf
from reader.library.versions import Version, Versions
from reader.tasks.compare_versions import compare_texts
from reader.tasks.describe_article import ArticleDescription, describe_article, history_of
from reader.ui.background import Latest, run_job
from reader.ui.dialogs.about_article import AboutArticleDialog
from reader.ui.dialogs.comparison import ComparisonDialog
from reader.ui.theme import Theme


class HistoryFlow(QObject):
    """Threads: GUI."""

    article_wanted = Signal(object)  # ArticleNumber
    history_known = Signal(object)  # ArticleHistory, of the article that was asked for last
    noted = Signal(str)
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        places: Places,
        versions: Versions,
        families: Families,
        theme: Theme,
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._shelf, self._places, self._versions, self._families = shelf, places, versions, families
        self._theme, self._window, self._pool = theme, window, pool
        self._looking = Latest(pool, self)
        self._looking.failed.connect(self.problem_met)
        self._looking.crashed.connect(self.problem_met)

    def look(self, number: ArticleNumber) -> None:
        """Find out what is told beside the text of this article."""

        def deliver(history: object) -> None:
            self.history_known.emit(history)

        self._looking.run(
            lambda: history_of(
                number, shelf=self._shelf, places=self._places, versions=self._versions, families=self._families
            ),
            deliver,
        )

    def show_about(self, number: ArticleNumber) -> None:
        """Where this article came from."""
        self._run(
            lambda: describe_article(
                number, shelf=self._shelf, places=self._places, versions=self._versions, families=self._families
            ),
            self._on_described,
        )

    def compare(self, number: ArticleNumber) -> None:
        """The versions of this article beside each other."""
        self._run(lambda: self._versions.of(number), self._on_versions_loaded)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _on_described(self, described: object) -> None:
        assert isinstance(described, ArticleDescription)
        dialog = AboutArticleDialog(described, theme=self._theme, parent=self._window)
        dialog.article_wanted.connect(self.article_wanted)
        dialog.comparison_wanted.connect(lambda: self.compare(described.number))
        dialog.show()

    def _on_versions_loaded(self, found: object) -> None:
        assert isinstance(found, list)
        versions: list[Version] = found
        if len(versions) < 2:
            self.noted.emit("This article has only one version.")
            return
        dialog = ComparisonDialog(versions[0].title, versions, theme=self._theme, parent=self._window)
        comparing = Latest(self._pool, self)  # a newer choice of versions counts, not the answer to an older one
        comparing.failed.connect(self.problem_met)
        comparing.crashed.connect(self.problem_met)
        dialog.finished.connect(comparing.retire)
        dialog.pair_chosen.connect(lambda before, after: self._compare(before, after, dialog, comparing))
        dialog.begin()
        dialog.show()

    def _compare(self, before: Version, after: Version, dialog: ComparisonDialog, comparing: Latest) -> None:
        def deliver(compared: object) -> None:
            assert isinstance(compared, list)
            if not dialog.is_closed:
                dialog.show_comparison(compared)

        comparing.run(lambda: compare_texts(_whole(before), _whole(after)), deliver)

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        run_job(work, then, owner=self, pool=self._pool, failed=self.problem_met.emit)


def _whole(version: Version) -> str:
    return f"{version.title}\n\n{version.text}" if version.text else version.title
