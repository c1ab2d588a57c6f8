"""The import as a person has it: the command, what it says, its report, and what is in the library afterwards."""

import csv
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.articles.article import Article
from reader.cli import main
from reader.locations import locate
from reader.wiring import build_services

ROOT = Path(__file__).parent.parent.parent
GOOD = "The good one\n\nWords that are to come in whatever lies beside them.\n"


class Came(NamedTuple):
    """What came of an import."""

    status: int
    out: str
    err: str
    report: dict[str, str]  # path below the folder of what was imported -> reason; empty where it came in
    articles: dict[str, Article]  # by title

    def reason(self, name: str) -> str:
        """Why this file, or this part of one, did not come in; it is named on standard error, too."""
        reason = self.report[name]
        assert reason
        assert reason in self.err
        return reason


Import = Callable[..., Came]  # more arguments of the command


def bring_in(folder: Path, library: Path, capfd: pytest.CaptureFixture[str], *more: str) -> Came:
    """Run `readalso import` in this process."""
    report = library.with_name("report.csv")
    capfd.readouterr()
    status = main(["import", str(folder), "--library", str(library), "--names-later", "--report", str(report), *more])
    out, err = capfd.readouterr()
    return Came(status, out, err, read_report(report, folder), articles_in(library))


def read_report(report: Path, folder: Path) -> dict[str, str]:
    """The reasons; of a file that came in partly, why the rest did not."""
    reasons: dict[str, str] = {}
    with report.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["file"].removeprefix(f"{folder}/")
            reasons[name] = row["reason"] or reasons.get(name, "")
    return reasons


def articles_in(library: Path) -> dict[str, Article]:
    with closing(build_services(locate(library))) as services:
        shelved = services.shelf.changed_after(0, limit=1_000)
        return {one.article.title: one.article for one in shelved}


class Measured(NamedTuple):
    status: int
    out: str
    err: str
    peak_mb: float
    seconds: float  # of the processor


# Not from `getrusage`: a child inherits there what its parent had when it was made.
MEASURED = """
import sys
from reader.cli import main
status = main(sys.argv[2:])
with open("/proc/self/status") as told, open(sys.argv[1], "w") as file:
    file.write(next(line for line in told if line.startswith("VmHWM")).split()[1])
sys.exit(status)
"""


def bring_in_measured(folder: Path, library: Path) -> Measured:
    """The same as a process of its own. Without /proc its memory is not known, and said to be nothing."""
    peak, out, err = (library.with_name(name) for name in ("peak", "out", "err"))
    peak.write_text("0")
    arguments = ["import", str(folder), "--library", str(library), "--names-later"]
    program = [sys.executable, "-c", MEASURED, str(peak)] if Path("/proc/self/status").exists() else [
        sys.executable, "-m", "reader"
    ]  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with out.open("wb") as out_file, err.open("wb") as err_file:
        done = subprocess.run([*program, *arguments], stdout=out_file, stderr=err_file, cwd=ROOT, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(
        done.returncode, out.read_text("utf-8"), err.read_text("utf-8"), int(peak.read_text()) / 1000, seconds
    )
