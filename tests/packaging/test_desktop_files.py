"""What ships for the desktop agrees with itself: entry, description, icons and the window speak of one program."""

import configparser
import struct
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader import __version__
from reader.desktop_entry import APP_ID, ENTRY, METAINFO

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "packaging" / "desktop"
PICTURES = sorted(DESKTOP.glob("icons/hicolor/*x*/apps/*"))


class EntryParser(configparser.ConfigParser):
    """The keys of a desktop entry are told apart by case."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture(scope="module")
def entry() -> configparser.SectionProxy:
    parser = EntryParser(interpolation=None)
    parser.read(DESKTOP / ENTRY, encoding="utf-8")
    return parser["Desktop Entry"]


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
    assert description.findtext("provides/binary") == entry["Exec"] == entry["TryExec"]
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


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.parts[-3])
def test_each_icon_has_the_size_its_folder_says(picture: Path) -> None:
    assert picture.name == f"{APP_ID}.png"
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])  # the PNG specification: IHDR comes first
    assert f"{width}x{height}" == picture.parts[-3]


def test_there_is_a_drawing_beside_the_pictures() -> None:
    assert len(PICTURES) == 8
    drawing = ElementTree.parse(DESKTOP / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg").getroot()
    assert drawing.get("viewBox") == "0 0 128 128"
