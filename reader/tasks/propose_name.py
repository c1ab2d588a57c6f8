"""From words the reader selected to the name they may be: its words, its kind, and whom the article calls so."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.articles.folding import fold
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention

WORDS_MOST = 12  # a longer selection is a sentence, no name
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor president minister premier chancellor senator secretary general colonel captain"
    " admiral king queen prince princess sir lady lord pope bishop judge mayor governor chairman chairwoman".split()
)
_SPEAKS = frozenset("said says told tells added asked argued wrote thinks believes himself herself".split())
_ORGANISATION = frozenset(
    "ministry department office bureau committee commission council agency university institute college school bank"
    " party union association federation foundation company corporation inc ltd group court parliament congress senate"
    " army navy fleet force forces command police hospital club league media times news post press service".split()
)
_PLACE = frozenset(
    "river sea strait gulf bay lake ocean island islands mountain mountains mount peninsula valley desert province"
    " county district prefecture state city town village street road square airport harbour harbor port region".split()
)
_WHERE = frozenset("in at from near to towards outside inside across".split())


class SelectedWords(NamedTuple):
    """Words of one paragraph, none of them cut, and what stands around them."""

    words: str
    before: str = ""
    after: str = ""


class NameProposal(NamedTuple):
    """What the words seem to be; the reader decides."""

    words: str
    kind: EntityKind
    same: Entity | None = None  # who or what the article already calls so


def whole_words(paragraph: str, start: int, end: int) -> SelectedWords | None:
    """The characters `start` to `end`, widened to whole words and without what stands around a name; None if that
    leaves nothing, or more than a name has."""
    while start < end and not paragraph[start].isalnum():
        start += 1
    while end > start and not paragraph[end - 1].isalnum():
        end -= 1
    if start == end:
        return None
    while start > 0 and paragraph[start - 1].isalnum():
        start -= 1
    while end < len(paragraph) and paragraph[end].isalnum():
        end += 1
    short = re.search(r"(?:\.[^\W\d_])+\Z", paragraph[start:end])
    if short and paragraph[end : end + 1] == ".":  # "U.S." keeps its last dot
        end += 1
    words = re.sub(r"['’]s\Z", "", " ".join(paragraph[start:end].split()))
    if not words or len(words.split()) > WORDS_MOST:
        return None
    return SelectedWords(words, paragraph[:start], paragraph[end:])


def propose_name(selected: SelectedWords, mentions: Sequence[LinkedMention]) -> NameProposal:
    """The kind is that of a name in the article that has these words; else the words and their neighbours tell."""
    same = _known(selected.words, mentions)
    return NameProposal(selected.words, same.kind if same is not None else _kind(selected), same)


def _known(words: str, mentions: Sequence[LinkedMention]) -> Entity | None:
    """The entity of the article that is called so, or whose name has these words, or has a part of them."""
    wanted = f" {fold(words)} "
    entities: dict[EntityId, Entity] = {mention.entity.id: mention.entity for mention in mentions}
    called = {each.id: [f" {fold(form)} " for form in (each.name, *each.aliases)] for each in entities.values()}
    for fits in (
        lambda form: form == wanted,
        lambda form: wanted in form,
        lambda form: len(form.split()) > 1 and form in wanted,
    ):
        for each in entities.values():
            if any(fits(form) for form in called[each.id]):
                return each
    return None


def _kind(selected: SelectedWords) -> EntityKind:
    words = fold(selected.words).split()
    before, after = fold(selected.before[-40:]).split()[-1:], fold(selected.after[:40]).split()[:1]
    if _any(_ORGANISATION, words):
        return EntityKind.ORGANISATION
    if _any(_PLACE, words):
        return EntityKind.PLACE
    if _any(_TITLES, [*before, *words[:1]]) or _any(_SPEAKS, after):
        return EntityKind.PERSON
    if selected.words.isupper() and len(words) == 1 and len(selected.words) <= 6:
        return EntityKind.ORGANISATION
    if _any(_WHERE, before):
        return EntityKind.PLACE
    capitals = [word[:1].isupper() for word in selected.words.split()]
    return EntityKind.PERSON if 2 <= len(capitals) <= 3 and all(capitals) else EntityKind.OTHER


def _any(words: frozenset[str], among: Iterable[str]) -> bool:
    return not words.isdisjoint(among)
