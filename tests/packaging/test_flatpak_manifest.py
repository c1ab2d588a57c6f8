"""The manifest for Flatpak: no network, and its commands make the folder that Flatpak wants."""

import hashlib
import os
import re
import shlex
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from building import appimage, flatpak, tarball
from building.context import ROOT, BuildError, Context

from reader.desktop_entry import APP_ID
from tests.packaging.made_up_folder import make_context, unpack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")

MANIFEST = ROOT / "packaging" / "flatpak" / flatpak.MANIFEST


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setattr("shutil.which", lambda _tool: None)  # flatpak-builder wants a home of its own: not in tests
    return make_context(tmp_path)


def items_of(text: str, key: str) -> list[str]:
    """The items of a list in the manifest, without comments. No library for YAML is among those of the tests."""
    block = re.search(rf"^( *){key}:\n((?:\1  .*\n|\n)+)", text, re.MULTILINE)
    assert block is not None, key
    return re.findall(r"^ *- (.*)$", re.sub(r"^ *#.*\n", "", block[2], flags=re.MULTILINE), re.MULTILINE)


def test_the_program_gets_no_network_and_writes_only_where_it_is_let() -> None:
    allowed = items_of(MANIFEST.read_text("utf-8"), "finish-args")
    assert "--share=network" not in allowed
    assert [one for one in allowed if one.startswith("--filesystem=")] == ["--filesystem=home:ro"]
    assert {"--socket=wayland", "--socket=fallback-x11", "--share=ipc"} <= set(allowed)


def test_the_archive_and_its_sum_are_filled_in(context: Context) -> None:
    tarball.run(context)
    flatpak.run(context)
    (archive,) = context.out.glob("*.tar.xz")
    text = (context.out / flatpak.MANIFEST).read_text("utf-8")
    assert f"path: '{archive.name}'" in text
    assert f"sha256: '{hashlib.sha256(archive.read_bytes()).hexdigest()}'" in text
    assert not re.search(r"@\w+@", text)


def test_without_the_archive_the_step_before_is_named(context: Context) -> None:
    with pytest.raises(BuildError, match="run the step `tarball` first"):
        flatpak.run(context)


def test_its_commands_put_everything_where_flatpak_looks_for_it(context: Context, tmp_path: Path) -> None:
    tarball.run(context)
    (packed,) = context.out.glob("*.tar.xz")
    with tarfile.open(packed) as archive:
        unpack(archive, tmp_path / "source")
    source = tmp_path / "source" / packed.name.removesuffix(".tar.xz")  # Flatpak leaves out the first folder
    app = tmp_path / "app"
    app.mkdir()
    for command in items_of(MANIFEST.read_text("utf-8"), "build-commands"):
        environment = {"PATH": os.environ["PATH"], "FLATPAK_DEST": str(app)}
        subprocess.run(["/bin/sh", "-ec", command], cwd=source, env=environment, check=True)
    assert (app / "bin" / "readalso").resolve() == app / "lib" / "readalso" / "readalso"
    assert (app / "lib" / "readalso" / "kind").read_text() == "flatpak\n"
    assert not list(app.rglob("*install*"))
    for exported in ("applications", "icons", "metainfo", "mime/packages"):
        names = [path.name for path in (app / "share" / exported).rglob("*") if path.is_file()]
        assert names, exported
        assert all(re.match(rf"{re.escape(APP_ID)}[.-]", name) for name in names), "others stay inside"


def test_the_folder_of_an_appimage_says_how_it_is_started(context: Context, tmp_path: Path) -> None:
    for member in appimage.app_dir_members(context):
        appimage.put(member, tmp_path / "AppDir")
    folder = tmp_path / "AppDir"
    assert (folder / "AppRun").resolve() == folder / "usr" / "lib" / "readalso" / "readalso"
    assert os.access(folder / "AppRun", os.X_OK)
    (entry,) = folder.glob("*.desktop")
    started = next(line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    assert (folder / "usr" / "bin" / shlex.split(started.removeprefix("Exec="))[0]).exists()
    assert (folder / ".DirIcon").resolve().suffix == ".png"
    assert (folder / "usr" / "lib" / "readalso" / "kind").read_text() == "appimage\n"


def test_an_appimage_is_the_runtime_with_the_image_behind_it(tmp_path: Path) -> None:
    runtime, image = tmp_path / "runtime", tmp_path / "image"
    image.write_bytes(b"hsqs image")
    runtime.write_bytes(b"\x7fELF\2\1\1\0AI\2 runtime")
    assert appimage.joined(runtime, image) == b"\x7fELF\2\1\1\0AI\2 runtimehsqs image"
    runtime.write_bytes(b"\x7fELF\2\1\1\0AI\1 runtime")
    with pytest.raises(BuildError, match="no AppImage runtime of type 2"):
        appimage.joined(runtime, image)
    with pytest.raises(BuildError, match="no file"):
        appimage.joined(tmp_path / "gone", image)
