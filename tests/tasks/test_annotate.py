"""Everything a reader does to articles, and every way back."""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.errors import ReaderError
from reader.library.importers.draft import ImportedArticle
from reader.library.shelf import ArticleMissingError
from reader.locations import locate
from reader.userdata.annotation import HighlightColor, TagColor
from reader.wiring import Services, build_services

TABLES = ("tags", "article_tags", "notes", "highlights", "bookmarks", "read_articles")
TEXT = "The river rose by three metres that night, and the bridge at Alm was closed."


def state(services: Services) -> dict[str, list[tuple[object, ...]]]:
    """Everything the reader has made, as it stands in the file; and what lies in the trash."""
    kept: dict[str, list[tuple[object, ...]]] = {"trash": [(number,) for number in sorted(trashed(services))]}
    if services.userdata.exists():
        with services.userdata.reading() as db:
            for table in TABLES:
                kept[table] = sorted(tuple(row) for row in db.execute(f"SELECT * FROM {table}"))
    else:
        kept |= {table: [] for table in TABLES}
    return kept


def trashed(services: Services) -> list[int]:
    with services.library.reading() as db:
        return [row[0] for row in db.execute("SELECT number FROM articles WHERE trashed_at IS NOT NULL")]


def fill(services: Services) -> list[ArticleId]:
    drafts = [ImportedArticle(title=f"Article {number}", text=f"{TEXT} It was day {number}.") for number in range(4)]
    services.shelf.add(drafts)
    return [draft.id for draft in drafts]


@pytest.fixture
def ids(services: Services) -> list[ArticleId]:
    return fill(services)


def names(services: Services, article_id: ArticleId) -> list[str]:
    return [tag.name for tag in services.tags.of(article_id)]


def test_tags_are_put_on_many_articles_and_taken_off(services: Services, ids: list[ArticleId]) -> None:
    annotate = services.annotate
    annotate.tag(ids[:3], ["water", "Alm", " WATER ", ""])
    assert annotate.last_words() == "3 articles tagged “WATER”, “Alm”"
    annotate.tag(ids, ["water"])
    assert annotate.last_words() == "1 article tagged “WATER”"
    annotate.untag(ids[:2], ["water"])
    assert annotate.last_words() == "“WATER” taken off 2 articles"
    assert [names(services, article_id) for article_id in ids] == [["Alm"], ["Alm"], ["Alm", "WATER"], ["WATER"]]


def test_a_tag_can_be_made_without_articles_and_stays_without_them(services: Services, ids: list[ArticleId]) -> None:
    services.annotate.tag([], ["later"])
    assert services.annotate.last_words() == "Tag “later” made"
    services.annotate.tag(ids, ["later"])
    services.annotate.untag(ids, ["later"])
    assert [(tag.name, tag.articles) for tag in services.tags.all()] == [("later", 0)]


def test_a_tag_is_renamed_or_becomes_one_with_that_of_the_name(services: Services, ids: list[ArticleId]) -> None:
    annotate = services.annotate
    annotate.tag(ids[:2], ["watr"])
    annotate.tag(ids[1:], ["fire"])
    annotate.rename_tag(1, "Water")
    assert annotate.last_words() == "Tag “watr” renamed to “Water”"
    annotate.rename_tag(1, "WATER")
    assert [tag.name for tag in services.tags.all()] == ["fire", "WATER"]
    annotate.rename_tag(2, "water")
    assert annotate.last_words() == "Tag “fire” merged into “WATER”"
    assert [(tag.name, tag.articles) for tag in services.tags.all()] == [("WATER", 4)]
    with pytest.raises(ReaderError, match="needs a name"):
        annotate.rename_tag(1, " \u202e ")


def test_tags_are_merged_coloured_and_deleted(services: Services, ids: list[ArticleId]) -> None:
    annotate = services.annotate
    for number, name in enumerate(("river", "sea", "water")):
        annotate.tag(ids[number : number + 2], [name])
    annotate.color_tag(3, TagColor.BLUE)
    assert annotate.last_words() == "Colour of tag “water” changed"
    annotate.merge_tags([1, 2, 3], into=3)
    assert annotate.last_words() == "Tags “river”, “sea” merged into “water”"
    assert [(tag.name, tag.articles, tag.color) for tag in services.tags.all()] == [("water", 4, TagColor.BLUE)]
    annotate.delete_tag(3)
    assert annotate.last_words() == "Tag “water” deleted"
    assert services.tags.all() == []
    annotate.undo()
    annotate.undo()
    assert [(tag.name, tag.articles) for tag in services.tags.all()] == [("river", 2), ("sea", 2), ("water", 2)]


def test_marking_the_same_passage_again_changes_its_colour(services: Services, ids: list[ArticleId]) -> None:
    first = services.annotate.highlight(ids[0], Span(4, 14), note="why")
    again = services.annotate.highlight(ids[0], Span(4, 14), color=HighlightColor.GREEN)
    assert again._replace(changed_at="") == first._replace(color=HighlightColor.GREEN, changed_at="")
    overlapping = services.annotate.highlight(ids[0], Span(10, 20))
    assert [each.quote for each in services.highlights.of(ids[0])] == ["river rose", overlapping.quote]


def test_a_highlight_is_changed_and_removed(services: Services, ids: list[ArticleId]) -> None:
    annotate = services.annotate
    made = annotate.highlight(ids[0], Span(4, 14))
    changed = annotate.change_highlight(made.id, note=" Who measured? ")
    assert changed is not None
    assert (changed.note, changed.color) == ("Who measured?", HighlightColor.YELLOW)
    assert annotate.change_highlight(made.id, color=HighlightColor.PINK) == services.highlights.get(made.id)
    annotate.remove_highlight(made.id)
    assert annotate.last_words() == "Highlight removed"
    assert services.highlights.all() == []
    annotate.undo()
    annotate.undo()
    assert services.highlights.all() == [changed]
    assert annotate.change_highlight("gone", note="x") is None


def test_what_cannot_be_highlighted_is_said(services: Services, ids: list[ArticleId]) -> None:
    with pytest.raises(ReaderError, match="no words"):
        services.annotate.highlight(ids[0], Span(3, 4))
    with pytest.raises(ArticleMissingError):
        services.annotate.highlight(ArticleId("none"), Span(0, 1))


def test_many_are_marked_at_once_and_single_ones_are_their_own_undo(services: Services, ids: list[ArticleId]) -> None:
    annotate = services.annotate
    annotate.bookmark(ids[:1], True)
    annotate.mark_read(ids[:1], True)
    assert not annotate.can_undo()
    annotate.bookmark(ids, True)
    assert annotate.last_words() == "3 articles bookmarked"
    annotate.mark_read(ids, True)
    assert annotate.last_words() == "3 articles marked as read"
    annotate.mark_read(ids[:2], False)
    assert annotate.last_words() == "2 articles marked as unread"
    assert services.read_state.among(ids) == set(ids[2:])
    annotate.bookmark(ids[:2], False)
    assert annotate.last_words() == "Bookmarks of 2 articles taken away"
    while annotate.undo():
        pass
    assert services.bookmarks.among(ids) == services.read_state.among(ids) == {ids[0]}


@pytest.mark.usefixtures("ids")
def test_articles_come_back_from_the_trash(services: Services) -> None:
    annotate = services.annotate
    numbers = [ArticleNumber(number) for number in (1, 2, 3)]
    assert list(annotate.put_in_trash(numbers[:1])) == numbers[:1]
    assert list(annotate.put_in_trash(numbers)) == numbers[1:]
    assert annotate.last_words() == "2 articles put in the trash"
    assert annotate.undo() == "2 articles put in the trash"
    assert trashed(services) == [1]
    assert annotate.redo() == "2 articles put in the trash"
    assert sorted(trashed(services)) == [1, 2, 3]
    annotate.restore(numbers)
    assert annotate.last_words() == "3 articles taken out of the trash"
    assert trashed(services) == []
    assert list(annotate.restore(numbers)) == []
    annotate.undo()
    assert sorted(trashed(services)) == [1, 2, 3]


@pytest.mark.usefixtures("ids")
def test_the_trash_of_another_library_is_left_alone(services: Services) -> None:
    services.annotate.put_in_trash([ArticleNumber(1)])
    with services.library.writing() as db:
        db.execute("UPDATE facts SET value = 'another' WHERE key = 'library'")
    assert services.annotate.undo() == "1 article put in the trash"
    assert trashed(services) == [1]


SOME = st.lists(st.integers(0, 3), max_size=4, unique=True)
NAMES = st.lists(st.sampled_from(["a", "B", "b", "C++", "c", "", "水"]), max_size=3)
NUMBER = st.integers(1, 6)
ACTIONS = st.one_of(
    st.tuples(st.just("tag"), SOME, NAMES),
    st.tuples(st.just("untag"), SOME, NAMES),
    st.tuples(st.just("rename_tag"), NUMBER, st.sampled_from(["a", "b", "d", "C"])),
    st.tuples(st.just("merge_tags"), st.lists(NUMBER, max_size=3), NUMBER),
    st.tuples(st.just("color_tag"), NUMBER, st.sampled_from([None, *TagColor])),
    st.tuples(st.just("delete_tag"), NUMBER),
    st.tuples(st.just("set_note"), st.integers(0, 3), st.sampled_from(["", "x", "y\n\nz"])),
    st.tuples(st.just("highlight"), st.integers(0, 3), st.integers(0, 5), st.sampled_from(HighlightColor)),
    st.tuples(st.just("change"), st.integers(0, 3), st.sampled_from(HighlightColor), st.sampled_from([None, "", "n"])),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("bookmark"), SOME, st.booleans()),
    st.tuples(st.just("mark_read"), SOME, st.booleans()),
    st.tuples(st.just("put_in_trash"), SOME),
    st.tuples(st.just("restore"), SOME),
)


def do(services: Services, ids: list[ArticleId], action: tuple[Any, ...]) -> None:
    """Numbers of articles and highlights become their ids."""
    annotate, (kind, *given) = services.annotate, action
    highlights = services.highlights.all()
    if kind in ("tag", "untag") or (kind in ("bookmark", "mark_read") and len(given[0]) != 1):  # one is not remembered
        getattr(annotate, kind)([ids[at] for at in given[0]], given[1])
    elif kind in ("rename_tag", "color_tag", "delete_tag", "merge_tags"):
        getattr(annotate, kind)(*given)
    elif kind == "set_note":
        annotate.set_note(ids[given[0]], given[1])
    elif kind == "highlight":
        annotate.highlight(ids[given[0]], Span(given[1], given[1] + 5), color=given[2])
    elif kind in ("put_in_trash", "restore"):
        getattr(annotate, kind)([ArticleNumber(at + 1) for at in given[0]])
    elif kind == "change" and highlights:
        annotate.change_highlight(highlights[given[0] % len(highlights)].id, color=given[1], note=given[2])
    elif kind == "remove" and highlights:
        annotate.remove_highlight(highlights[given[0] % len(highlights)].id)


@settings(deadline=None, max_examples=40)
@given(st.lists(ACTIONS, min_size=1, max_size=12))
def test_undoing_all_gives_the_beginning_and_doing_all_again_the_end(actions: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(build_services(locate(Path(folder)))) as services:
        ids = fill(services)
        states = [state(services)]
        done: list[str] = []
        for action in actions:
            do(services, ids, action)
            states.append(state(services))
        end = states[-1]
        while words := services.annotate.undo():
            done.append(words)
            assert state(services) in states
        assert state(services) == states[0]
        assert [services.annotate.redo() for _ in done] == done[::-1]
        assert state(services) == end
        assert services.annotate.redo() == ""


def test_several_tags_are_deleted_and_undone_in_one_go(services: Services) -> None:
    annotate, tags = services.annotate, services.tags
    annotate.tag([ArticleId("a")], ["water", "rail", "port"])
    numbers = [tag.number for tag in tags.all()]
    annotate.delete_tags(numbers[:2])
    assert len(tags.all()) == 1
    assert annotate.undo() == "2 tags deleted"
    assert len(tags.of(ArticleId("a"))) == 3


def test_several_tags_get_one_colour_in_one_go(services: Services) -> None:
    annotate, tags = services.annotate, services.tags
    annotate.tag([ArticleId("a")], ["water", "rail"])
    annotate.color_tags([tag.number for tag in tags.all()], TagColor.TEAL)
    assert {tag.color for tag in tags.all()} == {TagColor.TEAL}
    assert annotate.undo() == "Colour of 2 tags changed"
    assert {tag.color for tag in tags.all()} == {None}
