"""Files and folders that are odd, hostile or change while they are read: each costs itself, says why, and is named."""

import json
import os
from pathlib import Path

import pytest

from reader.cli import main
from reader.library.importers import formats
from reader.tasks import read_files
from tests.tasks.bringing_in import Import, articles_in, bring_in, bring_in_measured

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and names of bytes are those of POSIX")
TURNED = "\u202e"  # what stands behind it is shown from right to left
TINY, MANY_TINY = 5_000, 1_000_000
HEADS = {"html": "<!DOCTYPE html><title>Nested</title>", "json": '{"title": "Nested", "text": "Words.", "more": '}


def test_links_that_lead_nowhere_round_or_to_what_has_no_end(folder: Path, came: Import) -> None:
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "nowhere.txt").symlink_to("nothing")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    (folder / "inner").mkdir()
    (folder / "inner" / "up").symlink_to("..")
    (folder / "inner" / "b.txt").write_text("The inner one\n\nWords.", "utf-8")
    result = came()
    assert result.reason("round.txt") == "It is a link that leads to itself."
    assert result.reason("nowhere.txt") == "The file is not there."
    assert result.reason("zero.txt") == "This is not an ordinary file."
    assert result.reason("pipe.txt") == "This is not an ordinary file."
    assert set(result.articles) == {"The good one", "The inner one"}
    assert len(result.report) == 6  # the folder that leads up is not gone through again


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_folder_and_a_file_without_permission(folder: Path, came: Import) -> None:
    (folder / "closed").mkdir(mode=0)
    (folder / "closed.txt").touch(mode=0)
    result = came()
    assert result.reason("closed") == "There is no permission to read it."
    assert result.reason("closed.txt") == "There is no permission to read it."


def test_names_that_are_no_letters_or_steer_the_terminal(folder: Path, came: Import) -> None:
    names = (b"caf\xe9 \xff.txt", b"new\nline.txt", b"\x1b[2J\x1b]0;x\x07.txt", f"{TURNED}exe.txt".encode())
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_bytes(f"Title {number}\n\nWords.".encode())
        (folder / os.fsdecode(b"empty " + name)).touch()
    result = came()
    assert len(result.articles) == 1 + len(names)
    assert result.err.count("The file is empty.") == result.err.count("\n") == len(names)
    assert not any(sign in result.err for sign in ("\x1b", "\x07", TURNED))
    assert "5 skipped" in came().out  # they are known again by their names


def test_unreadable_names_in_lines_of_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / os.fsdecode(b"\xff.txt")).touch()
    capfd.readouterr()
    assert main(["import", str(folder), "--library", str(folder.parent / "l"), "--names-later", "--progress"]) == 0
    reported = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert [failure["path"] for failure in reported["failed"]] == [str(folder / "\udcff.txt")]


def test_letters_that_are_none(folder: Path, came: Import) -> None:
    (folder / "nul.txt").write_bytes(b"Nul\x00 title\n\n" + b"Wo\x00rds \x07 and \x1b[31m more.\n" * 9)
    (folder / "nul.jsonl").write_text('{"title": "Half \\ud800 a\\u0000b", "text": "Half \\udfff \\u0000."}\n', "utf-8")
    (folder / "turned.txt").write_text(
        f"Annual {TURNED}gpj.report\n\nSource: {TURNED}evil\n\nWords {TURNED}and on.", "utf-8"
    )
    (folder / "turned.html").write_text(
        f"<title>Page {TURNED}gpj</title><meta name=author content='{TURNED}Ann'><p>Words</p>", "utf-8"
    )
    result = came()
    assert result.reason("nul.txt") == "The file does not look like text."
    for article in result.articles.values():
        whole = f"{article.title}{article.text}{article.source}{article.author}"
        assert not any(sign in whole for sign in ("\x00", "\x07", "\x1b", TURNED))
        assert whole.encode("utf-8")
    assert {"Half ? ab", "Annual gpj.report", "Page gpj"} <= set(result.articles)


def test_encodings_that_are_not_what_is_stated(folder: Path, came: Import) -> None:
    words = "Größe und Äpfel über Öl, wie es hieß. " * 5
    mail = "From: a@b.c\nTo: x@y.z\nSubject: Mail\nDate: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset="
    (folder / "a.html").write_bytes(f'<meta charset="utf-16"><title>Page</title><p>{words}'.encode("cp1252"))
    (folder / "b.eml").write_bytes(f"{mail}utf-7\n\n{words}".encode("cp1252"))
    (folder / "c.eml").write_bytes(f"{mail}no-such-charset\n\n{words}".replace("Mail", "Post").encode())
    (folder / "d.txt").write_bytes(b"\xef\xbb\xbf" + f"Marked\n\n{words}".encode("cp1252"))
    (folder / "e.rss").write_bytes(
        f'<?xml version="1.0" encoding="zlib"?><rss><channel><item><title>Item</title><description>{words}'
        "</description></item></channel></rss>".encode()
    )
    result = came()
    assert result.reason("d.txt") == "The file says it is UTF-8, but parts of it are not."
    for title in ("Page", "Mail", "Post", "Item"):
        assert "Äpfel" in result.articles[title].text, title


def test_titles_and_tags_of_any_length(folder: Path, came: Import) -> None:
    (folder / "title.txt").write_text(f"{'T' * 4_000}\n\nWords below a long title.", "utf-8")
    (folder / "title.html").write_text(f"<title>{'L ' * 2_000}</title><p>Words.</p>", "utf-8")
    tags = ", ".join(f"tag{number}" for number in range(10_000))
    (folder / "tags.md").write_text(f"---\ntitle: Tagged\ntags: [{tags}]\n---\nWords.\n", "utf-8")
    result = came()
    assert len(result.articles) == 4
    assert max(map(len, result.articles)) <= 301
    assert main(["tags", "--library", str(folder.parent / "library"), "--json"]) == 0


@pytest.mark.parametrize("depth", [90, 5_000, 200_000])
def test_markup_and_values_nested_deeply(depth: int, folder: Path, came: Import) -> None:
    (folder / "a.html").write_text(HEADS["html"] + "<div>" * depth + "Words inside." + "</div>" * depth, "utf-8")
    (folder / "b.html").write_text(HEADS["html"].replace("N", "Un") + "<b><i>" * depth + "Words inside.", "utf-8")
    (folder / "a.jsonl").write_text(HEADS["json"] + "[" * depth + "]" * depth + "}", "utf-8")
    (folder / "b.json").write_text("[" * depth, "utf-8")
    (folder / "c.json").write_text('{"a":' * depth, "utf-8")
    (folder / "a.md").write_text(f"# Quoted\n\n{'>' * depth} Words.\n\n{'- ' * min(depth, 5_000)}x\n", "utf-8")
    result = came()
    assert {"Nested", "Quoted"} <= set(result.articles)
    assert all(reason.endswith(".") for reason in result.report.values() if reason)
    assert "could not be read as" not in result.err


def test_a_file_that_goes_while_it_is_read(folder: Path, came: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "going.txt").write_text("Going\n\nWords.", "utf-8")
    real = formats.read_file

    def read(path: Path, *more: object) -> object:
        if path.name == "going.txt":
            path.unlink(missing_ok=True)
        return real(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(read_files, "read_file", read)
    assert came().reason("going.txt") == "The file is not there."


def test_a_file_that_changes_whenever_it_is_read(folder: Path, came: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "growing.jsonl"
    path.write_text("".join(f'{{"title": "Entry {number}", "text": "Words."}}\n' for number in range(500)), "utf-8")
    real = formats.read_file

    def read(found: Path, *more: object) -> object:
        if found == path:
            with path.open("a", encoding="utf-8") as file:
                file.write('{"title": "Another", "text": "Words."}\n')
        return real(found, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(read_files, "read_file", read)
        assert came().reason("growing.jsonl") == "The file was being changed while it was read."
    titles = set(came().articles)  # now that it rests, all of it comes
    assert {f"Entry {number}" for number in range(500)} | {"Another"} <= titles


def test_a_folder_whose_files_go_while_it_is_gone_through(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        (folder / f"{number}.txt").write_text(f"Title {number}\n\nWords.", "utf-8")
    real = formats.read_file

    def read(path: Path, *more: object) -> object:
        items = real(path, *more)  # type: ignore[arg-type]
        for name in os.listdir(folder)[:2]:
            (folder / name).unlink()
        return items

    monkeypatch.setattr(read_files, "read_file", read)
    result = bring_in(folder, tmp_path / "library", capfd)
    assert 60 < len(result.articles) < 201
    assert set(result.report.values()) <= {"", "The file is not there."}


def test_very_many_tiny_files_in_little_memory(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    count = MANY_TINY if request.config.getoption("--long") else TINY
    for part in range(0, count, 1_000):
        inside = tmp_path / "files" / f"{part:07}"
        inside.mkdir(parents=True)
        for number in range(part, part + 1_000):
            (inside / f"{number}.txt").write_text(f"Title {number}\n\nWords {number}.", "utf-8")
    done = bring_in_measured(tmp_path / "files", tmp_path / "library")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{count:,} files read, {count:,} articles added")
    assert done.peak_mb < 400


def test_an_article_of_nearly_as_much_as_there_may_be_is_stored_whole(
    folder: Path, came: Import, tmp_path: Path
) -> None:
    text = ("Wörter in einer Zeile, " * 200 + "\n\n") * 4_000
    (folder / "a.txt").write_text(f"Large\n\n{text}", "utf-8")
    assert (folder / "a.txt").stat().st_size > 19_000_000 * 0.9
    result = came()
    assert result.articles["Large"].text.count("Wörter") == 800_000
    assert articles_in(tmp_path / "library")["Large"].text == result.articles["Large"].text
