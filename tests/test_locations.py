"""Where things are."""

import sys
from pathlib import Path

import platformdirs
import pytest

from reader.errors import ReaderError
from reader.locations import (
    LIBRARY_VARIABLE,
    PRINTING_PROGRAM,
    bundled,
    lasting_command,
    locate,
    own_command,
    portable_folder,
    program_folder,
)


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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("named", [None, "", " ", "relative", "~/folder", "/absolute", "/with space/ä/"])
@pytest.mark.parametrize("home", ["/home/somebody", "/", "relative", "", None])
def test_the_short_way_to_the_platforms_folders_leads_to_the_same(
    named: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LIBRARY_VARIABLE, raising=False)
    for name, value in [
        ("HOME", home),
        *((f"XDG_{name}_HOME", named) for name in ("DATA", "CACHE", "CONFIG", "STATE")),
    ]:
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    dirs = platformdirs.PlatformDirs("readalso", appauthor=False)
    expected = (dirs.user_data_path, dirs.user_cache_path, dirs.user_config_path, dirs.user_log_path)
    assert tuple(locate()) == expected


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


def test_on_windows_children_are_the_program_that_has_an_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(monkeypatch, tmp_path / "readalso.exe")
    monkeypatch.setattr(sys, "platform", "win32")
    assert own_command() == [str(tmp_path / "readalso.exe")]  # the other one is not there
    (tmp_path / PRINTING_PROGRAM).touch()
    assert own_command() == [str(tmp_path / PRINTING_PROGRAM)]
    assert lasting_command() == [str(tmp_path / "readalso.exe")]  # it opens a window


def freeze(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    """As if this were the installed program, started from there."""
    program.parent.mkdir(parents=True, exist_ok=True)
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    for name in ("APPIMAGE", "APPDIR", LIBRARY_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("mark", ["portable", "portable.txt"])
def test_a_portable_copy_keeps_everything_beside_the_program(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(monkeypatch, tmp_path / "stick" / "readalso" / "readalso")
    (tmp_path / "stick" / "readalso" / mark).touch()
    home = tmp_path / "stick" / "readalso" / "readalso-data"
    assert portable_folder() == home
    found = locate()
    assert found.data == home
    assert all(folder.is_relative_to(home) for folder in found)
    assert not home.exists()  # asking makes nothing
    home.mkdir()
    assert locate() == found


def test_a_chosen_library_counts_more_than_being_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(monkeypatch, tmp_path / "readalso")
    (tmp_path / "portable").touch()
    assert locate(tmp_path / "mine").data == tmp_path / "mine"
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "ours"))
    assert locate().data == tmp_path / "ours"


def test_without_the_file_the_installed_program_is_not_portable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(monkeypatch, tmp_path / "readalso")
    (tmp_path / "readalso-data").mkdir()
    assert portable_folder() is None
    (tmp_path / "portable").mkdir()  # a folder of that name is somebody's own
    assert portable_folder() is None


def test_a_checkout_and_a_wheel_are_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(monkeypatch, tmp_path / "python")
    monkeypatch.delattr(sys, "frozen")
    (tmp_path / "portable").touch()
    assert program_folder() is None
    assert portable_folder() is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_the_program_leads_to_the_folder_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(monkeypatch, tmp_path / "real" / "readalso")
    (tmp_path / "real" / "portable").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "readalso")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "link"))
    assert portable_folder() == tmp_path / "real" / "readalso-data"


def test_beside_an_appimage_means_beside_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounted = tmp_path / "mount"
    freeze(monkeypatch, mounted / "usr" / "lib" / "readalso" / "readalso")
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "stick" / "ReadAlso.AppImage"))
    monkeypatch.setenv("APPDIR", str(mounted))
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "portable").touch()
    assert program_folder() == tmp_path / "stick"
    assert portable_folder() == tmp_path / "stick" / "readalso-data"
    assert lasting_command() == [str(tmp_path / "stick" / "ReadAlso.AppImage")]
    assert own_command() == [sys.executable]


def test_the_appimage_of_another_program_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal or a file manager may be one, and hands its variables to whatever it starts."""
    freeze(monkeypatch, tmp_path / "opt" / "readalso")
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "terminal" / "Terminal.AppImage"))
    monkeypatch.setenv("APPDIR", str(tmp_path / "mount"))
    assert program_folder() == tmp_path / "opt"
    assert lasting_command() == [sys.executable]


def test_on_macos_beside_means_beside_the_application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(monkeypatch, tmp_path / "Stick" / "Read Also.app" / "Contents" / "MacOS" / "readalso")
    assert program_folder() == tmp_path / "Stick"


@pytest.mark.parametrize("obstacle", ["a file of that name", "a folder that cannot be written"])
def test_where_a_portable_copy_cannot_write_words_say_what_to_do(
    obstacle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(monkeypatch, tmp_path / "readalso")
    (tmp_path / "portable.txt").touch()
    if obstacle == "a file of that name":
        (tmp_path / "readalso-data").touch()
    else:  # whoever runs the tests may be allowed to write everywhere
        monkeypatch.setattr("os.access", lambda path, _mode: path != tmp_path)
    with pytest.raises(ReaderError, match="portable copy") as caught:
        locate()
    assert "“portable.txt”" in caught.value.remedy
    assert locate(tmp_path / "mine").data == tmp_path / "mine"  # and a chosen library is opened all the same
