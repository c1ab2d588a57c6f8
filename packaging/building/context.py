"""What every step of a build is given: where things are, and the environment in which tools are started."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "readalso"


class BuildError(Exception):
    """Something is missing or not as it should be: said in one sentence, and the build ends."""


class Context(NamedTuple):
    """One build. Folders are absolute; `out` and `work` are there."""

    root: Path  # the checkout
    out: Path  # what is built ends here
    work: Path  # what is only needed meanwhile; each step has a folder of its own name in it
    version: str
    epoch: int  # SOURCE_DATE_EPOCH: the one time that goes into files

    @property
    def folder(self) -> Path:
        """The program as step `folder` leaves it: `readalso` and `_internal`."""
        return self.out / PROGRAM

    @property
    def internal(self) -> Path:
        return self.folder / "_internal"

    def need_folder(self) -> Path:
        """The program's folder; steps that pack it ask here."""
        if not (self.folder / "_internal").is_dir():
            raise BuildError(f"{self.folder} is not there: run the step `folder` first, with the same --out.")
        return self.folder

    def fresh(self, name: str) -> Path:
        """An empty folder in `work`."""
        folder = self.work / name
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        return folder

    def run(self, command: Sequence[str | Path], *, cwd: Path | None = None, **more: str) -> str:
        """Run a tool in the environment of builds and return what it printed; a failure ends the build."""
        ended = subprocess.run(
            [str(part) for part in command],
            cwd=cwd or self.root,
            env=self.environment() | more,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if ended.returncode != 0:
            last = "\n".join(ended.stdout.splitlines()[-30:])
            raise BuildError(f"{Path(str(command[0])).name} ended with status {ended.returncode}:\n{last}")
        return ended.stdout

    def environment(self) -> dict[str, str]:
        """The same for everyone who builds: their language, their time zone and their settings do not get in."""
        kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONNOUSERSITE": "1",
            "SOURCE_DATE_EPOCH": str(self.epoch),
        }


def make_context(*, out: Path | None = None, work: Path | None = None, version: str | None = None) -> Context:
    out = (out or ROOT / "dist").absolute()
    work = (work or ROOT / "build").absolute()
    out.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    return Context(ROOT, out, work, version or own_version(), source_date())


def own_version(source: Path = ROOT) -> str:
    found = re.search(r'__version__ = "([^"]+)"', (source / "reader" / "__init__.py").read_text("utf-8"))
    if found is None:
        raise BuildError("reader/__init__.py says no version.")
    return found[1]


def source_date() -> int:
    """The time that goes into files: as given, else of the commit, else of the newest dated line of the changelog."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        ended = subprocess.run(
            [git, "-C", ROOT, "log", "-1", "--format=%ct"], check=False, capture_output=True, text=True
        )
        if ended.returncode == 0 and ended.stdout.strip().isdecimal():
            return int(ended.stdout)
    dates = re.findall(r"\d{4}-\d\d-\d\d", (ROOT / "packaging" / "CHANGELOG.md").read_text("utf-8"))
    newest = max(dates, default="2026-01-01")
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
