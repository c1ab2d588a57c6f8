"""How long backups of a large library take, and whether whoever writes meanwhile has to wait.

`uv run python tests/benchmarks/backups.py [--articles 100000]`
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from reader.locations import locate
from reader.tasks.backup_manifest import BackupReason
from reader.tasks.backups import problems_of
from reader.wiring import Services, build_services

WORDS = [
    f"{first}{second}" for first in ("har", "bor", "min", "sel", "tok") for second in ("bour", "ster", "eul", "yon")
]
BATCH = 5_000


def fill(services: Services, articles: int) -> None:
    chance = random.Random(1)
    for start in range(0, articles, BATCH):
        rows = [
            (f"id{n}", f"Report {n}", f"report {n}", " ".join(chance.choices(WORDS, k=400)), n + 1)
            for n in range(start, min(start + BATCH, articles))
        ]
        with services.library.writing() as db:
            db.executemany(
                "INSERT INTO articles (id, title, title_key, text, source, author, published, sort_day, origin,"
                " added_at, changed, content) VALUES (?1, ?2, ?3, ?4, '', '', NULL, '2026-01-01', '', '2026', ?5, ?1)",
                rows,
            )


class Writer(threading.Thread):
    """Stores a small batch again and again, and notes how long each took."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self.took, self._ended = services, list[float](), threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            started = time.perf_counter()
            with self._services.library.writing() as db:
                db.execute("INSERT OR REPLACE INTO facts VALUES ('benchmark', ?)", (str(started),))
            self.took.append(time.perf_counter() - started)
            time.sleep(0.005)

    def end(self) -> list[float]:
        self._ended.set()
        self.join()
        return self.took


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(build_services(locate(Path(folder) / "library"))) as services:
        fill(services, options.articles)
        services.library.fold_log()
        size = services.locations.library_file.stat().st_size
        print(f"{options.articles:,} articles, {size / 1e6:,.0f} MB")
        for words, writing in (("alone", False), ("while others write", True), ("again, nothing changed", False)):
            writer = Writer(services) if writing else None
            if writer is not None:
                writer.start()
                time.sleep(0.5)
                quiet = len(writer.took)
            started = time.perf_counter()
            services.backups.make(BackupReason.BY_HAND)
            took = time.perf_counter() - started
            print(f"backup {words}: {took:.2f} s")
            if writer is not None:
                times = writer.end()
                before, meanwhile = statistics.median(times[:quiet]), statistics.median(times[quiet:])
                longest = max(times[quiet:])
                print(f"  a write: {before * 1e3:.1f} ms before, {meanwhile * 1e3:.1f} ms meanwhile")
                print(f"  the longest: {longest * 1e3:.0f} ms")
                services.backups.make(BackupReason.BY_HAND)
        newest = services.backups.all()[0]
        started = time.perf_counter()
        assert problems_of(newest) == []
        print(f"looking through one: {time.perf_counter() - started:.2f} s")
        services.close()
        started = time.perf_counter()
        services.restore_backup(services.restore_backup.source(newest.folder))
        print(f"restoring it: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
