"""What macOS is told of the application, and the steps to its disk image; they run on macOS only."""

import plistlib
import sys
from pathlib import Path

import pytest
from building import contents, dmg, macos_bundle
from building.context import ROOT, BuildError, Context

from reader.tasks.check_installation import compare_folder
from tests.packaging.made_up_folder import EPOCH, make_context


@pytest.fixture
def told() -> dict[str, object]:
    made = macos_bundle.info_plist("0.2.0rc1", copyright_line="Copyright (c) 2026 Somebody", least_system="13.0")
    return dict(plistlib.loads(plistlib.dumps(made)))  # everything in it is something that such a file can hold


def test_it_is_sharp_and_dark_where_the_system_is(told: dict[str, object]) -> None:
    assert told["NSHighResolutionCapable"] is True
    assert told["NSRequiresAquaSystemAppearance"] is False


def test_it_says_what_it_is(told: dict[str, object]) -> None:
    assert told["CFBundleIdentifier"] == "io.github.readalso.ReadAlso"
    assert told["CFBundleExecutable"] == "readalso"
    assert told["CFBundleShortVersionString"] == "0.2.0"
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert told["NSHumanReadableCopyright"] == "Copyright (c) 2026 Somebody"
    icon = ROOT / "packaging" / "macos" / str(told["CFBundleIconFile"])
    assert icon.read_bytes()[:4] == b"icns"


def test_exports_are_its_own_and_everything_else_is_offered() -> None:
    kinds = macos_bundle.info_plist("0.1.0", copyright_line="")["CFBundleDocumentTypes"]
    ranks = {kind: each["LSHandlerRank"] for each in kinds for kind in each["LSItemContentTypes"]}
    assert ranks.pop(macos_bundle.EXPORT_TYPE) == "Owner"
    assert {"public.plain-text", "net.daringfireball.markdown", "public.html"} <= set(ranks)
    assert set(ranks.values()) == {"Alternate"}
    assert {each["CFBundleTypeRole"] for each in kinds} == {"Viewer"}


def test_the_kind_of_exports_is_declared_with_its_suffix_and_type() -> None:
    [declared] = macos_bundle.info_plist("0.1.0", copyright_line="")["UTExportedTypeDeclarations"]
    assert declared["UTTypeIdentifier"] == macos_bundle.EXPORT_TYPE
    assert declared["UTTypeTagSpecification"] == {
        "public.filename-extension": ["readalso"],
        "public.mime-type": ["application/x-readalso-export"],
    }


@pytest.mark.parametrize(
    ("wheel", "least"),
    [
        ("Wheel-Version: 1.0\nTag: cp310-abi3-macosx_13_0_universal2\n", "13.0"),
        ("Tag: cp310-abi3-macosx_14_2_arm64\n", "14.2"),
        ("Tag: cp310-abi3-manylinux_2_34_x86_64\n", macos_bundle.USUAL_LEAST),
    ],
)
def test_the_oldest_macos_is_that_of_qt(wheel: str, least: str) -> None:
    assert macos_bundle.least_macos(wheel) == least


def test_options_of_the_bundle_are_of_this_version() -> None:
    options = macos_bundle.bundle_options(ROOT, version="0.1.0")
    assert options["name"] == "Read Also.app"
    assert Path(options["icon"]).is_file()
    assert options["info_plist"]["NSHumanReadableCopyright"].startswith("Copyright (c) ")


@pytest.mark.skipif(sys.platform == "darwin", reason="here it can be made")
def test_elsewhere_the_step_says_where_it_runs(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="on macOS only"):
        dmg.run(make_context(tmp_path))


@pytest.fixture
def application(tmp_path: Path) -> Path:
    """An application as PyInstaller lays it out: data in Resources, seen from Frameworks by links."""
    built = tmp_path / "built" / "Read Also.app" / "Contents"
    (built / "MacOS").mkdir(parents=True)
    (built / "MacOS" / "readalso").write_text("program", "utf-8")
    (built / "_CodeSignature").mkdir()
    (built / "_CodeSignature" / "CodeResources").write_text("signature", "utf-8")
    (built / "Resources" / "reader" / "_bundled").mkdir(parents=True)
    (built / "Resources" / "reader" / "_bundled" / "seed.txt").write_text("seed", "utf-8")
    (built / "Frameworks").mkdir()
    (built / "Frameworks" / "libpython3.12.dylib").write_text("library", "utf-8")
    (built / "Frameworks" / "reader").symlink_to("../Resources/reader")
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    for name in ("build.json", "licences.json", "THIRD-PARTY.txt", "files.sha256"):
        (shipped / name).write_text(name, "utf-8")
    target = tmp_path / "image" / "Read Also.app"
    target.parent.mkdir()
    dmg.assemble(built.parent, target, shipped=shipped, icon=ROOT / macos_bundle.ICON_OF_EXPORTS)
    dmg.write_list(target)
    return target


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_application_tells_what_the_build_tells(application: Path) -> None:
    inner = application / "Contents" / "Frameworks" / "reader" / "_bundled"
    assert (inner / "build.json").read_text("utf-8") == "build.json"
    assert (application / "Contents" / "Resources" / "kind").read_text("utf-8") == "macos\n"
    [declared] = macos_bundle.info_plist("0.1.0", copyright_line="")["UTExportedTypeDeclarations"]
    icon = application / "Contents" / "Resources" / declared["UTTypeIconFile"]
    assert icon.read_bytes()[:4] == b"icns"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_its_list_of_files_is_the_one_that_the_program_compares(application: Path) -> None:
    inside = application / "Contents"
    listed = inside / "Resources" / "reader" / "_bundled" / "files.sha256"
    (inside / "MacOS" / "readalso").write_text("signed anew", "utf-8")
    assert not any(compare_folder(inside, listed))

    (inside / "Frameworks" / "libpython3.12.dylib").write_text("another", "utf-8")
    (inside / "Frameworks" / "added.dylib").write_text("added", "utf-8")
    trouble = compare_folder(inside, listed)
    assert trouble.changed == ("Frameworks/libpython3.12.dylib",)
    assert trouble.extra == ("Frameworks/added.dylib",)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(ROOT, tmp_path, tmp_path, "0.1.0", EPOCH)


def test_without_a_name_it_is_signed_by_nobody(context: Context) -> None:
    command = dmg.signed(context, Path("Read Also.app"), dmg.NOBODY, inside=True)
    assert command == ["codesign", "--force", "--deep", "--sign", "-", Path("Read Also.app")]
    commands = dmg.packed(context, Path("image"), Path("ReadAlso.dmg"), dmg.NOBODY, "")
    assert [command[:2] for command in commands] == [["codesign", "--verify"], ["hdiutil", "create"]]


def test_with_a_name_the_image_is_signed_and_shown_to_apple(context: Context) -> None:
    command = dmg.signed(context, Path("Read Also.app"), "Developer ID Application: Somebody", inside=False)
    assert "--deep" not in command
    assert command[command.index("--options") + 1] == "runtime"
    rights = command[command.index("--entitlements") + 1]
    assert plistlib.loads(Path(rights).read_bytes())
    commands = dmg.packed(context, Path("image"), Path("ReadAlso.dmg"), "Developer ID Application: Somebody", "profile")
    assert [command[1] for command in commands] == ["--verify", "create", "--force", "notarytool", "stapler"]


@pytest.mark.parametrize(
    ("path", "admitted"),
    [
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", True),
        ("PySide6/Qt/lib/QtCore.framework/Versions/Current", True),
        ("PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", False),
        ("PySide6/Qt/lib/QtNetwork.framework/Versions/Current", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/tls/libqsecuretransportbackend.dylib", False),
        ("libpython3.12.dylib", True),
    ],
)
def test_of_qt_for_macos_only_what_is_used_goes_in(path: str, admitted: bool) -> None:
    assert contents.binary_is_admitted(path) is admitted


def test_the_description_of_a_framework_goes_with_it() -> None:
    described = "PySide6/Qt/lib/Qt{}.framework/Versions/A/Resources/Info.plist"
    assert contents.data_is_admitted(described.format("Core"))
    assert not contents.data_is_admitted(described.format("Network"))
    assert contents.strangers([described.format("Core"), "Python"]) == []
