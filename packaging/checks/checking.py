"""What all checks share: a fact that does not hold ends a check with one sentence; waiting; folders compared."""

import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 90.0  # for one thing to happen; only a machine that is stuck takes as long
LOOK_AGAIN_SECONDS = 0.05
_started = time.monotonic()


class CheckFailed(Exception):  # noqa: N818  a sentence for whoever reads the log, no fault of the check
    """A fact does not hold, or something that the check needs is missing. Its text is the sentence to be shown."""


def say(text: str) -> None:
    """One plain line of what was found, with the second at which it was."""
    print(f"{time.monotonic() - _started:6.1f} s  {text}", flush=True)


def require(holds: object, sentence: str) -> None:
    """Go on only if it holds."""
    if not holds:
        raise CheckFailed(sentence)


def wait_for(look: Callable[[], T], what: str, *, seconds: float = PATIENCE_SECONDS) -> T:
    """Look until the answer is true, and return it: a slow machine only takes longer."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise CheckFailed(f"After {seconds:.0f} s there was still not: {what}.")
        time.sleep(LOOK_AGAIN_SECONDS)


def run_check(main: Callable[[], None]) -> None:
    """Run a check as a program: 0 if everything holds, else 1 with the sentence on standard error."""
    try:
        main()
    except CheckFailed as failure:
        say("failed")
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    say("everything holds")


def one_of(pattern: str, folder: Path) -> Path:
    """The one file of this name that a build left in the folder."""
    found = sorted(folder.glob(pattern))
    require(found, f"{folder} has no {pattern}: run the step that builds it first.")
    require(len(found) == 1, f"{folder} has several of {pattern}: {', '.join(path.name for path in found)}.")
    return found[0].absolute()


def tree_of(folder: Path, *, without: Iterable[str] = ()) -> dict[str, str]:
    """What is below the folder: each path with what it is, never following a link or going to another file system.

    A file is known by owner, rights and content. Folders in `without` are left out with all that is in them.
    """
    tree: dict[str, str] = {}
    left_out = set(without)
    device = folder.lstat().st_dev
    waiting = [folder]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            name = os.path.relpath(entry.path, folder)
            found = entry.stat(follow_symlinks=False)
            if name in left_out:
                continue
            tree[name] = _description(Path(entry.path), found)
            if stat.S_ISDIR(found.st_mode) and found.st_dev == device:
                waiting.append(Path(entry.path))
    return tree


def _description(path: Path, found: os.stat_result) -> str:
    owner = f"{found.st_uid}:{found.st_gid} {stat.S_IMODE(found.st_mode):o}"
    if stat.S_ISLNK(found.st_mode):
        return f"link to {os.readlink(path)}"
    if stat.S_ISDIR(found.st_mode):
        return f"folder {owner}"
    if stat.S_ISREG(found.st_mode):
        with path.open("rb") as file:
            return f"file {owner} {hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"
    return f"special {owner}"


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What came, went or changed, in the order of the paths; empty if nothing did."""
    lines = []
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            lines.append(f"gone: {path} ({before[path]})")
        elif path not in before:
            lines.append(f"left: {path} ({after[path]})")
        elif before[path] != after[path]:
            lines.append(f"changed: {path} ({before[path]} -> {after[path]})")
    return lines
