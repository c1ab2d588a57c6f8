"""A folder of plain-text articles, taken in by Read Also and by Recoll: time, CPU, memory. See README.md here.

What is measured is `readalso import --names-later`: everything can be read and searched when it ends. Names are found
afterwards, which Recoll has nothing like. Then the same folder once more, unchanged; and once more with a watch on it.
"""

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make_articles import make_articles  # noqa: E402

LOOK_SECONDS = 0.02


class Run(NamedTuple):
    seconds: float
    cpu: float
    peak_mb: float
    first_row: float | None = None  # seconds until the first article could be read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--corpus", type=Path, help="a folder of articles; else they are made up")
    parser.add_argument("--rounds", type=int, default=1, help="of both programs, in turn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        corpus = options.corpus or scratch / "corpus"
        if options.corpus is None:
            make_articles(corpus, options.articles)
        print(f"{'':34} {'first row':>10} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}")
        for _ in range(options.rounds):
            shutil.rmtree(scratch / "library", ignore_errors=True)
            own = import_folder(corpus, scratch / "library")
            show("Read Also: all can be searched", own)
            show("Read Also: unchanged, once more", import_folder(corpus, scratch / "library"))
            if shutil.which("recollindex") is None:
                print("Recoll is not installed")
                continue
            shutil.rmtree(scratch / "recoll", ignore_errors=True)
            other = index_with_recoll(corpus, scratch / "recoll")
            show("Recoll: all can be searched", other)
            show("Recoll: unchanged, once more", index_with_recoll(corpus, scratch / "recoll"))
            print(f"CPU of Read Also / Recoll: {own.cpu / other.cpu:.2f}", flush=True)


def show(what: str, run: Run) -> None:
    first = "" if run.first_row is None else f"{run.first_row:.2f} s"
    print(f"{what:34} {first:>10} {run.seconds:8.1f} {run.cpu:8.1f} {run.peak_mb:8.0f}", flush=True)


def import_folder(corpus: Path, library: Path) -> Run:
    command = [sys.executable, "-m", "reader", "import", str(corpus), "--names-later", "--library", str(library)]
    return measure(command, first_row_in=library / "library.sqlite")


def index_with_recoll(corpus: Path, configuration: Path) -> Run:
    configuration.mkdir(exist_ok=True)
    (configuration / "recoll.conf").write_text(f"topdirs = {corpus}\n", "utf-8")
    return measure(["recollindex", "-c", str(configuration)])


def measure(command: list[str], first_row_in: Path | None = None) -> Run:
    """Run it to its end; the peak is that of all its processes together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=HERE.parents[1], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = _Watch(process.pid, first_row_in, started)
    watch.start()
    status = process.wait()
    seconds = time.perf_counter() - started
    watch.ended.set()
    watch.join()
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, watch.peak / 1e6, watch.first_row)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children, and for the first article in a library."""

    def __init__(self, pid: int, library: Path | None, started: float) -> None:
        super().__init__()
        self._pid, self._library, self._began = pid, library, started
        self.ended = threading.Event()
        self.peak = 0
        self.first_row: float | None = None

    def run(self) -> None:
        while not self.ended.wait(LOOK_SECONDS):
            self.peak = max(self.peak, sum(map(_resident, _family(self._pid))))
            if self._library is not None and self.first_row is None and _has_article(self._library):
                self.first_row = time.perf_counter() - self._began


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
        except OSError:
            continue
        found += map(int, children)
    return found


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _has_article(library: Path) -> bool:
    if not library.exists():
        return False
    try:
        with sqlite3.connect(f"file:{library}?mode=ro", uri=True, timeout=0) as db:
            return db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return False


if __name__ == "__main__":
    main()
