"""What can be done with a name, as a menu: seen elsewhere, copied, and corrected. Each correction in three clicks."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from reader.articles.article import ArticleId
from reader.entities.correction import CorrectionAction
from reader.entities.mention import Entity
from reader.ui.dialogs.name_dialogs import KIND_NAMES, about
from reader.ui.reading_pane.selection import quoted

if TYPE_CHECKING:
    from reader.ui.correction_desk import CorrectionDesk

NOWHERE = ArticleId("")
EVERYWHERE, HERE = "In the &whole library", "Only in this &article"
QUERY_FIELDS = {"person": "person", "place": "place", "organisation": "org"}


def query_for(entity: Entity) -> str:
    """The query that finds the articles that name exactly this."""
    name = entity.name.replace('"', "")
    return f'{QUERY_FIELDS.get(entity.kind, "name")}:"{name}"'


class CorrectionMenu(QMenu):
    """The menu of one name; what is chosen goes to the desk. GUI thread only."""

    def __init__(
        self, entity: Entity, *, form: str, article_id: ArticleId, desk: "CorrectionDesk", parent: QWidget
    ) -> None:
        """`form`: how it is called where it was clicked; `article_id`: the open article, empty where there is none."""
        super().__init__(parent)
        self.setAccessibleName(entity.name)
        self.addAction("Only articles with &this", lambda: desk.articles_wanted.emit(query_for(entity)))
        self.addAction("&Copy name", lambda: QGuiApplication.clipboard().setText(entity.name))
        self.addSeparator()
        add_corrections(self, entity, form=form, article_id=article_id, desk=desk)


def add_corrections(menu: QMenu, entity: Entity, *, form: str, article_id: ArticleId, desk: "CorrectionDesk") -> None:
    """Everything that corrects this name, as entries of a menu."""
    menu.addAction("&Rename…", lambda: desk.rename(entity, article_id))
    menu.addMenu(_kind_menu(entity, article_id, desk, menu))
    menu.addAction("&Merge with…", lambda: desk.merge(entity, article_id))
    form = form or next(iter(entity.aliases), "")
    if form and (form != entity.name or article_id):  # where all is one form, only an article can be told apart
        menu.addAction(f"&Split off {quoted(form)}…", lambda: desk.split(entity, form, article_id))
    if article_id:
        menu.addMenu(hide_menu(entity, article_id, desk, menu))
    else:
        menu.addAction("&Not a name", lambda: desk.chosen.emit(about(entity, CorrectionAction.HIDE, NOWHERE)))


def hide_menu(entity: Entity, article_id: ArticleId, desk: "CorrectionDesk", parent: QWidget) -> QMenu:
    """Where this is no name."""
    menu = QMenu("&Not a name", parent)
    hidden = about(entity, CorrectionAction.HIDE, NOWHERE)
    menu.addAction(EVERYWHERE, lambda: desk.chosen.emit(hidden))
    if article_id:
        menu.addAction(HERE, lambda: desk.chosen.emit(hidden._replace(article_id=article_id)))
    return menu


def _kind_menu(entity: Entity, article_id: ArticleId, desk: "CorrectionDesk", parent: QWidget) -> QMenu:
    """The other kinds, once for the whole library and once for the open article: no click more for either."""
    menu = QMenu("Change &kind", parent)
    for where in (NOWHERE, article_id) if article_id else (NOWHERE,):
        if where:
            menu.addSeparator()
        for kind, words in KIND_NAMES.items():
            retyped = about(entity, CorrectionAction.RETYPE, where)._replace(to_kind=kind)
            text = f"{words}, only in this article" if where else f"&{words}"
            action = menu.addAction(text, partial(desk.chosen.emit, retyped))
            action.setEnabled(kind is not entity.kind)
    return menu
