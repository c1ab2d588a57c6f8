"""Everything that reacts to the reader about names: their view, the corrections, and which names are found first."""

from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from reader.articles.article import ArticleNumber, Span
from reader.library.name_pages import NamePages
from reader.tasks.correct_names import CorrectNames
from reader.tasks.correction_list import CorrectionList
from reader.ui.correcting_joint import CorrectingJoint
from reader.ui.correction_desk import CorrectionDesk
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.correcting import CorrectingFlow
from reader.ui.flows.correction_list import CorrectionListFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.main_window import MainWindow
from reader.ui.names_joint import NamesJoint
from reader.ui.reading_joint import ReadingJoint
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.theme import Theme

UP_TO_DATE = "Names up to date"


class NameGestures(QObject):
    """The names of one window. The view of all names is built when it is first asked for. Threads: GUI."""

    articles_wanted = Signal(str)  # a query for the list of articles
    noted = Signal(str)
    problem_met = Signal(object)
    view_changed = Signal(bool)  # whether the view of all names stands in place of the articles

    def __init__(
        self,
        *,
        window: MainWindow,
        name_pages: NamePages,
        correct_names: CorrectNames,
        correction_list: CorrectionList,
        card: EntityCardPopup,
        opening: OpeningFlow,
        reading: ReadingJoint,
        work: BackgroundWorkFlow,
        theme: Theme,
        reading_family: str,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._opening, self._work = window, opening, work
        self._name_pages, self._pool = name_pages, pool
        self._theme, self._reading_family = theme, reading_family
        self._names: NamesJoint | None = None
        self._complete = False  # every article has been gone through for names
        base: Any = {"pool": pool, "parent": self}
        self.correcting = CorrectingFlow(correct_names=correct_names, opening=opening, **base)
        self.desk = CorrectionDesk(find=name_pages.find_entities, pool=pool, window=window, theme=theme)
        self.correction_list = CorrectionListFlow(
            correction_list=correction_list, correcting=self.correcting, window=window, pool=pool
        )
        self.joint = CorrectingJoint(
            desk=self.desk,
            correcting=self.correcting,
            reading=reading,
            pane=window.reading_pane,
            card=card,
            opening=opening,
            status_bar=window.status_bar,
            parent=self,
        )
        self._join(reading)

    def _join(self, reading: ReadingJoint) -> None:
        reading.page_wanted.connect(self.open_page)
        reading.names_wanted.connect(self.show)
        reading.article_shown.connect(lambda _opened: self._prefer_what_is_seen())
        self.joint.articles_wanted.connect(self._on_articles_wanted)
        self.joint.names_changed.connect(self.refresh)
        self.correcting.work_wanted.connect(self._work.complete)
        for flow in (self.correcting, self.correction_list):
            flow.problem_met.connect(self.problem_met)
        self._window.article_list.sight_changed.connect(self._prefer_what_is_seen)
        self._work.library_grew.connect(self._on_work_library_grew)
        self._work.names_wait.connect(self._opening.expect_names)

    def begin(self) -> None:
        """Tell what can be undone from earlier days."""
        self.correcting.begin()

    @property
    def names(self) -> NamesJoint:
        """The view of all names."""
        if self._names is None:
            names = self._names = NamesJoint(
                name_pages=self._name_pages,
                desk=self.desk,
                pool=self._pool,
                theme=self._theme,
                reading_family=self._reading_family,
                parent=self,
            )
            self._window.place_names_view(names.view)
            names.article_wanted.connect(self._on_article_wanted)
            names.articles_wanted.connect(self._on_articles_wanted)
            names.closed.connect(self.close)
            names.noted.connect(self.noted)
            names.completeness_known.connect(self._on_names_completeness_known)
            names.problem_met.connect(self.problem_met)
        return self._names

    @property
    def shown(self) -> bool:
        return self._window.names_view_is_shown()

    def show(self) -> None:
        """All names of the library, and the page that was open last."""
        names = self.names
        self._turn_to(True)
        names.show()

    def open_page(self, entity_id: str) -> None:
        """The page of this name, with the list of all beside it."""
        names = self.names
        self._turn_to(True)
        names.open_page(entity_id)

    def close(self) -> None:
        """Back to the articles."""
        if self.shown:
            self._turn_to(False)
            self._window.article_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_for_search(self) -> None:
        """What is searched for shows in the list of articles; the search field keeps the keys."""
        if self.shown:
            self._turn_to(False)

    def toggle(self) -> None:
        if self.shown:
            self.close()
        else:
            self.show()

    def refresh(self) -> None:
        """The corrections changed: the names that are shown may be others now."""
        if self._names is not None:
            self._names.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.desk.set_theme(theme)
        if self._names is not None:
            self._names.set_theme(theme)

    def set_reading_font(self, family: str) -> None:
        self._reading_family = family
        if self._names is not None:
            self._names.set_reading_font(family)

    def _turn_to(self, names: bool) -> None:
        self._window.show_names_view(names)
        self.view_changed.emit(names)
        self._tell_standing()

    def _tell_standing(self) -> None:
        self._window.status_bar.show_standing(UP_TO_DATE if self.shown and self._complete else "")

    def _on_work_library_grew(self) -> None:
        if self._names is not None:
            self._names.refresh_in_time()

    def _on_names_completeness_known(self, complete: bool) -> None:
        self._complete = complete
        self._tell_standing()

    def _on_article_wanted(self, number: ArticleNumber, span: Span | None) -> None:
        self._turn_to(False)
        self._opening.open_at(number, span)
        self._window.reading_pane.text_view.setFocus()

    def _on_articles_wanted(self, query: str) -> None:
        self.close()
        self.articles_wanted.emit(query)

    def _prefer_what_is_seen(self) -> None:
        """The names of the open article and of the rows in sight are found before all others."""
        current = self._opening.current
        seen = [current.number] if current is not None else []
        self._work.prefer([*seen, *self._window.article_list.numbers_in_sight()])
