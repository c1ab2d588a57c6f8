"""What the command line means before anything is done. A window that a desktop starts does without the parser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.arguments import COMMAND_NAMES, read_arguments
from reader.cli import PlainStart, plain_start
from reader.locations import PATH_SIGNS, path_of


@pytest.fixture
def there(tmp_path: Path) -> Path:
    path = tmp_path / "an article.txt"
    path.write_text("A headline\n\nSome words.\n", "utf-8")
    return path


def test_no_arguments_are_a_plain_start() -> None:
    assert plain_start([]) == PlainStart(None, ())


def test_files_and_addresses_of_files_are_a_plain_start(there: Path) -> None:
    assert plain_start([str(there), there.as_uri()]) == PlainStart(None, (there, there))
    assert plain_start(["--library", "shelf", str(there)]) == PlainStart(Path("shelf"), (there,))


def test_a_file_of_the_working_folder_is_a_plain_start(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(there.parent)
    assert plain_start([there.name]) == PlainStart(None, (Path(there.name),))


@pytest.mark.parametrize(
    "given", [[], ["FILE"], ["FILE", "FILE"], ["--library", "shelf"], ["--library", "shelf", "FILE"]], ids=str
)
def test_the_parser_says_the_same_of_a_plain_start(given: list[str], there: Path) -> None:
    given = [str(there) if argument == "FILE" else argument for argument in given]
    options = read_arguments(given)
    assert plain_start(given) == PlainStart(options.library, options.files)
    assert options.command is options.screenshot is None
    assert not options.install_desktop
    assert not options.remove_desktop


@pytest.mark.parametrize(
    "given",
    [
        ["list"], ["--help"], ["--version"], ["--library"], ["--library", "--version"], ["--library=shelf"],
        ["--screenshot", "FILE"], ["import", "FILE"], ["FILE", "--library", "shelf"], ["missing/file.txt"],
        ["--library", "shelf", "list"], [""],
    ],
    ids=str,
)  # fmt: skip
def test_everything_else_is_left_to_the_parser(given: list[str], there: Path) -> None:
    assert plain_start([str(there) if argument == "FILE" else argument for argument in given]) is None


@pytest.mark.parametrize("missing", ["missing/file.txt", "moved.md", "file:///nowhere/file.txt"])
def test_a_file_that_is_not_there_is_left_to_the_import_which_says_so(missing: str, there: Path) -> None:
    options = read_arguments(["--library", "shelf", str(there), missing])
    assert options.command is None
    assert options.files == (there, path_of(missing))


@pytest.mark.parametrize(("word", "told"), [("doctr", "doctr"), ("", "(no name)")])
def test_a_word_that_is_no_command_is_wrong_usage(word: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read_arguments(["--library", "shelf", word])
    assert f"no command of this name: {told}." in capsys.readouterr().err


def test_options_after_a_file_are_wrong_usage(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read_arguments([str(there), "--library", "shelf"])
    assert f"this file comes first: {there}" in capsys.readouterr().err


def test_the_help_tells_that_files_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    for given, usage in (
        (["--help"], "readalso [OPTION...] [FILE...]"),
        (["show", "--help"], "usage: readalso show ["),
    ):
        with pytest.raises(SystemExit, match="0"):
            read_arguments(given)
        assert usage in capsys.readouterr().out


def test_a_command_is_never_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in COMMAND_NAMES:
        (tmp_path / name).write_text("A file that is called as a command is.\n", "utf-8")
        assert plain_start([name]) is None
        assert not set(name) & set(PATH_SIGNS)


def test_a_plain_start_loads_no_parser(there: Path) -> None:
    code = (
        "import sys; from reader.cli import plain_start\n"
        "assert plain_start(['--library', 'shelf', sys.argv[1]])\n"
        "print(sorted({'argparse', 'reader.arguments', 'reader.command_table'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(there)], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are letters there")
def test_a_name_that_is_no_letters_is_found_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9, 100% #1?.txt")
    path.write_bytes(b"A headline\n\nSome words.\n")
    assert plain_start([path.as_uri()]) == PlainStart(None, (path,))
    assert read_arguments([path.as_uri()]).files == (path,)


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "file.txt/deeper/an article.txt"], ids=len)
def test_what_cannot_be_looked_at_is_left_to_the_import_too(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").touch()
    path = tmp_path / name
    assert plain_start([str(path)]) is None
    assert read_arguments([str(path)]).files == (path,)
