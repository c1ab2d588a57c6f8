"""A screen without a monitor, and hands: Xvfb, openbox and xdotool, always outside of the program that is looked at."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from checking import CheckFailed, require, wait_for
from pictures import Box, Picture

STILL_LOOKS = 6  # so often in a row the picture has to be the same
STILL_SECONDS = 0.1
BUSY_SECONDS = 2.5  # then a screen that never rests, as with a blinking cursor, is taken as it is


class Window:
    """One window on the screen, by the number that X gives it."""

    def __init__(self, screen: "Screen", number: str) -> None:
        self._screen, self.number = screen, number

    @property
    def title(self) -> str:
        """What its frame says; empty when it has gone."""
        return self._screen.tool("getwindowname", self.number, check=False).strip()

    @property
    def box(self) -> Box:
        """Where its inside lies on the screen. The pointer is at its corner afterwards."""
        width, height = self.size
        # xdotool counts the frame twice when asked for a place, but not when it puts the pointer there
        self._screen.tool("mousemove", "--window", self.number, "0", "0", check=False)
        corner = _values(self._screen.tool("getmouselocation", "--shell"))
        return Box(corner["X"], corner["Y"], width, height)

    @property
    def size(self) -> tuple[int, int]:
        values = _values(self._screen.tool("getwindowgeometry", "--shell", self.number))
        return values["WIDTH"], values["HEIGHT"]

    def activate(self) -> None:
        """Bring it to the front with the keyboard, and wait until it has it."""
        self._screen.tool("windowactivate", self.number, check=False)
        wait_for(lambda: self.is_active, f"“{self.title}” with the keyboard")

    @property
    def is_active(self) -> bool:
        """Whether it is in front and has the keyboard."""
        return self._screen.tool("getactivewindow", check=False).strip() == self.number

    def place(self, box: Box) -> None:
        """Move and size it, and wait until it stands there."""
        self._screen.tool("windowsize", self.number, str(box.width), str(box.height))
        self._screen.tool("windowmove", self.number, str(box.x), str(box.y))
        wait_for(lambda: self.size == (box.width, box.height), "a window of the size that it was given")


def _values(answer: str) -> dict[str, int]:
    """What xdotool says with `--shell`."""
    lines = (line.partition("=") for line in answer.splitlines())
    return {name: int(value) for name, _, value in lines if value.isdecimal()}


class Screen:
    """An X server of its own with a window manager, and what is seen and done there. Gone at the end of `with`."""

    def __init__(
        self, *, width: int = 1440, height: int = 900, manager: bool = True, own_sockets: bool = False
    ) -> None:
        """`own_sockets`: nobody else's servers are seen here, so a file in the folder of sockets is all it needs."""
        self._alone = ["-nolock", "-nolisten", "local"] if own_sockets else []
        self._size = f"{width}x{height}x24"
        self._manager = manager
        self._folder = Path(tempfile.mkdtemp(prefix="readalso-screen-"))
        self._running: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> "Screen":
        for tool in ("Xvfb", "xdotool", *(["openbox"] if self._manager else [])):
            require(shutil.which(tool), f"This check needs {tool}.")
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size, "-fbdir", str(self._folder)]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        # -ac: the one who runs the program is not the one who runs the server, and nobody comes over a network
        process = subprocess.Popen(
            [*server, *self._alone, "-nolisten", "tcp", "-ac", "-noreset"], pass_fds=(writing,), **quiet
        )
        self._running.append(process)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        require(number, "Xvfb did not start.")
        self.display = f":{number}"
        if self._manager:
            env = dict(os.environ) | {"DISPLAY": self.display, "HOME": str(self._folder)}
            self._running.append(subprocess.Popen(["openbox", "--sm-disable"], env=env, **quiet))
            wait_for(lambda: self.tool("get_num_desktops", check=False).strip(), "a window manager")

    def environment(self, values: Mapping[str, str] | None = None) -> dict[str, str]:
        """This process's own environment with the display in it, for programs that run on this machine."""
        return dict(os.environ) | {"DISPLAY": self.display} | dict(values or {})

    def tool(self, *words: str, check: bool = True) -> str:
        """One xdotool command."""
        ended = subprocess.run(
            ["xdotool", *words], env=self.environment(), check=False, capture_output=True, text=True, errors="replace"
        )
        if check and ended.returncode != 0:
            raise CheckFailed(f"`xdotool {' '.join(words)}` failed: {ended.stderr.strip()}")
        return ended.stdout

    # ---- looking

    def picture(self) -> Picture:
        return Picture.of_screen(self._folder / "Xvfb_screen0")

    @contextmanager
    def kept_if_it_fails(self, folder: Path | None) -> Iterator[None]:
        """Keep a picture of what was to be seen when a check failed."""
        try:
            yield
        except Exception:
            if folder is not None:
                self.picture().save_png(folder / "failed.png")
            raise

    def still_picture(self, box: Box | None = None) -> Picture:
        """The screen, or a part of it, when it has stopped changing; a busy one is taken as it is in the end.

        The pointer is in it, and a blinking cursor: put the one away and give a box without the other.
        """
        deadline, same, last = time.monotonic() + BUSY_SECONDS, 0, self._part(box)
        while same < STILL_LOOKS and time.monotonic() < deadline:
            time.sleep(STILL_SECONDS)
            now = self._part(box)
            same, last = (same + 1 if now == last else 0), now
        return last

    def _part(self, box: Box | None) -> Picture:
        return self.picture() if box is None else self.picture().part(box)

    def windows(self, title: str) -> list[Window]:
        """The windows that are seen and whose title matches, a regular expression."""
        numbers = self.tool("search", "--onlyvisible", "--name", title, check=False).split()
        return [Window(self, number) for number in numbers]

    def wait_for_window(self, title: str, what: str, *, alive: Callable[[], object] = lambda: True) -> Window:
        """The window when it is there. `alive`: whether its program still runs; else there is no use in waiting."""

        def look() -> list[Window]:
            found = self.windows(title)
            require(found or alive(), f"The program ended before there was {what}.")
            return found

        return wait_for(look, what)[0]

    # ---- doing

    def move(self, x: int, y: int) -> None:
        self.tool("mousemove", str(x), str(y))

    def click(self, x: int, y: int) -> None:
        self.move(x, y)
        self.tool("click", "1")

    def double_click(self, x: int, y: int) -> None:
        self.move(x, y)
        self.tool("click", "--repeat", "2", "--delay", "60", "1")

    def key(self, *keys: str) -> None:
        self.tool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.tool("type", "--clearmodifiers", "--delay", "30", text)
