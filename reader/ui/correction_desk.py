"""Asks the reader what is to be corrected about a name, by menus and dialogs, and tells the answer."""

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.articles.article import ArticleId
from reader.entities.mention import Entity
from reader.tasks.propose_name import NameProposal
from reader.ui.correction_menu import CorrectionMenu, hide_menu
from reader.ui.dialogs.correction_frame import CorrectionDialog
from reader.ui.dialogs.name_choice import FindNames
from reader.ui.dialogs.name_dialogs import AddNameDialog, MergeDialog, RenameDialog, SplitDialog
from reader.ui.theme import Theme

NOWHERE = ArticleId("")


class CorrectionDesk(QObject):
    """One for the window: card, text, page and browser all ask here. It corrects nothing itself. Threads: GUI."""

    chosen = Signal(object)  # Correction
    articles_wanted = Signal(str)  # the query for the articles of a name
    asking = Signal()  # a dialog is about to open; what stands over the window should go

    def __init__(self, *, find: FindNames, pool: QThreadPool, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._find, self._pool, self._window, self._theme = find, pool, window, theme
        self._dialog: CorrectionDialog | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def menu(
        self, entity: Entity, *, form: str = "", article_id: ArticleId = NOWHERE, parent: QWidget
    ) -> CorrectionMenu:
        """What can be done with this name. The caller shows it and lets it go."""
        return CorrectionMenu(entity, form=form, article_id=article_id, desk=self, parent=parent)

    def hide_menu(self, entity: Entity, article_id: ArticleId = NOWHERE, *, parent: QWidget) -> QMenu:
        return hide_menu(entity, article_id, self, parent)

    def rename(self, entity: Entity, article_id: ArticleId = NOWHERE) -> None:
        self._open(RenameDialog(entity, article_id=article_id, parent=self._window))

    def merge(self, entity: Entity, article_id: ArticleId = NOWHERE) -> None:
        self._open(
            MergeDialog(
                entity,
                article_id=article_id,
                find=self._find,
                pool=self._pool,
                theme=self._theme,
                parent=self._window,
            )
        )

    def split(self, entity: Entity, form: str, article_id: ArticleId = NOWHERE) -> None:
        self._open(
            SplitDialog(
                entity,
                form,
                article_id=article_id,
                find=self._find,
                pool=self._pool,
                theme=self._theme,
                parent=self._window,
            )
        )

    def add(self, proposal: NameProposal, *, text: str, article_id: ArticleId) -> None:
        """These words of the open article are a name; `text` is all of it."""
        self._open(
            AddNameDialog(
                proposal,
                text=text,
                article_id=article_id,
                find=self._find,
                pool=self._pool,
                theme=self._theme,
                parent=self._window,
            )
        )

    def _open(self, dialog: CorrectionDialog) -> None:
        """One dialog at a time: a newer question takes the place of the older."""
        self.asking.emit()
        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog
        dialog.setObjectName("correctionDialog")
        dialog.answered.connect(self.chosen)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()

    def _forget(self, dialog: CorrectionDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
