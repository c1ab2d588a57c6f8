"""What a second start says to the window that is open, and how it is heard."""

import json
import os
import socket
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reader import handing_over
from reader.errors import ReaderError
from reader.handing_over import (
    Answer,
    Handover,
    Listening,
    NobodyThereError,
    Screen,
    hand_over,
)

LONG = 60.0  # seconds; so long only where something is wrong
SHORT = "/tmp"  # the folder for temporary files may be deeper than a socket's path can be long
NAMES = [os.fsdecode(b"caf\xe9.txt"), "two\nlines.txt", " spaces ", "日本.md", "'\"`$\\.txt", "-dash", "%41.txt"]

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
Hear = Callable[..., Listening]


@pytest.fixture
def address(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    return tmp_path / "library" / "window.address"


@pytest.fixture
def hear(address: Path) -> Iterator[Hear]:
    """Begins to listen, and gives the listener when it can be reached."""
    there: list[Listening] = []

    def begin(take: Callable[[Handover], Answer]) -> Listening:
        one = Listening(address, take)
        there.append(one)
        one.begin()
        until_listening(address)
        return one

    yield begin
    for one in there:
        one.end()


def until_listening(address: Path) -> None:
    pause = threading.Event()
    for _ in range(round(LONG * 100)):
        if address.exists():
            return
        pause.wait(0.01)
    raise AssertionError("it does not listen")


def connect(address: Path) -> Any:
    """A connection without the key."""
    return Client(json.loads(address.read_text())["address"])


@given(some.lists(some.text(some.characters(exclude_characters="\0"), min_size=1)), some.text(), some.booleans())
def test_every_name_comes_through(names: list[str], token: str, again: bool) -> None:
    said = Handover(tuple(map(Path, names)), token, token[::-1], again)
    assert Handover.from_bytes(said.as_bytes()) == said


def test_names_that_are_no_text_come_through(address: Path, hear: Hear, tmp_path: Path) -> None:
    heard: list[Handover] = []
    hear(lambda handover: heard.append(handover) or Answer.TAKEN)
    files = [tmp_path / name for name in NAMES] + [tmp_path / f"{number}.txt" for number in range(800)]
    assert hand_over(address, Handover.here(files), within=LONG) is Answer.TAKEN
    assert heard[0].files == tuple(files)


def test_paths_are_those_of_the_second_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = Handover.here([Path("a.txt"), Path("below/../b.txt"), tmp_path / "c.txt"])
    assert said.files == (tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt")


def test_the_desktops_leave_is_handed_on() -> None:
    wayland = Handover.here([], {"XDG_ACTIVATION_TOKEN": "w", "DESKTOP_STARTUP_ID": "x_TIME5"})
    assert (wayland.token, wayland.startup_id) == ("w", "x_TIME5")
    assert Handover.here([], {"DESKTOP_STARTUP_ID": "x_TIME5"}).token == "x_TIME5"
    assert Handover.here([], {}) == Handover()


def test_another_version_may_say_more_or_less() -> None:
    assert Handover.from_bytes(b'{"files": ["/a"], "mood": "fine"}') == Handover((Path("/a"),))
    assert Handover.from_bytes(b"{}") == Handover()


@pytest.mark.parametrize("said", [b"", b"[]", b"\xff", b'"files"', b'{"files": 3}', b'{"files": "/a"}'])
def test_what_is_no_message_is_refused(said: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Handover.from_bytes(said)


def test_answers_come_back(address: Path, hear: Hear) -> None:
    answers = iter([Answer.LATER, Answer.TAKEN])
    hear(lambda _handover: next(answers))
    assert hand_over(address, Handover(), within=LONG) is Answer.LATER
    assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN


@posix
def test_only_the_same_user_can_read_where_and_go_there(address: Path, hear: Hear) -> None:
    hear(lambda _handover: Answer.TAKEN)
    assert stat.S_IMODE(address.stat().st_mode) == 0o600
    where = Path(json.loads(address.read_text())["address"])
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700


@posix
def test_nothing_is_left_when_it_ends(address: Path, hear: Hear) -> None:
    one = hear(lambda _handover: Answer.TAKEN)
    where = Path(json.loads(address.read_text())["address"])
    assert where.exists()
    one.end()
    one.end()
    assert not where.exists()
    assert list(address.parent.iterdir()) == []
    with pytest.raises(NobodyThereError):
        hand_over(address, Handover(), within=LONG)


def test_it_can_end_before_it_has_begun_to_listen(address: Path) -> None:
    one = Listening(address, lambda _handover: Answer.TAKEN)
    one.begin()
    one.end()
    assert not address.exists()


def test_who_says_nothing_keeps_nobody_waiting(address: Path, hear: Hear) -> None:
    hear(lambda _handover: Answer.TAKEN)
    with connect(address), connect(address):
        assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN


def test_who_does_not_know_the_key_is_not_heard(address: Path, hear: Hear) -> None:
    heard: list[Handover] = []
    hear(lambda handover: heard.append(handover) or Answer.TAKEN)
    with connect(address) as stranger:
        stranger.recv_bytes()  # the question that only the key can answer
        stranger.send_bytes(b"a guess")
        assert stranger.recv_bytes() == b"#FAILURE#"
    wrong = json.loads(address.read_text()) | {"key": "00" * 32}
    other = address.with_name("other")
    other.write_text(json.dumps(wrong))
    with pytest.raises(NobodyThereError):
        hand_over(other, Handover((Path("/a"),)), within=LONG)
    assert heard == []
    assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN  # the next one is


def test_who_goes_before_the_answer_does_no_harm(address: Path, hear: Hear) -> None:
    came, go_on = threading.Event(), threading.Event()

    def take(handover: Handover) -> Answer:
        if handover.files:
            came.set()
            go_on.wait(LONG)
        return Answer.TAKEN

    hear(take)
    with pytest.raises(NobodyThereError):  # it has no patience at all
        hand_over(address, Handover((Path("/a"),)), within=0.0)
    assert came.wait(LONG)
    go_on.set()
    assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN


@posix
def test_a_socket_of_a_killed_window_is_taken_over(address: Path, hear: Hear) -> None:
    one = hear(lambda _handover: Answer.TAKEN)
    where = json.loads(address.read_text())["address"]
    one.end()
    Path(where).parent.mkdir(mode=0o700, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(where)
    assert Path(where).exists()
    hear(lambda _handover: Answer.LATER)
    assert json.loads(address.read_text())["address"] == where
    assert hand_over(address, Handover(), within=LONG) is Answer.LATER


@posix
def test_it_ends_at_once_where_somebody_took_its_socket_away(address: Path, hear: Hear) -> None:
    """Old files in the folder for temporary ones are deleted on many systems."""
    one = hear(lambda _handover: Answer.TAKEN)
    Path(json.loads(address.read_text())["address"]).unlink()
    with pytest.raises(NobodyThereError):
        hand_over(address, Handover(), within=LONG)
    one.end()
    assert not address.exists()


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", "nonsense", '{"address": 1}'])
def test_an_address_that_is_none(address: Path, content: str | None) -> None:
    if content is not None:
        address.write_text(content)
    with pytest.raises(NobodyThereError):
        hand_over(address, Handover(), within=LONG)


def test_another_computer_is_named(address: Path, hear: Hear) -> None:
    hear(lambda _handover: Answer.TAKEN)
    address.write_text(json.dumps(json.loads(address.read_text()) | {"computer": "attic"}))
    with pytest.raises(ReaderError, match="another computer, attic") as caught:
        hand_over(address, Handover())
    assert not isinstance(caught.value, NobodyThereError)


@posix
def test_another_screen_is_named(address: Path, hear: Hear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    hear(lambda _handover: Answer.TAKEN)
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    if sys.platform != "darwin":
        with pytest.raises(ReaderError, match=r"another screen \(:7; here is localhost:10.0\)"):
            hand_over(address, Handover())


def test_another_user_is_told(address: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_file: Path) -> None:
        raise PermissionError(13, "Permission denied")

    address.touch()
    monkeypatch.setattr(handing_over._Address, "read", read)
    with pytest.raises(ReaderError, match="another user, ") as caught:
        hand_over(address, Handover())
    assert "--library" in caught.value.remedy


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Screen(":0"), Screen(":0.0"), True),
        (Screen(":0"), Screen("unix:0"), True),
        (Screen(":0"), Screen(":1"), False),
        (Screen(":0"), Screen("localhost:0"), False),
        (Screen(), Screen(), True),
        (Screen(":0"), Screen(), False),
        (Screen(":0", "wayland-0"), Screen(":0"), True),
        (Screen(":0", "wayland-0"), Screen("", "wayland-0"), True),
        (Screen(":0", "wayland-0"), Screen(":1", "wayland-1"), False),
        (Screen("", "wayland-0"), Screen(":0"), False),
    ],
)
def test_which_screens_are_the_same(one: Screen, other: Screen, same: bool) -> None:
    assert one.is_same(other) is other.is_same(one) is same


@posix
def test_the_socket_has_the_best_place_there_is(
    address: Path, hear: Hear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="ra", dir=SHORT) as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        one = hear(lambda _handover: Answer.TAKEN)
        assert json.loads(address.read_text())["address"].startswith(f"{short}/readalso/")
        one.end()
    long = tmp_path / ("long" * 30)  # more than a socket's path can have
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(long))
    hear(lambda _handover: Answer.TAKEN)
    assert not json.loads(address.read_text())["address"].startswith(str(long))
    assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN


@posix
@pytest.mark.parametrize("what", ["open to others", "a link", "a file"])
def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "folder"
    if what == "a link":
        (tmp_path / "other").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "other")
    elif what == "a file":
        folder.touch()
    else:
        folder.mkdir()
        folder.chmod(0o755)
    assert list(handing_over._made_private(folder)) == []


@posix
def test_without_any_place_nobody_is_heard_and_the_window_goes_on(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "_private_folders", lambda _library: iter(()))
    one = Listening(address, lambda _handover: Answer.TAKEN)
    one.begin()
    one.end()
    assert not address.exists()


@posix
def test_a_library_that_is_only_to_be_read_has_its_address_elsewhere(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="ra", dir=SHORT) as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        address.mkdir()  # in the way: nothing can be written there, whoever runs the tests
        one = Listening(address, lambda _handover: Answer.TAKEN)
        one.begin()
        place = Path(short, "readalso", f"{handing_over._name_for(address.parent)}.address")
        until_listening(place)
        assert hand_over(address, Handover(), within=LONG) is Answer.TAKEN
        one.end()
        assert list(Path(short).rglob("*")) == []


@posix
def test_a_window_that_is_stopped_is_not_waited_for_for_ever(address: Path) -> None:
    """It has a socket, and does not even accept."""
    with tempfile.TemporaryDirectory(prefix="ra", dir=SHORT) as short, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{short}/socket")
        silent.listen()
        where = handing_over._Address(f"{short}/socket", "00", 1, handing_over._this_computer(), Screen.here())
        where.write(address)
        with pytest.raises(NobodyThereError):
            hand_over(address, Handover(), within=0.05)
