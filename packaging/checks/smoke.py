"""The quickest check of a built folder: it starts, shows its first article, says that all is well, and closes.

    uv run packaging/checks/smoke.py --dist dist [--program FILE] [--pictures DIR]

Runs as whoever starts it, against a library that is thrown away. On Linux it needs Xvfb and xdotool, and looks at the
window from outside; elsewhere the program takes a picture of its own window. For hosted runners.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from checking import CheckFailed, require, run_check, say, wait_for
from driving import Screen

NAME = "Read Also"
PATIENCE_SECONDS = 120
PNG = b"\x89PNG\r\n\x1a\n"
SMALLEST_PICTURE = 20_000  # bytes; an empty window of that size packs into less


def main() -> None:
    """Read the arguments, start the program."""
    parser = argparse.ArgumentParser(description="Start a built folder and look at it.")
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="where the build left the folder (dist)")
    parser.add_argument("--program", type=Path, help="the program itself, if it is somewhere else")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of the window")
    parser.add_argument("--own-picture", action="store_true", help="let the program take the picture on Linux, too")
    options = parser.parse_args()
    program = (options.program or program_in(options.dist)).absolute()
    require(program.is_file(), f"{program} is not there: run the step `folder` first.")
    with tempfile.TemporaryDirectory(prefix="readalso-smoke-", ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "library"
        say(ask(program, "--version").strip())
        if sys.platform == "linux" and not options.own_picture:
            with Screen(manager=False) as screen, screen.kept_if_it_fails(options.pictures):
                look(program, library, screen, options.pictures)
        else:
            have_it_look(program, library, options.pictures or Path(folder))
        ask(program, "doctor", "--library", str(library))
        say("doctor finds everything in order")


def program_in(dist: Path) -> Path:
    """Where each system's build puts the program."""
    if sys.platform == "darwin":
        return dist / "Read Also.app" / "Contents" / "MacOS" / "readalso"
    return dist / "readalso" / ("readalso.exe" if sys.platform == "win32" else "readalso")


def ask(program: Path, *words: str) -> str:
    """What a command of the program prints."""
    ended = subprocess.run(
        [str(program), *words],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
    )
    if ended.returncode != 0:
        said = (ended.stdout + ended.stderr).strip()[-500:]
        raise CheckFailed(f"`{program.name} {' '.join(words)}` ended with {ended.returncode}: {said}")
    return ended.stdout


def look(program: Path, library: Path, screen: Screen, pictures: Path | None) -> None:
    """Start it on nothing, wait for the first article, and close the window as a window manager does."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND_"))}
    running = subprocess.Popen(
        [str(program), "--library", str(library)],
        env=own | {"DISPLAY": screen.display},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        window = screen.wait_for_window(f"{NAME}$", "a window of Read Also", alive=lambda: running.poll() is None)
        say("the window is there")
        wait_for(lambda: window.title.endswith(f" – {NAME}"), "an article in the window")
        say(f"it shows “{window.title}”")
        wait_for(
            lambda: (
                subprocess.run(
                    [str(program), "doctor", "--library", str(library)], check=False, capture_output=True
                ).returncode
                == 0
            ),
            "an end of the work in the background",
        )
        picture = screen.still_picture()
        require(picture.ink() > 0.1, "The screen is empty.")
        if pictures is not None:
            picture.save_png(pictures / "smoke.png")
        screen.tool("windowfocus", window.number)
        screen.key("ctrl+q")
        wait_for(lambda: running.poll() is not None, "an end of the program after Ctrl+Q")
        require(running.poll() == 0, f"The program ended with {running.poll()}.")
        say("closed")
    finally:
        if running.poll() is None:
            running.kill()
        running.wait()


def have_it_look(program: Path, library: Path, folder: Path) -> None:
    """Where nothing can be looked at from outside: seeds imported, and the program's own picture of its window."""
    folder.mkdir(parents=True, exist_ok=True)
    picture = (folder / "smoke.png").absolute()
    picture.unlink(missing_ok=True)
    ask(program, "--screenshot", str(picture), "--library", str(library))
    require(picture.is_file(), "The program did not save a picture of its window.")
    content = picture.read_bytes()
    require(content.startswith(PNG) and len(content) > SMALLEST_PICTURE, "The picture of the window is empty.")
    say(f"the picture of the window has {len(content):,} bytes")


if __name__ == "__main__":
    run_check(main)
