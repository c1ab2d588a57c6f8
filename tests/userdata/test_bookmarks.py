"""What the reader marked is kept by the article's id, in a file of its own."""

from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.database import Database
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.marks import Marks
from reader.userdata.read_state import ReadState
from reader.wiring import Services

ONE, TWO, THREE = ArticleId("one"), ArticleId("two"), ArticleId("three")


@pytest.fixture(params=[Bookmarks, ReadState])
def marks(request: pytest.FixtureRequest, services: Services) -> Marks:
    found = request.param(services.userdata)
    assert isinstance(found, Marks)
    return found


def test_marking_twice_changes_nothing(marks: Marks) -> None:
    for _ in range(2):
        marks.mark(ONE, True)
    assert marks.all() == [ONE]
    for _ in range(2):
        marks.mark(ONE, False)
    assert marks.all() == []
    assert not marks.holds(ONE)


def test_the_newest_mark_comes_first(marks: Marks) -> None:
    for article_id in (TWO, ONE, THREE):
        marks.mark(article_id, True)
    assert marks.all() == [THREE, ONE, TWO]
    marks.mark(TWO, True)  # marked already: it keeps its place
    assert marks.all() == [THREE, ONE, TWO]


def test_those_that_are_marked_are_picked_out(marks: Marks) -> None:
    marks.mark(ONE, True)
    marks.mark(THREE, True)
    assert marks.among([ONE, TWO, ArticleId("'; DROP TABLE bookmarks")]) == {ONE}
    assert marks.among([]) == set()


def test_bookmarked_and_read_are_two_things(services: Services) -> None:
    services.bookmarks.mark(ONE, True)
    services.read_state.mark(TWO, True)
    assert services.bookmarks.all() == [ONE]
    assert services.read_state.all() == [TWO]


def test_looking_makes_no_file(services: Services, marks: Marks) -> None:
    assert marks.all() == []
    assert marks.among([ONE]) == set()
    marks.mark(ONE, False)
    assert services.read_state.position(ONE) == 0.0
    assert not services.locations.userdata_file.exists()


def test_marks_survive_the_end_of_the_program(services: Services) -> None:
    services.bookmarks.mark(ONE, True)
    services.userdata.close()
    from_disk = Database(Path(services.locations.userdata_file), services.userdata._migrations, what="")
    assert Bookmarks(from_disk).all() == [ONE]
    from_disk.close()
