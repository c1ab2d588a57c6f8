"""What a build says of itself: whose each file is, under which licences, and the list of all files."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller", reason="the group `package` is not installed")

from building import licences, origins, trust
from building.context import BuildError
from building.origins import DebianPackage

from reader.licences import read_components
from reader.tasks.check_installation import FileTrouble, compare_folder

EPOCH = 1_790_000_000  # 21 Sep 2026
LIBRARY = b"\x7fELF of Debian"
PACKAGE = DebianPackage("libthing1:amd64", "1:2.0-1+deb12u1", "thing", "amd64")
COPYRIGHT = "Files: *\nCopyright: somebody\nLicense: Expat\n Be kind.\n\nFiles: debian/*\nLicense: GPL-2\n"
Write = Callable[[str, bytes], Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a program that uses one package of Python, with one library of Debian."""
    made = tmp_path / "readalso"
    for name, content in (
        ("readalso", b"program"),
        ("qt.conf", b"[Paths]"),
        ("_internal/base_library.zip", b"Python"),
        ("_internal/libthing.so.1", LIBRARY),
        ("_internal/platformdirs/py.typed", b""),
        ("_internal/reader/_bundled/seeds/a.txt", b"article"),
        ("_internal/reader/_bundled/resources/entities/model.npz", b"weights"),
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    (tmp_path / "system").mkdir()
    installed = tmp_path / "system" / "libthing.so.1"
    installed.write_bytes(LIBRARY)
    modules = {"json", "reader.cli", "platformdirs.unix", "whoosh.fields"}
    monkeypatch.setattr(origins, "modules_in", lambda _program: modules)
    monkeypatch.setattr(licences, "DISTRIBUTIONS", {"platformdirs": "folders", "whoosh3": "search"})
    monkeypatch.setattr(origins.shutil, "which", lambda _name: "/usr/bin/dpkg")
    paths = {installed.name: [("other:amd64", tmp_path / "nowhere"), (PACKAGE.name, installed)]}
    monkeypatch.setattr(origins, "_installed_paths", lambda _names: paths)
    monkeypatch.setattr(origins, "_describe", lambda _name: PACKAGE)
    monkeypatch.setattr(licences, "debian_text", lambda _package: COPYRIGHT)
    return made


def test_every_file_has_one_owner(folder: Path) -> None:
    parts = {part.component.name: part for part in licences.collect(folder, version="3")}
    assert parts["Read Also"].files == ("_internal/reader/_bundled/seeds/a.txt", "qt.conf")
    assert parts["Recogniser of names"].files == ("_internal/reader/_bundled/resources/entities/model.npz",)
    assert parts["Python"].files == ("_internal/base_library.zip",)
    assert parts["PyInstaller"].files == ("readalso",)
    assert parts["platformdirs"].files == ("_internal/platformdirs/py.typed",)
    assert parts["libthing1"].files == ("_internal/libthing.so.1",)
    assert parts["whoosh3"].files == ()  # only modules inside the program
    owned = [name for part in parts.values() for name in part.files]
    assert sorted(owned) == origins.files_of(folder)


def test_each_part_has_version_licence_and_address(folder: Path) -> None:
    parts = {part.component.name: part for part in licences.collect(folder, version="3")}
    assert parts["Read Also"].component.version == "3"
    assert set(parts["Read Also"].needs) == {"Python", "platformdirs", "whoosh3"}
    debian = parts["libthing1"]
    assert debian.purl == "pkg:deb/debian/libthing1@1%3A2.0-1%2Bdeb12u1?arch=amd64"
    assert debian.component.licence == "MIT"  # what Debian's own files are under is not meant
    assert parts["platformdirs"].purl.startswith("pkg:pypi/platformdirs@")
    assert "Bootloader-exception" in parts["PyInstaller"].component.licence
    assert all(part.component.text.strip() for part in parts.values())


def _stranger(folder: Path) -> None:
    (folder / "_internal" / "libstranger.so.7").write_bytes(b"?")


def _changed_library(folder: Path) -> None:
    (folder / "_internal" / "libthing.so.1").write_bytes(b"not what Debian ships")


@pytest.mark.parametrize(("harm", "named"), [(_stranger, "libstranger.so.7"), (_changed_library, "libthing.so.1")])
def test_a_file_of_nobody_fails_the_build(folder: Path, harm: Callable[[Path], None], named: str) -> None:
    harm(folder)
    with pytest.raises(BuildError, match=named):
        licences.collect(folder, version="3")


def test_a_missing_licence_fails_the_build_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "debian_text", lambda _package: "")
    with pytest.raises(BuildError, match="libthing1"):
        licences.collect(folder, version="3")
    monkeypatch.setattr(licences, "debian_text", lambda _package: "All that is said is in prose.")
    with pytest.raises(BuildError, match="libthing1"):
        licences.collect(folder, version="3")
    monkeypatch.setitem(licences.READ_BY_HAND, "thing", "Zlib")
    assert licences.collect(folder, version="3")[-1].component.licence == "Zlib"


def test_what_is_admitted_and_what_is_there_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "DISTRIBUTIONS", {"platformdirs": "", "numpy": ""})
    with pytest.raises(BuildError, match=r"whoosh3 is in the folder.*numpy is in the table"):
        licences.collect(folder, version="3")


def test_a_link_belongs_to_whom_it_points_to(folder: Path) -> None:
    try:
        (folder / "_internal" / "typed").symlink_to("platformdirs/py.typed")
    except OSError:
        pytest.skip("links cannot be made here")
    parts = {part.component.name: part for part in licences.collect(folder, version="3")}
    assert parts["platformdirs"].files == ("_internal/platformdirs/py.typed", "_internal/typed")


def test_the_texts_that_debian_points_to_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "LGPL-2.1").write_text("THE LESSER LICENCE\n", "utf-8")
    monkeypatch.setattr(licences, "COMMON", tmp_path)
    told = " and ".join(f"/usr/share/common-licenses/{name}." for name in ("LGPL-2.1", "LGPL-2.1", "X"))
    assert licences.with_common_texts(told) == f"{told}\n\n\nLGPL-2.1\n--------\n\nTHE LESSER LICENCE"


def test_a_finished_folder_tells_all_about_itself(folder: Path) -> None:
    trust.finish(folder, version="3", epoch=EPOCH)
    shipped = folder / trust.SHIPPED
    built = json.loads((shipped / "build.json").read_text("utf-8"))
    assert (built["version"], built["built"]) == ("3", "2026-09-21")
    assert all(isinstance(value, str) for value in built.values())
    told = read_components(shipped / "licences.json")
    assert [one.name for one in told][:2] == ["Read Also", "Recogniser of names"]
    readable = (shipped / "THIRD-PARTY.txt").read_text("utf-8")
    assert all(one.name in readable for one in told)
    assert compare_folder(folder, shipped / "files.sha256") == FileTrouble()


def test_the_list_of_files_is_as_sha256sum_writes_it_and_knows_nothing_of_the_package(folder: Path) -> None:
    trust.finish(folder, version="3", epoch=EPOCH)
    trust.write_kind(folder, "deb")
    (folder / "portable").write_bytes(b"")
    text = (folder / trust.SHIPPED / "files.sha256").read_text("utf-8")
    assert f"{hashlib.sha256(LIBRARY).hexdigest()}  _internal/libthing.so.1\n" in text
    assert trust.file_list(folder) == text
    assert (folder / "kind").read_text("utf-8") == "deb\n"
    with pytest.raises(ValueError, match="floppy"):
        trust.write_kind(folder, "floppy")


def test_finishing_twice_gives_the_same(folder: Path) -> None:
    def contents() -> dict[str, bytes]:
        return {name: (folder / name).read_bytes() for name in origins.files_of(folder)}

    trust.finish(folder, version="3", epoch=EPOCH)
    first = contents()
    trust.finish(folder, version="3", epoch=EPOCH)
    assert contents() == first


def test_libraries_inside_a_package_tell_their_version() -> None:
    assert licences.version_inside("libxml2", ()).count(".") == 2
    assert licences.version_inside("libxslt", ()).startswith("1.")
    assert licences.version_inside("ICU", ("a/libicuuc.so.73", "a/libicudata.so.73")) == "73"
    assert licences.version_inside("GNU libiconv", ()) == ""


def test_a_package_may_lay_the_folder_out_otherwise(tmp_path: Path) -> None:
    contents, shipped = tmp_path / "Read Also.app" / "Contents", "Resources/reader/_bundled"
    for name in ("MacOS/readalso", "Frameworks/libthing.dylib", f"{shipped}/build.json", f"{shipped}/files.sha256"):
        (contents / name).parent.mkdir(parents=True, exist_ok=True)
        (contents / name).write_bytes(b"signed")
    trust.write_file_list(contents, shipped)
    assert compare_folder(contents, contents / shipped / "files.sha256") == FileTrouble()
    (contents / "Frameworks" / "late.dylib").write_bytes(b"")
    (contents / "MacOS" / "readalso").write_bytes(b"signed twice")
    trouble = compare_folder(contents, contents / shipped / "files.sha256")
    assert trouble == FileTrouble(changed=("MacOS/readalso",), extra=("Frameworks/late.dylib",))
