"""The finder's version changes with its data and is told without loading it."""

import time
from pathlib import Path

from reader.entities.finder_version import finder_version
from reader.locations import bundled


def test_the_version_changes_with_any_file_and_not_with_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", "utf-8")
    (tmp_path / "b.npz").write_bytes(b"0" * 20_000)
    first = finder_version(tmp_path)
    (tmp_path / "a.txt").write_text("one", "utf-8")
    assert finder_version(tmp_path) == first
    (tmp_path / "a.txt").write_text("two", "utf-8")
    second = finder_version(tmp_path)
    (tmp_path / "b.npz").write_bytes(b"0" * 19_999 + b"1")
    assert len({first, second, finder_version(tmp_path)}) == 3


def test_it_costs_next_to_nothing() -> None:
    started = time.process_time()
    finder_version(bundled("resources") / "entities")
    assert time.process_time() - started < 0.05
