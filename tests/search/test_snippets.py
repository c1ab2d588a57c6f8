"""Marks in a text, and the passage that shows why an article is a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.snippets import Highlighter
from reader.search.stems import stem
from reader.search.words import QueryTerm, query_terms


def highlighter(*looked_for: str) -> Highlighter:
    return Highlighter([list(query_terms(text)) for text in looked_for], stem=stem)


def marked(text: str, *looked_for: str) -> list[str]:
    return [text[span.start : span.end] for span in highlighter(*looked_for).spans(text)]


@pytest.mark.parametrize(
    ("text", "looked_for", "expected"),
    [
        ("Radar sees. RADARS saw; radar’s view", ["radar"], ["Radar", "RADARS", "radar’s"]),
        ("They cooperate in cooperation", ["cooperating"], ["cooperate", "cooperation"]),
        ("Łódź and lodz", ["łodz"], ["Łódź", "lodz"]),
        ("trade off, trade-off, off trade", ["trade-off"], ["trade", "off", "trade", "off"]),
        ("本日は東京都の天気です", ["東京"], ["東京"]),
        ("本日は東京都の天気です", ["東京都"], ["東京都"]),
        ("京都と東京", ["京"], ["京", "京"]),
        ("ภาษาไทยง่าย", ["ไทย"], ["ไทย"]),
        ("وقال الرئيس", ["رئيس"], ["الرئيس"]),
        ("שָׁלוֹם לכם", ["שלום"], ["שָׁלוֹם"]),
        ('דובר צה"ל אמר', ["צה״ל"], ['צה"ל']),
        ("زار أحمد إيران", ["احمد", "ايران"], ["أحمد", "إيران"]),
        ("الســـلام", ["سلام"], ["الســـلام"]),
        ("Ёлка в лесу", ["елка"], ["Ёлка"]),
        ("Мой дом, мои дома", ["мой"], ["Мой"]),
        ("Ο ΆΝΘΡΩΠΟΣ εδώ", ["άνθρωπος"], ["ΆΝΘΡΩΠΟΣ"]),
        ("İSTANBUL'da", ["istanbul'da"], ["İSTANBUL'da"]),
        ("Die Straße, die STRASSE", ["strasse"], ["Straße", "STRASSE"]),
        ("Thủ đô Hà Nội", ["ha noi"], ["Hà", "Nội"]),
        ("น้ำแข็งในน้ำ", ["น้ำ"], ["น้ำ", "น้ำ"]),
        ("एक ज़मीन", ["जमीन"], ["ज़मीन"]),
        ("The U.S. Navy; us", ["US"], ["U.S", "us"]),
        ("nothing here", ["radar"], []),
        ("", ["radar"], []),
    ],
)
def test_hits_are_marked_as_the_index_finds_them(text: str, looked_for: list[str], expected: list[str]) -> None:
    assert marked(text, *looked_for) == expected


def test_the_words_of_a_phrase_are_marked_only_where_they_stand_together() -> None:
    text = "Space talks. Cooperation in space; space cooperation."
    spans = highlighter("space cooperation").spans(text)
    assert [span.start for span in spans] == [35, 41]


@pytest.mark.parametrize(
    ("language", "text", "looked_for", "expected"),
    [
        ("de", "Die Häuser und das Haus", "haus", ["Häuser", "Haus"]),
        ("", "Die Häuser und das Haus", "haus", ["Haus"]),
        ("fr", "Deux chevaux, un cheval", "cheval", ["chevaux", "cheval"]),
        ("ru", "Новый дом, новая улица", "новые", ["Новый", "новая"]),
        ("en", "Meetings and a meeting", "meet", ["Meetings", "meeting"]),
        ("de", "Meetings and a meeting", "meet", []),
        ("pl", "Meetings and a meeting", "meeting", ["meeting"]),
    ],
)
def test_words_are_compared_in_the_language_of_the_article(
    language: str, text: str, looked_for: str, expected: list[str]
) -> None:
    lighter = highlighter(looked_for)
    assert [text[span.start : span.end] for span in lighter.spans(text, language)] == expected
    passage = lighter.passage(text, language=language)
    assert [passage.text[mark.start : mark.end] for mark in passage.marks] == expected


def test_words_spelled_nearly_as_asked_are_marked_too() -> None:
    text = "A missle, two missiles, one missile; a mussel"
    for edits, expected in ((1, ["missle", "missiles", "missile"]), (0, ["missiles", "missile"])):
        spans = Highlighter([[QueryTerm("missile", 0, edits=edits)]], stem=stem).spans(text)
        assert [text[span.start : span.end] for span in spans] == expected


def test_an_empty_highlighter_is_false_and_marks_nothing() -> None:
    assert not Highlighter()
    assert Highlighter().spans("radar") == ()
    assert highlighter("radar")


def test_a_short_text_is_its_own_passage() -> None:
    passage = highlighter("radar").passage("The new radar.\n\nIt sees far.")
    assert passage.text == "The new radar. It sees far."
    assert [passage.text[m.start : m.end] for m in passage.marks] == ["radar"]


def test_the_passage_with_the_most_different_words_wins() -> None:
    text = "Radar and radar. " + "Filler text here. " * 30 + "A missile meets the radar at sea. " + "More filler. " * 30
    passage = highlighter("radar", "missile").passage(text, 80)
    assert passage.text.startswith("…A missile meets the radar at sea. More")
    assert passage.text.endswith("…")
    assert [passage.text[m.start : m.end] for m in passage.marks] == ["missile", "radar"]


def test_without_a_hit_the_passage_is_the_beginning() -> None:
    passage = highlighter("radar").passage("One two three four five six seven", 20)
    assert passage.text == "One two three four…"
    assert passage.marks == ()


def test_a_passage_begins_with_a_sentence_and_not_after_a_title_or_initials() -> None:
    text = (
        "Filler text here. " * 20
        + "It was Gen. Nakatani of the U.S. Navy and J. Doe who saw the radar. "
        + "More. " * 50
    )
    assert highlighter("radar").passage(text).text.startswith("…It was Gen. Nakatani of the U.S. Navy")


def test_far_from_a_sentence_start_the_passage_begins_between_two_words() -> None:
    passage = highlighter("radar").passage("word " * 100 + "radar " + "word " * 100, 60)
    assert passage.text.startswith("…word ")
    assert passage.text.endswith(" word…")
    assert "radar" in passage.text


WORDS = st.lists(st.sampled_from(["radar", "missile", "sea.", "\n\n", "a-b", "日本語", "x" * 30, "the"]), max_size=60)


@given(WORDS.map(" ".join) | st.text(), st.integers(10, 200))
def test_a_passage_is_a_piece_of_the_text_with_its_marks_in_place(text: str, width: int) -> None:
    lighter = highlighter("radar sea", "missile", "日本", "the")
    passage = lighter.passage(text, width)
    shown = passage.text.removeprefix("…").removesuffix("…")
    assert shown.strip() in " ".join(text.replace("…", " … ").split()) or "…" in text or shown in " ".join(text.split())
    assert list(passage.marks) == sorted(passage.marks)
    for before, after in zip(passage.marks, passage.marks[1:], strict=False):
        assert before.end <= after.start
    wanted = {text[span.start : span.end] for span in lighter.spans(text)}
    assert {passage.text[mark.start : mark.end] for mark in passage.marks} <= {
        " ".join(each.split()) for each in wanted
    }
