"""A watched folder of many files: what the open window costs at rest, and how soon a new file is there."""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402

LONGEST_WAIT = 900  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=60, help="how long nothing happens")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        folder, library = scratch / "watched", scratch / "library"
        make_articles(folder, options.files)
        command = [sys.executable, "-m", "reader"]
        for given in (["import", str(folder), "--names-later"], ["watch", "add", str(folder), "--names-later"]):
            subprocess.run([*command, *given, "--library", str(library)], check=True, stdout=subprocess.DEVNULL)
        mark_as_named(library)
        folders = sum(1 for _ in folder.rglob("*/")) + 1
        window = subprocess.Popen(
            [*command, "--library", str(library)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        )
        try:
            wait_until(lambda: not children_of(window.pid) and cpu_of(window.pid) > 0.5)
            time.sleep(10)  # the folders are put under watch
            wait_until(lambda: not children_of(window.pid))
            before = cpu_of(window.pid)
            time.sleep(options.seconds)
            idle = (cpu_of(window.pid) - before) / options.seconds
            print(f"{options.files:,} files in {folders:,} folders: {100 * idle:.2f} % of a processor while idle")
            started = time.perf_counter()
            (folder / "000" / "new.txt").write_text("A new article\n\nIt came by itself.\n", "utf-8")
            wait_until(lambda: holds(library, "A new article"))
            print(f"a new file is in the library after {time.perf_counter() - started:.1f} s")
        finally:
            window.terminate()
            window.wait()


def mark_as_named(library: Path) -> None:
    """As if the names had been found: that takes half an hour and has nothing to do with watching."""
    from reader.entities.finder_version import finder_version
    from reader.locations import bundled

    with sqlite3.connect(library / "library.sqlite") as db:
        db.execute("UPDATE articles SET recognized_by = ?", (finder_version(bundled("resources") / "entities"),))


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while not condition():
        if time.monotonic() > end:
            sys.exit("it took too long")
        time.sleep(0.1)


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def holds(library: Path, title: str) -> bool:
    with sqlite3.connect(f"file:{library / 'library.sqlite'}?mode=ro", uri=True) as db:
        return db.execute("SELECT 1 FROM articles WHERE title = ?", (title,)).fetchone() is not None


if __name__ == "__main__":
    main()
