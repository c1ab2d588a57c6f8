"""Our own commands in a child process: left in peace, timed, or killed at a moment."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def seconds_of(*arguments: object, quiet: bool = True) -> float:
    """How long a whole run takes on this machine at this moment. If `quiet` it must say nothing on standard error."""
    began = time.monotonic()
    with start(*arguments) as child:
        _out, problems = child.communicate()
    assert child.returncode == 0, problems.decode()
    assert not (quiet and problems), problems.decode()
    return time.monotonic() - began


def kill_after(seconds: float, *arguments: object, quiet: bool = True) -> bool:
    """Run a command for so long; whether it had to be killed. It must not have failed before, nor, if `quiet`, have
    said anything on standard error."""
    with start(*arguments) as child:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        killed = child.poll() is None
        child.kill()
        _out, problems = child.communicate()
    assert not (quiet and problems), problems.decode()
    assert killed or child.returncode == 0, problems.decode()
    return killed
