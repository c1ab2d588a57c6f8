"""The archive for any Linux: its script installs, again and over an older one, and takes away what it brought."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from building import tarball
from building.context import Context

from tests.packaging.made_up_folder import EPOCH, make_context, unpack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an archive for Linux, with a script for its shell")

PROGRAM = """#!/bin/sh
entries=$XDG_DATA_HOME/applications
case $1 in
    --version) echo "Read Also {version}" ;;
    --install-desktop) mkdir -p "$entries" && echo "$0" > "$entries/ours.desktop" ;;
    --remove-desktop) rm "$entries/ours.desktop" && rmdir "$entries" ;;
esac
"""
SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def unpacked(context: Context, target: Path, version: str = "0.1.0") -> Path:
    """The archive, unpacked; its program replaced by a script, because the made-up one does not start."""
    tarball.run(context)
    (packed,) = context.out.glob("*.tar.xz")
    with tarfile.open(packed) as archive:
        unpack(archive, target)
    folder = target / packed.name.removesuffix(".tar.xz")
    (folder / "readalso" / "readalso").write_text(PROGRAM.format(version=version), "utf-8")
    return folder


def files_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.readlink().as_posix()
        if path.is_symlink()
        else path.read_bytes().hex()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home of a reader"
    data = folder / ".local" / "share" / "readalso"
    data.mkdir(parents=True)
    (data / "userdata.sqlite").write_text("what the reader made", "utf-8")
    return folder


def run_script(home: Path, script: Path, *arguments: str, shell: str = "sh") -> subprocess.CompletedProcess[str]:
    words = [shell, "sh"] if shell == "busybox" else [shell]
    return subprocess.run(
        [*words, script, *arguments],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        cwd=home,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_it_installs_for_one_user_and_leaves_nothing_but_the_readers_data(
    context: Context, home: Path, tmp_path: Path, shell: str
) -> None:
    before = files_below(home)
    folder = unpacked(context, tmp_path / "my downloads")
    told = run_script(home, folder / "install.sh", shell=shell)
    assert (told.returncode, told.stderr) == (0, "")
    link = home / ".local" / "bin" / "readalso"
    assert subprocess.run([link, "--version"], check=True, capture_output=True, text=True).stdout == "Read Also 0.1.0\n"
    assert (home / ".local" / "share" / "applications" / "ours.desktop").read_text() == f"{link}\n"
    assert (home / ".local" / "lib" / "readalso" / "kind").read_text() == "tarball\n"
    assert (home / ".local" / "lib" / "readalso" / "_internal" / "a name with spaces.txt").is_file()
    shutil.rmtree(folder)  # the archive is not needed for taking it away
    told = run_script(home, home / ".local" / "lib" / "readalso" / "uninstall.sh", shell=shell)
    assert (told.returncode, told.stderr) == (0, "")
    assert files_below(home) == before
    assert [path.name for path in (home / ".local").iterdir()] == ["share"], "no empty folder is left"


def test_a_second_time_changes_nothing_and_a_newer_one_leaves_no_file_of_the_older(
    context: Context, home: Path, tmp_path: Path
) -> None:
    folder = unpacked(context, tmp_path / "old")
    run_script(home, folder / "install.sh")
    first = files_below(home)
    told = run_script(home, folder / "install.sh")
    assert (told.returncode, files_below(home)) == (0, first)
    (context.internal / "a name with spaces.txt").rename(context.internal / "renamed.txt")
    newer = unpacked(context, tmp_path / "new", version="0.2.0")
    told = run_script(home, newer / "install.sh")
    assert told.stdout.startswith("Read Also 0.2.0 was installed")
    there = files_below(home / ".local" / "lib" / "readalso")
    assert "_internal/renamed.txt" in there
    assert "_internal/a name with spaces.txt" not in there
    assert [path.name for path in (home / ".local" / "lib").iterdir()] == ["readalso"]


def test_what_somebody_put_beside_the_program_stays(context: Context, home: Path, tmp_path: Path) -> None:
    """A portable copy keeps its library there."""
    folder = unpacked(context, tmp_path)
    run_script(home, folder / "install.sh")
    own = home / ".local" / "lib" / "readalso" / "ReadAlso data" / "userdata.sqlite"
    own.parent.mkdir()
    own.write_text("precious")
    assert run_script(home, folder / "install.sh").returncode == 0
    assert own.read_text() == "precious"
    assert (own.parents[1] / "readalso").is_file()
    told = run_script(home, folder / "install.sh", "--uninstall")
    assert "Other files" in told.stdout
    assert list(files_below(home / ".local" / "lib")) == ["readalso/ReadAlso data/userdata.sqlite"]


def test_for_all_users_it_goes_below_the_prefix_and_can_be_read_by_all(
    context: Context, home: Path, tmp_path: Path
) -> None:
    before, prefix = files_below(home), tmp_path / "opt" / "read also"
    folder = unpacked(context, tmp_path)
    old = os.umask(0o077)
    try:
        told = run_script(home, folder / "install.sh", "--prefix", str(prefix))
    finally:
        os.umask(old)
    assert told.returncode == 0, told.stderr
    assert (prefix / "bin" / "readalso").resolve() == prefix / "lib" / "readalso" / "readalso"
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in prefix.rglob("*") if path.is_file())
    told = run_script(home, prefix / "lib" / "readalso" / "uninstall.sh")
    assert told.returncode == 0, told.stderr
    assert not prefix.exists()
    assert files_below(home) == before


def test_it_replaces_and_removes_nothing_that_it_did_not_bring(context: Context, home: Path, tmp_path: Path) -> None:
    folder = unpacked(context, tmp_path)
    link = home / ".local" / "bin" / "readalso"
    link.parent.mkdir()
    link.write_text("another program")
    told = run_script(home, folder / "install.sh")
    assert (told.returncode, told.stdout) == (1, "")
    assert f"{link} is there, and was not made by this script" in told.stderr
    link.unlink()
    stranger = home / ".local" / "lib" / "readalso" / "file"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("another folder")
    before = files_below(home)
    for arguments in ((), ("--uninstall",)):
        told = run_script(home, folder / "install.sh", *arguments)
        assert told.returncode == 1
        assert str(stranger.parent) in told.stderr
    assert files_below(home) == before


def test_where_nothing_can_be_written_it_says_so_and_changes_nothing(
    context: Context, home: Path, tmp_path: Path
) -> None:
    folder, before = unpacked(context, tmp_path), files_below(home)
    (tmp_path / "file").write_text("a file")
    told = run_script(home, folder / "install.sh", "--prefix", str(tmp_path / "file" / "below"))
    assert (told.returncode, told.stdout) == (1, "")
    assert "is no folder" in told.stderr
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    if not os.access(locked, os.W_OK):  # root may write everywhere
        told = run_script(home, folder / "install.sh", "--prefix", str(locked))
        assert told.returncode == 1
        assert f"{locked} cannot be written to" in told.stderr
    assert files_below(home) == before


def test_a_program_that_does_not_start_here_is_not_installed(context: Context, home: Path, tmp_path: Path) -> None:
    folder, before = unpacked(context, tmp_path), files_below(home)
    (folder / "readalso" / "readalso").write_text("#!/bin/sh\nexit 127\n")
    told = run_script(home, folder / "install.sh")
    assert told.returncode == 1
    assert "does not start on this computer" in told.stderr
    assert files_below(home) == before


@pytest.mark.parametrize("arguments", [("--prefix",), ("--prefix", ""), ("--unknown",), ("folder",)])
def test_wrong_usage_is_told(context: Context, home: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder, before = unpacked(context, tmp_path), files_below(home)
    told = run_script(home, folder / "install.sh", *arguments)
    assert told.returncode in (1, 2)
    assert told.stderr
    assert files_below(home) == before


def test_the_archive_is_the_same_twice_and_belongs_to_nobody_who_built_it(context: Context) -> None:
    tarball.run(context)
    (target,) = context.out.glob("*.tar.xz")
    assert target.name == "readalso-0.1.0-linux-x86_64.tar.xz"
    first = target.read_bytes()
    for path in context.folder.rglob("*.txt"):
        path.chmod(0o640)
        path.touch()
    tarball.run(context)
    assert target.read_bytes() == first
    with tarfile.open(target) as archive:
        members = archive.getmembers()
    assert {member.name.split("/")[0] for member in members} == {target.name.removesuffix(".tar.xz")}
    assert {(member.uname, member.gname, member.mtime) for member in members} == {("root", "root", EPOCH)}


def test_the_list_names_every_file_of_the_program(context: Context, tmp_path: Path) -> None:
    program = unpacked(context, tmp_path) / "readalso"
    listed = (program / tarball.LIST).read_text("utf-8").splitlines()
    there = [name for name in files_below(program) if name != tarball.LIST]
    assert listed == sorted(there)
