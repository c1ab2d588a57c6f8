from reader.articles.article import Span
from reader.ui.reading_pane.finding import FOUND_MOST, find_words


def test_case_does_not_matter_unless_asked() -> None:
    assert find_words("Seoul, seoul", "SEOUL").spans == (Span(0, 5), Span(7, 12))
    assert find_words("Seoul, seoul", "seoul", match_case=True).spans == (Span(7, 12),)


def test_words_are_plain_words_and_no_pattern() -> None:
    assert find_words("a.c abc", "a.c").spans == (Span(0, 3),)
    assert find_words("why (not)?", "(not)?").spans == (Span(4, 10),)


def test_typed_quotes_find_printed_ones() -> None:
    assert find_words("Japan’s “plan”", "japan's").spans == (Span(0, 7),)
    assert find_words("Japan’s “plan”", '"plan"').spans == (Span(8, 14),)
    assert find_words("Kuala‑Lumpur", "kuala-lumpur").spans == (Span(0, 12),)


def test_any_white_space_matches_any_other() -> None:
    assert find_words("second\N{NO-BREAK SPACE}fleet", " second  fleet ").spans == (Span(0, 12),)


def test_nothing_asked_finds_nothing() -> None:
    assert find_words("Seoul", "  ").spans == ()


def test_too_many_places_are_cut_and_it_says_so() -> None:
    found = find_words("a" * (FOUND_MOST + 1), "a")
    assert (len(found.spans), found.all_found) == (FOUND_MOST, False)
    assert find_words("a" * FOUND_MOST, "a").all_found
