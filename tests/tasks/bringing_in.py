"""The import as a person has it: the command, what it says, its report, and what is in the library afterwards."""

import csv
import os
import resource
import subprocess
import sys
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


def bring_in_measured(folder: Path, library: Path, *, most_mb: int = 0) -> Measured:
    """The same as a process of its own; `most_mb`: of address space, more is refused to it."""

    def limit() -> None:
        if most_mb:
            resource.setrlimit(resource.RLIMIT_AS, (most_mb * 1_000_000,) * 2)

    out, err = library.with_name("out"), library.with_name("err")
    with out.open("wb") as out_file, err.open("wb") as err_file:
        child = subprocess.Popen(
            [sys.executable, "-m", "reader", "import", str(folder), "--library", str(library), "--names-later"],
            stdout=out_file, stderr=err_file, cwd=ROOT, preexec_fn=limit,
        )  # fmt: skip
        _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        child.returncode, out.read_text("utf-8"), err.read_text("utf-8"), used.ru_maxrss / 1000,
        used.ru_utime + used.ru_stime,
    )  # fmt: skip
