"""Small files that must be whole, and what one process may do at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.files import only_one, write_atomically


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


def test_only_one_is_let_in_and_the_next_when_it_has_left(tmp_path: Path) -> None:
    lock = tmp_path / "folder" / "lock"
    with only_one(lock, wait_seconds=0), pytest.raises(TimeoutError), only_one(lock, wait_seconds=0.1):
        pytest.fail("two at once")
    with only_one(lock, wait_seconds=0):
        pass


def test_a_killed_process_lets_the_next_one_in(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom reader.files import only_one\n"
        "with only_one(Path(sys.argv[1]), wait_seconds=0):\n    print('in', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"in"
        with pytest.raises(TimeoutError), only_one(lock, wait_seconds=0):
            pytest.fail("two at once")
        holder.kill()
    with only_one(lock, wait_seconds=10):
        pass
