"""Builds twice, as two people would, and compares what came out, file by file.

    UV_PYTHON=/usr/bin/python3 uv run --no-dev --group package packaging/checks/repeatable.py [STEP…]

The two builds have their own checkout, work folder, home, language, time zone, rights for new files and order of
names in sets. The steps are those of `build.py`; without any, `folder`.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from checking import differences, require, run_check, say, tree_of

ROOT = Path(__file__).resolve().parents[2]
BUILDERS = {  # whoever builds: what their computer is like
    "anna": ({"LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}, 0o022),
    "Бо и сын": ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77"}, 0o077),
}
HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "APPIMAGE_RUNTIME")
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "uv.lock", "*.egg-info"
)
SHOWN = 20
CHECKOUT = "source of the program"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("steps", nargs="*", default=["folder"], metavar="STEP")
    parser.add_argument("--in", type=Path, dest="folder", help="an empty folder to build in, which is kept")
    options = parser.parse_args()
    work = (options.folder or Path(mkdtemp(prefix="readalso-twice-"))).absolute()
    work.mkdir(parents=True, exist_ok=True)
    require(not any(work.iterdir()), f"{work} is not empty.")
    try:
        for name in BUILDERS:  # both first: while one builds, somebody may go on writing
            copy_source(work / name, umask=BUILDERS[name][1])
        date = epoch()
        trees = [tree_of(build(name, work / name, options.steps, date=date)) for name in BUILDERS]
    finally:
        if options.folder is None:
            shutil.rmtree(work)
    found = differences(*trees)
    files = sum(description.startswith("file") for description in trees[0].values())
    more = f"\n  … and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    require(not found, "The two builds are not the same:\n  " + "\n  ".join(found[:SHOWN]) + more)
    say(f"{' '.join(options.steps)}: {files} files, all the same in both builds, with the same rights")


def copy_source(mine: Path, *, umask: int) -> None:
    """A checkout without its history, with the rights that its owner gives to new files."""
    copied = os.umask(umask)
    try:
        shutil.copytree(ROOT, mine / CHECKOUT, ignore=LEFT_BEHIND, copy_function=_copy_content)
    finally:
        os.umask(copied)


def build(name: str, mine: Path, steps: list[str], *, date: str) -> Path:
    """What the steps leave in `out`, built by this builder from a copy of the source."""
    environment, umask = BUILDERS[name]
    (mine / "home").mkdir()
    kept = {key: os.environ[key] for key in HANDED_ON if key in os.environ}
    ended = subprocess.run(
        [
            *(sys.executable, mine / CHECKOUT / "packaging" / "build.py", *steps),
            *("--out", mine / "out", "--work", mine / "build"),
        ],
        env={
            **kept,
            **environment,
            "HOME": str(mine / "home"),
            "SOURCE_DATE_EPOCH": date,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd=mine,
        umask=umask,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    require(ended.returncode == 0, f"The build of {name} failed:\n{ended.stdout[-3000:]}")
    say(f"built by {name}: {', '.join(sorted(path.name for path in (mine / 'out').iterdir()))}")
    return mine / "out"


def _copy_content(source: str, target: str) -> None:
    """Without times and rights, but programs stay programs: as a checkout does."""
    shutil.copyfile(source, target)
    if os.access(source, os.X_OK):
        os.chmod(target, os.stat(target).st_mode | 0o100)


def epoch() -> str:
    """The same date for both: a copy without history would not know it."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        return given
    sys.path.insert(0, str(ROOT / "packaging"))
    from building.context import source_date  # deferred: needs the path

    return str(source_date())


if __name__ == "__main__":
    run_check(main)
