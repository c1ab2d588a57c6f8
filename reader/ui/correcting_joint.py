"""Joins what the reader is asked about names, the flow that corrects them, and everything that shows names."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from reader.articles.article import ArticleId
from reader.entities.mention import Entity, LinkedMention
from reader.tasks.propose_name import propose_name
from reader.ui.correction_desk import CorrectionDesk
from reader.ui.correction_menu import add_corrections, query_for
from reader.ui.flows.correcting import Corrected, CorrectingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.reading_joint import ReadingJoint
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.reading_pane.selection import selected_name
from reader.ui.status_bar import StatusBar

NO_WORDS = "Select the words of a name in the article first."


class CorrectingJoint(QObject):
    """Menus of the card and the text, and the way back in the status bar. Threads: GUI."""

    names_changed = Signal()  # for what else shows names: page, browser
    articles_wanted = Signal(str)  # the query for the articles of a name

    def __init__(
        self,
        *,
        desk: CorrectionDesk,
        correcting: CorrectingFlow,
        reading: ReadingJoint,
        pane: ReadingPane,
        card: EntityCardPopup,
        opening: OpeningFlow,
        status_bar: StatusBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._correcting, self._reading = desk, correcting, reading
        self._pane, self._opening, self._status_bar = pane, opening, status_bar
        desk.chosen.connect(correcting.correct)
        desk.articles_wanted.connect(self.articles_wanted)
        desk.articles_wanted.connect(lambda _query: card.close())
        desk.asking.connect(card.close)
        card.menu_wanted.connect(self._on_card_menu_wanted)
        pane.text_view.menu_opening.connect(self._on_menu_opening)
        correcting.names_changed.connect(opening.reload_names)
        correcting.names_changed.connect(self.names_changed)
        correcting.corrected.connect(self._on_corrected)

    def add_name(self) -> None:
        """Ask what the selected words are a name of."""
        opened, selected = self._opening.current, selected_name(self._pane.text_view.textCursor())
        if opened is None or selected is None:
            self._status_bar.show_note(NO_WORDS)
            return
        article = opened.article
        proposal = propose_name(selected, opened.mentions)
        self._desk.add(proposal, text=f"{article.title}\n\n{article.text}", article_id=article.id)

    def _on_card_menu_wanted(self, entity: Entity, button: QPushButton) -> None:
        opened = self._opening.current
        here = opened is not None and any(each.entity.id == entity.id for each in opened.mentions)
        menu = self._desk.menu(
            entity,
            form=self._words_of(self._reading.clicked),
            article_id=opened.article.id if opened is not None and here else ArticleId(""),
            parent=button,
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 2)))

    def _on_menu_opening(self, menu: QMenu, index: int) -> None:
        """What can be done with the name, or the selected words, in the menu of the text."""
        opened, mention = self._opening.current, self._pane.mention(index)
        if opened is None:
            return
        if mention is not None:
            entity, form = mention.entity, self._words_of(mention)
            menu.addSeparator()
            menu.addAction("&Open its page", lambda: self._reading.page_wanted.emit(entity.id))
            menu.addAction("Only articles with &this", lambda: self._desk.articles_wanted.emit(query_for(entity)))
            add_corrections(menu, entity, form=form, article_id=opened.article.id, desk=self._desk)
        elif selected_name(self._pane.text_view.textCursor()) is not None:
            menu.addSeparator()
            menu.addAction("This is a na&me…\tCtrl+M", self.add_name)

    def _words_of(self, mention: LinkedMention | None) -> str:
        """How the entity is called there."""
        opened = self._opening.current
        if mention is None or opened is None:
            return ""
        text = opened.article.title if mention.in_title else opened.article.text
        return " ".join(text[mention.span.start : mention.span.end].split())

    def _on_corrected(self, done: Corrected) -> None:
        if done.can_undo:
            self._status_bar.show_note(f"{done.words}.", action="Undo", act=self._correcting.undo)
        else:
            self._status_bar.show_note(f"{done.words}.", action="Redo", act=self._correcting.redo)
