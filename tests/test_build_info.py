"""What build this is, from what a build or a checkout leaves behind."""

import json
import sys
from pathlib import Path

import pytest

from reader import __version__, build_info, locations
from reader.build_info import BuildInfo, Kind, commit_of, kind_of, read_build_file, without_home

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program, which the tests' Python takes itself to be."""
    folder = tmp_path / "readalso"
    told = {"commit": COMMIT, "built": "2026-11-27", "Qt": "6.11.3", "PySide6": "6.11.2"}
    write(folder / "_internal" / "reader" / "_bundled" / "build.json", json.dumps(told))
    write(folder / "readalso", "")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "readalso"))
    monkeypatch.setattr(build_info, "own_files", lambda: folder / "_internal" / "reader" / "_bundled")
    return folder


def test_without_a_build_it_says_what_it_stands_on() -> None:
    info = build_info.build_info()
    assert info.kind in (Kind.CHECKOUT, Kind.WHEEL)
    assert (info.version, info.built, info.portable) == (__version__, "", False)
    versions = dict(info.versions)
    assert versions["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert versions.keys() >= {"Python", "Qt", "PySide6", "SQLite"}
    assert info.parts.startswith(f"Python {versions['Python']}, Qt ")
    assert json.loads(json.dumps(info.as_facts()))["versions"] == versions


def test_a_build_says_what_was_written_when_it_was_made(frozen: Path) -> None:
    info = build_info.build_info()
    assert (info.kind, info.commit, info.built, info.program) == (Kind.FOLDER, COMMIT, "2026-11-27", frozen)
    assert info.origin == "application folder, built 27 Nov 2026 from 012345678"
    assert dict(info.versions)["PySide6"] == "6.11.2"


def test_a_package_says_its_kind_beside_the_program(frozen: Path) -> None:
    for kind in Kind:
        write(frozen / "kind", f"{kind.value}\n")
        assert kind_of(frozen) is kind
        assert build_info.KIND_WORDS[kind]
    write(frozen / "kind", "something else\n")
    assert kind_of(frozen) is Kind.FOLDER


def test_an_application_of_macos_is_known_by_its_shape(tmp_path: Path) -> None:
    contents = tmp_path / "Read Also.app" / "Contents"
    contents.mkdir(parents=True)
    assert kind_of(contents) is Kind.MACOS
    write(contents / "Resources" / "kind", "folder")
    assert kind_of(contents) is Kind.FOLDER


@pytest.mark.parametrize("text", [None, "", "[1, 2]", "{", '{"built": 3}', '{"built": ["x"]}'])
def test_a_build_file_that_cannot_be_read_costs_only_what_is_in_it(frozen: Path, text: str | None) -> None:
    path = frozen / "_internal" / "reader" / "_bundled" / "build.json"
    path.unlink() if text is None else write(path, text)
    assert read_build_file(path) == {}
    assert build_info.build_info().origin == "application folder"


def test_a_portable_copy_says_so(frozen: Path) -> None:
    write(frozen / locations.PORTABLE_MARKS[0], "")
    info = build_info.build_info()
    assert info.portable
    assert info.origin.endswith(", portable")


def test_the_commit_is_read_without_git(tmp_path: Path) -> None:
    git = tmp_path / ".git"
    assert commit_of(tmp_path) == ""
    write(git / "HEAD", f"{COMMIT}\n")
    assert commit_of(tmp_path) == COMMIT
    write(git / "HEAD", "ref: refs/heads/main\n")
    assert commit_of(tmp_path) == ""  # nothing was committed yet
    write(git / "packed-refs", f"# pack-refs\n{OTHER} refs/heads/mainly\n{COMMIT} refs/heads/main\n")
    assert commit_of(tmp_path) == COMMIT
    write(git / "refs" / "heads" / "main", f"{OTHER}\n")
    assert commit_of(tmp_path) == OTHER  # newer than what was packed
    write(git / "refs" / "heads" / "main", "<html>\n")
    assert commit_of(tmp_path) == ""


def test_the_commit_of_a_second_checkout_is_found_in_the_first(tmp_path: Path) -> None:
    inner = tmp_path / "first" / ".git" / "worktrees" / "second"
    write(inner / "HEAD", "ref: refs/heads/topic\n")
    write(inner / "commondir", "../..\n")
    write(tmp_path / "first" / ".git" / "refs" / "heads" / "topic", f"{COMMIT}\n")
    write(tmp_path / "second" / ".git", f"gitdir: {inner}\n")
    assert commit_of(tmp_path / "second") == COMMIT


@pytest.mark.parametrize(
    ("kind", "commit", "built", "words"),
    [
        (Kind.CHECKOUT, COMMIT, "", "from source, commit 012345678"),
        (Kind.WHEEL, "", "", "Python package"),
        (Kind.DEB, "", "2026-01-02", "Debian package, built 2 Jan 2026"),
        (Kind.MSI, COMMIT, "someday", "Windows installer, built someday from 012345678"),
    ],
)
def test_a_build_in_words(kind: Kind, commit: str, built: str, words: str) -> None:
    info = BuildInfo("1", kind, commit, built, Path("/x"), False, "Linux", ())
    assert info.origin == words


def test_the_readers_name_is_taken_out_of_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_info.os.path, "expanduser", lambda _path: "/home/ann")
    words = "Log /home/ann/.local/x\nHome /home/ann\nOther /home/anna/x and /srv/home/ann/y\n"
    assert without_home(words) == "Log ~/.local/x\nHome ~\nOther /home/anna/x and /srv/home/ann/y\n"
    monkeypatch.setattr(build_info.os.path, "expanduser", lambda _path: "/")
    assert without_home(words) == words
