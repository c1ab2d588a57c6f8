"""Running `readalso` as its users do: inside this process where that is enough, as a process of its own elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from reader.locations import bundled

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run_(*arguments: object) -> Outcome:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # wrong usage, --help and --version end the program at once
            status = int(end.code or 0)
        return Outcome(status, *capfd.readouterr())

    return run_


@pytest.fixture
def start() -> Run:
    """Runs the command line in a process of its own, without any variable that is given as None."""

    def start_(arguments: Sequence[object], **environment: str | None) -> Outcome:
        changed = {**os.environ, **environment}
        done = subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            cwd=ROOT,
            env={name: value for name, value in changed.items() if value is not None},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return start_


@pytest.fixture(scope="session")
def seeded_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with the bundled articles. Nothing may be written to it."""
    folder = tmp_path_factory.mktemp("seeded")
    assert main(["import", str(bundled("seeds")), "--library", str(folder), "--progress"]) == 0
    return folder
