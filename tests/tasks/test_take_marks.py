"""What the reader had made in another program is added to what there is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.articles.article import ArticleId, Span
from reader.library.importers.draft import ImportedArticle, ImportedHighlight, ImportedMarks
from reader.userdata.annotation import HighlightColor
from reader.wiring import Services

TEXT = "The river rose by three metres that night.\n\nThe bridge at Alm was closed. “Nobody,” she said, “was hurt.”"
THEN = datetime(2020, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def one(services: Services) -> ArticleId:
    draft = ImportedArticle(title="One", text=TEXT)
    services.shelf.add([draft])
    return draft.id


def everything(services: Services) -> list[list[tuple[object, ...]]]:
    tables = ("tags", "article_tags", "notes", "highlights", "bookmarks", "read_articles", "changes")
    with services.userdata.reading() as db:
        return [[tuple(row) for row in db.execute(f"SELECT * FROM {table}")] for table in tables]


MARKS = ImportedMarks(
    tags=("Water", "climate  policy", "water", "\u202e", "x" * 300),
    read=True,
    starred=True,
    note="Ask Ms Bray.\r\n",
    highlights=(
        ImportedHighlight("river rose by three metres", note="Who measured?", color="blue"),
        ImportedHighlight('"Nobody," she said, "was hurt."', color="purple"),
        ImportedHighlight("words that are not in the text", made_at=datetime(2019, 1, 1)),
        ImportedHighlight("   "),
    ),
    saved_at=THEN,
)


def test_every_mark_arrives_with_its_time(services: Services, one: ArticleId) -> None:
    services.take_marks([(one, MARKS)])
    assert [tag.name for tag in services.tags.of(one)] == ["climate policy", "water", "x" * 100]
    note = services.notes.of(one)
    assert note is not None
    assert (note.text, note.made_at) == ("Ask Ms Bray.", "2020-05-01T10:00:00.000000+00:00")
    assert services.bookmarks.holds(one)
    assert services.read_state.holds(one)
    lost, river, said = services.highlights.of(one)
    assert (river.quote, river.start, river.color, river.note) == (
        "river rose by three metres", 4, HighlightColor.BLUE, "Who measured?",
    )  # fmt: skip
    assert (river.prefix, river.suffix.startswith(" that night.")) == ("The ", True)
    assert said.quote == "Nobody,” she said, “was hurt"
    assert said.color is HighlightColor.YELLOW
    assert (lost.quote, lost.start) == ("words that are not in the text", -1)
    assert lost.made_at == "2019-01-01T00:00:00.000000+00:00"
    with services.userdata.reading() as db:
        moments = {
            row[0] for row in db.execute("SELECT added_at FROM bookmarks UNION SELECT read_at FROM read_articles")
        }
    assert moments == {"2020-05-01T10:00:00.000000+00:00"}


def test_taking_them_twice_changes_nothing(services: Services, one: ArticleId) -> None:
    services.take_marks([(one, MARKS)])
    before = everything(services)
    services.take_marks([(one, MARKS)])
    services.take_marks([(one, MARKS), (one, MARKS)])
    assert everything(services) == before


def test_marks_join_what_there_is(services: Services, one: ArticleId) -> None:
    services.annotate.tag([one], ["Alm"])
    services.annotate.set_note(one, "My own.")
    start = TEXT.index("river")
    services.annotate.highlight(one, Span(start, start + len("river rose by three metres")), note="Mine")
    services.take_marks([(one, MARKS)])
    assert services.tags.of(one)[0].name == "Alm"
    note = services.notes.of(one)
    assert note is not None
    assert note.text == "My own.\n\nAsk Ms Bray."
    river = next(each for each in services.highlights.of(one) if each.start == start)
    assert (river.note, river.color) == ("Mine\n\nWho measured?", HighlightColor.YELLOW)
    before = everything(services)
    services.take_marks([(one, MARKS)])
    assert everything(services) == before


def test_no_mark_takes_another_away(services: Services, one: ArticleId) -> None:
    services.take_marks([(one, MARKS)])
    services.take_marks([(one, ImportedMarks(read=False, saved_at=datetime(2021, 1, 1, tzinfo=UTC)))])
    assert services.read_state.holds(one)
    assert services.bookmarks.holds(one)


def test_nothing_to_take_makes_no_file(services: Services, one: ArticleId) -> None:
    services.take_marks([])
    services.take_marks([(one, ImportedMarks(saved_at=THEN))])
    assert not services.locations.userdata_file.exists()


def test_the_same_article_twice_in_a_batch_gets_all_of_it(services: Services, one: ArticleId) -> None:
    first = ImportedMarks(note="a", highlights=(ImportedHighlight("river", note="a"),))
    second = ImportedMarks(note="b", highlights=(ImportedHighlight("river", note="b"), ImportedHighlight("Alm")))
    services.take_marks([(one, first), (one, second)])
    note = services.notes.of(one)
    assert note is not None
    assert note.text == "a\n\nb"
    assert [(each.quote, each.note) for each in services.highlights.of(one)] == [("river", "a\n\nb"), ("Alm", "")]


def test_of_an_article_that_is_not_there_marks_are_kept(services: Services) -> None:
    gone = ArticleId("gone")
    services.take_marks([(gone, MARKS)])
    assert len(services.highlights.of(gone)) == 3
    assert services.bookmarks.holds(gone)


def test_what_was_taken_is_no_entry_of_what_can_be_undone(services: Services, one: ArticleId) -> None:
    services.annotate.tag([one], ["Alm"])
    services.take_marks([(one, MARKS)])
    assert services.annotate.undo() == "1 article tagged “Alm”"
    assert "water" in [tag.name for tag in services.tags.of(one)]
