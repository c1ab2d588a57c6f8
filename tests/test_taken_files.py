"""What a second start gave is written down until it is imported."""

import os
from pathlib import Path

from reader.taken_files import Kept, keep, kept

NAMES = [os.fsdecode(b"caf\xe9.txt"), "two\nlines.txt", " spaces ", "日本.md", "'\"`$\\.txt", "-dash", "%41.txt"]


def test_what_was_taken_is_kept_until_it_is_imported(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    assert kept(folder) == []
    files = tuple(tmp_path / name for name in NAMES)
    first = keep(folder, files)
    second = keep(folder, [tmp_path / "b"])
    assert sorted(kept(folder)) == sorted([first, second])
    first.forget()
    first.forget()
    assert kept(folder) == [second]
    second.forget()
    assert not folder.exists()


def test_what_is_kept_comes_back_in_its_order_and_without_what_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    held = [keep(folder, [Path(f"/{number}")]) for number in range(5)]
    for number, each in enumerate(held):
        assert each.file is not None
        os.utime(each.file, ns=(number, number))
    for number, damaged in enumerate(("[", "", "3", "\0" * 20)):
        (folder / f"damaged{number}.json").write_text(damaged)
    assert kept(folder) == held


def test_what_cannot_be_written_down_is_imported_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("in the way")
    held = keep(tmp_path / "taken", [Path("/a")])
    assert held == Kept(None, (Path("/a"),))
    held.forget()
