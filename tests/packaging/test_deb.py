"""The Debian package: what is in it, whom it belongs to, what it depends on; the same bytes every time."""

import gzip
import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from building import deb, libraries
from building.archives import Member
from building.context import ROOT, BuildError, Context
from building.elf import needs_of

from reader.command_table import COMMAND_TABLE
from tests.packaging.made_up_folder import EPOCH, elf, make_context

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are those of Linux")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def parts_of(package: bytes) -> dict[str, bytes]:
    """The files of an `ar`."""
    assert package.startswith(b"!<arch>\n")
    found, at = {}, 8
    while at < len(package):
        head = package[at : at + 60]
        size = int(head[48:58])
        assert head[58:] == b"`\n"
        found[head[:16].decode().strip()] = package[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


def opened(content: bytes) -> tarfile.TarFile:
    return tarfile.open(fileobj=io.BytesIO(content), mode="r:xz")


def fields_of(control: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Z][\w-]*): (.*(?:\n .*)*)", control, re.MULTILINE))


@pytest.fixture
def package(context: Context) -> dict[str, bytes]:
    deb.run(context)
    return parts_of((context.out / "readalso_0.1.0_amd64.deb").read_bytes())


def text_in(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(name)
    assert file is not None
    return file.read().decode()


def test_it_holds_the_program_the_command_and_what_desktops_look_for(package: dict[str, bytes]) -> None:
    assert list(package) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    with opened(package["data.tar.xz"]) as data:
        names = set(data.getnames())
        link = data.getmember("./usr/bin/readalso")
        assert (link.issym(), link.linkname) == (True, "../lib/readalso/readalso")
        assert text_in(data, "./usr/lib/readalso/kind") == "deb\n"
        assert text_in(data, "./usr/lib/readalso/_internal/a name with spaces.txt") == "text"
        assert data.getmember("./usr/share/doc/readalso/THIRD-PARTY.txt").issym()
    app_id = "io.github.readalso.ReadAlso"
    assert {
        f"./usr/share/applications/{app_id}.desktop",
        "./usr/share/applications/zz-readalso-files.desktop",
        f"./usr/share/metainfo/{app_id}.metainfo.xml",
        f"./usr/share/mime/packages/{app_id}.xml",
        f"./usr/share/icons/hicolor/16x16/apps/{app_id}.png",
        f"./usr/share/icons/hicolor/scalable/mimetypes/{app_id}-export.svg",
        f"./usr/share/icons/hicolor/symbolic/apps/{app_id}-symbolic.svg",
        "./usr/share/doc/readalso/copyright",
        "./usr/share/man/man1/readalso.1.gz",
    } <= names
    assert all(name == "." or name.startswith("./usr") for name in names), "nothing to be configured, nothing to purge"


def test_everything_belongs_to_root_and_only_the_program_can_be_started(package: dict[str, bytes]) -> None:
    with opened(package["data.tar.xz"]) as data:
        members = data.getmembers()
    assert {(one.uid, one.gid, one.uname, one.gname, one.mtime) for one in members} == {(0, 0, "root", "root", EPOCH)}
    assert {one.mode for one in members if one.isdir()} == {0o755}
    assert [one.name for one in members if one.isfile() and one.mode != 0o644] == ["./usr/lib/readalso/readalso"]


def test_folders_come_before_what_is_in_them(package: dict[str, bytes]) -> None:
    with opened(package["data.tar.xz"]) as data:
        seen = {"."}
        for member in data:
            name = member.name.rstrip("/")
            assert name == "." or name.rpartition("/")[0] in seen, name
            if member.isdir():
                seen.add(name)


def test_it_depends_on_the_libraries_that_it_does_not_bring(package: dict[str, bytes]) -> None:
    with opened(package["control.tar.xz"]) as control:
        assert sorted(control.getnames()) == [".", "./control", "./md5sums"], "no scripts"
        fields = fields_of(text_in(control, "./control"))
    assert fields["Depends"].split(", ") == [
        "fontconfig-config", "libc6 (>= 2.34)", "libglib2.0-0t64 | libglib2.0-0", "zlib1g",
    ]  # fmt: skip
    assert (fields["Package"], fields["Version"], fields["Architecture"]) == ("readalso", "0.1.0", "amd64")
    assert int(fields["Installed-Size"]) > 100


def test_every_file_has_its_sum(package: dict[str, bytes]) -> None:
    with opened(package["control.tar.xz"]) as control, opened(package["data.tar.xz"]) as data:
        lines = text_in(control, "./md5sums").splitlines()
        wanted = {}
        for member in data:
            if member.isfile():
                file = data.extractfile(member)
                assert file is not None
                wanted[member.name.removeprefix("./")] = hashlib.md5(file.read()).hexdigest()
    assert {line[34:]: line[:32] for line in lines} == wanted


def test_it_is_the_same_twice_whatever_the_files_times_and_rights_are(context: Context) -> None:
    target = context.out / "readalso_0.1.0_amd64.deb"
    deb.run(context)
    first = target.read_bytes()
    for path in context.folder.rglob("*.txt"):
        path.chmod(0o600)
        path.touch()
    deb.run(context)
    assert target.read_bytes() == first


def test_dpkg_reads_it(context: Context, tmp_path: Path) -> None:
    if not shutil.which("dpkg-deb"):
        pytest.skip("needs dpkg-deb")
    deb.run(context)
    package = context.out / "readalso_0.1.0_amd64.deb"
    said = subprocess.run(["dpkg-deb", "--field", package, "Package"], check=True, capture_output=True, text=True)
    assert said.stdout == "readalso\n"
    subprocess.run(["dpkg-deb", "--extract", package, tmp_path / "root"], check=True)
    assert (tmp_path / "root" / "usr" / "bin" / "readalso").resolve().name == "readalso"


def test_a_library_of_no_known_package_ends_the_build(context: Context) -> None:
    (context.internal / "libnew.so").write_bytes(elf("libstrange.so.4"))
    with pytest.raises(BuildError, match=r"libstrange\.so\.4 \(needed by _internal/libnew\.so\)"):
        deb.run(context)


def test_a_file_for_another_machine_ends_the_build(context: Context) -> None:
    (context.internal / "libarm.so").write_bytes(elf(machine=183))
    with pytest.raises(BuildError, match="another machine"):
        libraries.system_needs(context.folder, "readalso")


def test_without_the_folder_the_step_before_is_named(tmp_path: Path) -> None:
    context = make_context(tmp_path)._replace(out=tmp_path / "elsewhere")
    with pytest.raises(BuildError, match="run the step `folder` first"):
        deb.run(context)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the program of this Python, an ELF file on Linux")
def test_the_needs_of_a_real_program_are_read() -> None:
    needs = needs_of(Path(sys.executable).resolve())
    assert "libc.so.6" in needs.libraries
    assert needs.libc >= (2, 2)


@pytest.mark.parametrize(
    ("version", "debian"),
    [("0.1.0", "0.1.0"), ("0.2.0.dev3", "0.2.0~dev3"), ("1.0rc1", "1.0~rc1"), ("1.0b2", "1.0~b2")],
)
def test_a_version_before_a_release_sorts_before_it(version: str, debian: str) -> None:
    assert deb.debian_version(version) == debian


def test_the_changelog_has_debians_form_and_all_points_of_the_newest_version(context: Context) -> None:
    text = deb.changelog(context)
    assert re.match(r"readalso \(0\.1\.0\) unstable; urgency=\w+\n\n  \* ", text)
    assert re.search(r"\n -- .+ <.+@.+>  \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]0000\n\Z", text)
    points = re.findall(r"^- ", (ROOT / "packaging" / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert text.count("\n  * ") == len(points)
    assert max(len(line) for line in text.splitlines() if line.startswith("  ")) < 80


def test_the_copyright_file_has_the_whole_licence(context: Context) -> None:
    text = deb.copyright_text(context, has_third_parties=True)
    for line in (ROOT / "LICENSE").read_text("utf-8").splitlines()[2:]:
        assert f" {line}".rstrip() in text
    assert "{" not in text
    assert "THIRD-PARTY.txt" in text
    assert "\n\n\n" not in text, "an empty line parts two paragraphs, two do not"


def test_the_manual_names_every_command() -> None:
    manual = (ROOT / "packaging" / "linux" / "readalso.1").read_text("utf-8")
    commands = manual.partition(".SH COMMANDS")[2].partition(".SH EXIT")[0]
    named = re.findall(r"^\.TP\n\.B[RI]? (\w+)", commands.partition(".PP")[0], re.MULTILINE)
    assert named == [name for name, *_ in COMMAND_TABLE]


def test_the_size_counts_whole_kilobytes_and_folders() -> None:
    members = [Member("usr/a", b"x" * 1025), Member("usr/b", b""), Member("usr/bin/c", link="../a")]
    assert deb.installed_kib(members) == 2 + 0 + 1 + 2  # a, b, the link; usr and usr/bin


def test_zipped_files_do_not_say_when() -> None:
    assert deb.zipped("text")[4:8] == bytes(4)
    assert gzip.decompress(deb.zipped("text")) == b"text"
