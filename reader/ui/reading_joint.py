"""Joins the reading pane, the sidebar and the card of a name with the flows behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from reader.articles.article import Span
from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.tasks.views import OpenedArticle
from reader.ui.correction_menu import query_for
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.marking import MarkingFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.relating import RelatingFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.reading_pane.hover import NameHover
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.sidebar.sidebar import Sidebar

NO_NAME = "Choose a name first: click on it, or step to it with N."


class ReadingJoint(QObject):
    """The open article: its text, its names, what it leads to. Threads: GUI."""

    article_shown = Signal(object)  # OpenedArticle
    search_wanted = Signal(str)
    next_article_wanted = Signal()
    page_wanted = Signal(str)  # entity id
    names_wanted = Signal()  # the names of the whole library
    noted = Signal(str)  # a short word for the status bar

    def __init__(
        self,
        *,
        pane: ReadingPane,
        sidebar: Sidebar,
        card: EntityCardPopup,
        opening: OpeningFlow,
        naming: NamingFlow,
        relating: RelatingFlow,
        searching: SearchFlow,
        marking: MarkingFlow,
        appearance: AppearanceFlow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane, self._sidebar, self._card = pane, sidebar, card
        self._opening, self._naming, self._searching = opening, naming, searching
        self._relating, self._marking = relating, marking
        self.clicked: LinkedMention | None = None  # for which mention the card is shown; None: for a whole entity
        self._hover = NameHover(pane.text_view)
        marking.hits_found.connect(pane.show_hits)
        opening.opened.connect(self._on_opened)
        opening.place_wanted.connect(lambda span, in_title: pane.show_place(span, in_title=in_title))
        opening.mentions_found.connect(self._on_mentions_found)
        relating.related_found.connect(sidebar.show_related)
        pane.scrolled.connect(opening.note_scrolled)
        pane.read_to_end.connect(lambda: opening.mark_read(True))
        pane.mention_clicked.connect(self._on_mention_clicked)
        pane.search_wanted.connect(self.search_wanted)
        pane.kinds_changed.connect(appearance.show_kinds)
        pane.next_article_wanted.connect(self.next_article_wanted)
        self._hover.rested.connect(self._on_hover_rested)
        naming.hint_ready.connect(self._hover.show_hint)
        sidebar.article_wanted.connect(opening.open)
        sidebar.search_wanted.connect(self.search_wanted)
        sidebar.names_wanted.connect(self.names_wanted)
        sidebar.entity_clicked.connect(self.show_card)
        self._join_card()

    def _join_card(self) -> None:
        card, naming = self._card, self._naming
        naming.card_wanted.connect(self._on_card_wanted)
        naming.card_ready.connect(card.show_card)
        card.page_wanted.connect(self.page_wanted)
        card.search_wanted.connect(self._on_card_search_wanted)
        card.entity_clicked.connect(lambda entity_id: self.show_card(entity_id, card.anchor))
        card.next_wanted.connect(lambda _entity_id: self._step_beside_card(+1))
        card.previous_wanted.connect(lambda _entity_id: self._step_beside_card(-1))

    def show_card(self, entity_id: str, where: QPoint) -> None:
        """The card of an entity, whatever mentions of it the article has."""
        self.clicked = None
        self._pane.choose_entity(entity_id)
        self._naming.describe(EntityId(entity_id), where, self._opening.current)

    def open_chosen_page(self) -> None:
        """The page of the name the reader stepped to or clicked last."""
        mention = self._pane.stepped_mention()
        entity_id = mention.entity.id if mention is not None else self._pane.chosen_id
        if entity_id:
            self._card.close()
            self.page_wanted.emit(entity_id)
        else:
            self.noted.emit(NO_NAME)

    def take_over(self, opened: OpenedArticle) -> None:
        """The pane shows this article since the first paint; the sidebar follows."""
        self._sidebar.show_entities(opened.mentions)
        self._relating.relate(opened)
        self.article_shown.emit(opened)

    def mark_hits(self) -> None:
        """Mark in the open article what is searched for now."""
        opened, highlighter = self._opening.current, self._searching.highlighter
        if opened is None:
            return
        if highlighter:
            self._marking.look_for(highlighter, opened.article)
        else:
            self._marking.stop()
            self._pane.show_hits((), ())

    def _on_opened(self, opened: OpenedArticle, fraction: float) -> None:
        self._marking.stop()
        title_hits, text_hits = self._hits(opened)
        self._pane.show_article(opened)
        self._pane.show_hits(title_hits, text_hits)
        if fraction > 0 or not (title_hits or text_hits):
            self._pane.restore_scroll(fraction)
        self._sidebar.clear()
        self.take_over(opened)

    def _hits(self, opened: OpenedArticle) -> tuple[Sequence[Span], Sequence[Span]]:
        highlighter = self._searching.highlighter
        if not highlighter:
            return (), ()
        article = opened.article
        return highlighter.spans(article.title, article.language), highlighter.spans(article.text, article.language)

    def _on_mentions_found(self, mentions: tuple[LinkedMention, ...]) -> None:
        self._pane.set_mentions(mentions)
        self._sidebar.show_entities(mentions)
        if self._card.isVisible():
            self._describe_anew(mentions)

    def _describe_anew(self, mentions: Sequence[LinkedMention]) -> None:
        """Whoever is meant now where the card stands; nobody closes it."""
        clicked = self.clicked
        if clicked is not None:
            place = (clicked.in_title, clicked.span)
            clicked = next((each for each in mentions if (each.in_title, each.span) == place), None)
            entity_id = clicked.entity.id if clicked is not None else None
        else:
            entity_id = next((m.entity.id for m in mentions if m.entity.id == self._card.entity_id), None)
        if entity_id is None:
            self._card.close()
            return
        self.clicked = clicked
        self._pane.choose_entity(entity_id)
        where, opened = self._card.anchor, self._opening.current
        self._naming.describe(entity_id, where, opened, mention=clicked, anew=True)

    def _on_mention_clicked(self, mention: LinkedMention, where: QPoint) -> None:
        self.clicked = mention
        self._naming.describe(mention.entity.id, where, self._opening.current, mention=mention)

    def _step_beside_card(self, direction: int) -> None:
        """Go to another mention, and take the card along so that it does not cover it."""
        self._pane.step(direction)
        self.clicked = self._pane.stepped_mention() or self.clicked
        point = self._pane.point_below_step()
        if point is not None:
            self._card.move_to(point)

    def _on_card_wanted(self, entity: Entity, where: QPoint) -> None:
        self._card.show_loading(entity.name, entity.kind, entity_id=entity.id)
        self._card.open_at(where)

    def _on_card_search_wanted(self, entity: Entity) -> None:
        self.search_wanted.emit(query_for(entity))

    def _on_hover_rested(self, index: int) -> None:
        mention, opened = self._pane.mention(index), self._opening.current
        if mention is not None and opened is not None:
            here = sum(each.entity.id == mention.entity.id for each in opened.mentions)
            self._naming.hint(index, mention.entity, here)
