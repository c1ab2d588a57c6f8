"""The installer for Windows, and what its programs tell Windows: all that was asked for, and twice the same bytes."""

import ast
import re
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest
from building import contents, msi, windows_program
from building.context import ROOT, BuildError, Context

from reader.locations import PRINTING_PROGRAM
from reader.ui import window_frame
from tests.packaging.made_up_folder import EPOCH

WINDOWS = ROOT / "packaging" / "windows"
WIX = f"{{{msi.XMLNS}}}"
WITHOUT_TOOLS = pytest.mark.skipif(
    not all(map(shutil.which, ("wixl", "msibuild", "msiinfo", "msiextract"))),
    reason="the tools that make and read installers are not here (Debian: wixl, msitools)",
)


def make_context(tmp_path: Path, *, version: str = "0.1.0", text: str = "text") -> Context:
    """A build whose folder looks like one of Windows."""
    context = Context(ROOT, tmp_path / "out", tmp_path / "work", version, EPOCH)
    context.work.mkdir(parents=True)
    files = {**dict.fromkeys(msi.PROGRAMS, "MZ"), "_internal/a name.txt": text, "_internal/b/c/deep.txt": "deep"}
    for name, content in files.items():
        path = context.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return context


def table(installer: Path, name: str) -> list[list[str]]:
    """The rows of a table of the installer."""
    exported = subprocess.run(["msiinfo", "export", installer, name], check=True, capture_output=True, text=True)
    return [line.split("\t") for line in exported.stdout.splitlines()[3:]]


@pytest.fixture(scope="module")
def installer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    context = make_context(tmp_path_factory.mktemp("build"))
    msi.run(context)
    return context.out / "ReadAlso-0.1.0-windows-x86_64.msi"


@WITHOUT_TOOLS
def test_it_holds_the_folder_and_says_what_it_is(installer: Path, tmp_path: Path) -> None:
    subprocess.run(["msiextract", "-C", tmp_path, installer], check=True, capture_output=True)
    home = tmp_path / "Programs" / "Read Also"

    found = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert found == {*msi.PROGRAMS, "kind", msi.ICON_OF_EXPORTS, "_internal/a name.txt", "_internal/b/c/deep.txt"}
    assert (home / "kind").read_text("utf-8") == "msi\n"


@WITHOUT_TOOLS
def test_it_is_for_one_user_without_an_administrator(installer: Path) -> None:
    assert {row[1] for row in table(installer, "Registry")} == {"1"}  # HKEY_CURRENT_USER
    properties = dict(row for row in table(installer, "Property") if len(row) == 2)
    assert "ALLUSERS" not in properties
    places = {name: place for name, _, place in (row for row in table(installer, "Directory") if len(row) == 3)}
    assert places["INSTALLDIR"] == "Read Also"
    assert "LocalAppDataFolder" in places
    source_type = next(
        line
        for line in subprocess.run(
            ["msiinfo", "suminfo", installer], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        if line.startswith("Source:")
    )
    assert int(source_type.split()[1]) & 8  # no elevated rights are asked for


@WITHOUT_TOOLS
def test_an_older_or_other_build_makes_room_and_a_newer_one_stays(installer: Path) -> None:
    rows = {row[6]: row for row in table(installer, "Upgrade")}
    assert rows["OLDER"][1:3] == ["0.0.0", "0.1.1"]  # from the first to the second, without it
    assert rows["NEWER"][1:3] == ["0.1.1", ""]
    only_detect, with_least, with_most = 2, 256, 512
    assert int(rows["OLDER"][4]) & (only_detect | with_least | with_most) == with_least
    assert int(rows["NEWER"][4]) & (only_detect | with_least) == only_detect | with_least
    order = {row[0]: int(row[2]) for row in table(installer, "InstallExecuteSequence")}
    assert order["FindRelatedProducts"] < order["LaunchConditions"] < order["RemoveExistingProducts"]
    assert order["RemoveExistingProducts"] < order["InstallFiles"]
    [[condition, words]] = table(installer, "LaunchCondition")
    assert condition == "NOT NEWER"
    assert "newer version" in words
    assert "bookmarks stay" in words


@WITHOUT_TOOLS
def test_the_menu_entry_belongs_to_the_windows_of_the_program(installer: Path) -> None:
    [shortcut] = table(installer, "Shortcut")
    assert shortcut[2:5] == ["Read Also", "MenuEntry", "[INSTALLDIR]readalso.exe"]
    [[_, belongs_to, key, value]] = table(installer, "MsiShortcutProperty")
    assert (belongs_to, key, value) == (shortcut[0], "System.AppUserModel.ID", window_frame.APP_ID)


@WITHOUT_TOOLS
def test_the_same_folder_gives_the_same_installer(installer: Path, tmp_path: Path) -> None:
    again = make_context(tmp_path)
    msi.run(again)
    assert (again.out / installer.name).read_bytes() == installer.read_bytes()


@WITHOUT_TOOLS
def test_each_build_is_another_product_with_the_same_files(installer: Path, tmp_path: Path) -> None:
    other = make_context(tmp_path, text="changed")
    msi.run(other)
    made = other.out / installer.name
    codes = [dict(r for r in table(path, "Property") if len(r) == 2)["ProductCode"] for path in (installer, made)]
    assert codes[0] != codes[1]
    assert table(installer, "Component") == table(made, "Component")


def registry() -> dict[tuple[str, str], str]:
    """What the source has the installer write: (key, name) and value."""
    values = ElementTree.parse(WINDOWS / msi.WXS).iter(f"{WIX}RegistryValue")
    return {(each.attrib["Key"], each.get("Name", "")): each.attrib["Value"] for each in values}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".html", ".htm"])
def test_it_is_offered_for_articles_and_takes_none_of_them_over(suffix: str) -> None:
    written = registry()
    assert (rf"Software\Classes\{suffix}\OpenWithProgids", "ReadAlso.Article") in written
    assert (rf"Software\Classes\{suffix}", "") not in written


def test_exports_are_opened_by_it() -> None:
    written = registry()
    assert written[(r"Software\Classes\.readalso", "")] == "ReadAlso.Export"
    kind = written[(r"Software\Classes\.readalso", "Content Type")]
    assert kind in (ROOT / "packaging/desktop/io.github.readalso.ReadAlso.desktop").read_text("utf-8")
    assert written[(r"Software\Classes\ReadAlso.Export\DefaultIcon", "")] == f"[INSTALLDIR]{msi.ICON_OF_EXPORTS}"
    for name in ("ReadAlso.Export", "ReadAlso.Article", r"Applications\readalso.exe"):
        assert written[(rf"Software\Classes\{name}\shell\open\command", "")] == '"[INSTALLDIR]readalso.exe" "%1"'


def test_everything_is_in_this_users_part_of_the_registry() -> None:
    assert {each.attrib["Root"] for each in ElementTree.parse(WINDOWS / msi.WXS).iter(f"{WIX}RegistryValue")} == {
        "HKCU"
    }


def test_every_file_is_a_component_of_its_own() -> None:
    names = ["readalso.exe", "_internal/one.txt", "_internal/sub/one.txt"]
    source = ElementTree.fromstring(msi.files_source(names))
    components = list(source.iter(f"{WIX}Component"))
    assert len({each.attrib["Guid"] for each in components}) == len({each.attrib["Id"] for each in components}) == 3
    assert [each.attrib["Source"] for each in source.iter(f"{WIX}File")] == [f"program/{name}" for name in names]
    referred = {each.attrib["Id"] for each in source.iter(f"{WIX}ComponentRef")}
    assert referred == {each.attrib["Id"] for each in components}
    folders = {each.attrib["Name"] for each in source.iter(f"{WIX}Directory")}
    assert folders == {PurePosixPath(name).parent.name for name in names if "/" in name}


@pytest.mark.parametrize(
    ("version", "three", "following"),
    [("0.1.0", "0.1.0", "0.1.1"), ("1.2", "1.2.0", "1.2.1"), ("0.2.0rc1", "0.2.0", "0.2.1")],
)
def test_versions_are_three_numbers(version: str, three: str, following: str) -> None:
    assert msi.msi_version(version) == three
    assert msi.next_version(three) == following


@pytest.mark.parametrize("version", ["next", "256.0.0", "0.1.65535"])
def test_a_version_that_windows_does_not_understand_ends_the_build(version: str) -> None:
    with pytest.raises(BuildError, match="no version that Windows"):
        msi.msi_version(version)


def test_a_folder_of_another_system_is_refused(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    (context.folder / "readalso-cli.exe").unlink()
    with pytest.raises(BuildError, match=r"readalso-cli\.exe.*on Windows"):
        msi.run(context)


def test_a_name_that_wixl_cannot_write_is_told(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    (context.folder / "_internal" / "ż.txt").write_text("", "utf-8")
    with pytest.raises(BuildError, match="ż"):
        msi.stage(context.folder, tmp_path / "staged", icon=WINDOWS / msi.ICON_OF_EXPORTS, epoch=EPOCH)


def test_properties_that_are_elsewhere_end_the_build() -> None:
    with pytest.raises(BuildError, match="properties were not found"):
        msi.with_fixed_summary(b"no installer", code="code", epoch=EPOCH)


def test_names_are_the_same_in_the_program_and_in_what_installs_it() -> None:
    assert msi.APP_ID == window_frame.APP_ID
    assert PRINTING_PROGRAM in msi.PROGRAMS
    specification = (ROOT / "packaging" / "readalso.spec").read_text("utf-8")
    assert f'"{PRINTING_PROGRAM.removesuffix(".exe")}"' in specification


def test_the_manifest_asks_for_sharp_text_long_paths_and_one_encoding() -> None:
    manifest = ElementTree.parse(ROOT / windows_program.MANIFEST)
    told = {element.tag.rpartition("}")[2]: element for element in manifest.iter()}
    assert told["dpiAwareness"].text == "PerMonitorV2"
    assert told["longPathAware"].text == "true"
    assert told["activeCodePage"].text == "UTF-8"
    assert told["requestedExecutionLevel"].attrib["level"] == "asInvoker"
    assert told["supportedOS"].attrib["Id"] == "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"


def test_the_version_is_told_as_pyinstaller_reads_it() -> None:
    text = windows_program.version_resource("0.2.0rc1", "readalso-cli", "MIT\n\nCopyright (c) 2026 Somebody\n")
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    assert call.func.id == "VSVersionInfo"
    strings = dict(re.findall(r"StringStruct\('(\w+)', '([^']*)'\)", text))
    assert strings["FileVersion"] == strings["ProductVersion"] == "0.2.0rc1"
    assert strings["OriginalFilename"] == "readalso-cli.exe"
    assert strings["LegalCopyright"] == "Copyright (c) 2026 Somebody"
    assert "filevers=(0, 2, 0, 0)" in text
    assert "StringTable('040904B0'" in text


def test_options_of_the_program_name_files_that_are_there(tmp_path: Path) -> None:
    options = windows_program.program_options(ROOT, tmp_path, version="0.1.0", name="readalso")
    assert all(Path(path).is_file() for path in options.values())
    assert Path(options["icon"]).read_bytes()[:4] == b"\0\0\1\0"  # an icon


@pytest.mark.parametrize(
    ("path", "admitted"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/msvcp140.dll", True),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt6Network.dll", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
    ],
)
def test_of_qt_for_windows_only_what_is_used_goes_in(path: str, admitted: bool) -> None:
    assert contents.binary_is_admitted(path) is admitted
