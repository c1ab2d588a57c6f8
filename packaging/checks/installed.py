"""What installing leaves behind: the file system before and after, for the package and for the tarball.

    uv run packaging/checks/installed.py --dist dist [--root DIR]

On a minimal Debian: an older package of the same program is installed, used and upgraded, and what the reader kept is
there; then it is removed and purged, and the file system is as it was, but for the reader's data. The same for the
tarball's install script, run by an ordinary user in the own home, and for `--install-desktop`. Needs root, debootstrap,
Xvfb, openbox, xdotool.
"""

import argparse
import lzma
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from checking import differences, one_of, require, run_check, say, tree_of, wait_for
from driving import Screen
from machine import READER, Machine, Roots, add_machine_options, enter_own_namespaces, leave_network
from program import TITLE_END, Program

OLDER = "0.0.9"
PACKAGE = "readalso"
# What apt, dpkg and the system keep of their own: changed by installing anything whatever
OF_THE_SYSTEM = ("proc", "dev", "sys", "tmp", "run", "root", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
OF_THE_READER = (  # below the home: what the program may leave, and nothing else
    ".local/share/readalso", ".config/readalso", ".cache/readalso", ".local/state/readalso",
)  # fmt: skip
OF_FONTS = ".cache/fontconfig"  # written by the system's font library for every program with a window
DESKTOP_FOLDERS = (".local/share/applications", ".local/share/icons", ".local/share/mime", ".local/share/metainfo")


def main() -> None:
    """Read the arguments, make the machine, install and remove in every way."""
    parser = argparse.ArgumentParser(description="Compare the file system before and after installing and removing.")
    add_machine_options(parser)
    options = parser.parse_args()
    package = one_of("readalso_*_amd64.deb", options.dist)
    tarball = one_of("readalso-*-linux-x86_64.tar.xz", options.dist)
    with (
        Roots(options.root, suite=options.suite, mirror=options.mirror) as roots,
        Screen(own_sockets=True) as screen,
        Machine(roots) as machine,
    ):
        needed = subprocess.run(
            ["dpkg-deb", "--field", str(package), "Depends"], check=True, capture_output=True, text=True
        ).stdout.strip()
        # desktop-file-utils and the like would renew caches of theirs; here only what is needed is there
        machine.apt("satisfy", needed)
        leave_network()
        say("what the package depends on is installed")
        check_package(machine, screen, package)
        check_tarball(machine, screen, tarball)


def check_package(machine: Machine, screen: Screen, package: Path) -> None:
    """An older package, used, upgraded, removed and purged."""
    program = Program(machine, screen)
    before = system_of(machine)
    with tempfile.TemporaryDirectory(prefix="readalso-older-") as folder:
        older = machine.take_in(older_package(package, Path(folder)))
    machine.install(older)
    require_version(machine, OLDER)
    require_whole(machine)
    title = use(program)
    say(f"{OLDER} is installed and was used: “{title}” has a bookmark")

    newer = machine.take_in(package)
    machine.install(newer)
    require_version(machine, package.name.split("_")[1])
    require_whole(machine)
    installed = system_of(machine)
    home = home_of(machine)
    require(program.titles("--bookmarked") == [title], "After the upgrade the bookmark is gone.")
    window = program.open()
    program.shows(window, title)
    program.wait_until_idle()
    program.quit(window)
    program.require_order()
    changed = differences(installed, system_of(machine))
    require(not changed, f"The program wrote outside of the reader's home: {shortened(changed)}")
    require_only(home_of(machine), (*OF_THE_READER, OF_FONTS), home, "The program")
    say("upgraded: the bookmark is there, the last article is open, and nothing was written outside of the home")

    home = home_of(machine)
    for word in ("remove", "purge"):
        if word == "purge":  # nothing of the package was left to be purged
            machine.run("dpkg", "--install", newer)
        machine.apt(word, PACKAGE)
        left = differences(before, system_of(machine))
        require(not left, f"apt-get {word} does not undo everything: {shortened(left)}")
        lost = differences(home, home_of(machine))
        require(not lost, f"apt-get {word} changed what belongs to the reader: {shortened(lost)}")
    say("removed and purged: the file system is as before, the reader's data is untouched")


def check_tarball(machine: Machine, screen: Screen, tarball: Path) -> None:
    """The install script in the home of the one who runs it, and the menu entry by the program's own option."""
    before = home_of(machine)
    unpacked = machine.inside("/tmp") / tarball.with_suffix("").name  # no xz on the machine: a tar is enough there
    with lzma.open(tarball) as packed, unpacked.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    machine.run("tar", "-x", "-f", f"/tmp/{unpacked.name}", "-C", "/tmp", user=READER)
    folder = f"/tmp/{unpacked.with_suffix('').name}"
    machine.run("sh", f"{folder}/install.sh", user=READER)
    command = f"{machine.home}/.local/bin/readalso"
    program = Program(machine, screen, command=command)
    require(program.ask("--version").startswith("Read Also "), f"{command} does not say its version.")
    entries = sorted(
        path.name for path in machine.inside(f"{machine.home}/.local/share/applications").glob("*.desktop")
    )
    require(entries, "install.sh put no entry into the menu.")
    title = use(program)
    say(f"tarball: installed by {READER} into the own home, with {', '.join(entries)}; “{title}” was read and kept")

    program.ask("--remove-desktop")
    require_no_entry(machine, "--remove-desktop")
    program.ask("--install-desktop")
    again = sorted(path.name for path in machine.inside(f"{machine.home}/.local/share/applications").glob("*.desktop"))
    require(again == entries, f"--install-desktop put {again} into the menu, install.sh {entries}.")
    say("tarball: --remove-desktop and --install-desktop take the entry away and put it back")

    data = {name: what for name, what in home_of(machine).items() if name.startswith(OF_THE_READER)}
    machine.run("sh", f"{machine.home}/.local/lib/readalso/uninstall.sh", user=READER)
    require_no_entry(machine, "uninstall.sh")
    after = home_of(machine)
    require_only(after, (*OF_THE_READER, OF_FONTS), before, "uninstall.sh")
    kept = {name: what for name, what in after.items() if name.startswith(OF_THE_READER)}
    lost = differences(data, kept)
    require(not lost, f"uninstall.sh changed what belongs to the reader: {shortened(lost)}")
    say("tarball: uninstalled, only the reader's data is left")


def use(program: Program) -> str:
    """Start it, have the last article of the list bookmarked and open it, close. Its headline."""
    window = program.open()
    wait_for(lambda: window.title.endswith(TITLE_END), "an article in the window at the first launch")
    program.wait_until_idle()
    last = program.ask_json("list")[-1]
    program.ask("bookmark", last["id"])
    program.press("End")
    program.press("Return")
    program.shows(window, last["title"])
    program.quit(window)
    require(program.titles("--bookmarked") == [last["title"]], f"“{last['title']}” has no bookmark.")
    return str(last["title"])


def older_package(package: Path, folder: Path) -> Path:
    """The same package under a lower number."""
    tree, older = folder / "tree", folder / f"readalso_{OLDER}_amd64.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(tree)], check=True, capture_output=True)
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    changed = [f"Version: {OLDER}" if line.startswith("Version: ") else line for line in lines]
    control.write_text("\n".join(changed) + "\n", "utf-8")
    subprocess.run(["dpkg-deb", "-Znone", "--build", str(tree), str(older)], check=True, capture_output=True)
    return older


def require_version(machine: Machine, version: str) -> None:
    """The package that is installed is this one."""
    there = machine.run("dpkg-query", "--show", "--showformat", "${Version}", PACKAGE)
    require(there == version, f"Version {there} is installed instead of {version}.")


def require_whole(machine: Machine) -> None:
    """Every file of the package is there as it was packed, belongs to root, and only root can change it."""
    wrong = machine.run("dpkg", "--verify", PACKAGE).strip()
    require(not wrong, f"dpkg --verify says: {wrong}")
    for name in machine.run("dpkg", "--listfiles", PACKAGE).split("\n"):
        path = machine.inside(name)
        if name and not path.is_symlink():
            found = path.stat()
            safe = found.st_uid == 0 and found.st_gid == 0 and not found.st_mode & 0o022
            require(safe, f"{name} can be changed by others than root.")


def system_of(machine: Machine) -> dict[str, str]:
    """Everything but homes and what the system's own tools keep. Times of folders do not count."""
    return tree_of(machine.root, without=(*OF_THE_SYSTEM, "home"))


def home_of(machine: Machine) -> dict[str, str]:
    """The reader's home, with what is running there."""
    return tree_of(machine.inside(machine.home))


def require_only(after: dict[str, str], allowed: Sequence[str], before: dict[str, str], who: str) -> None:
    """Nothing came or changed but in these folders, and empty folders on the way to them."""
    strange = [
        line
        for line in differences(before, after)
        if not _path(line).startswith(tuple(allowed)) and not after.get(_path(line), "").startswith("folder ")
    ]
    require(not strange, f"{who} left something in the home besides the reader's data: {shortened(strange)}")


def _path(line: str) -> str:
    return line.partition(": ")[2].partition(" (")[0]


def require_no_entry(machine: Machine, who: str) -> None:
    """No file of ours is in the folders of the desktop."""
    left = [
        str(path.relative_to(machine.root))
        for folder in DESKTOP_FOLDERS
        for path in machine.inside(f"{machine.home}/{folder}").rglob("*")
        if "readalso" in path.name.lower() and not path.is_dir()
    ]
    require(not left, f"{who} left {shortened(left)}")


def shortened(lines: Iterable[str]) -> str:
    """The first of them, and how many more there are."""
    lines = list(lines)
    return "; ".join(lines[:5]) + (f"; and {len(lines) - 5} more" if len(lines) > 5 else "")


if __name__ == "__main__":
    enter_own_namespaces()
    run_check(main)
