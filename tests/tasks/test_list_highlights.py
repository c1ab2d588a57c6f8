"""The list of all highlights: with their articles, where their words stand, and those that are gone."""

from reader.articles.article import Span
from reader.tasks.list_highlights import list_highlights, place_listed
from reader.userdata.annotation import Highlight
from reader.userdata.changes import Changes


def test_highlights_come_newest_first_with_their_articles(services, make_draft):
    one, two = services.shelf.add([make_draft("Harbour", "The quay was dredged.", source="Desk"), make_draft("Ferry")])
    first, second = (services.shelf.at(number).article for number in (one, two))
    services.annotate.highlight(first.id, Span(4, 8), note="Where?")
    services.annotate.highlight(second.id, Span(0, 6))
    listed = list_highlights(highlights=services.highlights, shelf=services.shelf)
    assert [(each.highlight.quote, each.title) for each in listed] == [("A lead", "Ferry"), ("quay", "Harbour")]
    assert listed[1].source == "Desk"
    assert {"quay", "where", "harbour"} <= set(listed[1].key.split())
    placed = place_listed(listed, shelf=services.shelf)
    assert {(each.highlight.quote, each.span) for each in placed} == {("quay", Span(4, 8)), ("A lead", Span(0, 6))}


def test_words_that_are_gone_and_articles_that_are_not_here_are_told(services, make_draft):
    (number,) = services.shelf.add([make_draft("Harbour", "The quay was dredged.")])
    article = services.shelf.at(number).article
    with Changes(services.userdata).editing() as edit:
        services.highlights.put(edit, [Highlight("", article.id, "never was there at all"), Highlight("", "gone", "x")])
    listed = list_highlights(highlights=services.highlights, shelf=services.shelf)
    assert {each.number for each in listed} == {number, None}
    (placed,) = place_listed(listed, shelf=services.shelf)
    assert placed.span is None
    services.annotate.put_in_trash([number])
    assert {each.number for each in list_highlights(highlights=services.highlights, shelf=services.shelf)} == {None}
