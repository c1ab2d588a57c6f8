"""The installed program on a clean machine: what it says of itself, and its window on the screen."""

import json
import subprocess
from pathlib import Path
from typing import Any

from checking import PATIENCE_SECONDS, CheckFailed, one_of, require, say, wait_for
from driving import Screen, Window
from machine import READER, Machine
from pictures import Box, Picture

NAME = "Read Also"
TITLE_END = f" – {NAME}"
WINDOW = f"{NAME}$"  # how every title of the window ends, with an article or without
PYTHON_NAMES = ("python", "python3", "python3.11", "pip", "pip3")
INK_OF_TEXT = 0.01  # the share of a surface that text covers at least
ROW_HEIGHT = 100  # about; three rows of the list are looked at


def install_package(machine: Machine, dist: Path) -> None:
    """Install the built `.deb`, with nothing but what it says it needs; the machine has no Python before or after."""
    package = one_of("readalso_*_amd64.deb", dist)
    require_no_python(machine, "before the package is installed")
    machine.install(machine.take_in(package))
    require_no_python(machine, "after the package was installed")
    version = machine.run("dpkg-query", "--show", "--showformat", "${Version}", "readalso")
    say(f"{package.name} is installed (version {version}), and there is no Python on the machine")


def require_no_python(machine: Machine, when: str) -> None:
    """Nothing of a Python that the program could lean on."""
    for name in PYTHON_NAMES:
        there = machine.ask("sh", "-c", f"command -v {name}").stdout.strip()
        require(not there, f"The machine has {there} {when}.")
    for pattern in ("usr/lib/python3*", "usr/local/lib/python3*", "usr/lib/*/libpython3*"):
        found = sorted(machine.root.glob(pattern))
        require(not found, f"The machine has {', '.join(map(str, found))} {when}.")


class Program:
    """Read Also as the ordinary user of a machine runs it, seen on a screen."""

    def __init__(self, machine: Machine, screen: Screen, *, command: str = "readalso") -> None:
        self._machine, self._screen, self.command = machine, screen, command
        self.running: subprocess.Popen[bytes] | None = None

    # ---- without the window

    def ask(self, *words: str) -> str:
        """What one of its commands prints."""
        return self._machine.run(self.command, *words, user=READER)

    def ask_json(self, *words: str) -> Any:
        return json.loads(self.ask(*words, "--json"))

    def titles(self, *words: str) -> list[str]:
        """The headlines that `list` gives, in its order."""
        return [row["title"] for row in self.ask_json("list", *words)]

    def found(self, *query: str) -> list[str]:
        """The headlines that a search finds, the best first."""
        return [hit["title"] for hit in self.ask_json("search", *query)["hits"]]

    def require_order(self) -> None:
        """`doctor` finds nothing wrong, and the log tells of no fault."""
        self.ask("doctor")
        for log in sorted((self._machine.inside(self._machine.home)).glob(".local/state/readalso/log/*.log*")):
            bad = [line for line in log.read_text("utf-8", "replace").splitlines() if _is_fault(line)]
            require(not bad, f"The log of the program tells of a fault: {bad[:1]}")

    def processes(self) -> list[int]:
        """Its processes: the window's, and those that work for it."""
        file = self._machine.run("sh", "-c", f"readlink -f $(command -v {self.command})", user=READER).strip()
        return self._machine.processes(file)

    # ---- with the window

    def open(self, *files: str) -> Window:
        """Start it as a desktop does, and wait for its window."""
        self.running = self._machine.start(self.command, *files, env={"DISPLAY": self._screen.display})
        return self.wait_for_window()

    def wait_for_window(self) -> Window:
        window = self._screen.wait_for_window(WINDOW, "a window of Read Also", alive=self.is_alive)
        window.activate()
        return window

    def is_alive(self) -> bool:
        return self.running is None or self.running.poll() is None

    def shows(self, window: Window, title: str) -> None:
        """Wait until this article is open."""
        wanted = title + TITLE_END

        def look() -> bool:
            require(self.is_alive(), f"The program ended before it showed “{title}”.")
            return window.title == wanted

        try:
            wait_for(look, f"“{title}” in the window")
        except CheckFailed as failure:
            raise CheckFailed(f"{failure} Its title is “{window.title}”.") from failure

    def wait_until_idle(self) -> None:
        """Until nothing works in the background any more: everything is imported and indexed, and names are found."""
        wait_for(
            lambda: (
                len(self.processes()) == 1 and self._machine.ask(self.command, "doctor", user=READER).returncode == 0
            ),
            "an end of the work in the background",
        )

    def press(self, key: str) -> None:
        self._screen.key(key)

    def quit(self, window: Window) -> None:
        """Ctrl+Q, and wait for the end: without an error, and with all its processes."""
        window.activate()
        self._screen.key("ctrl+q")
        if self.running is not None:
            try:
                status = self.running.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired as error:
                raise CheckFailed(f"The program still ran {PATIENCE_SECONDS:.0f} s after Ctrl+Q.") from error
            require(status == 0, f"The program ended with {status} after Ctrl+Q.")
        wait_for(lambda: not self._screen.windows(WINDOW), "an end of the window")
        self.running = None


def list_box(window: Box) -> Box:
    """The rows of the list of articles, within the window as it is laid out at first."""
    return Box(window.x + 8, window.y + 75, 300, 3 * ROW_HEIGHT)


def article_box(window: Box) -> Box:
    """The headline and the first lines of the article."""
    return Box(window.x + 360, window.y + 90, 600, 500)


def require_text(picture: Picture, what: str) -> None:
    """There is something written, and the surface is still a surface."""
    ink = picture.ink()
    require(INK_OF_TEXT < ink < 0.6, f"{what} shows no text: {ink:.1%} of it has another colour than the rest.")


def _is_fault(line: str) -> bool:
    return any(word in line for word in (" ERROR ", " CRITICAL ", "Traceback"))
