"""`readalso export`: what it writes, what it says, what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.locations import locate
from tests.cli.conftest import Run


@pytest.fixture
def library(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    for name in ("harbour", "road"):
        (tmp_path / f"{name}.txt").write_text(f"About a {name}\n\nThere was a {name}.\n", "utf-8")
    run("import", "--library", folder, "--names-later", tmp_path / "harbour.txt", tmp_path / "road.txt")
    return folder


def test_everything_is_written_read_back_and_said(run: Run, library: Path, tmp_path: Path) -> None:
    done = run("export", "--library", library, "--format", "jsonl", "--everything", tmp_path / "all.jsonl")
    assert done.status == 0
    assert done.out.splitlines() == [
        f"2 articles exported to {tmp_path / 'all.jsonl'}", "Read back and equal: 2 articles, 2 versions.",
    ]  # fmt: skip


def test_the_answer_in_json(run: Run, library: Path, tmp_path: Path) -> None:
    answer = run("export", "--library", library, "--format", "csv", tmp_path / "list.csv", "--json").json
    assert (answer["articles"], answer["checked"], answer["equal"]) == (2, True, True)
    assert Path(answer["path"]).read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_progress_comes_as_lines_and_a_report_at_the_end(run: Run, library: Path, tmp_path: Path) -> None:
    done = run("export", "--library", library, "--format", "jsonl", tmp_path / "all.jsonl", "--progress")
    events = [json.loads(line) for line in done.out.splitlines()]
    assert {event["stage"] for event in events[:-1]} == {"Exporting", "Reading back"}
    assert (events[-1]["event"], events[-1]["equal"]) == ("report", True)


def test_a_search_and_ids_choose_articles(run: Run, library: Path, tmp_path: Path) -> None:
    found = run("export", "--library", library, "--format", "markdown", "--query", "harbour", tmp_path / "md")
    assert found.status == 0
    assert sorted(path.name for path in (tmp_path / "md").glob("*.md")) == ["About a harbour.md"]
    ids = [one["id"] for one in run("list", "--library", library, "--json").json]
    run("export", "--library", library, "--format", "csl", "--ids", *ids, "--no-check", "--", tmp_path / "refs.json")
    assert len(json.loads((tmp_path / "refs.json").read_text("utf-8"))) == 2


def test_an_existing_file_is_only_overwritten_when_told(run: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("mine")
    done = run("export", "--library", library, "--format", "csv", out)
    assert done.status == 1
    assert "there already" in done.err
    assert out.read_text() == "mine"
    assert run("export", "--library", library, "--format", "csv", out, "--overwrite").status == 0


def test_nothing_to_export_is_told(run: Run, library: Path, tmp_path: Path) -> None:
    for choice in (["--bookmarked"], ["--tag", "water"], ["--query", "nosuchword"]):
        done = run("export", "--library", library, "--format", "html", *choice, tmp_path / "out.html")
        assert done.status == 1
        assert done.err.startswith("readalso: ")
    assert not (tmp_path / "out.html").exists()


def test_an_export_is_imported_as_any_other_file(run: Run, library: Path, tmp_path: Path) -> None:
    ids = [one["id"] for one in run("list", "--library", library, "--json").json]
    run("bookmark", "--library", library, ids[0])
    run("export", "--library", library, "--format", "jsonl", tmp_path / "all.jsonl")
    other = tmp_path / "other"
    report = run("import", "--library", other, "--names-later", "--json", tmp_path / "all.jsonl").json
    assert report["added"] == 2
    listed = run("list", "--library", other, "--json").json
    assert sorted(one["id"] for one in listed) == sorted(ids)
    assert [one["id"] for one in listed if one["bookmarked"]] == [ids[0]]
    again = run("import", "--library", other, "--names-later", "--json", tmp_path / "all.jsonl").json
    assert again["added"] == 0
    assert run("search", "--library", other, "harbour", "--json").json["total"] == 1


def test_pages_are_laid_out_without_a_display(start: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"
    done = start(
        ["export", "--library", library, "--format", "pdf", out],
        DISPLAY=None,
        WAYLAND_DISPLAY=None,
        QT_QPA_PLATFORM=None,
    )
    assert (done.status, done.err) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-")


def test_no_other_format_loads_qt(library: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from reader.cli import main\n"
        "for key in ('jsonl', 'markdown', 'html', 'epub', 'csv', 'ris', 'csl', 'opml', 'annotations'):\n"
        f"    assert main(['export', '--library', {str(library)!r}, '--format', key, {str(tmp_path)!r} + key]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_library_that_cannot_be_opened_is_exported_from_its_backup(run: Run, library: Path, tmp_path: Path) -> None:
    assert run("backup", "--library", library).status == 0
    file = locate(library).library_file
    for beside in file.parent.glob("library.sqlite-*"):
        beside.unlink()
    file.write_bytes(b"damaged " * 4_000)
    done = run("export", "--library", library, "--format", "jsonl", tmp_path / "all.jsonl")
    assert done.status == 0
    assert "Exported is the backup of" in done.err
    assert "Read back and equal: 2 articles" in done.out
