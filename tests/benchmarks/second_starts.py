"""Rounds of four starts at once on one library, each with a file: is there always one window, and is no file lost?

    uv run python tests/benchmarks/second_starts.py [ROUNDS] [--seed N] [--program PROGRAM]

At the end of a round the window is closed as a reader does, or killed, at once or a little later; every article must be
in the library when the last window has had its time. Needs a display (Xvfb will do) with a window manager, and wmctrl.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STARTS = 4
ROUND_SECONDS = 60.0
LAST_SECONDS = 240.0
ROOT = Path(__file__).parents[2]
ENDS = ("close at once", "kill at once", "close", "kill", "wait and close")
Process = subprocess.Popen[bytes]


class Rounds:
    def __init__(self, folder: Path, program: list[str]) -> None:
        self.folder, self.library, self.program = folder, folder / "library", program
        self.faults: list[str] = []
        self.wanted: set[str] = set()

    def start(self, *files: Path) -> Process:
        return subprocess.Popen([*self.program, "--library", str(self.library), *map(str, files)], cwd=ROOT)

    def run(self, number: int, end: str) -> None:
        files = [self.folder / f"{number}-{each}.txt" for each in range(STARTS)]
        for path in files:
            path.write_text(f"Article {path.stem}\n\nA lead of its own, {path.stem}.\n")
            self.wanted.add(f"Article {path.stem}")
        started = [self.start(path) for path in files]
        until = time.monotonic() + ROUND_SECONDS
        if end.endswith("at once"):
            while all(each.poll() is None for each in started) and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(random.random() * 0.3)
            self.end(self.window(), end)
        while sum(each.poll() is None for each in started) > 1 and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep({"wait and close": 3.0}.get(end, 0.0))
        left = [each for each in started if each.poll() is None]
        if len(left) > 1 or (not left and not end.endswith("at once")):
            self.faults.append(f"round {number}, {end}: {len(left)} windows")
        for each in left:
            while each.poll() is None and time.monotonic() < until:
                self.end(each.pid, end)
                time.sleep(0.1)
            each.kill()
        if strange := {each.wait() for each in started} - {0, -9}:
            self.faults.append(f"round {number}, {end}: ended with {strange}")

    def window(self) -> int:
        try:
            return int(json.loads((self.library / "window.address").read_text("utf-8"))["process"])
        except (OSError, ValueError, KeyError):
            return 0

    def end(self, process: int, end: str) -> None:
        if process and end.startswith("kill"):
            os.kill(process, 9)
        elif process:
            listed = subprocess.run(["wmctrl", "-lp"], capture_output=True, text=True, check=False).stdout
            for line in listed.splitlines():
                if line.split()[2] == str(process):
                    subprocess.run(["wmctrl", "-ic", line.split()[0]], check=False)

    def lost(self) -> set[str]:
        """What did not come in, after one more window had time for what the others took and did not import."""
        last, until = self.start(), time.monotonic() + LAST_SECONDS
        lost = self.wanted
        while lost and time.monotonic() < until:
            time.sleep(2)
            command = [sys.executable, "-m", "reader", "list", "--json", "--library", str(self.library)]
            listed = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
            lost = self.wanted - {each["title"] for each in json.loads(listed.stdout)}
        last.kill()
        last.wait()
        return lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default="")
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(Path(folder), [options.program] if options.program else [sys.executable, "-m", "reader"])
        ends = [random.choice(ENDS) for _ in range(options.rounds)]
        for number, end in enumerate(ends):
            rounds.run(number, end)
        lost = rounds.lost()
    print(f"{options.rounds} rounds of {STARTS} starts:", ", ".join(f"{ends.count(end)} {end}" for end in ENDS))
    print("\n".join(rounds.faults) or "always one window")
    print("lost:", ", ".join(sorted(lost)) or "nothing")
    return 1 if rounds.faults or lost else 0


if __name__ == "__main__":
    sys.exit(main())
