"""What a second start hands to the window that is open: files to be imported and shown, and the wish to be raised.

A message over `multiprocessing.connection`, JSON in both directions: whoever is not the same user cannot reach the
socket, who does not know the key is refused, and nothing is unpickled. Nobody loads this before the first paint.
"""

import json
import logging
import os
import secrets
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, Self

from reader.errors import ReaderError

ANSWER_SECONDS = 10.0  # a window answers from its GUI thread, which may have something to paint first
MOST_BYTES = 64_000_000  # of a message: a path takes some hundred bytes
LONGEST_SOCKET_PATH = 100  # bytes; 108 with the last zero on Linux, 104 on macOS
KEY_BYTES = 32
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
ENDING_SECONDS = 2.0
PAUSE_SECONDS = 0.1

log = logging.getLogger(__name__)


class NobodyThereError(ReaderError):
    """A window has the library, but does not listen: it is just opening or closing, or it hangs."""

    def __init__(self) -> None:
        super().__init__(
            "Read Also has this library open already, but its window does not answer.",
            remedy="It may still be opening, or have a question on the screen: look for it, then try again.",
        )


class Answer(StrEnum):
    TAKEN = "taken"  # the files are the window's to import, even if it is closed now
    LATER = "later"  # it closes, or a backup is being put back: nothing was taken


class Screen(NamedTuple):
    """Where the windows of a process appear. All empty where the system has one screen for all that a user starts."""

    display: str = ""  # X11
    wayland: str = ""

    @classmethod
    def here(cls, environment: Mapping[str, str] = os.environ) -> Self:
        if sys.platform == "win32":
            return cls(display=environment.get("SESSIONNAME", ""))
        if sys.platform == "darwin" or environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
            return cls()
        return cls(environment.get("DISPLAY", ""), environment.get("WAYLAND_DISPLAY", ""))

    def is_same(self, other: "Screen") -> bool:
        """Whether who looks at the one sees windows on the other. X11's programs run on Wayland's screen, too."""
        same_x = bool(self.display) and _without_screen(self.display) == _without_screen(other.display)
        return self == other or same_x or (bool(self.wayland) and self.wayland == other.wayland)

    def __str__(self) -> str:
        return self.wayland or self.display or "no display"


def _without_screen(display: str) -> str:
    """ ":0" of ":0.1", "unix:0"."""
    host, _, number = display.rpartition(":")
    return f"{'' if host == 'unix' else host}:{number.partition('.')[0]}"


class Handover(NamedTuple):
    """What a second start says. Threads: any."""

    files: tuple[Path, ...] = ()  # absolute
    token: str = ""  # the desktop's leave to take the keyboard: Wayland's, else X11's
    startup_id: str = ""  # X11's: until it is answered, the pointer shows that something starts
    again: bool = False  # it was said before, and answered with LATER

    @classmethod
    def here(cls, files: Sequence[Path], environment: Mapping[str, str] = os.environ) -> Self:
        """Of this process: its paths are against its own folder."""
        token, startup_id = (environment.get(name, "") for name in TOKENS)
        return cls(tuple(Path(os.path.abspath(path)) for path in files), token or startup_id, startup_id)

    def as_bytes(self) -> bytes:
        return json.dumps(self._replace(files=tuple(map(str, self.files)))._asdict()).encode()  # type: ignore[arg-type]

    @classmethod
    def from_bytes(cls, said: bytes) -> Self:
        """Another version may say more or less.

        Raises:
            ValueError: it is none.
        """
        read = json.loads(said)
        if not isinstance(read, dict) or not isinstance(read.get("files", []), list):
            raise ValueError("no message of a second start")
        return cls(
            tuple(Path(str(path)) for path in read.get("files", [])),
            str(read.get("token", "")),
            str(read.get("startup_id", "")),
            bool(read.get("again")),
        )


class _Address(NamedTuple):
    """Where a window listens, and who it is. Kept in a file that only its user can read."""

    address: str
    key: str  # hexadecimal
    process: int
    computer: str
    screen: Screen

    def write(self, file: Path) -> None:
        beside = file.with_name(f"{file.name}.{os.getpid()}.new")
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            json.dump(self._asdict(), opened)
        beside.replace(file)

    @classmethod
    def read(cls, file: Path) -> Self:
        """
        Raises:
            OSError, ValueError: there is none.
        """
        read: Any = json.loads(file.read_text("utf-8"))
        try:
            process, screen = int(read["process"]), Screen(*map(str, read["screen"]))
            return cls(str(read["address"]), str(read["key"]), process, str(read["computer"]), screen)
        except (KeyError, TypeError) as error:
            raise ValueError("no address") from error


def _this_computer() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def hand_over(address_file: Path, handover: Handover, *, within: float = ANSWER_SECONDS) -> Answer:
    """Say this to the window that listens there.

    Raises:
        NobodyThereError: nobody listens or answers. If something was heard all the same, doing it twice is no harm.
        ReaderError: the window is out of reach: another user's, on another computer, or on another screen.
    """
    there = _find(address_file)
    if there.computer != _this_computer():
        raise ReaderError(
            f"This library is open on another computer, {there.computer}.",
            remedy="Close the window there first; two at a time would write over each other.",
        )
    here = Screen.here()
    if not there.screen.is_same(here):
        raise ReaderError(
            f"This library is open in a window on another screen ({there.screen}; here is {here}).",
            remedy="Go on there, or close that window and start again.",
        )
    _let_it_come_forward(there.process)
    answers: SimpleQueue[Answer | None] = SimpleQueue()
    # On a thread: a window that is stopped accepts, and then says nothing for ever.
    threading.Thread(target=lambda: answers.put(_asked(there, handover)), daemon=True).start()
    with suppress(Empty):
        if (answer := answers.get(timeout=within)) is not None:
            return answer
    raise NobodyThereError


def _find(address_file: Path) -> _Address:
    for file in _address_files(address_file):
        try:
            return _Address.read(file)
        except PermissionError as error:
            raise _of_another_user(file) from error
        except (OSError, ValueError):
            continue
    raise NobodyThereError


def _address_files(address_file: Path) -> Iterator[Path]:
    """Where the address is: in the library, for all who may open it; in one that cannot be written to, for its user."""
    yield address_file
    if sys.platform != "win32":
        for folder in _private_folders(address_file.parent):
            yield folder / f"{_name_for(address_file.parent)}.address"


def _asked(there: _Address, handover: Handover) -> Answer | None:
    try:
        with Client(there.address, authkey=bytes.fromhex(there.key)) as connection:
            connection.send_bytes(handover.as_bytes())
            return Answer(connection.recv_bytes(MOST_BYTES).decode())
    except (OSError, EOFError, ValueError, AuthenticationError):
        return None  # it has gone meanwhile, or the address is of one that was killed


def _of_another_user(address_file: Path) -> ReaderError:
    return ReaderError(
        f"This library is open in a window of another user{_owner(address_file)}.",
        remedy="Close that window first, or open a library of your own: readalso --library DIR.",
    )


def _owner(path: Path) -> str:
    if sys.platform != "win32":  # which does not tell
        with suppress(OSError, KeyError):
            return f", {path.owner()}"
    return ""


if sys.platform == "win32":
    import ctypes

    def _let_it_come_forward(process: int) -> None:
        """Who was started by the reader may take the keyboard, and may give that leave to another."""
        ctypes.windll.user32.AllowSetForegroundWindow(process)

else:

    def _let_it_come_forward(process: int) -> None:
        """Other systems have tokens for this."""


class Listening:
    """Hears second starts. Threads: `begin` and `end` on one; `take` is called on threads of its own."""

    def __init__(self, address_file: Path, take: Callable[[Handover], Answer]) -> None:
        self._file, self._take = address_file, take
        self._other_file = address_file  # another one, if that cannot be written
        self._key = secrets.token_bytes(KEY_BYTES)
        self._listener: Listener | None = None
        self._address = ""  # once it listens
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="second starts", daemon=True)

    def begin(self) -> None:
        """Without a place for a socket nobody hears; a second start then says that the window does not answer."""
        self._thread.start()

    def end(self) -> None:
        """Hear no more. Whoever waits for an answer gets the one that `take` gives."""
        self._ended.set()
        for file in (self._file, self._other_file):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        try:
            if self._address:
                Client(self._address).close()  # accept() sees it, and ends
        except OSError:  # somebody has cleaned up, and taken the socket away: nothing wakes the thread any more
            with suppress(OSError):
                if self._listener is not None:
                    self._listener.close()
        else:
            if self._thread.is_alive():
                self._thread.join(ENDING_SECONDS)
        if self._address and sys.platform != "win32":
            with suppress(OSError):  # the folder is not empty, if other libraries are open
                Path(self._address).parent.rmdir()

    def _listen(self) -> None:
        try:
            listener = self._listener = _open_listener(self._file.parent)
            self._address = str(listener.address)
            where = _Address(self._address, self._key.hex(), os.getpid(), _this_computer(), Screen.here())
            with listener:
                if not self._ended.is_set():
                    self._write(where)
                while not self._ended.is_set():
                    try:
                        self._accept(listener)
                    except OSError as error:  # it has gone already, or there are too many open files for a moment
                        log.info("a second start was not heard: %s", error)
                        self._ended.wait(PAUSE_SECONDS)
        except OSError as error:
            log.warning("a second start will find nobody: %s", error)

    def _write(self, where: _Address) -> None:
        try:
            where.write(self._file)
        except OSError:  # a library that is only to be read
            if sys.platform == "win32":
                raise
            self._other_file = Path(self._address).with_suffix(".address")
            where.write(self._other_file)

    def _accept(self, listener: Listener) -> None:
        # Not by the listener's own key: one that connects and says nothing would keep all others waiting.
        connection = listener.accept()
        if self._ended.is_set():
            connection.close()
        else:
            threading.Thread(target=self._hear, args=(connection,), daemon=True).start()

    def _hear(self, connection: "Connection[Any, Any]") -> None:
        try:
            with connection:
                deliver_challenge(connection, self._key)
                answer_challenge(connection, self._key)
                handover = Handover.from_bytes(connection.recv_bytes(MOST_BYTES))
                connection.send_bytes(self._take(handover).encode())
        except (OSError, EOFError, ValueError, AuthenticationError) as error:
            log.info("a second start was not understood: %s", error)


def _open_listener(library: Path) -> Listener:
    """
    Raises:
        OSError: there is no place for it.
    """
    if sys.platform == "win32":
        return Listener(None, "AF_PIPE")
    name = f"{_name_for(library)}.socket"
    problem = OSError("no folder for a socket")
    for folder in _private_folders(library):
        path = folder / name
        if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
            continue
        try:
            path.unlink(missing_ok=True)  # of a window that was killed: the library is ours
            return Listener(str(path), "AF_UNIX")
        except OSError as error:
            problem = error
    raise problem


def _name_for(library: Path) -> str:
    """The same each time, so that none are left behind."""
    return sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:16]


def _private_folders(library: Path) -> Iterator[Path]:
    """Where only this user may go, the best first."""
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        sandboxed = os.environ.get("FLATPAK_ID")  # whose windows share nothing else
        yield from _made_private(Path(runtime, "app", sandboxed) if sandboxed else Path(runtime, "readalso"))
    user = os.getuid() if sys.platform != "win32" else 0
    for temporary in dict.fromkeys((tempfile.gettempdir(), "/tmp")):  # the first may be too long
        yield from _made_private(Path(temporary, f"readalso-{user}"))
    yield from _made_private(library)


def _made_private(folder: Path) -> Iterator[Path]:
    """This folder if it is only this user's to enter. It is made if it is not there."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        ours = sys.platform == "win32" or found.st_uid == os.getuid()
        if stat.S_ISDIR(found.st_mode) and ours and not found.st_mode & 0o077:
            yield folder
