"""The commands as they are typed: what they print, how they end, and that nothing ends in a traceback."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.locations import LIBRARY_VARIABLE
from tests.cli.conftest import Outcome, Run
from tests.conftest import WriteArticle


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def article_id(run: Run, library: Path, write_article: WriteArticle) -> str:
    """The id of one article in the library."""
    one = write_article("one.txt", "The harbour of Dalian", "Gen Nakatani saw Zanzibar.", ("The pier", "Elsewhere"))
    two = write_article("two.txt", "The pier", links=("The harbour of Dalian",))
    assert run("import", one, two, "--library", library).status == 0
    listed = run("list", "--json", "--library", library).json
    return str(next(row["id"] for row in listed if row["title"] == "The harbour of Dalian"))


def is_said_in_words(outcome: Outcome) -> bool:
    return outcome.err.startswith("readalso: ") and "Traceback" not in outcome.err and outcome.err.count("\n") == 1


def test_the_usual_round_for_people(run: Run, library: Path, article_id: str) -> None:
    assert "The harbour of Dalian" in run("list", "--library", library).out
    found = run("search", "zanzibar", "--library", library)
    assert "1 article;" in found.out
    assert article_id in found.out
    shown = run("show", article_id, "--library", library).out
    assert "Gen Nakatani saw Zanzibar." in shown
    assert "- The pier\n" in shown
    assert "- Elsewhere (not in the library)" in shown
    assert run("index", "--check", "--library", library).status == 0
    assert "Everything is in order." in run("doctor", "--library", library).out


def test_bookmarks_are_set_listed_and_taken_away(run: Run, library: Path, article_id: str) -> None:
    for _ in range(2):
        assert run("bookmark", article_id, "--library", library).status == 0
    listed = run("list", "--bookmarked", "--json", "--library", library).json
    assert [(row["id"], row["bookmarked"]) for row in listed] == [(article_id, True)]
    assert run("list", "--bookmarked", "--unread", "--json", "--library", library).json == listed
    assert run("search", "is:bookmarked", "--json", "--library", library).json["total"] == 1
    assert run("bookmark", "--remove", article_id, "--library", library).status == 0
    assert run("list", "--bookmarked", "--json", "--library", library).json == []


@pytest.mark.parametrize("command", ["list", "search x", "doctor", "index", "index --check", "index --rebuild"])
@pytest.mark.parametrize("form", ["", "--json"])
def test_an_empty_library_is_no_error(command: str, form: str, run: Run, library: Path) -> None:
    if form and command.startswith("index"):
        return  # it has no such form
    outcome = run(*command.split(), *form.split(), "--library", library)
    assert outcome.status == 0, outcome.err
    assert outcome.err == ""


@pytest.mark.parametrize("command", ["show nothing", "show nothing --json", "bookmark nothing"])
def test_an_article_that_is_not_there_ends_with_one(command: str, run: Run, library: Path) -> None:
    outcome = run(*command.split(), "--library", library)
    assert outcome.status == 1
    assert outcome.out == ""
    assert is_said_in_words(outcome)
    assert "nothing" in outcome.err


def test_an_import_of_nothing_readable_ends_with_one(run: Run, library: Path, tmp_path: Path) -> None:
    outcome = run("import", tmp_path / "missing.txt", "--library", library)
    assert outcome.status == 1
    assert str(tmp_path / "missing.txt") in outcome.err
    assert is_said_in_words(outcome)


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"], ["search"], ["show"], ["import"], ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "z"],
        ["list", "--frob"], ["--size", "huge"], ["--theme", "purple"], ["show", "a", "b"], ["bookmark"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_two_and_says_how_it_is_used(arguments: list[str], run: Run) -> None:
    outcome = run(*arguments)
    assert outcome.status == 2
    assert "usage: readalso" in outcome.err
    assert "Traceback" not in outcome.err


def test_help_and_version_end_well(run: Run) -> None:
    assert run("--version").out == f"Read Also {__version__}\n"
    helped = run("--help")
    assert helped.status == 0
    for command in ("import", "search", "show", "list", "bookmark", "index", "doctor"):
        assert command in helped.out
        assert run(command, "--help").status == 0


def test_the_library_may_be_named_before_or_after_the_command_or_by_the_environment(
    run: Run, library: Path, article_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = run("list", "--json", "--library", library)
    assert len(after.json) == 2
    assert run("--library", library, "list", "--json") == after
    monkeypatch.setenv(LIBRARY_VARIABLE, str(library))
    assert run("list", "--json") == after
    assert run("list", "--json", "--library", tmp_path / "other").json == []
    assert article_id in after.out


def test_a_damaged_library_is_said_in_words_and_kept(run: Run, library: Path, article_id: str) -> None:
    damaged = b"this was never a database " * 500
    for leftover in library.glob("library.sqlite-*"):
        leftover.unlink()
    (library / "library.sqlite").write_bytes(damaged)
    for command in (["list"], ["search", "x"], ["show", article_id], ["index"], ["import", __file__]):
        outcome = run(*command, "--library", library)
        assert outcome.status == 1
        assert is_said_in_words(outcome), outcome.err
        assert "damaged" in outcome.err
    diagnosed = run("doctor", "--library", library)
    assert diagnosed.status == 1
    assert "damaged" in diagnosed.out
    assert (library / "library.sqlite").read_bytes() == damaged


def test_a_library_that_cannot_be_made_is_said_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    outcome = run("list", "--library", tmp_path / "taken" / "library")
    assert outcome.status == 1
    assert is_said_in_words(outcome)


def _delete(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scramble(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes()))


@pytest.mark.parametrize("harm", [_delete, _truncate, _scramble])
@pytest.mark.parametrize("which", ["state.json", "the rest", "all"])
def test_a_damaged_index_is_healed_by_the_next_search(
    harm: object, which: str, run: Run, library: Path, article_id: str
) -> None:
    for path in (library / "cache").rglob("*"):
        if path.is_file() and (which == "all" or (path.name == "state.json") is (which == "state.json")):
            harm(path)  # type: ignore[operator]
    outcome = run("search", "zanzibar", "--json", "--library", library)
    assert outcome.status == 0, outcome.err
    assert [hit["id"] for hit in outcome.json["hits"]] == [article_id]
    assert run("index", "--check", "--library", library).status == 0
    assert run("doctor", "--library", library).status == 0


def test_an_index_that_is_behind_is_told_and_completed(run: Run, library: Path, article_id: str) -> None:
    for path in (library / "cache").rglob("*"):
        if path.is_file():
            path.unlink()
    outcome = run("index", "--check", "--library", library)
    assert outcome.status == 1
    assert outcome.err.startswith("readalso: ")
    assert run("doctor", "--library", library).status == 1
    assert run("index", "--library", library).status == 0
    assert run("index", "--check", "--library", library).status == 0
    assert run("search", "zanzibar", "--json", "--library", library).json["hits"][0]["id"] == article_id


def test_a_rebuild_tells_how_many(run: Run, library: Path, article_id: str) -> None:
    assert run("index", "--rebuild", "--library", library).out == "2 articles\n"
    assert '"rebuilt"' in run("index", "--rebuild", "--progress", "--library", library).out
    assert article_id in run("search", "zanzibar", "--library", library).out


def test_a_query_that_begins_with_a_minus_can_be_asked(run: Run, library: Path, article_id: str) -> None:
    outcome = run("search", "--json", "--library", library, "--", "-zanzibar")
    assert outcome.status == 0
    assert article_id not in {hit["id"] for hit in outcome.json["hits"]}


def test_a_pipe_that_is_closed_early_is_no_error_to_speak_of(start: Run, library: Path, article_id: str) -> None:
    outcome = start(["list", "--library", library])
    assert article_id in outcome.out
    closed = subprocess.run(
        f"{shlex.quote(sys.executable)} -m reader list --library {shlex.quote(str(library))} | true",
        shell=True, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert closed.stderr == ""


def test_a_folder_that_cannot_be_looked_into_is_not_watched(run: Run, library: Path, tmp_path: Path) -> None:
    outcome = run("watch", "add", tmp_path / ("x" * 300), "--library", library)
    assert outcome.status == 1
    assert is_said_in_words(outcome)


@pytest.mark.parametrize("command", [["list"], ["search", "pier"], ["restore"], ["backup"]], ids=str)
def test_a_library_in_a_folder_that_cannot_be_looked_into_is_refused_in_words(
    run: Run, command: list[str], tmp_path: Path
) -> None:
    outcome = run(*command, "--library", tmp_path / ("x" * 300))  # for everybody; a folder of others is open to root
    assert outcome.status == 1
    assert is_said_in_words(outcome)
