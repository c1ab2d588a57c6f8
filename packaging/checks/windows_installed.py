"""The installer on Windows itself: installed, started, driven by commands, removed. For hosted runners; not run so far.

    python packaging/checks/windows_installed.py --dist dist

Needs nothing but Python, and no administrator. It refuses where Read Also is installed already.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from checking import one_of, require, run_check, say, wait_for

PATIENCE_SECONDS = 600
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
MENU = r"Microsoft\Windows\Start Menu\Programs\Read Also.lnk"
COMMANDS = {  # what Explorer starts, by kind of file
    "ReadAlso.Export": (".readalso",),
    "ReadAlso.Article": (".txt", ".md", ".markdown", ".html", ".htm"),
}
ARTICLE = "The harbour opens again\nThe harbour of Zeebrugge opened again on Monday.\nShips had waited for weeks.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="where the installer is (dist)")
    options = parser.parse_args()
    require(sys.platform == "win32", "This check runs on Windows; packaging/checks/msi.py runs under wine.")
    installer = one_of("*.msi", options.dist)
    home = Path(os.environ["LOCALAPPDATA"], "Programs", "Read Also")
    menu = Path(os.environ["APPDATA"], MENU)
    require(not home.exists(), f"{home} is there already: remove Read Also first.")
    run("msiexec", "/i", str(installer), "/qn", "/norestart", "/l*v", str(options.dist.absolute() / "install.log"))
    require((home / "readalso.exe").is_file() and menu.is_file(), "The program or its menu entry is not there.")
    check_kinds(home)
    require(entries() == 1, "The list of installed programs does not have it once.")
    say(f"installed in {home}")
    with TemporaryDirectory(prefix="readalso-check-", ignore_cleanup_errors=True) as made:
        drive(home, Path(made))
    kept = Path(os.environ["LOCALAPPDATA"], "readalso", "kept-by-the-reader.txt")
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine", "utf-8")
    run("msiexec", "/x", str(installer), "/qn", "/norestart")
    wait_for(lambda: not home.exists(), "an end of the program's folder")
    require(not menu.exists() and entries() == 0, "Removing it left the menu entry, or the list has it still.")
    left = [kind for kind in COMMANDS if value(rf"Software\Classes\{kind}\shell\open\command")]
    require(not left, f"Removing it left {left}.")
    require(kept.read_text("utf-8") == "mine", "Removing it took the reader's files away.")
    kept.unlink()
    say("removed; the reader's files stayed")


def drive(home: Path, work: Path) -> None:
    """Every command that a first hour needs, and the window, by a picture that it takes of itself."""
    program, library = str(home / "readalso-cli.exe"), str(work / "library")
    article = work / "Zażółć 記事.txt"
    article.write_text(ARTICLE, "utf-8")
    say(run(program, "--version").strip())
    run(program, "import", str(article), "--library", library)
    found = json.loads(run(program, "search", "Zeebrugge", "--json", "--library", library))
    require(found["total"] == 1, f"The imported article is found {found['total']} times.")
    told = json.loads(run(program, "doctor", "--json", "--library", library))
    require(told["build"]["kind"] == "msi", f"It takes itself for {told['build']['kind']}.")
    for form in ("jsonl", "html", "epub", "pdf"):
        target = work / f"export.{form}"
        run(program, "export", str(target), "--format", form, "--library", library)
        require(target.stat().st_size > 0, f"The export as {form} is empty.")
    picture = work / "picture.png"
    run(str(home / "readalso.exe"), "--screenshot", str(picture), "--library", library)
    require(picture.stat().st_size > 20_000, "The picture of the window shows nothing.")
    say("version, import, search, doctor, four exports, a picture of the window")
    check_window(home, library, article)


def check_window(home: Path, library: str, article: Path) -> None:
    """The window opens; a second start hands its file over and ends at once; closed by the system, it ends well."""
    command = [str(home / "readalso.exe"), "--library", library]
    window = subprocess.Popen(command)
    try:
        address = Path(library, "window.address")
        wait_for(lambda: address.exists() or any(Path(library).rglob("window.address")), "a window that listens")
        require(subprocess.run([*command, str(article)], check=False, timeout=60).returncode == 0, "No second start.")
        require(window.poll() is None, "The first window ended.")
        subprocess.run(["taskkill", "/PID", str(window.pid)], check=False)  # asks it to close, as its button does
        require(window.wait(60) == 0, f"The window ended with {window.returncode}.")
    finally:
        window.kill()
    say("a window, a second start, and an end")


def check_kinds(home: Path) -> None:
    for kind, suffixes in COMMANDS.items():
        command = value(rf"Software\Classes\{kind}\shell\open\command")
        require(command == f'"{home}\\readalso.exe" "%1"', f"{kind} is opened by {command!r}.")
        for suffix in suffixes:
            offered = value(rf"Software\Classes\{suffix}\OpenWithProgids", kind)
            require(offered is not None, f"Read Also is not offered for {suffix}.")


def run(*command: str) -> str:
    ended = subprocess.run(
        command, check=False, capture_output=True, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL
    )
    told = (ended.stdout + ended.stderr).decode("utf-8", "replace").strip()
    require(ended.returncode == 0, f"{' '.join(command[:3])} ended with {ended.returncode}: {told[-600:]}")
    return ended.stdout.decode("utf-8", "replace")


if sys.platform == "win32":
    import winreg

    def value(key: str, name: str = "") -> str | None:
        """What the registry has for this user; None for nothing."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except FileNotFoundError:
            return None

    def entries() -> int:
        """How often it is in the list of installed programs."""
        found = 0
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, UNINSTALL) as opened:
            for number in range(winreg.QueryInfoKey(opened)[0]):
                found += value(rf"{UNINSTALL}\{winreg.EnumKey(opened, number)}", "DisplayName") == "Read Also"
        return found

else:

    def value(key: str, name: str = "") -> str | None:
        raise NotImplementedError(key, name)

    def entries() -> int:
        raise NotImplementedError


if __name__ == "__main__":
    run_check(main)
