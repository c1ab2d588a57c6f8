"""The list of corrections, as a file and back, and names of the reader's own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.identity import entity_id
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.errors import ReaderError
from reader.tasks.correct_names import completed
from reader.tasks.correction_files import LineProblem, read_corrections, read_names, written
from reader.tasks.correction_list import EVERYWHERE, GONE, CorrectionList, TakenIn
from reader.wiring import Services
from tests.conftest import MakeDraft

RENAME, MERGE, HIDE, ADD = CorrectionAction.RENAME, CorrectionAction.MERGE, CorrectionAction.HIDE, CorrectionAction.ADD
PERSON, PLACE, ORGANISATION, OTHER = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER
KIM = EntityId("person:kim")


@pytest.fixture
def correction_list(services: Services) -> CorrectionList:
    return services.correction_list


def said(services: Services) -> list[Correction]:
    return [one._replace(number=0, made_at="") for one in services.corrections.all()]


def test_the_list_tells_what_where_and_when(
    services: Services, correction_list: CorrectionList, make_draft: MakeDraft
) -> None:
    (number,) = services.shelf.add([make_draft("A harbour")])
    article = services.shelf.at(number).article
    for where in ("", article.id, "gone"):
        services.corrections.add(Correction(HIDE, KIM, "Kim", ArticleId(where)))
    lines = correction_list.lines()
    assert [(line.what, line.where) for line in lines] == [
        ("Hid Kim", EVERYWHERE), ("Hid Kim", "A harbour"), ("Hid Kim", GONE),
    ]  # fmt: skip
    assert [line.number for line in lines] == [1, 2, 3]
    assert all(line.when[:2] == "20" and len(line.when) == len("2025-01-31 23:59") for line in lines)


def test_a_file_gives_back_what_was_written_and_nothing_twice(
    services: Services, correction_list: CorrectionList, tmp_path: Path
) -> None:
    made = [
        Correction(RENAME, KIM, "=Kim", to_name="'@home"),
        Correction(MERGE, KIM, "Kim; “the, elder”", to_id=EntityId("person:x"), to_name="'s-Gravenhage", to_kind=PLACE),
        Correction(ADD, article_id=ArticleId("a1"), form="K\tI", to_id=KIM, to_name="-Kim", to_kind=PERSON),
    ]
    services.corrections.add_all(completed(one) for one in made)
    before = said(services)
    file = tmp_path / "names.csv"
    assert correction_list.export_to(file) == "3 corrections were written to names.csv."
    assert file.read_bytes().startswith(b"\xef\xbb\xbfaction,name,entity_id,")
    assert correction_list.take_in(file) == TakenIn(0, 3, ())
    services.corrections.delete([1, 2, 3])
    assert correction_list.import_from(file) == "3 corrections were taken in."
    assert said(services) == before
    assert len(services.corrections.undo()) == 3


def test_no_cell_is_a_formula() -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1", "''=1"]
    for name in names:
        row = written([Correction(RENAME, KIM, name, to_name=name)]).splitlines()[1]
        assert f"'{name}" in row
    assert "'Ndrangheta" in written([Correction(RENAME, KIM, to_name="'Ndrangheta")])
    assert "''Ndrangheta" not in written([Correction(RENAME, KIM, to_name="'Ndrangheta")])


TEXTS = st.text(alphabet=st.sampled_from("a=+-@'\"\t\r\n,;＝é "), max_size=8)


@given(st.lists(st.tuples(TEXTS, TEXTS.map(lambda text: f"x{text}"), TEXTS.map(lambda text: f"{text}x"))))
def test_every_cell_comes_back_as_it_was(cells: list[tuple[str, str, str]]) -> None:
    made = tuple(Correction(RENAME, EntityId(who), name, to_name=to) for name, who, to in cells)
    assert read_corrections(written(made)).corrections == made


def test_a_bad_line_costs_itself_only() -> None:
    text = (
        "Action;entity_id;to_name;to_kind\n"
        "rename;person:kim;Kim the elder;\n"
        "marry;person:kim;Kim;\n"
        "\n"
        "retype;person:kim;;planet\n"
        "rename;person:kim;;\n"
        "retype;person:kim;;Location\n"
        "hide\n"
    )
    read = read_corrections(text)
    assert [one.action for one in read.corrections] == ["rename", "retype"]
    assert read.problems == (
        LineProblem(3, "“marry” is none of rename, retype, merge, split, hide, add"),
        LineProblem(5, "“planet” is none of person, place, organisation, other"),
        LineProblem(6, "the new name is empty"),
        LineProblem(8, "it does not say whom it is about"),
    )
    assert TakenIn(1, 0, (*read.problems, *read.problems)).in_words() == (
        "1 correction was taken in. Left out: line 3: “marry” is none of rename, retype, merge, split, hide, add;"
        " line 5: “planet” is none of person, place, organisation, other; line 6: the new name is empty; and 5 more."
    )
    assert read_corrections("name,kind\nKim,person\n").problems[0].line == 1


def names(text: str) -> list[tuple[str, str, EntityKind | None]]:
    return [(one.form, one.to_name, one.to_kind) for one in read_names(text).corrections]


KAI = [
    ("Korea Aerospace Industries", "Korea Aerospace Industries", ORGANISATION),
    ("KAI", "Korea Aerospace Industries", ORGANISATION),
    ("K.A.I.", "Korea Aerospace Industries", ORGANISATION),
    ("Mount Fuji", "Mount Fuji", PLACE),
]


@pytest.mark.parametrize(
    "text",
    [
        "name,kind,aliases\nKorea Aerospace Industries,organisation,KAI;K.A.I.\nMount Fuji,place,\n",
        "Kind\tName\tAliases\nORG\tKorea Aerospace Industries\tKAI; K.A.I.\nplace\tMount Fuji\t\n",
        "name;kind;aliases\nKorea Aerospace Industries;company;KAI;K.A.I.\n\nMount Fuji;place\n",
        "Korea Aerospace Industries,organisation,KAI;K.A.I.\nMount Fuji,place,",
        "Korea Aerospace Industries;organization;KAI;K.A.I.\r\nMount  Fuji;place",
        '"name","aliases","kind"\n"Korea Aerospace Industries","KAI;K.A.I.","organisation"\n"Mount Fuji","","place"\n',
    ],
)
def test_a_list_of_names_may_look_in_many_ways(text: str) -> None:
    assert names(text) == KAI


def test_names_alone_are_a_list_too() -> None:
    assert names('Samsung Electronics Co., Ltd.\n"Chemical Ali\n\nI\n') == [
        ("Samsung Electronics Co., Ltd.", "Samsung Electronics Co., Ltd.", None),
        ('"Chemical Ali', '"Chemical Ali', None),
    ]
    assert read_names("Kim\nI\n").problems == (LineProblem(2, "“I”: a single letter is no name"),)
    assert read_names("").corrections == ()


def test_names_without_a_kind_get_that_of_the_library_or_of_their_words(
    services: Services, correction_list: CorrectionList, make_draft: MakeDraft, tmp_path: Path
) -> None:
    fuji = Entity(EntityId("place:known"), PLACE, "Mount Fuji")
    (number,) = services.shelf.add([make_draft("One", "Mount Fuji")])
    services.names.store([(ArticleNumber(number), [LinkedMention(Span(0, 10), fuji)])], recognized_by="1")
    file = tmp_path / "own.txt"
    file.write_text("mount fuji\nMinistry of Harbours\nMira Okafor\n", "utf-16")
    assert correction_list.import_from(file, own_list=True) == "3 corrections were taken in."
    assert [(one.form, one.to_id, one.to_kind) for one in services.corrections.all()] == [
        ("mount fuji", "place:known", PLACE),
        ("Ministry of Harbours", entity_id(ORGANISATION, "Ministry of Harbours"), ORGANISATION),
        ("Mira Okafor", entity_id(PERSON, "Mira Okafor"), PERSON),
    ]
    assert correction_list.take_in(file, own_list=True) == TakenIn(0, 3, ())
    assert len(services.corrections.undo()) == 3


def test_a_file_that_cannot_be_used_is_named(correction_list: CorrectionList, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="could not be read"):
        correction_list.take_in(tmp_path / "none.csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(ReaderError, match="could not be written"):
        correction_list.export_to(tmp_path / "file" / "names.csv")
    (tmp_path / "open.csv").write_text('name,kind\n"Kim,person\n' + "x\n" * 100_000)
    with pytest.raises(ReaderError, match="from line 2 on"):
        correction_list.take_in(tmp_path / "open.csv", own_list=True)
