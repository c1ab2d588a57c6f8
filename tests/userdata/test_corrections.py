"""Corrections: kept in their order, taken back, said again, and nothing written before the first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.database import Database
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId, EntityKind
from reader.userdata.corrections import Corrections
from reader.userdata.schema import MIGRATIONS

RENAME = Correction(CorrectionAction.RENAME, EntityId("person:kim"), "Kim", to_name="Kim Dae-jung")
HIDE = Correction(CorrectionAction.HIDE, EntityId("person:paris"), "Paris", ArticleId("a1"))
ADD = Correction(
    CorrectionAction.ADD, form="Mount Fuji", to_id=EntityId("place:mt fuji"), to_name="Mount Fuji",
    to_kind=EntityKind.PLACE,
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "userdata.sqlite", MIGRATIONS, what="list of bookmarks")
    with closing(opened):
        yield opened


@pytest.fixture
def corrections(database: Database) -> Corrections:
    return Corrections(database)


def said(corrections: Corrections) -> list[Correction]:
    return [each._replace(number=0, made_at="") for each in corrections.all()]


def test_nothing_is_written_before_the_first_correction(corrections: Corrections, database: Database) -> None:
    assert corrections.all() == ()
    assert corrections.revision() == ""
    assert (corrections.count(), corrections.can_undo(), corrections.can_redo()) == (0, False, False)
    assert corrections.undo() == corrections.redo() == corrections.delete([1]) == ()
    assert corrections.add_all([]) == []
    assert not database.exists()


def test_a_correction_is_kept_with_all_that_was_said(corrections: Corrections) -> None:
    kept = [corrections.add(each) for each in (RENAME, HIDE, ADD)]
    assert corrections.all() == tuple(kept)
    assert said(corrections) == [RENAME, HIDE, ADD]
    assert [each.number for each in kept] == [1, 2, 3]
    assert all(each.made_at.endswith("+00:00") for each in kept)


def test_the_last_one_is_undone_and_done_again_as_it_was(corrections: Corrections) -> None:
    kept = [corrections.add(RENAME), corrections.add(HIDE)]
    assert corrections.undo() == (kept[1],)
    assert corrections.undo() == (kept[0],)
    assert not corrections.can_undo()
    assert corrections.redo() == (kept[0],)
    assert corrections.redo() == (kept[1],)
    assert corrections.redo() == ()
    assert corrections.all() == tuple(kept)


def test_a_new_one_ends_what_could_be_done_again(corrections: Corrections) -> None:
    corrections.add(RENAME)
    corrections.undo()
    assert corrections.can_redo()
    assert corrections.add(ADD).number == 2  # a number is never used twice
    assert not corrections.can_redo()


def test_what_was_made_together_is_undone_together(corrections: Corrections) -> None:
    first = corrections.add(RENAME)
    together = corrections.add_all([HIDE, ADD])
    assert corrections.undo() == tuple(together)
    assert corrections.all() == (first,)
    assert corrections.redo() == tuple(together)


def test_a_deleted_one_can_be_brought_back_to_its_place(corrections: Corrections) -> None:
    kept = [corrections.add(each) for each in (RENAME, HIDE, ADD)]
    assert corrections.delete([kept[0].number, kept[1].number]) == tuple(kept[:2])
    assert corrections.delete([99]) == ()
    assert corrections.all() == (kept[2],)
    assert corrections.redo() == tuple(kept[:2])
    assert corrections.all() == tuple(kept)


def test_the_revision_tells_every_list_from_every_other(corrections: Corrections) -> None:
    revisions = [corrections.revision()]
    for change in (
        lambda: corrections.add(RENAME), lambda: corrections.add(HIDE), lambda: corrections.delete([1]),
        lambda: corrections.add(RENAME),
    ):  # fmt: skip
        change()
        revisions.append(corrections.revision())
    assert len(set(revisions)) == len(revisions)
    corrections.undo()
    assert corrections.revision() == revisions[-2]


def test_one_that_cannot_be_read_costs_itself_only(corrections: Corrections, database: Database) -> None:
    corrections.add(RENAME)
    corrections.add(HIDE)
    with database.writing() as db:
        db.execute("UPDATE corrections SET action = 'marry' WHERE number = 1")
    assert said(corrections) == [HIDE]


def test_an_older_file_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "userdata.sqlite"
    with (
        closing(Database(path, MIGRATIONS[:2], what="list of bookmarks")) as older,
        older.writing() as db,
    ):
        db.execute("INSERT INTO bookmarks VALUES ('a1', '2025-01-01')")
    with closing(Database(path, MIGRATIONS, what="list of bookmarks")) as database:
        Corrections(database).add(HIDE)
        with database.reading() as db:
            assert db.execute("SELECT article_id FROM bookmarks").fetchall() == [("a1",)]
