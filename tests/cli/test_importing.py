"""Importing and watching from the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import WriteArticle


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_what_came_of_each_file_is_written_as_a_table(
    run: Run, library: Path, write_article: WriteArticle, tmp_path: Path
) -> None:
    folder = write_article("a.txt", "One").parent
    report = tmp_path / "report.csv"
    said = run("import", folder, "--names-later", "--report", report, "--library", library)
    assert said.out == "1 files read, 1 articles added, 0 already there, 0 failed\n"
    assert [row[1] for row in csv.reader(report.read_text("utf-8-sig").splitlines())] == ["outcome", "added"]
    again = run("import", folder, tmp_path / "no.txt", "--names-later", "--report", report, "--library", library)
    assert again.status == 0
    assert again.out == "0 files read, 0 articles added, 0 already there, 1 skipped, 1 failed\n"
    assert str(tmp_path / "no.txt") in again.err


def test_how_files_are_to_be_read_can_be_said(run: Run, library: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Überfahrt\n\nDas Schiff fährt über die Förde.\n".encode("utf-16-be"))
    assert run("import", path, "--encoding", "utf-16-be", "--names-later", "--library", library).status == 0
    assert "Überfahrt" in run("list", "--library", library).out


@pytest.mark.parametrize("arguments", [("--encoding", "klingon"), ("--columns", "title"), ("--columns", "title=")])
def test_what_cannot_be_understood_is_said(arguments: tuple[str, str], run: Run, library: Path, tmp_path: Path) -> None:
    said = run("import", tmp_path, *arguments, "--library", library)
    assert said.status == 1
    assert said.err.startswith("readalso: “")


def test_paths_options_and_pauses_come_on_standard_input(
    run: Run, library: Path, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [str(write_article(f"{number}.txt", f"Article {number}")) for number in range(70)]
    lines = json.dumps({"paths": paths, "options": {"split": False}}) + '\n{"pause": true}\n{"pause": false}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    said = run("import", "--paths-from-stdin", "--names-later", "--progress", "--library", library)
    events = [json.loads(line) for line in said.out.splitlines()]
    assert events[-1]["added"] == 70
    assert events[-1]["number"] == 1
    assert max(event.get("articles", 0) for event in events) == 70


def test_folders_are_watched_paused_and_let_go(
    run: Run, library: Path, write_article: WriteArticle, tmp_path: Path
) -> None:
    folder = write_article("a.txt", "One").parent
    assert "No folder is watched." in run("watch", "--library", library).out
    assert "1 articles added" in run("watch", "add", folder, "--names-later", "--library", library).out
    write_article("b.txt", "Two")
    assert run("watch", "pause", folder, "--library", library).status == 0
    assert "0 articles added" in run("watch", "scan", "--names-later", "--library", library).out
    assert run("watch", "resume", folder, "--library", library).status == 0
    assert "1 articles added" in run("watch", "scan", "--names-later", "--library", library).out
    (folder / "a.txt").unlink()
    run("watch", "scan", "--names-later", "--library", library)
    assert run("watch", "list", "--library", library).out == f"{folder}: 1 files, 1 gone\n"
    described = run("watch", "--json", "--library", library).json
    assert [(one["path"], one["files"], one["gone"]) for one in described["folders"]] == [(str(folder), 1, 1)]
    assert described["problems"] == []
    assert run("watch", "remove", folder, "--library", library).status == 0
    assert run("watch", "remove", folder, "--library", library).status == 1
    for wrong in ((), (tmp_path / "nowhere",)):
        said = run("watch", "add", *wrong, "--library", library)
        assert (said.status, said.err.startswith("readalso: ")) == (1, True)


def test_what_is_new_in_watched_folders_comes_in_with_the_index(
    run: Run, library: Path, write_article: WriteArticle
) -> None:
    folder = write_article("a.txt", "One").parent
    run("watch", "add", folder, "--names-later", "--library", library)
    write_article("b.txt", "Two", "Zanzibar is named.")
    assert "1 articles added" in run("index", "--names-later", "--library", library).out
    assert "1 article;" in run("search", "zanzibar", "--library", library).out


def test_a_scan_for_the_window_looks_at_what_it_was_told(
    run: Run, library: Path, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_article("a.txt", "One").parent
    run("watch", "add", folder, "--names-later", "--library", library)
    new = write_article("deep/b.txt", "Two")
    write_article("c.txt", "Three")
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"paths": [str(new.parent)]}) + "\n"))
    said = run("watch", "scan", "--paths-from-stdin", "--progress", "--library", library)
    report = json.loads(said.out.splitlines()[-1])
    assert (report["event"], report["added"], report["number"] > 0) == ("report", 1, True)
    monkeypatch.setattr("sys.stdin", io.StringIO('{"paths": []}\n'))
    said = run("watch", "scan", "--paths-from-stdin", "--progress", "--library", library)
    assert json.loads(said.out.splitlines()[-1])["added"] == 1
