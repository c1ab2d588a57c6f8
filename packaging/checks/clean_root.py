"""The `.deb` on a machine that has nothing else: installed, started by an ordinary user, driven, started again.

    uv run packaging/checks/clean_root.py --dist dist [--root DIR] [--pictures DIR]

Makes a minimal Debian by debootstrap, without Python, pip or fonts, and installs the package by apt without what is
only recommended. Then the network is taken away. What is asserted are facts: what the program's own commands say, the
window's title, and pictures of the screen compared. Needs root, debootstrap, Xvfb, openbox, xdotool.
"""

import argparse
from pathlib import Path

from checking import require, run_check, say, wait_for
from driving import Screen, Window
from machine import Machine, Roots, add_machine_options, enter_own_namespaces, leave_network
from pictures import Box, Picture
from program import TITLE_END, WINDOW, Program, article_box, install_package, list_box, require_text

WORD = "yongsan"  # typed into the search; several of the bundled articles have it, and not the newest alone
NARROW, BROAD = "i" * 12, "m" * 12  # equally many letters: boxes instead of letters would be equally broad

CURSOR_PIXELS = 4


def main() -> None:
    """Read the arguments, make the machine, go through the story."""
    parser = argparse.ArgumentParser(description="Install and drive the .deb on a minimal Debian.")
    add_machine_options(parser)
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of every step")
    options = parser.parse_args()
    with (
        Roots(options.root, suite=options.suite, mirror=options.mirror) as roots,
        Screen(own_sockets=True) as screen,
        Machine(roots) as machine,
    ):
        install_package(machine, options.dist)
        leave_network()
        with screen.kept_if_it_fails(options.pictures):
            Story(machine, screen, options.pictures).tell()


class Story:
    """What a reader does on the first day."""

    def __init__(self, machine: Machine, screen: Screen, pictures: Path | None) -> None:
        self._machine, self._screen, self._pictures = machine, screen, pictures
        self._program = Program(machine, screen)
        self._kept = 0

    def tell(self) -> None:
        """Every step, each asserted before the next."""
        window, first = self._first_launch()
        self._letters_are_letters(window)
        found = self._search(window)
        require(found != first, f"The search for {WORD} should find another article first than the newest one.")
        self._bookmark(window, found)
        self._second_start(window, found)
        self._quit(window)
        self._start_again(found)

    def _first_launch(self) -> tuple[Window, str]:
        """On nothing: rows appear, the first article opens, all bundled articles come in."""
        say(self._program.ask("--version").strip())
        seeds = self._bundled_articles()
        window = self._program.open()
        say("the window is there")
        wait_for(lambda: window.title.endswith(TITLE_END), "an article in the window at the first launch")
        wait_for(lambda: len(self._program.titles()) == seeds, f"{seeds} articles, all that are bundled")
        newest = self._program.titles()[0]
        self._program.shows(window, newest)
        self._program.wait_until_idle()
        picture = self._picture("first launch")
        require_text(picture.part(list_box(window.box)), "The list of articles")
        require_text(picture.part(article_box(window.box)), "The reading pane")
        say(f"first launch: {seeds} articles in the list, “{newest}” is open")
        return window, newest

    def _bundled_articles(self) -> int:
        folders = [path for path in self._machine.root.glob("usr/**/seeds") if path.is_dir()]
        require(len(folders) == 1, f"The package should have one folder of bundled articles, and has {len(folders)}.")
        return sum(path.is_file() for path in folders[0].rglob("*"))

    def _letters_are_letters(self, window: Window) -> None:
        """A font was found: letters have breadths of their own."""
        field = search_box(window.box)
        self._screen.key("ctrl+k")
        widths = {}
        for text in (NARROW, BROAD):
            self._screen.key("ctrl+a", "BackSpace")
            self._screen.type(text)
            widths[text] = self._settled_width(field)
        self._picture("letters")
        self._screen.key("ctrl+a", "BackSpace", "Escape")
        require(
            widths[BROAD] > 2 * widths[NARROW],
            f"{BROAD} takes {widths[BROAD]} pixels, {NARROW} {widths[NARROW]}: there are boxes in place of letters.",
        )
        say(f"letters are letters: {NARROW} takes {widths[NARROW]} pixels, {BROAD} {widths[BROAD]}")

    def _settled_width(self, field: Box) -> int:
        """How broad the writing in a field is, when it grows no more; the cursor blinks meanwhile."""
        seen = [0]

        def look() -> bool:
            ink = self._screen.picture().part(field).ink_box()
            seen.append(ink.width if ink else 0)
            last = seen[-8:]
            return len(last) == 8 and max(last) - min(last) <= CURSOR_PIXELS

        wait_for(look, "writing in the field that stays as it is")
        return seen[-1]

    def _search(self, window: Window) -> str:
        """A word is typed: the list shows the answer, and its first row opens."""
        hits = self._program.found(WORD)
        require(len(hits) > 1, f"`search {WORD}` finds {len(hits)} of the bundled articles.")
        before = self._screen.still_picture(list_box(window.box))
        self._screen.key("ctrl+k")
        self._screen.type(WORD)
        wait_for(lambda: self._screen.still_picture(list_box(window.box)) != before, "an answer in the list")
        self._screen.key("Return")
        self._program.shows(window, hits[0])
        picture = self._picture("search")
        require_text(picture.part(list_box(window.box)), "The answer")
        say(f"search: {WORD} is found in {len(hits)} articles, the best of them is open: “{hits[0]}”")
        return hits[0]

    def _bookmark(self, window: Window, title: str) -> None:
        require(self._program.titles("--bookmarked") == [], "There is a bookmark before any was made.")
        window.activate()
        before = self._screen.still_picture(list_box(window.box))
        self._screen.key("ctrl+d")
        wait_for(lambda: self._program.titles("--bookmarked") == [title], f"a bookmark on “{title}”")
        wait_for(lambda: self._screen.still_picture(list_box(window.box)) != before, "a star in the list")
        self._picture("bookmark")
        say("bookmark: it is kept, and the list shows it")

    def _second_start(self, window: Window, title: str) -> None:
        """Started again while it runs, it raises the window that is there and ends."""
        second = self._machine.start("readalso", env={"DISPLAY": self._screen.display})
        wait_for(lambda: second.poll() is not None, "an end of the program that was started a second time")
        require(second.poll() == 0, f"A second start ended with {second.poll()}.")
        numbers = [seen.number for seen in self._screen.windows(WINDOW)]
        require(numbers == [window.number], f"After a second start there are {len(numbers)} windows.")
        self._program.shows(window, title)
        say("second start: ended by itself, still one window")

    def _quit(self, window: Window) -> None:
        self._program.quit(window)
        wait_for(lambda: not self._program.processes(), "an end of all its processes")
        self._program.require_order()
        say("quit: no process is left, doctor and log tell of nothing wrong")

    def _start_again(self, title: str) -> None:
        """Everything is where it was."""
        window = self._program.open()
        self._program.shows(window, title)
        require(self._program.titles("--bookmarked") == [title], "The bookmark is not there any more.")
        self._program.wait_until_idle()
        picture = self._picture("start again")
        require_text(picture.part(article_box(window.box)), "The reading pane after the second start")
        self._program.quit(window)
        say(f"start again: the bookmark is there, and “{title}” is open")

    def _picture(self, step: str) -> Picture:
        picture = self._screen.still_picture()
        if self._pictures is not None:
            self._kept += 1
            picture.save_png(self._pictures / f"{self._kept}-{step.replace(' ', '-')}.png")
        return picture


def search_box(window: Box) -> Box:
    """The inside of the field for the search, without its sign and the words at its end."""
    return Box(window.x + 350, window.y + 16, 360, 20)


if __name__ == "__main__":
    enter_own_namespaces()
    run_check(main)
