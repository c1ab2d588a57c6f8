"""An import that is killed at any moment loses nothing, doubles nothing, and is completed by the next run.

Twenty times a child process is ended without warning: ten times over one library, ten times over a new one each.
The moments are spread over the whole of a run, measured beforehand, so that they fall before the first batch, into
transactions, into commits of the index, into the finding of names and behind the last of them.
"""

import contextlib
import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.cli import main
from reader.entities.mention import EntityId
from reader.locations import locate
from reader.tasks.find_articles import find_articles
from reader.wiring import build_services
from tests.child_commands import kill_after, seconds_of

ARTICLES = 300
KILLS = 20
SYLLABLES = (
    ("bak", "dor", "gul", "mon"),
    ("ab", "od", "ug", "ok", "am", "or", "ub", "on", "ar"),
    ("atum", "orak", "uban", "olon", "akor", "undo", "amok", "otun", "urga"),
)
WORDS = ["".join(syllables) for syllables in itertools.product(*SYLLABLES)]


def title_of(number: int) -> str:
    return f"Report {number} on the harbour of {WORDS[number].capitalize()}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred small articles, each with a word of its own and a link to the one before and the one after."""
    folder = tmp_path_factory.mktemp("archive")
    towns = ("Dalian", "Busan", "Sasebo", "Keelung", "Vladivostok")
    for number in range(ARTICLES):
        neighbours = [title_of((number + step) % ARTICLES) for step in (-1, 1)]
        body = f"The pier of {WORDS[number]} was repaired, as Gen Nakatani said in {towns[number % 5]}. " * 6
        links = f"- {neighbours[0]}\n- {neighbours[1].replace('harbour', 'harbor')}"
        path = folder / f"{number % 7}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{title_of(number)}\n\nA lead.\n\n{body}\n\nRead also:\n{links}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def duration(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a whole import takes on this machine at this moment."""
    return seconds_of("import", archive, "--progress", "--library", tmp_path_factory.mktemp("measured"))


def moments(duration: float, seed: int) -> list[float]:
    """One at random in each part of the run, in no order."""
    rnd = random.Random(seed)
    count = KILLS // 2
    found = [duration * (part + rnd.random()) / count for part in range(count)]
    rnd.shuffle(found)
    return found


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert (status, err) == (0, ""), (arguments, out, err)
    return out


def assert_whole(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "index", "--library", library)
    listed = json.loads(answer(capsys, "list", "--json", "--library", library))
    assert sorted(row["title"] for row in listed) == sorted(title_of(number) for number in range(ARTICLES))
    answer(capsys, "index", "--check", "--library", library)
    answer(capsys, "doctor", "--library", library)
    with contextlib.closing(build_services(locate(library))) as services:
        assert services.links.wanted() == []
        assert services.name_articles.left() == 0
        nakatani = services.names.counts(EntityId("person:gen nakatani"))
        assert (nakatani.articles, nakatani.mentions) == (ARTICLES, 6 * ARTICLES)  # nothing is lost, nothing doubled
        numbers = {row["id"]: services.shelf.get(row["id"]).number for row in listed}
        by_title = {row["title"]: numbers[row["id"]] for row in listed}
        for number in range(ARTICLES):
            results = find_articles(
                WORDS[number],
                shelf=services.shelf, names=services.names, bookmarks=services.bookmarks,
                read_state=services.read_state, annotations=services.annotations, search_index=services.search_index,
            )  # fmt: skip
            found: Sequence[int] = [hit.number for hit in results.hits]
            assert found == [by_title[title_of(number)]]
            assert results.total == 1


def test_one_library_survives_being_killed_again_and_again(
    archive: Path, duration: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = 0
    for turn, moment in enumerate(moments(duration, seed=1)):
        command = ("index",) if turn % 3 == 2 else ("import", archive)  # what completes is killed as well
        killed += kill_after(moment, *command, "--progress", "--library", tmp_path)
    assert killed
    if not (tmp_path / "library.sqlite").exists():
        answer(capsys, "import", archive, "--library", tmp_path)
    assert_whole(tmp_path, capsys)


@pytest.mark.parametrize("turn", range(KILLS // 2))
def test_a_new_library_survives_being_killed_once(
    turn: int, archive: Path, duration: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kill_after(moments(duration, seed=2)[turn], "import", archive, "--progress", "--library", tmp_path)
    with contextlib.closing(build_services(locate(tmp_path))) as services:
        begun = services.imports.any()
    if not begun:  # killed before it was noted what to import: then nothing at all was done
        answer(capsys, "import", archive, "--library", tmp_path)
    assert_whole(tmp_path, capsys)
