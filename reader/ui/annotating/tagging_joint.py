"""Joins the sidebar and the keys with the editors of tags and note."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from reader.articles.article import ArticleId, ArticleNumber
from reader.library.shelf import Shelf
from reader.ui.annotating.note_editor import HEIGHT, WIDTH, NoteEditor
from reader.ui.annotating.tag_editor import TagEditor
from reader.ui.flows.keeping import KeepingFlow, Kept, TagsOfSome
from reader.ui.flows.opening import OpeningFlow
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme import Theme

BESIDE = 24  # pixels between the window's edge and the note


class TaggingJoint(QObject):
    """Tags of one or many articles, and the note of one. Threads: GUI."""

    query_wanted = Signal(str)

    def __init__(
        self,
        *,
        sidebar: Sidebar,
        opening: OpeningFlow,
        keeping: KeepingFlow,
        shelf: Shelf,
        window: QWidget,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sidebar, self._opening, self._keeping, self._shelf = sidebar, opening, keeping, shelf
        self._window, self._theme = window, theme
        self._editor: TagEditor | None = None  # made when first needed
        self._note: NoteEditor | None = None
        self._numbers: Sequence[ArticleNumber] = ()  # whose tags are being edited
        sidebar.tags_wanted.connect(self._on_sidebar_tags_wanted)
        sidebar.note_wanted.connect(self.edit_note)
        sidebar.tag_clicked.connect(lambda name: self.query_wanted.emit(query_for_tag(name)))
        sidebar.tag_removed.connect(self._on_sidebar_tag_removed)

    @property
    def editor(self) -> TagEditor:
        """The editor of tags."""
        if self._editor is None:
            self._editor = TagEditor(theme=self._theme, parent=self._window)
            self._editor.added.connect(self._on_editor_added)
            self._editor.removed.connect(self._on_editor_removed)
        return self._editor

    @property
    def note_editor(self) -> NoteEditor:
        """The editor of the note."""
        if self._note is None:
            self._note = NoteEditor(parent=self._window)
            self._note.note_changed.connect(self._on_note_changed)
        return self._note

    def show(self, kept: Kept) -> None:
        """Tags and note of the open article as they are kept now."""
        self._sidebar.show_keeping(kept.tags, kept.note)
        if self._note is not None and self._note.isVisible():
            self._note.show_note(kept.article_id, kept.note)

    def edit_tags(self, numbers: Sequence[ArticleNumber], where: QPoint) -> None:
        """Open the editor of the tags of these articles."""
        self._numbers = numbers
        self._keeping.load_tags_of(numbers, lambda tags: self._open_editor(tags, where))

    def edit_tags_of_open(self) -> None:
        """The tags of the open article, beside the sidebar or in the middle of the window."""
        opened = self._opening.current
        if opened is not None:
            self.edit_tags([opened.number], self._place())

    def edit_note(self) -> None:
        """The note on the open article."""
        opened = self._opening.current
        if opened is not None:
            self._open_note(opened.article.id, opened.article.title)

    def edit_note_of(self, number: ArticleNumber) -> None:
        """The note on this article, which need not be the open one."""

        def find() -> tuple[ArticleId, str, str]:
            article = self._shelf.at(number).article
            return article.id, article.title, self._keeping.note_of(article.id)

        self._keeping.look(find, self._on_note_found)

    def keep_now(self) -> None:
        """The program closes: what was written is told."""
        if self._note is not None:
            self._note.keep_now()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._editor is not None:
            self._editor.set_theme(theme)

    def _open_editor(self, tags: object, where: QPoint) -> None:
        assert isinstance(tags, TagsOfSome)
        self.editor.open_for(tags, where)

    def _show_tags(self, tags: object) -> None:
        assert isinstance(tags, TagsOfSome)
        if self._editor is not None and self._editor.isVisible():
            self._editor.show_tags(tags)

    def _look_again(self, _result: object) -> None:
        """The editor shows what was written."""
        if self._editor is not None and self._editor.isVisible():
            self._keeping.load_tags_of(self._numbers, self._show_tags)

    def _on_editor_added(self, ids: tuple[ArticleId, ...], name: str) -> None:
        self._keeping.do(
            lambda: self._keeping.annotate.tag(ids, [name]),
            then=self._look_again,
            quiet=len(ids) == 1,
            filters=len(ids) > 1,
        )

    def _on_editor_removed(self, ids: tuple[ArticleId, ...], name: str) -> None:
        self._keeping.do(lambda: self._keeping.annotate.untag(ids, [name]), then=self._look_again, filters=len(ids) > 1)

    def _on_sidebar_tags_wanted(self, where: QPoint) -> None:
        opened = self._opening.current
        if opened is not None:
            self.edit_tags([opened.number], where)

    def _on_sidebar_tag_removed(self, name: str) -> None:
        opened = self._opening.current
        if opened is not None:
            article_id = opened.article.id
            self._keeping.do(lambda: self._keeping.annotate.untag([article_id], [name]))

    def _on_note_found(self, found: object) -> None:
        assert isinstance(found, tuple)
        article_id, title, note = found
        self.note_editor.open_for(article_id, title, note, self._note_corner())

    def _open_note(self, article_id: ArticleId, title: str) -> None:
        self._keeping.look(lambda: (article_id, title, self._keeping.note_of(article_id)), self._on_note_found)

    def _on_note_changed(self, article_id: str, text: str) -> None:
        self._keeping.do(lambda: self._keeping.annotate.set_note(ArticleId(article_id), text), quiet=True)

    def _place(self) -> QPoint:
        """Where the editor goes that was opened by a key: under the head of the sidebar, else in the middle."""
        if self._sidebar.isVisible():
            return self._sidebar.mapToGlobal(QPoint(10, 70))
        return self._window.mapToGlobal(self._window.rect().center() - QPoint(160, 120))

    def _note_corner(self) -> QPoint:
        """Over the sidebar's side of the window, so that the text can be read beside it."""
        inside = QPoint(self._window.width() - WIDTH - BESIDE, max(60, self._window.height() - HEIGHT - 110))
        return self._window.mapToGlobal(inside)


def query_for_tag(name: str) -> str:
    """What finds the articles with this tag."""
    return f'tag:"{name}"'.replace('""', '"')
