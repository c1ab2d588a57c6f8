"""Replays what the reader has said of names over what was recognised."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from reader.articles.article import ArticleId
from reader.entities.article_names import ArticleNames, Known
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.correction_targets import Naming, given_names, is_naming, known_names, targets_of
from reader.entities.mention import TITLE_GAP, Entity, EntityId, LinkedMention
from reader.entities.whole_words import WholeWords

Spans = list[tuple[int, int]]


def nobody(_entity: EntityId) -> Entity | None:
    """A `Known` that knows none."""
    return None


class Correcting:
    """The reader's corrections, ready to be replayed. Pure: the same article gives the same names. Threads: any.

    The rules are followed in their order, each over what the ones before it have made of the article; so the later
    one wins, and to take one away is as if it had never been said. Quick with thousands of added names: only rules
    that concern the article are looked at.
    """

    def __init__(self, rules: Sequence[Correction] = (), *, revision: str = "") -> None:
        self.rules = tuple(rules)
        self.revision = revision  # tells these rules from earlier ones
        self.names: Mapping[EntityId, Naming] = given_names(self.rules)  # holds in the whole library
        self._remembered = known_names(self.rules)
        self._targets = targets_of(self.rules)
        self._about: dict[EntityId, list[int]] = {}  # whom rules are about -> their places in the order
        self._added: list[int] = []
        for place, rule in enumerate(self.rules):
            if rule.action is CorrectionAction.ADD:
                self._added.append(place)
            else:
                self._about.setdefault(rule.entity_id, []).append(place)
        self._words = WholeWords([self.rules[place].form for place in self._added])

    def target_of(self, rule: Correction) -> EntityId:
        """Whom this rule, one of these, leads to; empty where to nobody."""
        return dict(zip(self.rules, self._targets, strict=True))[rule]

    def apply(
        self,
        article_id: ArticleId,
        title: str,
        text: str,
        linked: Sequence[LinkedMention],
        known: Known = nobody,
    ) -> tuple[LinkedMention, ...]:
        """The names of the article as they are to be shown, in their order and without overlaps.

        `linked` are the names as they were found and linked, before corrections.
        """
        found = self._found(article_id, title, text) if self._added else {}
        waiting = set(found)
        for entity in {mention.entity.id for mention in linked}:
            waiting.update(self._concerning(entity, article_id))
        if not waiting:
            return tuple(linked)
        names = ArticleNames(title, text, linked)
        queue = list(waiting)
        heapify(queue)
        while queue:
            place = heappop(queue)
            if self._follow(place, names, found):
                for later in self._concerning(self._targets[place], article_id):
                    if later > place and later not in waiting:
                        waiting.add(later)
                        heappush(queue, later)
        return names.finished(self.names, self._remembered, known)

    def _found(self, article_id: ArticleId, title: str, text: str) -> dict[int, Spans]:
        """Where added names stand: place of the rule -> spans."""
        spans: dict[int, Spans] = {}
        for part, back in ((title, len(title) + TITLE_GAP), (text, 0)):
            for start, end, form in self._words.found_in(part):
                place = self._added[form]
                if self.rules[place].article_id in ("", article_id):
                    spans.setdefault(place, []).append((start - back, end - back))
        return spans

    def _concerning(self, entity: EntityId, article_id: ArticleId) -> list[int]:
        places = self._about.get(entity, ())
        return [place for place in places if self.rules[place].article_id in ("", article_id)]

    def _follow(self, place: int, names: ArticleNames, found: Mapping[int, Spans]) -> bool:
        """Follow one rule; whether it brought somebody into the article."""
        rule, target = self.rules[place], self._targets[place]
        if rule.action is CorrectionAction.HIDE:
            names.hide(rule.entity_id)
        elif is_naming(rule):
            names.touch(rule.entity_id)
        elif rule.action is CorrectionAction.ADD:
            return bool(target) and names.add(found[place], target)
        elif target and target != rule.entity_id:
            split = rule.action is CorrectionAction.SPLIT
            return names.move(rule.entity_id, target, form=rule.form if split else "", alone=split)
        return False
