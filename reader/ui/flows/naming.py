"""From a name that was clicked to its card, and from one under the mouse to a few words."""

from PySide6.QtCore import QObject, QPoint, QThreadPool, Signal

from reader.articles.article import ArticleId
from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.library.name_pages import NamePages
from reader.library.names import Names
from reader.tasks.current_corrections import CurrentCorrections
from reader.tasks.describe_entity import card_of_unknown, describe_entity
from reader.tasks.explain_name import corrections_about, name_hint, why_recognised
from reader.tasks.views import EntityCard, OpenedArticle
from reader.ui.background import Latest


class NamingFlow(QObject):
    """Looks up what the library knows of a name. Threads: GUI."""

    card_wanted = Signal(object, object)  # Entity, QPoint on the screen: show it at once, what is known follows
    card_ready = Signal(object)  # EntityCard
    hint_ready = Signal(int, str)  # the index of the mention that was asked about, what is known of it in words
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        names: Names,
        name_pages: NamePages,
        corrections: CurrentCorrections,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._names, self._name_pages, self._corrections = names, name_pages, corrections
        self._describing, self._hinting = Latest(pool, self), Latest(pool, self, in_turn=True)
        for latest in (self._describing, self._hinting):
            latest.crashed.connect(self.problem_met)
        self._describing.failed.connect(self.problem_met)  # without a hint nothing is amiss

    def describe(
        self,
        entity_id: EntityId,
        where: QPoint,
        opened: OpenedArticle | None,
        *,
        mention: LinkedMention | None = None,
        anew: bool = False,
    ) -> None:
        """Show the card of this entity near `where`; `opened` is the article in which it was clicked.

        `mention` is what was clicked there; None: all mentions in the article are meant. `anew`: the card is on the
        screen already.
        """
        mentions = opened.mentions if opened is not None else ()
        here = [each for each in mentions if each.entity.id == entity_id]
        known = here[0].entity if here else None
        if known is not None and not anew:
            self.card_wanted.emit(known, where)
        article_id = opened.article.id if opened is not None else ArticleId("")

        def look_up() -> EntityCard:
            corrected = corrections_about(entity_id, article_id, self._corrections.now().rules)
            why = why_recognised([mention] if mention is not None else here, corrected)
            if known is not None and self._names.counts(entity_id).articles == 0:
                return card_of_unknown(known, mentions_here=len(here), why=why)  # recognised just now, not stored yet
            return describe_entity(
                entity_id, mentions_here=len(here), names=self._names, name_pages=self._name_pages, why=why
            )

        def deliver(card: object) -> None:
            if known is None and not anew:
                self.card_wanted.emit(_entity_of(card), where)
            self.card_ready.emit(card)

        self._describing.run(look_up, deliver)

    def hint(self, index: int, entity: Entity, here: int) -> None:
        """Say in a few words who is meant by mention `index`, which stands `here` times in the article."""

        def look_up() -> str:
            return name_hint(entity, here=here, articles=max(1, self._names.counts(entity.id).articles))

        self._hinting.run(look_up, lambda words: self.hint_ready.emit(index, words))


def _entity_of(card: object) -> Entity:
    entity = getattr(card, "entity", None)
    assert isinstance(entity, Entity)
    return entity
