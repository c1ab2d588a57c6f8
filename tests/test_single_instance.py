"""One window for each library: who has it, and what a second start does."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader import handing_over, single_instance
from reader.errors import ReaderError
from reader.handing_over import Answer, Handover, Listening, NobodyThereError
from reader.locations import Locations, locate
from reader.single_instance import LOCK_FILE, Claim, claim_library, try_claim

ROOT = Path(__file__).parent.parent
LONG = 60.0  # seconds; so long only where something is wrong

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a file for the lock")


@contextmanager
def listening(locations: Locations, take: Callable[[Handover], Answer]) -> Iterator[None]:
    """A window that has the library and answers so."""
    there = Listening(locations.window_address_file, take)
    there.begin()
    try:
        yield
    finally:
        there.end()


def taken(locations: Locations) -> Claim:
    claim = try_claim(locations)
    assert claim is not None
    assert claim.held
    return claim


@pytest.fixture(params=["folder", "file"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is locked: the library's folder, or a file in it where a file system has no locks on folders."""
    if request.param == "file":
        monkeypatch.setattr(single_instance, "_lock_folder", lambda _folder: None)
    return str(request.param)


@pytest.mark.usefixtures("kind")
def test_only_one_has_the_library_and_lets_the_next_have_it(locations: Locations) -> None:
    first = taken(locations)
    assert try_claim(locations) is None
    assert try_claim(locations) is None
    first.release()
    first.release()
    second = taken(locations)
    assert try_claim(locations) is None
    second.release()
    assert sorted(os.listdir(locations.data)) == []


def test_two_libraries_are_open_at_once(tmp_path: Path) -> None:
    one, other = taken(locate(tmp_path / "one")), taken(locate(tmp_path / "other"))
    one.release()
    other.release()


@posix
def test_a_library_is_the_same_by_any_way_to_it(tmp_path: Path, locations: Locations) -> None:
    claim = taken(locations)
    (tmp_path / "link").symlink_to(locations.data)
    assert try_claim(locate(tmp_path / "link")) is None
    assert try_claim(locate(locations.data / ".." / locations.data.name)) is None
    claim.release()


@posix
def test_a_claim_changes_nothing_in_a_library(locations: Locations) -> None:
    """A library of a newer version is refused, and must be as it was."""
    locations.data.mkdir()
    locations.library_file.write_text("as it was")
    before = os.stat(locations.data).st_mtime_ns
    taken(locations).release()
    assert os.stat(locations.data).st_mtime_ns == before
    assert os.listdir(locations.data) == [locations.library_file.name]


@posix
def test_who_is_killed_lets_go(locations: Locations) -> None:
    code = "import sys, time; from reader.single_instance import *; from reader.locations import *\n"
    code += "claim = try_claim(locate(Path(sys.argv[1]))); print(claim.held, flush=True); time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(locations.data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "True\n"
        assert try_claim(locations) is None
        window.send_signal(signal.SIGKILL)
        window.wait(LONG)
    taken(locations).release()


def test_what_a_killed_window_left_behind_is_no_obstacle(locations: Locations) -> None:
    locations.data.mkdir()
    locations.window_address_file.write_text('{"address": "nobody"}')
    (locations.data / LOCK_FILE).touch()
    claim = taken(locations)
    assert not locations.window_address_file.exists()
    claim.release()


@posix
def test_a_lock_on_a_file_that_was_removed_meanwhile_counts_for_nothing(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the file and locking it, who had it went and took it away; a third made a new one."""
    monkeypatch.setattr(single_instance, "_lock_folder", lambda _folder: None)
    real, lock_file = single_instance._lock, locations.data / LOCK_FILE
    third: list[Claim] = []

    def lock(descriptor: int) -> bool | None:
        if not third:
            monkeypatch.setattr(single_instance, "_lock", real)
            lock_file.unlink()
            third.append(taken(locations))
        return real(descriptor)

    monkeypatch.setattr(single_instance, "_lock", lock)
    assert try_claim(locations) is None
    third[0].release()


def test_a_library_that_cannot_be_claimed_is_opened_all_the_same(tmp_path: Path) -> None:
    """Whoever opens it says in words what is wrong."""
    (tmp_path / "file").write_text("in the way")
    claim = claim_library(locate(tmp_path / "file" / "library"))
    assert claim is not None
    assert not claim.held
    claim.release()


@posix
def test_where_nothing_can_be_locked_the_library_is_opened(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_lock", lambda _descriptor: None)
    claim = claim_library(locations)
    assert claim is not None
    assert not claim.held


@posix
def test_a_free_library_costs_nothing_to_claim(tmp_path: Path) -> None:
    """It stands before the first paint."""
    code = "import sys; from reader.locations import *; before = set(sys.modules)\n"
    code += "from reader.single_instance import claim_library; claim_library(locate(Path(sys.argv[1])))\n"
    code += "print(*sorted(set(sys.modules) - before))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONG,
        check=True,
    )
    assert set(run.stdout.split()) <= {"reader.single_instance", "errno", "fcntl", "contextlib", "time"} | {
        "functools", "collections", "collections.abc", "_collections", "operator", "_operator", "itertools", "keyword",
        "reprlib", "types", "_functools",
    }  # fmt: skip


def test_a_second_start_hands_its_files_over_and_ends(locations: Locations, tmp_path: Path) -> None:
    claim, heard = taken(locations), []

    def take(handover: Handover) -> Answer:
        heard.append(handover)
        return Answer.TAKEN

    with listening(locations, take):
        assert claim_library(locations, [tmp_path / "a.txt"], patience=LONG) is None
    assert [handover.files for handover in heard] == [(tmp_path / "a.txt",)]
    claim.release()


def test_a_second_start_waits_until_the_window_listens(locations: Locations) -> None:
    """The window is being opened: it has the library, and is not ready."""
    claim, came, ended = taken(locations), threading.Event(), []
    second = threading.Thread(target=lambda: ended.append(claim_library(locations, patience=LONG)))
    second.start()
    with listening(locations, lambda _handover: came.set() or Answer.TAKEN):
        assert came.wait(LONG)
        second.join(LONG)
    assert ended == [None]
    claim.release()


def test_a_second_start_waits_for_a_window_that_closes_and_opens_the_library_itself(locations: Locations) -> None:
    claim, heard = taken(locations), []

    def take(handover: Handover) -> Answer:
        heard.append(handover.again)
        if len(heard) == 2:
            claim.release()
        return Answer.LATER

    with listening(locations, take):
        mine = claim_library(locations, [Path("a.txt")], patience=LONG)
    assert mine is not None
    assert heard[:2] == [False, True]  # the window is raised once
    mine.release()


def test_a_second_start_opens_the_library_when_the_window_goes_without_an_answer(locations: Locations) -> None:
    claim = taken(locations)

    def take(_handover: Handover) -> Answer:
        claim.release()
        raise OSError("gone")  # the connection ends here

    with listening(locations, take):
        mine = claim_library(locations, [Path("a.txt")], patience=LONG)
    assert mine is not None
    mine.release()


def test_a_window_that_does_not_answer_is_told_in_words(locations: Locations) -> None:
    claim = taken(locations)
    with pytest.raises(ReaderError, match="does not answer") as caught:
        claim_library(locations, patience=0.0)
    assert "look for it" in caught.value.remedy
    claim.release()


def test_a_window_out_of_reach_is_told_when_that_is_sure(locations: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read first may be of a window that was killed, while the next is just opening."""
    claim, asked = taken(locations), []
    elsewhere = ReaderError("It is open elsewhere.", remedy="Go there.")

    def hand_over(*_arguments: object) -> Answer:
        asked.append(1)
        if len(asked) == 1:
            raise ReaderError("It was open somewhere else.", remedy="Go there.")
        raise elsewhere

    monkeypatch.setattr(handing_over, "hand_over", hand_over)
    monkeypatch.setattr(single_instance, "SURE_SECONDS", 0.0)
    with pytest.raises(ReaderError) as caught:
        claim_library(locations, patience=LONG)
    assert caught.value is elsewhere
    assert len(asked) == 3
    claim.release()


def test_out_of_reach_for_a_moment_only_is_no_matter(locations: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = taken(locations)
    answers = iter([ReaderError("It is elsewhere.", remedy="Go there."), NobodyThereError(), Answer.TAKEN])

    def hand_over(*_arguments: object) -> Answer:
        answer = next(answers)
        if isinstance(answer, ReaderError):
            raise answer
        return answer

    monkeypatch.setattr(handing_over, "hand_over", hand_over)
    assert claim_library(locations, patience=LONG) is None
    claim.release()


def test_a_file_that_cannot_be_removed_keeps_nobody_from_letting_go(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()  # as on a share that has gone, or may not be written to any more
    descriptor = os.open(tmp_path, os.O_RDONLY)
    claim = Claim(descriptor, tmp_path / "lock")
    claim.release()
    assert not claim.held
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)
