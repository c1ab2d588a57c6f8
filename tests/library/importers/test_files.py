"""Finding the files of an import."""

from pathlib import Path

import pytest

from reader.library.importers.files import find_files


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    names = ("b.txt", "a/2.txt", "a/1.md", "c.jpg", ".hidden.txt", ".git/x.txt", "Thumbs.db", "page.html",
             "page_files/style.css", "other_files/x.txt", "~$b.txt", "b.txt~", "plain")  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def names(root: Path, *paths: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in find_files(paths)]


def test_folders_come_in_order_without_hidden_files_and_without_parts_of_pages(archive: Path) -> None:
    assert names(archive, archive) == ["a/1.md", "a/2.txt", "b.txt", "c.jpg", "other_files/x.txt", "page.html", "plain"]


def test_named_files_come_whatever_they_are(archive: Path) -> None:
    chosen = [archive / name for name in ("c.jpg", ".hidden.txt", "missing.txt")]
    assert list(find_files(chosen)) == chosen


def test_what_cannot_even_be_looked_at_comes_so_that_reading_it_says_why(archive: Path) -> None:
    chosen = [archive / f"{'x' * 300}.txt", archive / "b.txt"]  # as in a folder that may not be entered
    assert list(find_files(chosen)) == chosen


def test_a_hidden_folder_that_is_named_is_read(archive: Path) -> None:
    assert names(archive, archive / ".git") == [".git/x.txt"]


def test_nothing_comes_twice(archive: Path) -> None:
    found = names(archive, archive / "b.txt", archive / "a", archive, archive / "b.txt")
    assert len(found) == len(set(found)) == 7
    assert found[:3] == ["b.txt", "a/1.md", "a/2.txt"]


def test_links_that_run_in_a_circle_end(archive: Path) -> None:
    try:
        (archive / "a" / "loop").symlink_to(archive, target_is_directory=True)
    except OSError:
        pytest.skip("no links may be made here")
    assert len(names(archive, archive)) == 7


def test_a_link_to_nothing_is_reported_by_coming_along(archive: Path) -> None:
    try:
        (archive / "a" / "gone.txt").symlink_to(archive / "nowhere.txt")
    except OSError:
        pytest.skip("no links may be made here")
    assert "a/gone.txt" in names(archive, archive)


def test_the_hidden_folders_of_a_maildir_are_mail(tmp_path: Path) -> None:
    for name in ("Mail/cur/1:2,S", "Mail/new/2", "Mail/.Lists/cur/3:2,S", "Mail/.git/config", "other/.hidden/cur/4"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["Mail/.Lists/cur/3:2,S", "Mail/cur/1:2,S", "Mail/new/2"]
