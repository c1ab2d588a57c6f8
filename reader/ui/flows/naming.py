"""From a name that was clicked to its card."""

from PySide6.QtCore import QObject, QPoint, QThreadPool, Signal

from reader.entities.mention import Entity, EntityId
from reader.library.names import Names
from reader.tasks.describe_entity import card_of_unknown, describe_entity
from reader.tasks.views import OpenedArticle
from reader.ui.background import Latest


class NamingFlow(QObject):
    """Looks up what the library knows of a name. Threads: GUI."""

    card_wanted = Signal(object, object)  # Entity, QPoint on the screen: show it at once, what is known follows
    card_ready = Signal(object)  # EntityCard
    problem_met = Signal(object)

    def __init__(self, *, names: Names, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._names = names
        self._describing = Latest(pool, self)
        self._describing.failed.connect(self.problem_met)
        self._describing.crashed.connect(self.problem_met)

    def describe(self, entity_id: EntityId, where: QPoint, opened: OpenedArticle | None) -> None:
        """Show the card of this entity near `where`; `opened` is the article in which it was clicked."""
        here = [m.entity for m in opened.mentions if m.entity.id == entity_id] if opened is not None else []
        known = here[0] if here else None
        if known is not None:
            self.card_wanted.emit(known, where)

        def look_up() -> object:
            if known is not None and self._names.counts(entity_id).articles == 0:
                return card_of_unknown(known, mentions_here=len(here))  # recognised just now, not stored yet
            return describe_entity(entity_id, mentions_here=len(here), names=self._names)

        def deliver(card: object) -> None:
            if known is None:
                self.card_wanted.emit(_entity_of(card), where)
            self.card_ready.emit(card)

        self._describing.run(look_up, deliver)


def _entity_of(card: object) -> Entity:
    entity = getattr(card, "entity", None)
    assert isinstance(entity, Entity)
    return entity
