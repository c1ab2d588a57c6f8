"""Names and corrections of them without the window."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from tests.conftest import WriteArticle

Library = tuple[str, Path]
CORRECTIONS = "action,name,entity_id,form,to_name,to_kind,to_id\n"


@pytest.fixture
def library(run: Run, tmp_path: Path, write_article: WriteArticle) -> Library:
    """Two articles with names that every recogniser finds."""
    given = ("--library", tmp_path / "library")
    text = "Barack Obama met Angela Merkel in Berlin. Obama praised the long table, and Merkel thanked Mr Obama."
    paths = [write_article(f"{n}.txt", f"Talks {n}", text) for n in range(2)]
    assert run("import", *paths, *given).status == 0
    return given


def named(run: Run, library: Sequence[object], *more: object) -> dict[str, str]:
    return {one["name"]: one["kind"] for one in run("names", "--json", *more, *library).json["names"]}


def test_names_are_listed_by_kind_and_words(run: Run, library: Library) -> None:
    assert named(run, library)["Angela Merkel"] == "person"
    assert set(named(run, library, "--kind", "place")) == {"Berlin"}
    assert set(named(run, library, "--filter", "merk")) == {"Angela Merkel"}
    shown = run("names", "--kind", "person", "--limit", "1", *library)
    assert shown.status == 0
    assert shown.out == "Angela Merkel  (person, 2 articles)\n"
    assert "1 more" in shown.err
    answer = run("names", "--kind", "person", "--json", *library).json
    assert answer["total"] == 2
    assert answer["names"][0]["articles"] == 2
    assert answer["names"][0]["id"].startswith("person:")


def test_corrections_are_taken_in_applied_listed_and_written(run: Run, library: Library, tmp_path: Path) -> None:
    assert run("names", "corrections", *library).out == ""
    merkel = run("names", "--filter", "merkel", "--json", *library).json["names"][0]["id"]
    file = tmp_path / "corrections.csv"
    rename, add = f"rename,Angela Merkel,{merkel},,The chancellor,,", "add,,,long table,long table,other,"
    file.write_text(f"{CORRECTIONS}{rename}\n{add}\nadd,,,,,,\n")
    taken = run("names", "corrections", "--import", file, *library)
    assert taken.status == 0
    assert taken.out == "2 corrections were taken in.\n"
    assert taken.err == "readalso: line 4 was left out: there is no word in it\n"
    assert named(run, library).items() >= {"The chancellor": "person", "long table": "other"}.items()
    assert run("names", "corrections", "--import", file, "--json", *library).json == {
        "taken": 0, "present": 2, "problems": [{"line": 4, "reason": "there is no word in it"}],
    }  # fmt: skip
    listed = run("names", "corrections", "--json", *library).json
    assert [one["words"] for one in listed] == [
        "Renamed Angela Merkel to The chancellor", "Added long table as a name of another kind",
    ]  # fmt: skip
    assert "Renamed Angela Merkel to The chancellor  (whole library)" in run("names", "corrections", *library).out
    written = tmp_path / "written.csv"
    assert "2 corrections were written" in run("names", "corrections", "--export", written, *library).out
    assert run("names", "corrections", "--import", written, "--json", *library).json["present"] == 2


def test_a_list_of_names_is_taken_in_too(run: Run, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("long table\n")
    later = run("names", "corrections", "--import", file, "--names-later", *library)
    assert later.status == 0
    assert "long table" not in named(run, library)
    assert run("doctor", *library).status == 1
    assert run("index", *library).status == 0
    assert "long table" in named(run, library)
    assert run("doctor", "--json", *library).json["counts"]["corrections of names"] == 1


def test_names_are_linked_anew_on_demand(run: Run, library: Library) -> None:
    before = named(run, library)
    assert run("names", "relink", "--json", *library).json["articles"] >= 2
    assert named(run, library) == before


def test_wrong_usage_and_unusable_files_are_told(run: Run, library: Library, tmp_path: Path) -> None:
    assert run("names", "--export", tmp_path / "x.csv", *library).status == 2
    assert run("names", "--kind", "planet", *library).status == 2
    missing = run("names", "corrections", "--import", tmp_path / "none.csv", *library)
    assert missing.status == 1
    assert "could not be read" in missing.err
    (tmp_path / "empty.csv").write_text("action\nmarry\n")
    assert run("names", "corrections", "--import", tmp_path / "empty.csv", *library).status == 1


def test_relinking_that_was_killed_is_completed(run: Run, tmp_path: Path, write_article: WriteArticle) -> None:
    given = ("--library", tmp_path / "library")
    paths = [write_article(f"{n}.txt", f"Talks {n}", f"Angela Merkel came, {n}.") for n in range(210)]
    assert run("import", *paths, *given).status == 0
    merkel = run("names", "--filter", "merkel", "--json", *given).json["names"][0]
    assert merkel["articles"] == 210
    file = tmp_path / "corrections.csv"
    file.write_text(f"{CORRECTIONS}hide,,{merkel['id']},,,,\n")
    command = [sys.executable, "-m", "reader", "names", "corrections", "--import", file, "--progress", *given]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ}) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if '"stage": "Linking names,"' in line:  # the first of two batches is on its way
                child.send_signal(signal.SIGKILL)
                break
        child.wait()
    assert child.returncode == -signal.SIGKILL
    counts = run("doctor", "--json", *given).json["counts"]
    assert 0 < counts["of them only to be linked anew"] <= 210
    assert run("index", *given).status == 0
    assert run("doctor", "--json", *given).json["counts"]["of them only to be linked anew"] == 0
    assert run("names", "--filter", "merkel", "--json", *given).json["total"] == 0
