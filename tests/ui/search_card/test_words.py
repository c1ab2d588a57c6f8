"""What a row of suggestions says, and which part of it was typed."""

from datetime import date

import pytest

from reader.articles.article import Span
from reader.entities.mention import EntityKind
from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.search_card.words import detail_words, emphasised, in_words, typed_parts


def marked(text: str, *typed: str) -> str:
    """The text with the typed parts in brackets."""
    for part in reversed(typed_parts(text, typed)):
        text = f"{text[: part.start]}[{text[part.start : part.end]}]{text[part.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Gen Nakatani", ("gen", "nak"), "[Gen] [Nak]atani"),
        ("cooperation", ("COOP",), "[coop]eration"),
        ("São Tomé", ("sao to",), "[São To]mé"),
        ("A woman in Oman", ("oman",), "A woman in [Oman]"),
        ("woman", ("oman",), "w[oman]"),
        ("space space", ("space",), "[space] space"),
        ("spaceport", ("space", "spa"), "[space]port"),
        ("東京都", ("東京",), "[東京]都"),
        ("وزير الدفاع", ("الد",), "وزير [الد]فاع"),
        ("𐌰𐌱 nak", ("nak",), "𐌰𐌱 [nak]"),
        ("studies", ("study",), "studies"),
        ("anything", (), "anything"),
    ],
)
def test_the_typed_words_are_found_whatever_case_and_accents(text: str, typed: tuple[str, ...], expected: str) -> None:
    assert marked(text, *typed) == expected


def test_each_kind_says_at_its_end_what_it_is() -> None:
    make = Suggestion
    assert [
        detail_words(make(kind=SuggestionKind.NAME, text="x", entity=EntityKind.PLACE, articles=1)),
        detail_words(make(kind=SuggestionKind.WORD, text="x", articles=1204)),
        detail_words(make(kind=SuggestionKind.TITLE, text="x", published=date(2025, 9, 8))),
        detail_words(make(kind=SuggestionKind.TITLE, text="x")),
        detail_words(make(kind=SuggestionKind.SAVED, text="x")),
        detail_words(make(kind=SuggestionKind.EARLIER, text="x")),
        detail_words(make(kind=SuggestionKind.MEANT, text="x")),
    ] == ["1 article", "1,204 articles", "article · 8 Sep 2025", "article", "saved search", "earlier search", ""]


def test_a_screen_reader_hears_the_kind_of_a_name_in_a_word() -> None:
    kinds = {in_words(Suggestion(kind=SuggestionKind.NAME, text="X", entity=kind, articles=2)) for kind in EntityKind}
    assert kinds == {
        "X, person, 2 articles", "X, place, 2 articles", "X, organisation, 2 articles", "X, other name, 2 articles",
    }  # fmt: skip


def test_of_what_was_meant_the_query_is_emphasised() -> None:
    meant = Suggestion(kind=SuggestionKind.MEANT, text="space", query="space")
    assert in_words(meant) == "Did you mean “space”?"
    assert emphasised(meant) == [Span(14, 19)]
