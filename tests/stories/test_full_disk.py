"""A disk that fills up in the middle of an import: a plain message, nothing lost, and a repeat completes it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.locations import locate
from reader.wiring import build_services

ROOT = Path(__file__).parent.parent.parent
ARTICLES = 600
pytestmark = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to mount a small disk")
Resize = Callable[[int], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Resize]]:
    """A folder that is a disk of its own, and how to say how many megabytes it has."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("no disk can be mounted here")

    def resize(megabytes: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={megabytes}m", str(folder)], check=True)

    yield folder, resize
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(ARTICLES):
        words = " ".join(f"word{number * 7 + step * 13}" for step in range(400))
        (folder / f"{number}.txt").write_text(f"Report {number}\n\nThe pier was repaired. {words}.\n", "utf-8")
    return folder


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize("megabytes", [2, 3, 4])
def test_a_full_disk_stops_an_import_and_costs_nothing(
    disk: tuple[Path, Resize], archive: Path, megabytes: int
) -> None:
    folder, resize = disk
    library = folder / "library"
    with closing(build_services(locate(library))) as services:
        services.library.fold_log()
    resize(megabytes)
    stopped = run("import", archive, "--names-later", "--library", library)
    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr
    last = stopped.stderr.splitlines()[-1]  # what the window shows
    assert last.startswith("readalso: ")
    assert "room" in last
    resize(100)
    with closing(build_services(locate(library))) as services:
        assert services.library.check() == []
    assert run("index", "--names-later", "--library", library).returncode == 0
    with closing(build_services(locate(library))) as services:
        assert services.shelf.count() == ARTICLES
        assert services.library.check() == []
        assert services.search_index.check() == []
