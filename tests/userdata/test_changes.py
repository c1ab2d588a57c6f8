"""What was done can be undone: exactly the rows it touched, in order, after the program was ended, too."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId
from reader.userdata import changes as changes_module
from reader.userdata.changes import MOST_KEPT
from reader.userdata.packed_rows import packed, unpacked
from reader.wiring import Services, build_services

ONE, TWO, THREE = ArticleId("one"), ArticleId("two"), ArticleId("three")


def names(services: Services, article_id: ArticleId = ONE) -> list[str]:
    return [tag.name for tag in services.tags.of(article_id)]


def test_it_survives_the_end_of_the_program(services: Services) -> None:
    services.annotate.tag([ONE, TWO], ["water"])
    services.close()
    with closing(build_services(services.locations)) as anew:
        assert anew.annotate.last_words() == "2 articles tagged “water”"
        assert anew.annotate.undo() == "2 articles tagged “water”"
        assert anew.tags.all() == []
        assert anew.annotate.undo() == ""
    with closing(build_services(services.locations)) as again:
        assert again.annotate.redo() == "2 articles tagged “water”"
        assert names(again) == ["water"]
        assert again.annotate.redo() == ""


def test_something_new_empties_what_was_undone(services: Services) -> None:
    services.annotate.tag([ONE], ["water"])
    services.annotate.tag([ONE], ["fire"])
    services.annotate.undo()
    assert services.annotate.can_redo()
    services.annotate.tag([ONE], ["earth"])
    assert not services.annotate.can_redo()
    assert [services.annotate.undo() for _ in range(3)] == ["1 article tagged “earth”", "1 article tagged “water”", ""]


def test_what_changes_nothing_is_not_remembered(services: Services) -> None:
    services.annotate.tag([ONE], ["water"])
    services.annotate.tag([ONE], ["Water"])
    services.annotate.untag([TWO], ["water", "fire"])
    services.annotate.set_note(ONE, "")
    services.annotate.rename_tag(1, "water")
    services.annotate.rename_tag(99, "nothing")
    services.annotate.delete_tag(99)
    services.annotate.remove_highlight("gone")
    services.annotate.mark_read([], True)
    assert services.annotate.undo() == "1 article tagged “water”"
    assert not services.annotate.can_undo()


def test_what_others_did_to_the_rows_meanwhile_stays(services: Services) -> None:
    """An import puts a tag on further articles, and marks one as read that was marked by the change."""
    services.annotate.tag([ONE, TWO], ["water"])
    with services.changes.editing() as edit:
        services.tags.put_on(edit, services.tags.ensure(edit, ["water"]), [THREE])
        services.tags.take_off(edit, services.tags.ensure(edit, ["water"]), [TWO])
    assert services.annotate.undo() == "2 articles tagged “water”"
    assert (names(services, ONE), names(services, TWO), names(services, THREE)) == ([], [], ["water"])


def test_a_deleted_tag_that_was_made_anew_meanwhile_is_joined(services: Services) -> None:
    services.annotate.tag([ONE, TWO], ["water"])
    services.annotate.delete_tag(1)
    with services.changes.editing() as edit:
        services.tags.put_on(edit, services.tags.ensure(edit, ["WATER"]), [TWO, THREE])
    services.annotate.undo()
    assert [(tag.name, tag.articles) for tag in services.tags.all()] == [("WATER", 3)]


def test_a_note_that_others_changed_meanwhile_stays(services: Services) -> None:
    services.annotate.set_note(ONE, "mine")
    with services.changes.editing() as edit:
        services.notes.set(edit, ONE, "theirs")
    services.annotate.undo()
    note = services.notes.of(ONE)
    assert note is not None
    assert note.text == "theirs"


def test_a_note_that_is_kept_while_it_is_written_is_one_change(services: Services) -> None:
    services.annotate.tag([ONE], ["water"])
    for text in ("W", "Who", "Who paid?"):
        services.annotate.set_note(ONE, text)
    services.annotate.set_note(TWO, "Another one")
    assert [services.annotate.undo() for _ in range(2)] == ["Note changed", "Note changed"]
    assert services.notes.all() == []
    services.annotate.redo()
    assert [note.text for note in services.notes.all()] == ["Who paid?"]
    assert services.annotate.undo() == "Note changed"
    assert services.annotate.undo() == "1 article tagged “water”"


def test_a_note_that_is_written_on_later_is_another_change(services: Services) -> None:
    services.annotate.set_note(ONE, "first")
    earlier = (datetime.now(UTC) - timedelta(minutes=2)).isoformat(timespec="microseconds")
    with services.userdata.writing() as db:
        db.execute("UPDATE changes SET made_at = ?", (earlier,))
    services.annotate.set_note(ONE, "second")
    services.annotate.undo()
    assert [note.text for note in services.notes.all()] == ["first"]


def test_only_the_newest_entries_are_kept(services: Services) -> None:
    for number in range(MOST_KEPT + 5):
        services.annotate.tag([ONE], [f"t{number}"])
    undone = 0
    while services.annotate.undo():
        undone += 1
    assert undone == MOST_KEPT
    assert names(services) == ["t0", "t1", "t2", "t3", "t4"]


def test_entries_that_are_very_large_together_lose_the_oldest(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_module, "MOST_BYTES", 250_000)
    for number in range(4):
        services.annotate.set_note(ArticleId(f"a{number}"), "x" * 110_000)
    undone = 0
    while services.annotate.undo():
        undone += 1
    assert undone == 2
    assert len(services.notes.all()) == 2


def test_a_hundred_thousand_articles_are_tagged_and_untagged_in_one_go(services: Services) -> None:
    ids = [ArticleId(f"{number:016}") for number in range(100_000)]
    services.annotate.tag(ids, ["water"])
    assert services.annotate.last_words() == "100,000 articles tagged “water”"
    with services.userdata.reading() as db:
        assert db.execute("SELECT sum(length(rows)) FROM changes").fetchone()[0] < 2_000_000
    services.annotate.undo()
    assert services.tags.all() == []
    services.annotate.redo()
    assert [tag.articles for tag in services.tags.all()] == [100_000]


VALUES = st.one_of(st.integers(-5, 5), st.text(max_size=4))


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=6)))
def test_packed_rows_come_out_as_they_went_in(rows: list[tuple[str | int, ...]]) -> None:
    assert unpacked(json.loads(json.dumps(packed(rows)))) == rows
