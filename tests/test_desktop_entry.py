"""The menu entry is put in place for one user, names a program that starts, and goes away without a trace."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import desktop_entry
from reader.desktop_entry import APP_ID, ENTRY, METAINFO
from reader.errors import ReaderError

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems have another kind of menu")

SIZES = ("16x16", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512")


class EntryParser(configparser.ConfigParser):
    """The keys of a desktop entry are told apart by case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def program_in(folder: Path) -> Path:
    """A program called readalso that prints its own place."""
    folder.mkdir(parents=True)
    program = folder / "readalso"
    program.write_text('#!/bin/sh\nprintf "%s" "$0"\n')
    program.chmod(0o755)
    return program


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entry_of(home: Path) -> configparser.SectionProxy:
    parser = EntryParser(interpolation=None)
    parser.read(home / "applications" / ENTRY, encoding="utf-8")
    return parser["Desktop Entry"]


def as_a_desktop_reads_it(value: str) -> str:
    """Undoes the escapes of a string value; what is left of an Exec line is quoted as a shell does it."""
    return value.encode().decode("unicode_escape") if value.isascii() else value


def test_entry_icons_and_description_are_put_in_their_places(home: Path) -> None:
    lines = desktop_entry.install()
    icons = {Path(f"icons/hicolor/{size}/apps/{APP_ID}.png") for size in SIZES}
    icons |= {Path(f"icons/hicolor/scalable/apps/{APP_ID}.svg")}
    assert set(files_below(home)) == icons | {Path("applications", ENTRY), Path("metainfo", METAINFO)}
    assert lines[0] == "Read Also is in the menu now."
    assert f"Menu entry: {home / 'applications' / ENTRY}" in lines


def test_the_entry_names_a_program_that_can_be_started(home: Path) -> None:
    desktop_entry.install()
    entry = entry_of(home)
    assert (entry["Name"], entry["Icon"], entry["Type"]) == ("Read Also", APP_ID, "Application")
    assert os.access(entry["TryExec"], os.X_OK)
    assert entry["Exec"].startswith(f'"{entry["TryExec"]}"')


@pytest.mark.parametrize("folder", ["plain", "my programs", "at 100%f", 'a "strange" $HOME `folder`', "back\\slash"])
def test_the_exec_line_starts_a_program_in_a_folder_of_any_name(
    folder: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_in(tmp_path / folder)
    monkeypatch.setattr(sys, "argv", [str(program)])
    desktop_entry.install()
    entry = entry_of(home)
    assert as_a_desktop_reads_it(entry["TryExec"]) == str(program)
    line = as_a_desktop_reads_it(entry["Exec"])
    assert line.replace("%%", "").count("%") == 0, "a single % begins a field code"
    assert "%" not in line.split()[0], "GNOME drops an entry whose first word holds a percent sign"
    started = subprocess.run(["sh", "-c", line.replace("%%", "%")], capture_output=True, text=True, check=True)
    assert started.stdout == str(program)


def test_a_program_started_through_a_link_is_entered_as_the_link(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_in(tmp_path / "version-1")
    link = tmp_path / "bin" / "readalso"
    link.parent.mkdir()
    link.symlink_to(program)
    monkeypatch.setattr(sys, "argv", [str(link)])
    desktop_entry.install()
    assert entry_of(home)["TryExec"] == str(link)


def test_a_program_on_the_path_is_found_when_python_was_started_with_a_module(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_in(tmp_path / "bin")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "reader" / "__main__.py")])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "elsewhere" / "python"))
    monkeypatch.setenv("PATH", str(program.parent))
    desktop_entry.install()
    assert entry_of(home)["TryExec"] == str(program)


def test_without_the_command_the_entry_starts_the_module_from_its_own_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "argv", ["__main__.py"])
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("PATH", str(tmp_path))
    desktop_entry.install()
    entry = entry_of(home)
    assert entry["Exec"] == f'"{python}" "-m" "reader"'
    assert Path(entry["Path"], "reader", "__main__.py").is_file()


def test_a_second_install_changes_nothing(home: Path) -> None:
    desktop_entry.install()
    before, entry = files_below(home), (home / "applications" / ENTRY).stat()
    lines = desktop_entry.install()
    assert files_below(home) == before
    assert (home / "applications" / ENTRY).stat().st_mtime_ns == entry.st_mtime_ns
    assert lines[0] == "Read Also was in the menu already; nothing has changed."


def test_install_repairs_an_entry_that_points_elsewhere(home: Path) -> None:
    desktop_entry.install()
    right = files_below(home)
    (home / "applications" / ENTRY).write_text("[Desktop Entry]\nExec=gone\n")
    assert desktop_entry.install()[0] == "Read Also is in the menu now."
    assert files_below(home) == right


def test_remove_takes_away_ours_and_keeps_what_others_put_there(home: Path) -> None:
    strangers = [
        home / "applications" / "other.desktop",
        home / "icons" / "hicolor" / "48x48" / "apps" / "other.png",
        home / "icons" / "hicolor" / "48x48" / "apps" / f"{APP_ID}Two.png",
        home / "metainfo" / "other.metainfo.xml",
    ]
    for path in strangers:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not ours")
    before = files_below(home)
    desktop_entry.install()
    lines = desktop_entry.remove()
    assert files_below(home) == before
    assert f"Removed: {home / 'applications' / ENTRY}" in lines
    assert len(lines) == 1 + len(SIZES) + 3  # what it means, then the pictures, the drawing, the description, the entry


def test_remove_takes_an_icon_of_an_older_version_along(home: Path) -> None:
    desktop_entry.install()
    older = home / "icons" / "hicolor" / "22x22" / "apps" / f"{APP_ID}.png"
    older.parent.mkdir(parents=True)
    older.write_bytes(b"an icon")
    desktop_entry.remove()
    assert files_below(home) == {}


def test_removing_what_is_not_there_says_so(home: Path) -> None:
    assert desktop_entry.remove() == ["Read Also was not in the menu; nothing was removed."]
    assert not home.exists()


def test_a_relative_data_home_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "share")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    desktop_entry.install()
    assert (tmp_path / ".local" / "share" / "applications" / ENTRY).is_file()
    assert not (tmp_path / "share").exists()


def test_a_cache_that_is_there_is_renewed_by_the_desktops_own_tool(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("update-desktop-database", "gtk-update-icon-cache"):
        (tools / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/called"\nexit 1\n')
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    desktop_entry.install()
    assert not (tmp_path / "called").exists(), "without a cache there is nothing to renew"
    desktop_entry.remove()
    (home / "applications" / "mimeinfo.cache").touch()
    (home / "icons" / "hicolor" / "icon-theme.cache").touch()
    assert desktop_entry.install()[0] == "Read Also is in the menu now."
    assert [line.split()[0] for line in (tmp_path / "called").read_text().splitlines()] == [
        "update-desktop-database",
        "gtk-update-icon-cache",
    ]


def test_a_folder_that_cannot_be_made_gives_a_message_with_a_remedy(home: Path) -> None:
    home.mkdir()
    (home / "applications").write_text("a file where a folder should be")
    with pytest.raises(ReaderError) as caught:
        desktop_entry.install()
    assert str(home / "applications" / ENTRY) in caught.value.problem
    assert "XDG_DATA_HOME" in caught.value.remedy


def test_a_read_only_folder_gives_a_message_with_a_remedy(home: Path) -> None:
    desktop_entry.install()
    applications = home / "applications"
    (applications / ENTRY).write_text("changed")
    applications.chmod(0o555)
    if os.access(applications, os.W_OK):
        pytest.skip("root may write everywhere")
    try:
        for act in (desktop_entry.install, desktop_entry.remove):
            with pytest.raises(ReaderError) as caught:
                act()
            assert str(applications) in caught.value.remedy
    finally:
        applications.chmod(0o755)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_installers_do_it_the_message_says_so(platform: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for act in (desktop_entry.install, desktop_entry.remove):
        with pytest.raises(ReaderError, match="the installer of Read Also"):
            act()
    assert not home.exists()


def test_a_copy_without_its_icons_says_what_to_do(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop_entry, "bundled", lambda name: tmp_path / name)
    with pytest.raises(ReaderError, match="Install Read Also again"):
        desktop_entry.install()
    assert not home.exists()
