"""A note is kept as it was written."""

import pytest

from reader.articles.article import ArticleId
from reader.errors import ReaderError
from reader.userdata.notes import LONGEST_NOTE
from reader.wiring import Services

ONE, TWO = ArticleId("one"), ArticleId("two")


def text(services: Services, article_id: ArticleId = ONE) -> str | None:
    note = services.notes.of(article_id)
    return note.text if note else None


def test_a_note_is_kept_changed_and_removed(services: Services) -> None:
    services.annotate.set_note(ONE, "  Ask Ms Bray.\n\n- about *Alm* 🐑 \n")
    assert text(services) == "Ask Ms Bray.\n\n- about *Alm* 🐑"
    first = services.notes.of(ONE)
    services.annotate.set_note(ONE, "Asked.")
    second = services.notes.of(ONE)
    assert first is not None
    assert second is not None
    assert second.made_at == first.made_at < second.changed_at
    services.annotate.set_note(ONE, " \n")
    assert services.notes.of(ONE) is None
    assert services.notes.all() == []


def test_the_note_changed_last_is_listed_first(services: Services) -> None:
    services.annotate.set_note(ONE, "a")
    services.annotate.set_note(TWO, "b")
    assert [note.article_id for note in services.notes.all()] == [TWO, ONE]
    services.annotate.set_note(ONE, "c")
    assert [note.article_id for note in services.notes.all()] == [ONE, TWO]
    assert services.notes.among([ONE, ArticleId("three")]) == {ONE}


def test_what_cannot_be_kept_is_left_out_of_it(services: Services) -> None:
    services.annotate.set_note(ONE, "one\r\ntwo\rthree\0 half \ud83d end")
    assert text(services) == "one\ntwo\nthree half ? end"


def test_a_long_note_is_kept_whole_and_one_too_long_is_refused(services: Services) -> None:
    services.annotate.set_note(ONE, "x" * LONGEST_NOTE)
    assert text(services) == "x" * LONGEST_NOTE
    with pytest.raises(ReaderError, match="longer than 1,000,000 characters"):
        services.annotate.set_note(ONE, "y" * (LONGEST_NOTE + 1))
    assert text(services) == "x" * LONGEST_NOTE


def test_looking_makes_no_file(services: Services) -> None:
    assert services.notes.of(ONE) is None
    assert services.notes.all() == []
    assert services.notes.among([ONE]) == set()
    assert not services.locations.userdata_file.exists()
