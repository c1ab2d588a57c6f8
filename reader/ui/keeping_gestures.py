"""Everything that reacts to the reader about what is added to articles: tags, notes, highlights, and many at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber, Span
from reader.library.shelf import Shelf
from reader.library.trash import Trash
from reader.tasks.annotate import Annotate
from reader.tasks.trash_articles import TrashArticles
from reader.tasks.undo import Undo
from reader.tasks.views import OpenedArticle
from reader.ui.actions import Command
from reader.ui.annotating.bulk_joint import BulkJoint
from reader.ui.annotating.highlighting_joint import HighlightingJoint
from reader.ui.annotating.lists_joint import ListsJoint
from reader.ui.annotating.tagging_joint import TaggingJoint
from reader.ui.annotating.trash_joint import TrashJoint
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.correcting import CorrectingFlow
from reader.ui.flows.keeping import Done, KeepingFlow, Kept
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.saved_searches import SavedSearchesFlow
from reader.ui.list_joint import ListJoint
from reader.ui.main_window import MainWindow
from reader.ui.reading_joint import ReadingJoint
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme import Theme
from reader.userdata.annotation import HighlightColor
from reader.userdata.annotations import Annotations
from reader.userdata.changes import Changes

COLOR_COMMANDS = {
    Command.HIGHLIGHT_YELLOW: HighlightColor.YELLOW,
    Command.HIGHLIGHT_GREEN: HighlightColor.GREEN,
    Command.HIGHLIGHT_BLUE: HighlightColor.BLUE,
    Command.HIGHLIGHT_PINK: HighlightColor.PINK,
}


class KeepingGestures(QObject):
    """Tags, notes and highlights of one window. Dialogs are built when they are first asked for. Threads: GUI."""

    problem_met = Signal(object)
    undo_changed = Signal(bool, bool)  # whether something can be undone, and redone
    export_wanted = Signal(object)  # list[ArticleNumber]
    highlights_export_wanted = Signal(object)  # list[str], ids of highlights in the order they are shown in
    about_wanted = Signal(object)  # ArticleNumber

    def __init__(
        self,
        *,
        window: MainWindow,
        sidebar: Sidebar,
        shelf: Shelf,
        annotations: Annotations,
        annotate: Annotate,
        undo: Undo,
        changes: Changes,
        trash: Trash,
        trash_articles: TrashArticles,
        opening: OpeningFlow,
        reading: ReadingJoint,
        list_joint: ListJoint,
        saved_searches: SavedSearchesFlow,
        correcting: CorrectingFlow,
        work: BackgroundWorkFlow,
        theme: Theme,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._opening, self._theme, self._shelf = window, opening, theme, shelf
        self._list_joint, self._saved_searches, self._work = list_joint, saved_searches, work
        tags, notes, highlights = annotations
        base: Any = {"shelf": shelf, "pool": pool, "parent": self}
        self.keeping = KeepingFlow(
            tags=tags, notes=notes, highlights=highlights, annotate=annotate, undo=undo, changes=changes, **base
        )
        self.trash = TrashJoint(trash=trash, trash_articles=trash_articles, keeping=self.keeping, window=window, **base)
        self.lists = ListsJoint(highlights=highlights, keeping=self.keeping, window=window, theme=theme, **base)
        look: Any = {"opening": opening, "keeping": self.keeping, "theme": theme, "parent": self}
        self.highlighting = HighlightingJoint(pane=window.reading_pane, window=window, **look)
        self.tagging = TaggingJoint(sidebar=sidebar, shelf=shelf, window=window, **look)
        self.bulk = BulkJoint(
            pane=window.article_list, tagging=self.tagging, has_reprints=list_joint.has_reprints, **look
        )
        self._join(reading, correcting)

    def _join(self, reading: ReadingJoint, correcting: CorrectingFlow) -> None:
        keeping, bulk = self.keeping, self.bulk
        reading.article_shown.connect(self._on_article_shown)
        keeping.kept_found.connect(self._on_kept_found)
        keeping.done.connect(self._on_done)
        keeping.state_changed.connect(self.undo_changed)
        keeping.correction_undo_wanted.connect(correcting.undo)
        keeping.correction_redo_wanted.connect(correcting.redo)
        correcting.state_changed.connect(lambda _undo, _redo: keeping.look_at_undo())
        keeping.problem_met.connect(self.problem_met)
        self._work.library_grew.connect(self.refresh)
        for joint in (self.highlighting, bulk):
            joint.noted.connect(self._window.status_bar.show_note)
        for part in (self.tagging, self.lists):
            part.query_wanted.connect(self._list_joint.search_for)
        self.lists.highlight_wanted.connect(self._on_highlight_wanted)
        self.lists.export_wanted.connect(self.highlights_export_wanted)
        self.lists.problem_met.connect(self.problem_met)
        bulk.article_wanted.connect(self._opening.open)
        bulk.export_wanted.connect(self.export_wanted)
        bulk.about_wanted.connect(self.about_wanted)
        bulk.reprints_wanted.connect(self._list_joint.select_with_reprints)
        bulk.trash_changed.connect(self._work.complete)
        self.trash.changed.connect(self._work.complete)
        self.trash.article_wanted.connect(self._opening.open)
        self.trash.problem_met.connect(self.problem_met)

    def begin(self) -> None:
        """Tell what can be undone from earlier days."""
        self.keeping.begin()

    def end_now(self) -> None:
        """The program closes: what was written last is kept."""
        self.highlighting.keep_now()
        self.tagging.keep_now()
        self.keeping.end_now()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.highlighting, self.tagging, self.bulk, self.lists):
            part.set_theme(theme)

    def handlers(self) -> dict[Command, Callable[[], object]]:
        """What the rows of the action table do that are about this."""
        highlighting = self.highlighting
        return {
            Command.HIGHLIGHT: highlighting.highlight_or_step,
            Command.PREVIOUS_HIGHLIGHT: partial(highlighting.highlight_or_step, -1),
            **{command: partial(highlighting.highlight, color) for command, color in COLOR_COMMANDS.items()},
            Command.EDIT_TAGS: self.edit_tags,
            Command.EDIT_NOTE: self.tagging.edit_note,
            Command.SHOW_HIGHLIGHTS: self.lists.show_highlights,
            Command.SHOW_TAGS: self.lists.show_tags,
            Command.SHOW_TRASH: self.trash.show,
        }

    def edit_tags(self) -> None:
        """The tags of the selected rows, or of the open article."""
        if not self.bulk.edit_tags():
            self.tagging.edit_tags_of_open()

    def refresh(self) -> None:
        """Something was written elsewhere, as by an import: show what is kept now."""
        self._window.article_list.refresh_all()
        opened = self._opening.current
        if opened is not None:
            self.keeping.load(opened)

    def _on_article_shown(self, opened: OpenedArticle) -> None:
        self.highlighting.begin_article()
        self._on_kept_found(Kept.of(opened))

    def _on_kept_found(self, kept: Kept) -> None:
        opened = self._opening.current
        if opened is not None and opened.article.id == kept.article_id:
            self.highlighting.show(kept)
            self.tagging.show(kept)

    def _on_highlight_wanted(self, number: ArticleNumber, span: Span | None, highlight_id: str) -> None:
        """Open the article there; the highlight is outlined, and Return opens its card."""
        opened = self._opening.current
        self._opening.open_at(number, span)
        self._window.activateWindow()
        if opened is not None and opened.number == number:
            self.highlighting.touch.show(highlight_id)
        else:
            self.highlighting.show_later(highlight_id)

    def _on_done(self, done: Done) -> None:
        self.refresh()
        if done.filters:
            self._opening.look_at_marks()
            self._list_joint.refresh()
            self._saved_searches.marks_changed()
        if done.words:
            action, act = ("Undo", self.keeping.undo) if done.can_undo else ("Redo", self.keeping.redo)
            self._window.status_bar.show_note(f"{done.words}.", action=action, act=act)
        if not done.can_undo:
            self._work.complete()  # it may have been the trash
