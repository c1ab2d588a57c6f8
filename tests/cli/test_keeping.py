"""Tags, notes, highlights, the trash and undoing without the window."""

import io
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleId, Span
from reader.locations import locate
from reader.wiring import build_services
from tests.cli.conftest import Outcome, Run
from tests.conftest import WriteArticle

Library = tuple[str, Path]


@pytest.fixture
def library(run: Run, tmp_path: Path, write_article: WriteArticle) -> Library:
    given = ("--library", tmp_path / "library")
    text = "The river rose by three metres that night, and the bridge was closed."
    paths = [write_article(f"{n}.txt", f"Flood {n}", f"{text} It was day {n}.") for n in range(3)]
    assert run("import", *paths, "--names-later", *given).status == 0
    return given


@pytest.fixture
def ids(run: Run, library: Library) -> list[str]:
    listed = run("list", "--json", *library).json
    return [row["id"] for row in sorted(listed, key=lambda row: row["title"])]


def said(outcome: Outcome) -> str:
    assert outcome.status == 0, outcome.err
    return outcome.out.strip()


def tags(run: Run, library: Library) -> dict[str, int]:
    return {tag["name"]: tag["articles"] for tag in run("tags", "--json", *library).json}


def test_tags_are_put_on_articles_and_taken_off(run: Run, library: Library, ids: list[str]) -> None:
    assert said(run("tag", "C++", ids[0], ids[1], *library)) == "2 articles tagged “C++”"
    assert said(run("tag", "flood", "--query", "river", *library)) == "3 articles tagged “flood”"
    assert said(run("tag", "flood", ids[0], *library)) == "Nothing was to be changed."
    assert said(run("tag", "flood", ids[2], "--remove", *library)) == "“flood” taken off 1 article"
    assert said(run("tags", *library)) == "C++  (2 articles)\nflood  (2 articles)"
    found = run("search", "tag:flood -tag:C++", "--json", *library).json
    assert found["total"] == 0
    assert [row["tags"] for row in run("list", "--json", *library).json if row["id"] == ids[0]] == [["C++", "flood"]]


def test_tags_are_changed(run: Run, library: Library, ids: list[str]) -> None:
    for number, name in enumerate(("river", "sea", "water")):
        run("tag", name, ids[number], *library)
    assert said(run("tags", "--rename", "SEA", "Ocean", *library)) == "Tag “sea” renamed to “Ocean”"
    assert said(run("tags", "--color", "water", "blue", *library)) == "Colour of tag “water” changed"
    assert "water  (1 article · blue)" in run("tags", *library).out
    assert said(run("tags", "--merge", "river", "ocean", "water", *library)).endswith("merged into “water”")
    assert tags(run, library) == {"water": 3}
    assert said(run("tags", "--delete", "water", *library)) == "Tag “water” deleted"
    assert said(run("undo", *library)) == "Undone: Tag “water” deleted."
    assert tags(run, library) == {"water": 3}
    assert said(run("undo", "--redo", *library)) == "Done again: Tag “water” deleted."
    assert tags(run, library) == {}


def test_tags_can_be_merged_into_a_new_one(run: Run, library: Library, ids: list[str]) -> None:
    run("tag", "river", ids[0], *library)
    run("tag", "sea", ids[1], *library)
    assert run("tags", "--merge", "river", "sea", "water", *library).status == 0
    assert tags(run, library) == {"water": 2}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("tags", "--delete", "nothing"), 1, "There is no tag “nothing”."),
        (("tags", "--color", "flood", "ultraviolet"), 1, "no colour of a tag"),
        (("tags", "--merge", "flood"), 2, "name the tags to merge"),
        (("tag", "water"), 2, "say which articles"),
        (("tag", "water", "nothing"), 1, "There is no article nothing"),
        (("tag", "x", "--remove", "--query", "river"), 1, "There is no tag “x”."),
        (("note", "nothing", "text"), 1, "There is no article nothing"),
        (("trash", "put"), 2, "say which articles"),
        (("trash", "restore", "nothing"), 1, "nothing is not in the trash"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: tuple[str, ...], status: int, words: str, run: Run, library: Library, ids: list[str]
) -> None:
    run("tag", "flood", ids[0], *library)
    outcome = run(*arguments, *library)
    assert outcome.status == status
    assert words in outcome.err
    assert outcome.err.startswith("readalso: ")
    assert "Traceback" not in outcome.err


def test_notes_are_written_shown_and_removed(
    run: Run, library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(run("note", ids[0], "Ask", "Ms Bray.", *library)) == ""
    assert said(run("note", ids[0], *library)) == "Ask Ms Bray."
    monkeypatch.setattr("sys.stdin", io.StringIO("Two\nlines\n"))
    assert said(run("note", ids[0], "-", *library)) == ""
    assert said(run("note", ids[0], *library)) == "Two\nlines"
    assert run("search", "note:lines", "--json", *library).json["total"] == 1
    run("note", ids[0], "--remove", *library)
    assert said(run("note", ids[0], *library)) == ""


def test_what_was_made_of_an_article_is_shown_with_it(run: Run, library: Library, ids: list[str]) -> None:
    run("tag", "flood", ids[0], *library)
    run("note", ids[0], "Ask Ms Bray.", *library)
    with closing(build_services(locate(library[1]))) as services:
        services.annotate.highlight(ArticleId(ids[0]), Span(4, 9), note="Which one?")
    shown = said(run("show", ids[0], *library))
    assert "Tags: flood\n\nNote:\nAsk Ms Bray.\n\nHighlights:\n- “river” (yellow)\n    Which one?" in shown
    described = run("show", ids[0], "--json", *library).json
    assert (described["tags"], described["note"]) == (["flood"], "Ask Ms Bray.")
    (highlight,) = described["highlights"]
    assert (highlight["quote"], highlight["start"], highlight["end"]) == ("river", 4, 9)
    (listed,) = run("highlights", "--json", *library).json
    assert listed == highlight | {"title": "Flood 0"}
    assert said(run("highlights", *library)).startswith(f"Flood 0 ({ids[0]})\n- “river” (yellow)")
    doctor = run("doctor", *library).out
    assert "highlights: 1" in doctor


def test_articles_go_into_the_trash_and_come_back(run: Run, library: Library, ids: list[str]) -> None:
    assert said(run("trash", "put", ids[0], ids[1], *library)) == "2 articles put in the trash."
    assert {row["id"] for row in run("trash", "--json", *library).json} == {ids[0], ids[1]}
    assert [row["id"] for row in run("list", "--json", *library).json] == [ids[2]]
    assert run("search", "river", "--json", *library).json["total"] == 1
    assert said(run("trash", "restore", ids[0], *library)) == "1 article taken out of the trash."
    assert run("search", "river", "--json", *library).json["total"] == 2
    assert said(run("undo", *library)) == "Undone: 1 article taken out of the trash."
    assert ids[0] in run("trash", *library).out
    refused = run("trash", "empty", *library)
    assert refused.status == 2
    assert "2 articles would be deleted for good" in refused.err
    assert said(run("trash", "empty", "--yes", *library)) == "2 articles deleted for good."
    assert said(run("trash", *library)) == ""
    assert said(run("undo", *library)) == "Undone: 2 articles put in the trash."
    assert said(run("undo", *library)) == "There is nothing to undo."


@pytest.mark.parametrize("command", ["tags", "highlights", "trash", "undo", "trash empty --yes"])
def test_an_empty_library_is_no_error(command: str, run: Run, tmp_path: Path) -> None:
    assert run(*command.split(), "--library", tmp_path / "empty").status == 0
