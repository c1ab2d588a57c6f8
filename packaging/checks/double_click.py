"""A real double-click: a file manager shows the menu entry and files of articles, and the pointer clicks on them twice.

    uv run packaging/checks/double_click.py --dist dist [--root DIR] [--pictures DIR]

Makes a minimal Debian with the `.deb` and PCManFM, shows its windows on a screen of its own, and double-clicks: the
menu entry with nothing running, again with the window there, then a text, a Markdown file, a web page and two exported
libraries, and last a text with nothing running again. Needs root, debootstrap, Xvfb, openbox, xdotool.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

from checking import require, run_check, say, wait_for
from driving import Screen, Window
from machine import READER, Machine, Roots, add_machine_options, enter_own_namespaces, leave_network
from pictures import Box, Picture
from program import TITLE_END, WINDOW, Program, article_box, install_package, require_text

# What a desktop has besides: the file manager, the menu as folders in it, and what knows which program opens what
DESKTOP = ("pcmanfm", "libfm-modules", "lxmenu-data", "desktop-file-utils", "shared-mime-info", "hicolor-icon-theme")
SESSION = {"LANG": "C.UTF-8", "XDG_MENU_PREFIX": "lxde-"}  # as a session of LXDE sets them
MENU = "menu://applications/Office"  # where the entry is by its categories
PATIENT_HAND = 3000  # milliseconds that may lie between two clicks: a busy machine is a slow hand
CHROME_TOP, CHROME_BOTTOM, CHROME_LEFT = 110, 30, 160  # of PCManFM's window: bars above, bar below, places at the left


class Dropped(NamedTuple):
    """A file that is double-clicked, alone in its folder."""

    name: str
    headline: str
    content: str


FILES = (
    Dropped(
        "Brücke über den Fluß.txt",
        "The old bridge over the river is closed",
        "The old bridge over the river is closed\n\nCarpenters found rot in three of its nine piers.\n\n"
        "The ferry takes people across until the spring.\n",
    ),
    Dropped(
        "harbour.md",
        "Harbour pilots and what they earn",
        "# Harbour pilots and what they earn\n\nA pilot boards every ship that is *longer* than ninety metres.\n",
    ),
    Dropped(
        "a page.html",
        "Lighthouse keepers leave the last island",
        "<!DOCTYPE html>\n<html><head><title>Lighthouse keepers leave the last island</title></head><body><article>"
        "<h1>Lighthouse keepers leave the last island</h1><p>The lamp on the northern rock was lit by hand for a "
        "hundred and forty years. Since Tuesday a small computer does it, and both keepers have moved to the "
        "town.</p><p>They will come back twice a year, to clean the glass and to count the birds that nest below the "
        "gallery.</p></article></body></html>\n",
    ),
)
EXPORTED = Dropped(
    "Export of a friend.readalso",
    "A winter without snow on the passes",
    "A winter without snow on the passes\n\nThe lifts stood still until the end of January.\n",
)
EXPORTED_LINES = Dropped(
    "all.jsonl",
    "The glass works fire their furnace again",
    "The glass works fire their furnace again\n\nSixty people have come back to their benches.\n",
)
LAST = Dropped(
    "after closing.txt",
    "The night train gets its sleeping cars back",
    "The night train gets its sleeping cars back\n\nFrom December on it leaves at nine in the evening.\n",
)


def main() -> None:
    """Read the arguments, make the machine with a desktop, double-click."""
    parser = argparse.ArgumentParser(description="Double-click the menu entry and files in a file manager.")
    add_machine_options(parser)
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of every step")
    options = parser.parse_args()
    with (
        Roots(options.root, suite=options.suite, mirror=options.mirror) as roots,
        Screen(own_sockets=True) as screen,
        Machine(roots) as machine,
        screen.kept_if_it_fails(options.pictures),
    ):
        machine.install(*DESKTOP)
        say("a file manager is installed")
        install_package(machine, options.dist)
        leave_network()
        Desk(machine, screen, options.pictures).use()


class FileManager:
    """PCManFM on the screen: folders are shown, and what is in them is found by what changes when it is selected."""

    def __init__(self, machine: Machine, screen: Screen) -> None:
        self._machine, self._screen = machine, screen
        patience = f"gtk-double-click-time = {PATIENT_HAND}\n"
        self._settings(".gtkrc-2.0", patience)
        self._settings(".config/gtk-3.0/settings.ini", "[Settings]\n" + patience)

    def _settings(self, name: str, content: str) -> None:
        path = f"{self._machine.home}/{name}"
        self._machine.run("mkdir", "-p", str(Path(path).parent), user=READER)
        self._machine.inside(path).write_text(content, "utf-8")

    def show(self, folder: str) -> Window:
        """Open a folder, in a tab of the one window, and wait until its name is in the title."""
        env = SESSION | {"DISPLAY": self._screen.display}
        self._machine.start("pcmanfm", folder, env=env)
        window = self._screen.wait_for_window(f"^{Path(folder).name}$", f"{folder} in the file manager")
        window.activate()
        return window

    def find(self, window: Window, beginning: str) -> Box:
        """Where the icon and the name are that begin so: PCManFM selects what is typed, and the selection is seen."""
        box = window.box
        view = Box(
            box.x + CHROME_LEFT,
            box.y + CHROME_TOP,
            box.width - CHROME_LEFT,
            box.height - CHROME_TOP - CHROME_BOTTOM,
        )
        before = wait_for(lambda: self._drawn(view), "something in the folder")
        self._screen.type(beginning)
        self._screen.key("Escape")  # takes the typed letters away and leaves the selection
        found = wait_for(
            lambda: self._screen.still_picture(view).changed_box(before), f"“{beginning}” selected in the folder"
        )
        return Box(view.x + found.x, view.y + found.y, found.width, found.height)

    def _drawn(self, view: Box) -> Picture | None:
        picture = self._screen.still_picture(view)
        return picture if picture.ink() > 0 else None


class Desk:
    """What a reader double-clicks."""

    def __init__(self, machine: Machine, screen: Screen, pictures: Path | None) -> None:
        self._machine, self._screen, self._pictures = machine, screen, pictures
        self._program = Program(machine, screen)
        self._files = FileManager(machine, screen)
        self._kept = 0

    def use(self) -> None:
        """One thing after the other, each asserted before the next."""
        folders = [self._put(dropped) for dropped in FILES]
        folders += [self._put_export(EXPORTED), self._put_export(EXPORTED_LINES)]
        window = self._open_from_menu()
        self._open_from_menu_again(window)
        for dropped, folder in zip((*FILES, EXPORTED, EXPORTED_LINES), folders, strict=True):
            self._double_click(folder, dropped)
            self._shown_in(window, dropped)
        self._double_click(folders[0], FILES[0])
        self._shown_in(window, FILES[0])
        say("the first file once more: shown again, and it is in the library once")
        self._program.quit(window)
        self._double_click(self._put(LAST), LAST)
        self._shown_in(self._program.wait_for_window(), LAST)
        self._program.wait_until_idle()
        self._program.require_order()

    def _put(self, dropped: Dropped) -> str:
        folder = f"{self._machine.home}/folder-{dropped.name.rpartition('.')[2]}-{len(dropped.name)}"
        self._machine.run("mkdir", "-p", folder, user=READER)
        (self._machine.inside(folder) / dropped.name).write_text(dropped.content, "utf-8")
        return folder

    def _put_export(self, dropped: Dropped) -> str:
        """An exported library of one article, made by the program itself in a library that is thrown away."""
        folder = self._put(dropped)
        exported, text, library = f"{folder}/{dropped.name}", f"{folder}/text.txt", f"{folder}/library"
        self._machine.inside(exported).rename(self._machine.inside(text))
        self._program.ask("import", text, "--library", library)
        self._program.ask("export", exported, "--format", "jsonl", "--library", library)
        self._machine.run("rm", "-r", text, library)
        return folder

    def _open_from_menu(self) -> Window:
        self._double_click_entry()
        window = self._program.wait_for_window()
        wait_for(lambda: window.title.endswith(TITLE_END), "an article in the window at the first launch")
        picture = self._picture("menu entry")
        require_text(picture.part(article_box(window.box)), "The reading pane")
        say(f"menu entry: the window is there and shows “{window.title}”")
        return window

    def _open_from_menu_again(self, window: Window) -> None:
        self._double_click_entry()
        self._is_the_one(window)
        say("menu entry again: the window that was there is in front, and it is the only one")

    def _double_click_entry(self) -> None:
        manager = self._files.show(MENU)
        place = self._files.find(manager, "Read Also")
        self._picture("file manager with the menu entry")
        self._screen.double_click(*place.middle)

    def _double_click(self, folder: str, dropped: Dropped) -> None:
        manager = self._files.show(folder)
        place = self._files.find(manager, dropped.name[:2])
        self._picture(f"file manager with {dropped.name}")
        self._screen.double_click(*place.middle)

    def _shown_in(self, window: Window, dropped: Dropped) -> None:
        self._program.shows(window, dropped.headline)
        self._is_the_one(window)
        count = self._program.titles().count(dropped.headline)
        require(count == 1, f"“{dropped.headline}” is {count} times in the library.")
        picture = self._picture(f"opened {dropped.name}")
        require_text(picture.part(article_box(window.box)), "The reading pane")
        say(f"{dropped.name}: “{dropped.headline}” is in the library and open, in the one window, in front")

    def _is_the_one(self, window: Window) -> None:
        wait_for(lambda: window.is_active, "Read Also in front")
        wait_for(
            lambda: [seen.number for seen in self._screen.windows(WINDOW)] == [window.number],
            "only one window of Read Also",
        )

    def _picture(self, step: str) -> Picture:
        picture = self._screen.still_picture()
        if self._pictures is not None:
            self._kept += 1
            picture.save_png(self._pictures / f"{self._kept:02}-{step.replace(' ', '-')}.png")
        return picture


if __name__ == "__main__":
    enter_own_namespaces()
    run_check(main)
