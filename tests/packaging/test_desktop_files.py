"""What ships for the desktop agrees with itself: entry, description, icons and the window speak of one program."""

import configparser
import io
import re
import shutil
import struct
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader import __version__
from reader.desktop_entry import APP_ID, ENTRIES, ENTRY, FILES_ENTRY, KINDS, METAINFO
from reader.exporting import json_lines
from reader.exporting.values import About
from reader.library.importers.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "packaging" / "desktop"
HICOLOR = DESKTOP / "icons" / "hicolor"
NAMES = {"apps": APP_ID, "mimetypes": f"{APP_ID}-export"}
SIZES_PX = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
PICTURES = sorted(HICOLOR.glob("*x*/*/*"))
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


class EntryParser(configparser.ConfigParser):
    """The keys of a desktop entry are told apart by case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def read_entry(name: str) -> configparser.SectionProxy:
    parser = EntryParser(interpolation=None)
    parser.read(DESKTOP / name, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def entry() -> configparser.SectionProxy:
    return read_entry(ENTRY)


@pytest.fixture(scope="module")
def kind() -> ElementTree.Element:
    """The one kind of file that is ours."""
    found = ElementTree.parse(DESKTOP / KINDS).getroot().find(f"{MIME}mime-type")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def description() -> ElementTree.Element:
    return ElementTree.parse(DESKTOP / METAINFO).getroot()


def test_entry_and_description_speak_of_the_same_program(
    entry: configparser.SectionProxy, description: ElementTree.Element
) -> None:
    assert description.findtext("id") == APP_ID
    assert description.findtext("launchable") == ENTRY
    assert description.findtext("name") == entry["Name"]
    assert description.findtext("summary") == entry["Comment"]
    assert f"{description.findtext('provides/binary')} %F" == entry["Exec"] == f"{entry['TryExec']} %F"
    assert [tag.text for tag in description.iterfind("categories/category")] == entry["Categories"].split(";")[:-1]


def test_the_newest_release_is_this_version_and_is_in_the_changelog(description: ElementTree.Element) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    release = description.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__ == project["version"]
    assert f"## [{__version__}]" in (ROOT / "packaging" / "CHANGELOG.md").read_text("utf-8")


def test_the_licence_named_is_the_one_that_ships(description: ElementTree.Element) -> None:
    assert description.findtext("project_license") == "MIT"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_both_entries_start_the_same_program_and_only_one_is_in_the_menu(entry: configparser.SectionProxy) -> None:
    files = read_entry(FILES_ENTRY)
    for key in ("Name", "Exec", "TryExec", "Icon", "StartupWMClass"):
        assert files[key] == entry[key], key
    assert files["NoDisplay"] == "true"
    assert "NoDisplay" not in entry


def test_texts_and_pages_stand_in_an_entry_that_is_asked_last(entry: configparser.SectionProxy) -> None:
    """Desktops without a list of defaults take the first entry by name that offers itself."""
    files = read_entry(FILES_ENTRY)
    assert {"text/plain", "text/markdown", "text/html"} <= set(files["MimeType"].split(";"))
    assert FILES_ENTRY.startswith("zz")
    assert files["InitialPreference"] == "0"
    assert entry["MimeType"] == "application/x-readalso-export;"


def test_the_description_names_the_kinds_of_files_of_the_entries(description: ElementTree.Element) -> None:
    listed = [kind for name in ENTRIES for kind in read_entry(name)["MimeType"].split(";") if kind]
    assert sorted(listed) == sorted(str(tag.text) for tag in description.iterfind("provides/mediatype"))


def test_an_export_is_known_by_the_first_line_that_is_written(kind: ElementTree.Element) -> None:
    out = io.BytesIO()
    json_lines.write([], out, About(title="All", made_at=datetime(2026, 1, 1, tzinfo=UTC), version="1", members={}))
    matches = kind.findall(f"{MIME}magic/{MIME}match")
    assert {match.get("offset") for match in matches} == {"0"}
    assert any(out.getvalue().startswith(str(match.get("value")).encode()) for match in matches)


def test_the_suffix_of_exports_is_one_that_is_imported(kind: ElementTree.Element) -> None:
    (pattern,) = (str(glob.get("pattern")) for glob in kind.iterfind(f"{MIME}glob"))
    (row,) = (row for row in FORMATS if row.name == "Read Also export")
    assert row.suffixes == (pattern.removeprefix("*"),)


def test_the_kind_of_file_has_an_icon_of_ours(kind: ElementTree.Element) -> None:
    icon = kind.find(f"{MIME}icon")
    assert icon is not None
    assert icon.get("name") == NAMES["mimetypes"]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: f"{picture.parts[-3]}-{picture.parts[-2]}")
def test_each_icon_has_the_size_its_folder_says(picture: Path) -> None:
    assert picture.name == f"{NAMES[picture.parts[-2]]}.png"
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])  # the PNG specification: IHDR comes first
    assert f"{width}x{height}" == picture.parts[-3]


@pytest.mark.parametrize("folder", NAMES)
def test_there_are_all_sizes_and_the_drawing(folder: str) -> None:
    found = {int(picture.parts[-3].partition("x")[0]) for picture in PICTURES if picture.parts[-2] == folder}
    assert found == set(SIZES_PX)
    drawing = ElementTree.parse(HICOLOR / "scalable" / folder / f"{NAMES[folder]}.svg").getroot()
    assert drawing.get("viewBox") == "0 0 128 128"


def test_the_icon_for_panels_has_one_colour() -> None:
    drawing = (HICOLOR / "symbolic" / "apps" / f"{APP_ID}-symbolic.svg").read_text("utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", drawing)) == {"#2e3436"}  # which panels put their own in the place of


@pytest.mark.parametrize("name", ENTRIES)
def test_the_desktops_own_check_accepts_the_entry(name: str) -> None:
    if not shutil.which("desktop-file-validate"):
        pytest.skip("needs desktop-file-validate")
    told = subprocess.run(["desktop-file-validate", DESKTOP / name], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_the_check_of_software_centres_accepts_the_description() -> None:
    if not shutil.which("appstreamcli"):
        pytest.skip("needs appstreamcli")
    command = ["appstreamcli", "validate", "--no-net", DESKTOP / METAINFO]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
