"""Highlights are kept by article, in the order of its text."""

from reader.articles.article import ArticleId, Span
from reader.userdata.annotation import HighlightColor
from reader.wiring import Services
from tests.conftest import MakeDraft


def test_highlights_are_listed_by_article_and_by_time(services: Services, make_draft: MakeDraft) -> None:
    first, second = make_draft("One", "The river rose."), make_draft("Two", "The bridge was closed.")
    services.shelf.add([first, second])
    late = services.annotate.highlight(first.id, Span(10, 14))
    early = services.annotate.highlight(first.id, Span(4, 9), color=HighlightColor.PINK, note=" why ")
    other = services.annotate.highlight(second.id, Span(4, 10))
    store = services.highlights
    assert store.of(first.id) == [early, late]
    assert store.of_many([first.id, second.id]) == {first.id: [early, late], second.id: [other]}
    assert store.all() == [other, early, late]
    assert store.among([first.id, ArticleId("none")]) == {first.id}
    assert store.get(early.id) == early
    assert (early.quote, early.prefix, early.suffix, early.start) == ("river", "The ", " rose.", 4)
    assert (early.color, early.note, late.color) == (HighlightColor.PINK, "why", HighlightColor.YELLOW)
    assert store.get("nothing") is None


def test_a_colour_of_a_later_version_counts_as_yellow(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft("One", "The river rose.")
    services.shelf.add([draft])
    services.annotate.highlight(draft.id, Span(4, 9), color=HighlightColor.BLUE)
    with services.userdata.writing() as db:
        db.execute("UPDATE highlights SET color = 'infrared'")
    assert [each.color for each in services.highlights.all()] == [HighlightColor.YELLOW]


def test_looking_makes_no_file(services: Services) -> None:
    store, one = services.highlights, ArticleId("one")
    assert store.of(one) == store.all() == []
    assert store.of_many([one]) == {}
    assert store.among([one]) == set()
    assert store.get("x") is None
    assert not services.locations.userdata_file.exists()
