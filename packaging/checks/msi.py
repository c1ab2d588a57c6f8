"""The installer for Windows under wine: installed, replaced by another build, by a newer version, not by an older one,
and removed; what the reader keeps stays, and nothing else.

    uv run --no-sync packaging/checks/msi.py [--out dist]

Wine stands in for Windows, and made-up folders for the program, which it could not run. Where there is neither wine nor
wixl, the check says so and ends well. An installer in --out is installed and removed, too.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from building import msi  # noqa: E402  its place is told above
from building.context import Context  # noqa: E402
from checking import CheckFailed, require, run_check, say  # noqa: E402

TOOLS = ("wine", "wineboot", "wixl", "msibuild")
PATIENCE_SECONDS = 300
HOME = "AppData/Local/Programs/Read Also"
DATA = "AppData/Local/readalso/library/userdata.sqlite"
MENU = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Read Also.lnk"
CLASSES = r"HKCU\Software\Classes"
REFUSED = 1603  # what msiexec says of a package that does not want to
KEYS = (
    rf"{CLASSES}\ReadAlso.Export",
    rf"{CLASSES}\ReadAlso.Article",
    rf"{CLASSES}\.readalso",
    rf"{CLASSES}\Applications\readalso.exe",
    r"HKCU\Software\Read Also",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\readalso.exe",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    out = parser.parse_args().out.absolute()
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        say(f"not checked: there is no {', '.join(missing)} here")
        return
    with TemporaryDirectory(prefix="readalso-msi-") as made:
        work = Path(made)
        windows = Windows(work / "prefix")
        try:
            check_made_up(windows, work)
            for installer in sorted(out.glob("*.msi")):
                check_built(windows, installer)
        finally:
            windows.end()


class Windows:
    """Wine, with a disk of its own."""

    def __init__(self, prefix: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        # No menus of this computer, no browser and no .NET are to be set up
        turned_off = "winemenubuilder.exe,mscoree,mshtml=d"
        self._environment = kept | {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": turned_off}
        prefix.mkdir()
        self.run("wineboot", "-i")
        users = prefix / "drive_c" / "users"
        self.home = next(path for path in users.iterdir() if path.name != "Public")

    def run(self, *command: str | Path, status: int | None = 0) -> str:
        ended = subprocess.run(
            [str(part) for part in command],
            env=self._environment,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )
        told = (ended.stdout + ended.stderr).decode("utf-8", "replace")
        if status is not None:
            require(ended.returncode == status & 0xFF, f"{command} ended with {ended.returncode}: {told[-500:]}")
        return told

    def install(self, installer: Path, *, status: int = 0) -> None:
        self.run("wine", "msiexec", "/i", f"Z:{installer}", "/qn", status=status)

    def remove(self, installer: Path) -> None:
        self.run("wine", "msiexec", "/x", f"Z:{installer}", "/qn")

    def key(self, name: str) -> str:
        """What the registry has there; empty if nothing."""
        told = self.run("wine", "reg", "query", name, "/s", status=None)
        return told if "HKEY_" in told else ""

    def entries(self) -> list[str]:
        """Ours in the list of installed programs, as their versions."""
        found = self.key(r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall")
        found += self.key(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall")
        versions, ours = [], False
        for line in found.splitlines():
            ours = ours and not line.startswith("HKEY_")
            ours = ours or (line.split()[:1] == ["DisplayName"] and line.rstrip().endswith("Read Also"))
            versions += [line.split()[-1]] if line.split()[:1] == ["DisplayVersion"] and ours else []
        return versions

    def end(self) -> None:
        self.run("wineserver", "-k", status=None)
        self.run("wineserver", "-w", status=None)


def check_made_up(windows: Windows, work: Path) -> None:
    first = made_up(work / "first", "0.1.0", {"_internal/old.txt": "first", "_internal/sub folder/both.txt": "first"})
    other = made_up(work / "other", "0.1.0", {"_internal/other.txt": "other", "_internal/sub folder/both.txt": "other"})
    newer = made_up(work / "newer", "0.2.0", {"_internal/new.txt": "newer", "_internal/sub folder/both.txt": "newer"})
    before = files_of(windows.home)
    data = windows.home / DATA
    data.parent.mkdir(parents=True)
    data.write_text("bookmarks", "utf-8")

    windows.install(first)
    expect(windows, "first", ["_internal/old.txt"], "0.1.0")
    require((windows.home / MENU).is_file(), "There is no entry in the Start menu.")
    check_kinds(windows)
    say("installed: files, Start menu, kinds of files, and the list of programs")

    windows.install(other)
    expect(windows, "other", ["_internal/other.txt"], "0.1.0")
    windows.install(newer)
    expect(windows, "newer", ["_internal/new.txt"], "0.2.0")
    say("another build of the same version took its place, then a newer version did")

    windows.install(first, status=REFUSED)
    expect(windows, "newer", ["_internal/new.txt"], "0.2.0")
    say("an older version was refused, and changed nothing")

    own = windows.home / HOME / "readalso-data" / "userdata.sqlite"  # of a portable copy, made of the installed one
    own.parent.mkdir()
    own.write_text("bookmarks", "utf-8")
    windows.remove(newer)
    expect_removed(windows, [own, data], before)
    own.unlink()
    own.parent.rmdir()
    own.parent.parent.rmdir()
    say("removed: files, Start menu, kinds of files; the reader's files stayed")


def check_built(windows: Windows, installer: Path) -> None:
    before = files_of(windows.home)
    windows.install(installer)
    require((windows.home / HOME / "readalso.exe").is_file(), f"{installer.name} installs no program.")
    count = len(files_of(windows.home)) - len(before)
    windows.remove(installer)
    expect_removed(windows, [], before)
    say(f"{installer.name} was installed and removed: {count} files")


def made_up(work: Path, version: str, files: dict[str, str]) -> Path:
    """An installer of a folder that only looks like the program's."""
    out = work / "out"
    for name, text in {**dict.fromkeys(msi.PROGRAMS, "no program"), **files}.items():
        path = out / "readalso" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (work / "work").mkdir()
    msi.run(Context(ROOT, out, work / "work", version, 1_790_000_000))
    return next(out.glob("*.msi"))


def check_kinds(windows: Windows) -> None:
    exe = r"Programs\Read Also\readalso.exe"
    for kind in ("ReadAlso.Export", "ReadAlso.Article"):
        command = windows.key(rf"{CLASSES}\{kind}\shell\open\command")
        require(f'{exe}" "%1"' in command, f"{kind} is not opened by the program: {command!r}.")
    require("ReadAlso.Export" in windows.key(rf"{CLASSES}\.readalso"), "Exports are not opened by the program.")
    for suffix in (".txt", ".md", ".markdown", ".html", ".htm"):
        offered = windows.key(rf"{CLASSES}\{suffix}\OpenWithProgids")
        require("ReadAlso.Article" in offered, f"The program is not offered for {suffix}.")


def expect(windows: Windows, build: str, names: list[str], version: str) -> None:
    """Exactly this build is there, and the reader's files are."""
    home = windows.home / HOME
    wanted = {*msi.PROGRAMS, "kind", msi.ICON_OF_EXPORTS, "_internal/sub folder/both.txt", *names}
    found = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    require(found == wanted, f"After installing {build} the folder differs in {sorted(found ^ wanted)}.")
    told = (home / "_internal/sub folder/both.txt").read_text("utf-8")
    require(told == build, f"After installing {build} a file is still of {told}.")
    require((home / "kind").read_text("utf-8") == "msi\n", "The program does not know that it was installed.")
    require((windows.home / DATA).is_file(), f"Installing {build} took the reader's files away.")
    entries = windows.entries()
    require(entries == [version], f"The list of programs has {entries}, not {version} alone.")


def expect_removed(windows: Windows, kept: list[Path], before: set[str]) -> None:
    for path in kept:
        require(path.is_file(), f"{path.name} was the reader's, and is gone.")
    left = files_of(windows.home) - before - {path.relative_to(windows.home).as_posix() for path in kept}
    require(not [name for name in left if "Temp/" not in name], f"Removing it left {sorted(left)}.")
    require(not (windows.home / HOME / "_internal").exists(), "Removing it left a folder.")
    keys = [name for name in KEYS if windows.key(name)]
    require(not keys, f"Removing it left {keys} in the registry.")
    offered = windows.key(rf"{CLASSES}\.txt")
    require("ReadAlso" not in offered, "Removing it left an offer for text files.")
    require(not windows.entries(), "Removing it left an entry in the list of programs.")


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    try:
        run_check(main)
    except subprocess.TimeoutExpired as error:
        raise SystemExit(f"FAILED: {CheckFailed(str(error))}") from error
