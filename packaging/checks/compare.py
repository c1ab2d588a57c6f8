"""How large Read Also is and how soon it shows something, beside programs of its kind from Debian.

    uv run packaging/checks/compare.py --dist dist [--root DIR] [--only NAME …] [--runs N] [--pictures DIR]

Each program is installed into a minimal Debian of its own and started there by an ordinary user who used it once
before. The clock runs from the start of its process until nine of ten pixels of the screen are as they stay: looked at
from outside, the same for all. Cold: what the system keeps of files in memory is dropped before. Prints a table in
Markdown. Drops the caches of the whole machine, so nothing else should run. Needs what the other checks need.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from checking import CheckFailed, one_of, require, run_check, say, wait_for
from driving import Screen
from machine import READER, Machine, Roots, add_machine_options, enter_own_namespaces
from pictures import Picture

SAME_SHARE = 0.9  # of the pixels that the program draws at all
LOOK_SECONDS = 0.004
AT_REST_SECONDS = 2.0
LONGEST_SECONDS = 60.0
DROP_CACHES = Path("/proc/sys/vm/drop_caches")
MEGABYTE = 1_000_000
KIBIBYTE = 1024
ARTICLE = "The old bridge over the river is closed\n\nCarpenters found rot in three of its nine piers.\n"


class Sizes(NamedTuple):
    """Bytes: what is fetched and what lies on the disk, of the package alone and with all that it needs."""

    packed: int
    installed: int
    all_packed: int
    all_installed: int


class Rival(NamedTuple):
    """A program that is compared."""

    name: str
    package: str
    command: tuple[str, ...]
    shows: str  # what is seen after the start
    prepare: Callable[[Machine], None]
    key: str = ""  # pressed at the first start, to send a greeting away


def _nothing(_machine: Machine) -> None:
    pass


def _index_texts(machine: Machine) -> None:
    """Recoll gets a folder with some texts, and its index of them."""
    _write_texts(machine)
    machine.run("mkdir", "-p", f"{machine.home}/.recoll", user=READER)
    machine.inside(f"{machine.home}/.recoll/recoll.conf").write_text(f"topdirs = {machine.home}/texts\n", "utf-8")
    machine.run("recollindex", user=READER)


def _write_texts(machine: Machine) -> None:
    folder = machine.inside(f"{machine.home}/texts")
    machine.run("mkdir", "-p", f"{machine.home}/texts", user=READER)
    for number in range(58):  # as many as Read Also brings
        (folder / f"{number}.txt").write_text(ARTICLE * 8, "utf-8")


def _make_book(machine: Machine) -> None:
    """The viewer gets a book of the same text, made by calibre itself."""
    _write_texts(machine)
    machine.run("ebook-convert", "texts/1.txt", "book.epub", user=READER, env={"QT_QPA_PLATFORM": "offscreen"})


RIVALS = (
    Rival("Read Also", "", ("readalso",), "58 articles, the last one open", _nothing),
    Rival("RSS Guard", "rssguard", ("rssguard",), "its window, asking for an account (no network)", _nothing),
    Rival("Kiwix", "kiwix", ("kiwix-desktop",), "its window, without a library (no network)", _nothing),
    Rival("Recoll", "recollgui", ("recoll", "-q", "bridge"), "the answer to a query in 58 texts", _index_texts),
    Rival("calibre's viewer", "calibre", ("ebook-viewer", "book.epub"), "a book, its cover", _make_book, "space"),
)


def main() -> None:
    """Read the arguments, install and time each program, print the table."""
    parser = argparse.ArgumentParser(description="Sizes and starts of Read Also and of others.")
    add_machine_options(parser)
    parser.add_argument("--only", nargs="+", choices=[rival.name for rival in RIVALS], help="these programs only")
    parser.add_argument("--runs", type=int, default=5, help="how often each start is timed (5)")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each program")
    options = parser.parse_args()
    lines = []
    with Roots(options.root, suite=options.suite, mirror=options.mirror) as roots:
        for rival in RIVALS:
            if options.only and rival.name not in options.only:
                continue
            try:
                lines.append(_row(rival, roots, options))
            except CheckFailed as failure:
                say(f"{rival.name} could not be compared: {failure}")
    print("\n| Program | Package, with all it needs | Installed, with all it needs | Cold | Warm | What is seen |")
    print("|---|---|---|---|---|---|")
    print("\n".join(lines))


def _row(rival: Rival, roots: Roots, options: argparse.Namespace) -> str:
    with Machine(roots, in_memory=False) as machine:  # on the disk: what lies in memory has no cold start
        package = rival.package or machine.take_in(one_of("readalso_*_amd64.deb", options.dist))
        sizes = _install(machine, package, options.dist)
        version = machine.run("dpkg-query", "--show", "--showformat", "${Version}", rival.package or "readalso")
        say(f"{rival.name} {version} is installed")
        rival.prepare(machine)
        first = _start(rival, machine, patient=True)  # makes its settings, and its library
        say(f"{rival.name}: the first start took {first.seconds:.2f} s")
        cold, warm = [], []
        for _ in range(options.runs):
            _drop_caches()
            cold.append(_start(rival, machine).seconds)
            last = _start(rival, machine)
            warm.append(last.seconds)
        if options.pictures:
            last.picture.save_png(options.pictures / f"{rival.package or 'readalso'}.png")
        say(f"{rival.name}: cold {_seconds(cold)}, warm {_seconds(warm)}")
        packed = f"{_megabytes(sizes.packed)}, {_megabytes(sizes.all_packed)}"
        installed = f"{_megabytes(sizes.installed)}, {_megabytes(sizes.all_installed)}"
        return (
            f"| {rival.name} {version} | {packed} | {installed} | {_seconds(cold)} | {_seconds(warm)} | {rival.shows} |"
        )


def _install(machine: Machine, package: str, dist: Path) -> Sizes:
    before = _installed(machine)
    machine.install(package)
    added = {name: size for name, size in _installed(machine).items() if name not in before}
    own = "readalso" if package.startswith("/") else package
    archives = {name: _packed(machine, name, dist) for name in added}
    return Sizes(archives[own], added[own], sum(archives.values()), sum(added.values()))


def _installed(machine: Machine) -> dict[str, int]:
    lines = machine.run("dpkg-query", "--show", "--showformat", "${Package} ${Installed-Size}\n").splitlines()
    return {name: int(size) * KIBIBYTE for name, _, size in (line.partition(" ") for line in lines)}


def _packed(machine: Machine, package: str, dist: Path) -> int:
    """The size of the package's file: ours as it was built, else as apt has fetched it."""
    if package == "readalso":
        return one_of("readalso_*_amd64.deb", dist).stat().st_size
    version = machine.run("dpkg-query", "--show", "--showformat", "${Version}", package).replace(":", "%3a")
    files = list(machine.inside("/var/cache/apt/archives").glob(f"{package}_{version}_*.deb"))
    require(files, f"apt did not keep the file of {package}.")
    return files[0].stat().st_size


class Start(NamedTuple):
    """One start: how long until it looked as it stayed, and how that was."""

    seconds: float
    picture: Picture


def _start(rival: Rival, machine: Machine, *, patient: bool = False) -> Start:
    """Start it on an empty screen, look until it rests, end it. `patient`: the first time, it has more to do."""
    with Screen(width=1360, height=860, manager=False, own_sockets=True) as screen:
        screen.move(1359, 859)
        empty = screen.still_picture()
        began = time.monotonic()
        machine.start(*rival.command, env={"DISPLAY": screen.display, "LANG": "C.UTF-8"})
        seen = _seen(screen, empty, began, AT_REST_SECONDS * (4 if patient else 1))
        if patient and rival.key:
            for window in screen.windows("."):
                screen.tool("windowfocus", window.number, check=False)
                screen.key(rival.key)
            screen.still_picture()
        machine.end_processes()
        wait_for(lambda: not machine.processes(), f"an end of {rival.name}")
    last = seen[-1][1]
    return Start(next(when for when, picture in seen if _alike(picture, last, empty) >= SAME_SHARE), last)


def _seen(screen: Screen, empty: Picture, began: float, rest: float) -> list[tuple[float, Picture]]:
    """All pictures that were different, each with its time, until nothing changed for so long."""
    seen = [(0.0, empty)]
    while True:
        now, picture = time.monotonic() - began, screen.picture()
        if picture.pixels != seen[-1][1].pixels:
            seen.append((now, picture))
        if len(seen) > 1 and now - seen[-1][0] > rest:
            return seen
        require(now < LONGEST_SECONDS or len(seen) > 1, f"Nothing was to be seen after {LONGEST_SECONDS:.0f} s.")
        if now > LONGEST_SECONDS:  # something moves for ever
            return seen
        time.sleep(LOOK_SECONDS)


def _alike(picture: Picture, last: Picture, empty: Picture) -> float:
    """Which share of what the program has drawn in the end is there already."""
    drawn = same = 0
    views = (memoryview(one.pixels).cast("I") for one in (picture, last, empty))
    for now, then, before in zip(*views, strict=True):
        if then != before:
            drawn += 1
            same += now == then
    return same / drawn if drawn else 1.0


def _drop_caches() -> None:
    os.sync()
    DROP_CACHES.write_text("3\n", "ascii")


def _seconds(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} s"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB"


if __name__ == "__main__":
    enter_own_namespaces()
    run_check(main)
