"""Where things are."""

import sys
from pathlib import Path

import pytest

from reader.locations import LIBRARY_VARIABLE, bundled, locate, own_command


def test_a_chosen_library_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    found = locate(tmp_path / "archive")
    for path in (found.library_file, found.userdata_file, found.preferences_file, found.session_file, found.log_file):
        assert path.is_relative_to(tmp_path / "archive")
    assert found.index_folder("abc").is_relative_to(tmp_path / "archive")
    assert list(tmp_path.iterdir()) == []  # asking makes nothing


def test_the_environment_names_the_library_and_the_command_line_overrules_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "one"))
    assert locate().data == tmp_path / "one"
    assert locate(tmp_path / "two").data == tmp_path / "two"


def test_a_library_in_the_home_folder_may_be_named_by_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert locate(Path("~/archive")).data == tmp_path / "archive"


def test_a_library_is_the_same_wherever_the_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate(Path("archive")).data == tmp_path / "archive"


@pytest.mark.skipif(sys.platform != "linux", reason="the folders are those of the platform")
def test_without_a_choice_the_platforms_folders_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    found = locate()
    assert found.data == tmp_path / "data" / "readalso"
    assert found.cache == tmp_path / "cache" / "readalso"
    assert found.config == tmp_path / "config" / "readalso"
    assert found.log.is_relative_to(tmp_path / "state" / "readalso")


def test_two_libraries_never_share_an_index(tmp_path: Path) -> None:
    found = locate(tmp_path)
    assert found.index_folder("a") != found.index_folder("b")


@pytest.mark.parametrize("name", ["seeds", "resources"])
def test_what_ships_with_the_program_is_found(name: str) -> None:
    assert any(bundled(name).iterdir())


def test_the_program_knows_how_to_start_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command() == [sys.executable, "-m", "reader"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable]
