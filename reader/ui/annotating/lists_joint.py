"""Joins the lists of all highlights and of all tags with what is kept. Each list is built when it is asked for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.library.shelf import Shelf
from reader.tasks.list_highlights import ListedHighlight, choose_highlights, list_highlights, place_listed
from reader.tasks.views import PlacedHighlight
from reader.ui.annotating.highlights_dialog import HighlightsDialog
from reader.ui.annotating.tagging_joint import query_for_tag
from reader.ui.annotating.tags_dialog import TagsDialog
from reader.ui.background import Latest
from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.flows.keeping import Done, KeepingFlow
from reader.ui.theme import Theme
from reader.userdata.annotation import Tag, TagColor
from reader.userdata.highlights import Highlights


class ListsJoint(QObject):
    """All highlights, all tags. Threads: GUI; both are looked up, filtered and sorted on a thread."""

    query_wanted = Signal(str)
    highlight_wanted = Signal(object, object, str)  # ArticleNumber, Span or None, id of the highlight
    export_wanted = Signal(object)  # list[str]: ids of highlights
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        highlights: Highlights,
        shelf: Shelf,
        keeping: KeepingFlow,
        window: QWidget,
        theme: Theme,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._highlights, self._shelf, self._keeping = highlights, shelf, keeping
        self._window, self._theme = window, theme
        self.highlights: HighlightsDialog | None = None  # while it is open
        self.tags: TagsDialog | None = None
        self._listed: Sequence[ListedHighlight] = ()
        self._loading, self._choosing, self._placing, self._tagging = (Latest(pool, self) for _ in range(4))
        for latest in (self._loading, self._choosing, self._placing, self._tagging):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)
        keeping.done.connect(self._on_keeping_done)

    # -- highlights

    def show_highlights(self) -> None:
        """Open the list of highlights, or bring it to the front."""
        if self.highlights is None:
            dialog = self.highlights = HighlightsDialog(theme=self._theme, parent=self._window)
            dialog.choice_wanted.connect(self._choose)
            dialog.opened.connect(self._on_highlight_opened)
            dialog.removal_wanted.connect(self._on_removal_wanted)
            dialog.copy_wanted.connect(self._on_copy_wanted)
            dialog.export_wanted.connect(self.export_wanted)
            dialog.places_wanted.connect(self._on_places_wanted)
            dialog.finished.connect(lambda _result: self._forget_highlights())
        bring_to_front(self.highlights)
        self._load_highlights()

    def _forget_highlights(self) -> None:
        for latest in (self._loading, self._choosing, self._placing):
            latest.cancel()
        self.highlights, self._listed = None, ()

    def _load_highlights(self) -> None:
        self._loading.run(
            lambda: list_highlights(highlights=self._highlights, shelf=self._shelf), self._on_highlights_loaded
        )

    def _on_highlights_loaded(self, listed: object) -> None:
        assert isinstance(listed, list)
        self._listed = listed
        self._choose()

    def _choose(self) -> None:
        if self.highlights is None:
            return
        listed, words = self._listed, self.highlights.filter.text()
        colors, sort = self.highlights.colors, self.highlights.sort
        self._choosing.run(
            lambda: choose_highlights(listed, words=words, colors=colors, sort=sort),
            lambda shown: self._show_chosen(listed, shown),
        )

    def _show_chosen(self, listed: Sequence[ListedHighlight], shown: object) -> None:
        assert isinstance(shown, list)
        if self.highlights is not None:
            self.highlights.show_highlights(listed, shown)

    def _on_places_wanted(self, listed: Sequence[ListedHighlight]) -> None:
        self._placing.run(lambda: place_listed(listed, shelf=self._shelf), self._on_placed)

    def _on_placed(self, placed: object) -> None:
        assert isinstance(placed, list)
        if self.highlights is not None:
            self.highlights.model.set_gone({each.highlight.id: each.span is None for each in placed})

    def _on_highlight_opened(self, listed: ListedHighlight) -> None:
        if listed.number is None:
            if self.highlights is not None:
                self.highlights.say("Its article is not in this library, or in the trash.")
            return

        def deliver(placed: object) -> None:
            assert isinstance(placed, list)
            found: PlacedHighlight | None = next(iter(placed), None)
            self.highlight_wanted.emit(listed.number, found.span if found else None, listed.highlight.id)

        self._keeping.look(lambda: place_listed([listed], shelf=self._shelf), deliver)

    def _on_removal_wanted(self, listed: ListedHighlight) -> None:
        self._keeping.do(lambda: self._keeping.annotate.remove_highlight(listed.highlight.id))

    def _on_copy_wanted(self, listed: ListedHighlight) -> None:
        QGuiApplication.clipboard().setText(listed.highlight.quote)
        if self.highlights is not None:
            self.highlights.say("The words are on the clipboard.")

    # -- tags

    def show_tags(self) -> None:
        """Open the list of tags, or bring it to the front."""
        if self.tags is None:
            dialog = self.tags = TagsDialog(theme=self._theme, parent=self._window)
            annotate, do = self._keeping.annotate, self._keeping.do
            dialog.renamed.connect(lambda number, name: do(lambda: annotate.rename_tag(number, name), filters=True))
            dialog.merged.connect(lambda numbers, into: do(lambda: annotate.merge_tags(numbers, into), filters=True))
            dialog.colored.connect(self._color)
            dialog.deleted.connect(self._delete)
            dialog.chosen.connect(self._on_tag_chosen)
            dialog.finished.connect(lambda _result: self._forget_tags())
        bring_to_front(self.tags)
        self._load_tags()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for dialog in (self.highlights, self.tags):
            if dialog is not None:
                dialog.set_theme(theme)

    def _forget_tags(self) -> None:
        self._tagging.cancel()
        self.tags = None

    def _load_tags(self) -> None:
        self._tagging.run(self._keeping.all_tags, self._on_tags_loaded)

    def _on_tags_loaded(self, tags: object) -> None:
        assert isinstance(tags, list)
        if self.tags is not None:
            self.tags.show_tags(tags)

    def _color(self, numbers: Sequence[int], color: TagColor | None) -> None:
        self._keeping.do(partial(self._keeping.annotate.color_tags, numbers, color))

    def _delete(self, numbers: Sequence[int]) -> None:
        self._keeping.do(partial(self._keeping.annotate.delete_tags, numbers), filters=True)

    def _on_tag_chosen(self, tag: Tag) -> None:
        self.query_wanted.emit(query_for_tag(tag.name))

    # -- both

    def _on_keeping_done(self, done: Done) -> None:
        action, act = ("&Undo", self._keeping.undo) if done.can_undo else ("&Redo", self._keeping.redo)
        for dialog, load in ((self.highlights, self._load_highlights), (self.tags, self._load_tags)):
            if dialog is not None:
                load()
                if done.words:
                    dialog.say(f"{done.words}.", action=action, act=act)
