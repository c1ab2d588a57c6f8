"""How soon the installed program shows its first article, beside a bare window built by the same specification.

    DISPLAY=:9 uv run python tests/benchmarks/start_frozen.py dist/readalso/readalso dist/bare/bare [--cold files]

Both are looked at from outside (`first_paint`), in turn (A B A B …), from the moment the process is started to the
moment its text is on the screen. `--cold files` takes the files of both folders and of the library out of the page
cache before each start, `--cold system` all files there are, as after the computer was switched on (root only; whoever
else uses the computer notices). The library holds the bundled articles, imported and with their names found before.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from first_paint import Onlooker

WAIT_SECONDS = 30.0
DROP_CACHES = Path("/proc/sys/vm/drop_caches")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("bare", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--cold", choices=("files", "system"))
    parser.add_argument("--library", type=Path, help="kept, and used again if it is there")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of what was measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        library = options.library or Path(scratch) / "library"
        if not library.exists():
            prepare(options.program, library)
        measure(options, library, Path(scratch))


def prepare(program: Path, library: Path) -> None:
    """As a reader's library is: with something marked."""
    for task in (["index", "--bundled"], ["tag", "read once", "--query", "Seoul"]):
        if subprocess.run([program, *task, "--library", library], check=False, stdout=subprocess.DEVNULL).returncode:
            sys.exit("the library could not be prepared")


def measure(options: argparse.Namespace, library: Path, home: Path) -> None:
    onlooker = Onlooker()
    commands = {
        "bare": [str(options.bare.resolve()), "stay"],
        "ours": [str(options.program.resolve()), "--library", str(library)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(options.rounds + 1):
        for name, command in commands.items():
            if options.cold:
                forget_files(options.cold, [options.bare.parent, options.program.parent, library])
            seconds = start_once(command, onlooker, home, options.pictures if number == 0 else None)
            if number:  # the first round warms the disk
                times[name].append(1000 * seconds)
    ratios = [ours / bare for ours, bare in zip(times["ours"], times["bare"], strict=True)]
    for name, each in times.items():
        print(f"{name}: {statistics.median(each):.0f} ms ({min(each):.0f} to {max(each):.0f})")
    print(f"ratio: {statistics.median(ratios):.3f} in pairs, ", end="")
    print(f"{statistics.median(times['ours']) / statistics.median(times['bare']):.3f} of the medians")


def start_once(command: list[str], onlooker: Onlooker, home: Path, pictures: Path | None) -> float:
    onlooker.begin()
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data")}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    painted = onlooker.wait(WAIT_SECONDS)
    if painted is not None and pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        onlooker.picture(str(pictures / f"{Path(command[0]).name}.png"))
    process.send_signal(signal.SIGKILL)  # at once: what it does after the first paint would be measured with the next
    _, words = process.communicate()
    if painted is None:
        sys.exit(f"{command[0]} painted nothing.\n{words.decode(errors='replace')}")
    return painted - started


def forget_files(which: str, folders: list[Path]) -> None:
    os.sync()
    if which == "system":
        DROP_CACHES.write_text("3\n")
        return
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                forget(path)


def forget(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    main()
