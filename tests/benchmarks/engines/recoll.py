"""Recoll, the desktop search on Xapian: it indexes the files, and is asked through its Python module."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engines.base import SNIPPETS, TOP, Engine, EngineMissingError, Question, Record

SYSTEM_MODULES = "/usr/lib/python3/dist-packages"  # where Debian and Ubuntu put python3-recoll


class MeasuredEngine(Engine):
    remark = "indexes the files, not the library; its own defaults; the total is its estimate; adding starts a process"

    def load(self) -> None:
        if not shutil.which("recollindex"):
            raise EngineMissingError("Recoll is not installed (Debian: recoll, python3-recoll)")
        sys.path.append(SYSTEM_MODULES)
        try:
            from recoll import recoll
        except ImportError as error:
            raise EngineMissingError("Recoll's Python module is not there for this Python") from error
        finally:
            sys.path.remove(SYSTEM_MODULES)
        self.recoll: Any = recoll

    def prepare(self) -> None:
        super().prepare()
        self._configure()

    def build(self) -> None:
        self._run("recollindex", "-c", str(self.place))

    def open(self) -> None:
        self.db = self.recoll.connect(confdir=str(self.place))

    def query(self, question: Question) -> int:
        words = " ".join(question.words)
        typed = {"words": words, "phrase": f'"{words}"', "prefix": f"{words}*"}[question.shape]
        self.asked = self.db.query()
        total = int(self.asked.execute(typed, stemming=1, stemlang="english"))
        self.rows = self.asked.fetchmany(TOP)
        self.told = [(row.title or row.filename, row.mtime) for row in self.rows]
        return total

    def snippets(self) -> int:
        return sum(len(self.asked.makedocabstract(row)) for row in self.rows[:SNIPPETS])

    def start_adding(self) -> None:
        self._added().mkdir(exist_ok=True)
        self._configure()

    def prepare_adding(self, records: Sequence[Record]) -> None:
        """The articles become files in a folder that is indexed."""
        for one in records:
            self._file_of(one).write_text(f"{one.title}\n\n{one.text}\n", "utf-8")

    def add(self, records: Sequence[Record]) -> None:
        self._run("recollindex", "-c", str(self.place), "-i", *(str(self._file_of(one)) for one in records))

    def _configure(self) -> None:
        lines = [
            f'topdirs = "{self.corpus.absolute()}" "{self._added()}"',
            "indexstemminglanguages = english",
            "loglevel = 1",
        ]
        (self.place / "recoll.conf").write_text("\n".join(lines) + "\n", "utf-8")

    def _added(self) -> Path:
        return self.place.absolute().with_name(f"{self.place.name}-added")

    def _file_of(self, record: Record) -> Path:
        return self._added() / f"{record.number}.txt"

    def _run(self, *command: str) -> None:
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode:
            raise RuntimeError(f"{command[0]} failed: {finished.stderr[-500:]}")
