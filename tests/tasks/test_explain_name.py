"""Why something is shown as a name."""

import pytest

from reader.articles.article import Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, MentionSource
from reader.tasks.explain_name import name_hint, why_recognised

SEOUL = Entity(EntityId("place:seoul"), EntityKind.PLACE, "Seoul")


def found(source: MentionSource, confidence: float = 1.0) -> LinkedMention:
    return LinkedMention(Span(0, 5), SEOUL, False, confidence, source)


MODEL, LIST, REPEATED, CORRECTION = MentionSource


@pytest.mark.parametrize(
    ("mentions", "words"),
    [
        ([found(MODEL, 0.98)], "Recognised by the model (0.98)"),
        ([found(LIST, 0.98)], "Recognised by the model (0.98) and the name list"),
        ([found(LIST)], "Listed name"),
        ([found(REPEATED, 0.9)], "The same words are a name elsewhere in this article"),
        ([found(MODEL, 0.71), found(MODEL, 0.99), found(REPEATED)], "Recognised by the model (0.71–0.99)"),
        ([found(MODEL, 0.9), found(LIST)], "Recognised by the model (0.90) and the name list"),
        ([found(CORRECTION)], "You said that this is a name"),
        ([], ""),
    ],
)
def test_each_source_has_its_words(mentions: list[LinkedMention], words: str) -> None:
    assert why_recognised(mentions) == words


def test_the_last_correction_is_told() -> None:
    told = why_recognised([found(MODEL, 0.5)], ["Hidden X", "Renamed Soul to Seoul"])
    assert told == "Recognised by the model (0.50). Your correction: renamed Soul to Seoul"
    assert why_recognised([found(CORRECTION)], ["Added Seoul"]) == "Your correction: added Seoul"


def test_a_hint_is_one_line() -> None:
    assert name_hint(SEOUL, here=4, articles=23) == "Seoul · place — 4 times here, 23 articles in the library"
    assert name_hint(SEOUL, here=0, articles=1) == "Seoul · place — 1 article in the library"
