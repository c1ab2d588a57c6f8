"""Small files that must be whole."""

from pathlib import Path

import pytest

from reader.files import write_atomically


def test_a_file_is_made_with_its_folder_and_replaced_later(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "note.json"
    write_atomically(path, "first")
    write_atomically(path, "“second”")
    assert path.read_text("utf-8") == "“second”"
    assert [entry.name for entry in path.parent.iterdir()] == ["note.json"]


def test_the_old_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "half a letter \ud800")
    assert path.read_text("utf-8") == "old"


def test_a_folder_that_cannot_be_made_is_an_operating_system_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(OSError, match="taken"):
        write_atomically(tmp_path / "taken" / "note.json", "text")
