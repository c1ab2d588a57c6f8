"""The menu entry is put in place for one user, names a program that starts, and goes away without a trace."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader import desktop_entry
from reader.desktop_defaults import defaults_of, with_kept, without_kept
from reader.desktop_entry import APP_ID, ENTRIES, ENTRY, FILES_ENTRY, METAINFO
from reader.errors import ReaderError

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems have another kind of menu")

SIZES = tuple(f"{size}x{size}" for size in (16, 22, 24, 32, 48, 64, 96, 128, 256, 512))
ICONS = {
    *(f"{size}/apps/{APP_ID}.png" for size in SIZES),
    *(f"{size}/mimetypes/{APP_ID}-export.png" for size in SIZES),
    f"scalable/apps/{APP_ID}.svg",
    f"scalable/mimetypes/{APP_ID}-export.svg",
    f"symbolic/apps/{APP_ID}-symbolic.svg",
}
KIND = "application/x-readalso-export"
TOOLS = ("update-mime-database", "update-desktop-database", "gio")


class EntryParser(configparser.ConfigParser):
    """The keys of a desktop entry are told apart by case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """XDG_DATA_HOME on a machine that has none of a desktop's tools, whatever this one has."""
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    (tmp_path / "no-tools").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "no-tools"))
    return folder


@pytest.fixture
def desktop(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """XDG_DATA_HOME beside a system folder, in which "editor" opens texts and web pages, and with the real tools."""
    monkeypatch.setenv("PATH", os.defpath)
    if not all(shutil.which(tool) for tool in TOOLS):
        pytest.skip(f"needs {', '.join(TOOLS)}")
    system = tmp_path / "system"
    (system / "applications").mkdir(parents=True)
    (system / "applications" / "editor.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Editor\nExec=true %F\nMimeType=text/plain;text/html;\n"
    )
    subprocess.run(["update-desktop-database", system / "applications"], check=True)
    for name, value in {
        "DATA_DIRS": system,
        "CONFIG_HOME": tmp_path / "config",
        "CONFIG_DIRS": tmp_path / "etc",
    }.items():
        monkeypatch.setenv(f"XDG_{name}", str(value))
    return home


def program_in(folder: Path) -> Path:
    """A program called readalso that prints its own place."""
    folder.mkdir(parents=True)
    program = folder / "readalso"
    program.write_text('#!/bin/sh\nprintf "%s" "$0"\n')
    program.chmod(0o755)
    return program


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entry_of(home: Path, name: str = ENTRY) -> configparser.SectionProxy:
    parser = EntryParser(interpolation=None)
    parser.read(home / "applications" / name, encoding="utf-8")
    return parser["Desktop Entry"]


def as_a_desktop_reads_it(value: str) -> str:
    """Undoes the escapes of a string value; what is left of an Exec line is quoted as a shell does it."""
    meant = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\([sntr\\])", lambda escape: meant[escape[1]], value)


def test_entry_icons_and_description_are_put_in_their_places(home: Path) -> None:
    lines = desktop_entry.install()
    assert set(files_below(home)) == {
        *(Path("icons/hicolor", icon) for icon in ICONS),
        *(Path("applications", name) for name in ENTRIES),
        Path("metainfo", METAINFO),
        Path("mime", "packages", f"{APP_ID}.xml"),
    }
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
    assert line.endswith(" %F"), "files to be opened stand here, each in its own argument"
    line = line.removesuffix(" %F")
    assert line.replace("%%", "").count("%") == 0, "a single % begins a field code"
    assert "%" not in line.split()[0], "GNOME drops an entry whose first word holds a percent sign"
    started = subprocess.run(["/bin/sh", "-c", line.replace("%%", "%")], capture_output=True, text=True, check=True)
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
    assert entry["Exec"] == f'"{python}" "-m" "reader" %F'
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
    assert len(lines) == 1 + len(ICONS) + 4  # what it means, the icons, the kind of file, the description, two entries


def test_remove_takes_an_icon_of_an_older_version_along(home: Path) -> None:
    desktop_entry.install()
    older = home / "icons" / "hicolor" / "72x72" / "apps" / f"{APP_ID}.png"
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
    monkeypatch.setenv("PATH", str(tmp_path))  # no tool of a desktop is there
    monkeypatch.chdir(tmp_path)
    desktop_entry.install()
    assert (tmp_path / ".local" / "share" / "applications" / ENTRY).is_file()
    assert not (tmp_path / "share").exists()


def test_lists_are_made_anew_by_the_desktops_own_tools_and_a_cache_of_icons_only_where_there_is_one(
    home: Path, tmp_path: Path
) -> None:
    called = tmp_path / "called"
    for name in ("update-mime-database", "update-desktop-database", "gtk-update-icon-cache"):
        tool = tmp_path / "no-tools" / name
        tool.write_text(f'#!/bin/sh\necho "{name}" >> "{called}"\nexit 1\n')
        tool.chmod(0o755)
    desktop_entry.install()
    assert called.read_text().split() == ["update-mime-database", "update-desktop-database"]
    desktop_entry.remove()
    (home / "icons" / "hicolor").mkdir(parents=True)
    (home / "icons" / "hicolor" / "icon-theme.cache").touch()
    called.unlink()
    assert desktop_entry.install()[0] == "Read Also is in the menu now.", "a tool that fails is no failure of ours"
    assert called.read_text().split() == ["update-mime-database", "update-desktop-database", "gtk-update-icon-cache"]


def default_of(kind: str) -> str:
    return defaults_of([kind]).get(kind, "")


@pytest.mark.usefixtures("desktop")
def test_what_opened_texts_and_pages_before_still_does() -> None:
    desktop_entry.install()
    assert default_of("text/plain") == "editor.desktop"
    assert default_of("text/html") == "editor.desktop"
    told = subprocess.run(["gio", "mime", "text/html"], capture_output=True, text=True, check=True).stdout
    assert FILES_ENTRY in told, "Read Also is among the programs to open it with"


@pytest.mark.usefixtures("desktop")
def test_exports_open_with_read_also_by_name_and_by_their_first_line(tmp_path: Path) -> None:
    desktop_entry.install()
    assert default_of(KIND) == ENTRY
    by_name, by_content, another = tmp_path / "a.readalso", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    by_name.write_text("anything")
    by_content.write_text('{"format":"read-also-export","version":1}\n')
    another.write_text('{"title": "read-also-export"}\n')
    asked = ["gio", "info", "-a", "standard::content-type", by_name, by_content, another]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    kinds = [line.split()[-1] for line in told.splitlines() if "standard::content-type:" in line]
    assert [kind == KIND for kind in kinds] == [True, True, False]


@pytest.mark.usefixtures("desktop")
def test_what_the_readers_choice_makes_of_it_is_left_alone(tmp_path: Path) -> None:
    config = tmp_path / "config" / "mimeapps.list"
    config.parent.mkdir()
    config.write_text(f"[Default Applications]\ntext/html={FILES_ENTRY}\n")
    desktop_entry.install()
    assert default_of("text/html") == FILES_ENTRY
    desktop_entry.install()
    assert config.read_text() == f"[Default Applications]\ntext/html={FILES_ENTRY}\n"


def test_remove_leaves_no_list_that_the_tools_made_for_us(desktop: Path) -> None:
    desktop_entry.install()
    assert (desktop / "mime" / "mime.cache").is_file()
    desktop_entry.remove()
    assert list(desktop.iterdir()) == [], "no file, and no empty folder"


def test_remove_keeps_the_lists_that_others_need(desktop: Path) -> None:
    packages = desktop / "mime" / "packages"
    packages.mkdir(parents=True)
    (packages / "other.xml").write_text(
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">'
        '<mime-type type="application/x-other"><glob pattern="*.other"/></mime-type></mime-info>'
    )
    other = desktop / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\nType=Application\nName=O\nExec=true\nMimeType=application/x-other;\n")
    desktop_entry.install()
    desktop_entry.remove()
    assert "application/x-other" in (desktop / "mime" / "types").read_text()
    assert "application/x-other=other.desktop" in (desktop / "applications" / "mimeinfo.cache").read_text()
    assert KIND not in (desktop / "mime" / "types").read_text()


LISTS = [
    "",
    "[Default Applications]\ntext/plain=vim.desktop\n",
    "# mine\n[Added Associations]\ntext/plain=kate.desktop;\n\n[Default Applications]\nimage/png=gimp.desktop\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_defaults_that_were_kept_are_taken_out_again(text: str) -> None:
    kept = with_kept(text, {"text/html": "firefox.desktop", "text/plain": "editor.desktop"})
    assert "text/html=firefox.desktop" in kept.partition("[Added by Read Also]")[0].splitlines()
    assert ("text/plain=editor.desktop" in kept) == ("text/plain=vim.desktop" not in text), "a choice is not changed"
    assert with_kept(kept, {"text/html": "other.desktop"}) == kept
    assert without_kept(kept) == text


def test_a_default_that_was_changed_since_stays() -> None:
    kept = with_kept("", {"text/html": "firefox.desktop"})
    changed = kept.replace("text/html=firefox.desktop", "text/html=falkon.desktop", 1)
    assert without_kept(changed) == "[Default Applications]\ntext/html=falkon.desktop\n"


@pytest.mark.parametrize("text", [*LISTS, "[Default Applications]\n", "[Default Applications]\n\n\n# mine"])
def test_a_list_in_which_nothing_was_kept_stays_as_it_is(text: str, home: Path) -> None:
    path = home / "applications" / "mimeapps.list"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    desktop_entry.install()
    desktop_entry.remove()
    assert path.read_text() == text


def test_a_link_to_a_list_stays_one(desktop: Path, tmp_path: Path) -> None:
    path, real = desktop / "applications" / "mimeapps.list", tmp_path / "config" / "mimeapps.list"
    for folder in (path.parent, real.parent):
        folder.mkdir(parents=True, exist_ok=True)
    real.write_text(LISTS[1])
    path.symlink_to(real)
    desktop_entry.install()
    assert "text/html=editor.desktop" in real.read_text()
    desktop_entry.remove()
    assert path.is_symlink()
    assert real.read_text() == LISTS[1]


def test_a_program_in_a_folder_whose_name_is_no_text_is_refused_in_words(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [str(program_in(tmp_path / os.fsdecode(b"caf\xe9")))])
    with pytest.raises(ReaderError, match="is no text"):
        desktop_entry.install()
    assert not home.exists()


def test_a_folder_that_cannot_be_made_gives_a_message_with_a_remedy(home: Path) -> None:
    home.mkdir()
    (home / "applications").write_text("a file where a folder should be")
    with pytest.raises(ReaderError) as caught:
        desktop_entry.install()
    assert str(home / "applications" / FILES_ENTRY) in caught.value.problem
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
