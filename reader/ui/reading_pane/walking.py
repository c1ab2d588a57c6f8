"""What the reader steps through: what the find bar found, hits of the search, mentions of one name, or all names."""

from collections.abc import Sequence

from reader.entities.mention import EntityId, EntityKind
from reader.ui.reading_pane.render import Page
from reader.ui.reading_pane.stepping import Round, Stop


class NameRound(Round):
    """Mentions of a page, one after the other."""

    def __init__(self, page: Page | None = None, indexes: Sequence[int] = (), *, at: int | None = None) -> None:
        """`at` is the index in the page of the mention to begin at; what is not on the page is left out."""
        placed = [(index, tuple(page.mention_places(index))) for index in indexes] if page is not None else []
        placed = [(index, stop) for index, stop in placed if stop]
        self.indexes = tuple(index for index, _ in placed)
        super().__init__([stop for _, stop in placed], at=self.indexes.index(at) if at in self.indexes else None)

    @property
    def mention(self) -> int | None:
        """The index in the page of the mention where the reader is."""
        return None if self.at is None else self.indexes[self.at]


class Walk:
    """All the rounds of one article, and which of them is walked now. Threads: any, one at a time."""

    def __init__(self) -> None:
        self.hits = Round()  # of the search in the library
        self.found: Round | None = None  # of the find bar, while it asks for something
        self.chosen, self.chosen_id = NameRound(), ""  # the mentions of the name chosen last
        self.of_name = False  # whether the chosen name is walked rather than the hits
        self._all = NameRound()  # every name that is shown

    def begin_article(self) -> None:
        """Another article: what was chosen in the one before is forgotten."""
        self.hits, self.chosen, self.chosen_id = Round(), NameRound(), ""
        self.of_name, self._all = False, NameRound()

    def show_hits(self, stops: Sequence[Stop]) -> None:
        self.hits, self.of_name = Round(stops), False

    def choose(self, entity_id: str, page: Page | None, *, at: int | None = None) -> None:
        """Walk the mentions of this name from now on, from mention `at` if given; hits again if there are none."""
        if at is not None or entity_id != self.chosen_id or not len(self.chosen):
            self.chosen_id = entity_id
            self.chosen = _round_of(EntityId(entity_id), page, at)
        self.of_name = len(self.chosen) > 0

    def show_names(self, page: Page | None) -> None:
        """Other names are known now."""
        self._all = NameRound()
        if self.chosen_id:
            self.chosen = _round_of(EntityId(self.chosen_id), page, None)
            self.of_name = self.of_name and len(self.chosen) > 0

    def prepare(self, page: Page | None, kinds: frozenset[EntityKind]) -> None:
        """Before a step: where there is nothing else to walk, the shown names are walked."""
        if self.found is None and not self.of_name and not len(self.hits) and page is not None:
            shown = [index for index, mention in enumerate(page.mentions) if mention.entity.kind in kinds]
            if tuple(shown) != self._all.indexes:
                self._all = NameRound(page, shown)

    @property
    def active(self) -> Round:
        if self.found is not None:
            return self.found
        if self.of_name:
            return self.chosen
        return self.hits if len(self.hits) else self._all

    @property
    def marked(self) -> Round:
        """What is marked as found."""
        return self.found if self.found is not None else self.hits

    @property
    def mention(self) -> int | None:
        """The index in the page of the name where the reader is."""
        active = self.active
        return active.mention if isinstance(active, NameRound) else None

    def words(self, page: Page | None) -> str:
        """ "hit 2 of 7", "7 hits" before the first step, "Gen Nakatani 2 of 4", "name 3 of 20"."""
        active = self.active
        if self.found is not None:
            return ""  # the find bar says it
        if isinstance(active, NameRound):
            if active.mention is None or page is None or active.at is None:
                return "" if not len(self.hits) else _hits(len(self.hits))
            name = page.mentions[active.mention].entity.name if active is self.chosen else "name"
            return f"{name} {active.at + 1} of {len(active)}"
        if active.at is not None:
            return f"hit {active.at + 1} of {len(active)}"
        return _hits(len(active)) if len(active) else ""


def _round_of(entity_id: EntityId, page: Page | None, at: int | None) -> NameRound:
    mentions = page.mentions if page is not None else ()
    return NameRound(page, [n for n, mention in enumerate(mentions) if mention.entity.id == entity_id], at=at)


def _hits(count: int) -> str:
    return "1 hit" if count == 1 else f"{count} hits"
