"""Files of every format are imported by a process that is killed, and nothing is lost or doubled when it is completed.

Eight times here; `tests/benchmarks/kill_import.py` does it two hundred times.
"""

import random
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.child_commands import kill_after
from tests.tasks.killing import (
    Contents,
    complete,
    contents,
    differences,
    import_command,
    import_in_peace,
    index_problems,
    write_corpus,
)

KILLS = 8
ONCE = 4  # of them in a library of its own each


class Peace(NamedTuple):
    """The same import, left in peace."""

    corpus: Path
    stories: int
    seconds: float
    contents: Contents


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Peace:
    folder = tmp_path_factory.mktemp("peace")
    stories = write_corpus(folder / "corpus", each=4)
    seconds = import_in_peace(folder / "corpus", folder / "library")
    return Peace(folder / "corpus", stories, seconds, contents(folder / "library"))


def moments(peace: Peace, count: int, seed: int) -> list[float]:
    """One at random in each part of the run, in no order."""
    chance = random.Random(seed)
    found = [peace.seconds * (part + chance.random()) / count for part in range(count)]
    chance.shuffle(found)
    return found


def assert_whole(peace: Peace, library: Path) -> None:
    complete(peace.corpus, library)
    assert differences(peace.contents, contents(library)) == []
    assert index_problems(library, peace.stories) == []


def test_what_was_left_in_peace_is_whole(peace: Peace, tmp_path: Path) -> None:
    """Else two libraries could lack the same."""
    assert all(peace.contents.values())
    import_in_peace(peace.corpus, tmp_path)
    assert_whole(peace, tmp_path)


@pytest.mark.parametrize("turn", range(ONCE))
def test_a_library_killed_once(turn: int, peace: Peace, tmp_path: Path) -> None:
    kill_after(moments(peace, ONCE, seed=3)[turn], *import_command(peace.corpus, tmp_path))
    assert_whole(peace, tmp_path)


def test_a_library_killed_again_and_again(peace: Peace, tmp_path: Path) -> None:
    killed = 0
    for turn, moment in enumerate(moments(peace, KILLS - ONCE, seed=4)):
        command = (
            ("index", "--progress", "--library", tmp_path) if turn == 2 else import_command(peace.corpus, tmp_path)
        )
        killed += kill_after(moment, *command)
    assert killed
    assert_whole(peace, tmp_path)
