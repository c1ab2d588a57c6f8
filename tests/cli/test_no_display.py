"""Where no window can open, one sentence says why, and everything else works."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NO_DISPLAY = {"QT_QPA_PLATFORM": None, "WAYLAND_DISPLAY": None, "DISPLAY": None}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a window may have no display to go to")


@pytest.mark.parametrize("display", [None, ":987", "localhost:987", ":987.0"])
def test_without_a_display_one_sentence_and_status_two(display: str | None, start: Run, tmp_path: Path) -> None:
    outcome = start(["--library", tmp_path / "library"], **{**NO_DISPLAY, "DISPLAY": display})
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("readalso: ")
    assert outcome.err.count("\n") == 1
    assert (display or "No display") in outcome.err
    assert not (tmp_path / "library").exists()


def test_without_a_display_the_commands_work(start: Run, tmp_path: Path) -> None:
    outcome = start(["list", "--json", "--library", tmp_path / "library"], **NO_DISPLAY)
    assert (outcome.status, outcome.out, outcome.err) == (0, "[]\n", "")
