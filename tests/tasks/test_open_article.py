"""An opened article brings its names and what the reader did with it."""

import itertools

import pytest

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.library.importers.draft import ImportedHighlight, ImportedMarks
from reader.library.shelf import ArticleMissingError
from reader.tasks.open_article import open_article, open_article_by_id
from reader.wiring import Services
from tests.conftest import MakeDraft

TEXT = "Gen Nakatani came to Seoul.\n\nNakatani left Seoul."


def kept(services: Services) -> dict[str, object]:
    return {
        "names": services.names, "bookmarks": services.bookmarks, "read_state": services.read_state,
        "annotations": services.annotations,
    }  # fmt: skip


def test_stored_names_come_with_the_article(seeded: Services, number_of: dict[str, ArticleNumber]) -> None:
    opened = open_article(number_of["Seoul and Tokyo"], shelf=seeded.shelf, **kept(seeded))  # type: ignore[arg-type]
    text = opened.article.text
    named = {mention.entity.name for mention in opened.mentions}
    assert {"Ahn Gyu-back", "Gen Nakatani", "Seoul"} <= named
    spans = [mention.span for mention in opened.mentions]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)
    assert (opened.bookmarked, opened.read, opened.position) == (False, False, 0.0)


def test_names_that_are_not_stored_yet_are_found_on_opening(services: Services, make_draft: MakeDraft) -> None:
    (number,) = services.shelf.add([make_draft("Visit", TEXT)])
    without = open_article(number, shelf=services.shelf, **kept(services))  # type: ignore[arg-type]
    assert without.mentions == ()
    opened = open_article(number, shelf=services.shelf, name_articles=services.name_articles, **kept(services))  # type: ignore[arg-type]
    assert [TEXT[one.span.start : one.span.end] for one in opened.mentions] == [
        "Gen Nakatani", "Seoul", "Nakatani", "Seoul"
    ]  # fmt: skip
    assert len({one.entity.id for one in opened.mentions}) == 2


def test_what_the_reader_did_comes_with_the_article(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft("Marked")
    services.shelf.add([draft])
    services.bookmarks.mark(draft.id, True)
    services.read_state.mark(draft.id, True)
    services.read_state.set_position(draft.id, 0.5)
    opened = open_article_by_id(draft.id, shelf=services.shelf, **kept(services))  # type: ignore[arg-type]
    assert opened.article.id == draft.id
    assert (opened.bookmarked, opened.read, opened.position) == (True, True, 0.5)


def test_an_article_that_is_not_there_is_said_in_words(services: Services) -> None:
    with pytest.raises(ArticleMissingError):
        open_article(ArticleNumber(1), shelf=services.shelf, **kept(services))  # type: ignore[arg-type]
    with pytest.raises(ArticleMissingError):
        open_article_by_id(ArticleId("no"), shelf=services.shelf, **kept(services))  # type: ignore[arg-type]


def test_an_opened_article_has_its_tags_note_and_highlights(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft("One", "The river rose. The bridge was closed.")
    number = services.shelf.add([draft])[0]
    plain = open_article(number, shelf=services.shelf, **kept(services))  # type: ignore[arg-type]
    assert (plain.tags, plain.note, plain.highlights) == ((), None, ())
    services.annotate.tag([draft.id], ["water", "Alm"])
    services.annotate.set_note(draft.id, "Ask.")
    bridge = services.annotate.highlight(draft.id, Span(20, 26))
    river = services.annotate.highlight(draft.id, Span(4, 9))
    lost = ImportedHighlight("words that are not in it")
    services.take_marks([(draft.id, ImportedMarks(highlights=(lost,)))])
    opened = open_article(number, shelf=services.shelf, **kept(services))  # type: ignore[arg-type]
    assert [tag.name for tag in opened.tags] == ["Alm", "water"]
    assert opened.note == services.notes.of(draft.id)
    assert opened.highlights[:2] == ((river, Span(4, 9)), (bridge, Span(20, 26)))
    assert [(one.highlight.quote, one.span) for one in opened.highlights[2:]] == [(lost.quote, None)]
