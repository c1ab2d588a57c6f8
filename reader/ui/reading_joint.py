"""Joins the reading pane, the sidebar and the card of a name with the flows behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from reader.articles.article import Span
from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.tasks.views import EntityCard, OpenedArticle
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.marking import MarkingFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.relating import RelatingFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.sidebar.sidebar import Sidebar

QUERY_FIELDS = {"person": "person", "place": "place", "organisation": "org"}


class ReadingJoint(QObject):
    """The open article: its text, its names, what it leads to. Threads: GUI."""

    article_shown = Signal(object)  # OpenedArticle
    search_wanted = Signal(str)
    next_article_wanted = Signal()

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
        marking.hits_found.connect(pane.show_hits)
        opening.opened.connect(self._on_opened)
        opening.mentions_found.connect(self._on_mentions_found)
        relating.related_found.connect(sidebar.show_related)
        pane.scrolled.connect(opening.note_scrolled)
        pane.read_to_end.connect(lambda: opening.mark_read(True))
        pane.entity_clicked.connect(self.show_card)
        pane.search_wanted.connect(self.search_wanted)
        pane.kinds_changed.connect(appearance.show_kinds)
        pane.next_article_wanted.connect(self.next_article_wanted)
        sidebar.article_wanted.connect(opening.open)
        sidebar.search_wanted.connect(self.search_wanted)
        sidebar.entity_clicked.connect(self.show_card)
        naming.card_wanted.connect(self._on_card_wanted)
        naming.card_ready.connect(self._on_card_ready)
        card.search_wanted.connect(self._on_card_search_wanted)
        card.entity_clicked.connect(lambda entity_id: self.show_card(entity_id, card.anchor))
        card.next_wanted.connect(lambda _entity_id: self._step_beside_card(+1))
        card.previous_wanted.connect(lambda _entity_id: self._step_beside_card(-1))

    def show_card(self, entity_id: str, where: QPoint) -> None:
        self._pane.choose_entity(entity_id)
        self._naming.describe(EntityId(entity_id), where, self._opening.current)

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

    def _step_beside_card(self, direction: int) -> None:
        """Go to another mention, and take the card along so that it does not cover it."""
        self._pane.step(direction)
        point = self._pane.point_below_step()
        if point is not None:
            self._card.move_to(point)

    def _on_card_wanted(self, entity: Entity, where: QPoint) -> None:
        self._card.show_loading(entity.name, entity.kind, entity_id=entity.id)
        self._card.open_at(where)

    def _on_card_ready(self, card: EntityCard) -> None:
        self._card.show_card(card)

    def _on_card_search_wanted(self, entity: Entity) -> None:
        field = QUERY_FIELDS.get(entity.kind)
        name = entity.name.replace('"', "")
        self.search_wanted.emit(f'{field}:"{name}"' if field else f'"{name}"')
