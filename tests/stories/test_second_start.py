"""A second double-click: the window that is open takes the files, whatever it is just doing."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from reader.cli import main
from reader.locations import Locations, locate
from reader.single_instance import Claim, try_claim
from tests.conftest import WriteArticle
from tests.stories.conftest import Doing, OpenWindow

ROOT = Path(__file__).parent.parent.parent
ENDING_SECONDS = 60.0
Open = Callable[..., OpenWindow]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def locations(library: Path) -> Locations:
    return locate(library)


@pytest.fixture
def claim(locations: Locations) -> Claim:
    found = try_claim(locations)
    assert found is not None
    return found


@pytest.fixture
def start(library: Path) -> Iterator[Start]:
    """Starts the program on the library once more, as a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def start_one(*files: object, cwd: Path = ROOT) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for name in ("DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN"):
            environment.pop(name, None)
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "reader", "--library", str(library), *map(str, files)],
                cwd=cwd,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield start_one
    for one in started:
        with one:
            one.kill()


def ended(second: "subprocess.Popen[str]") -> bool:
    return second.poll() is not None


def test_a_second_start_ends_at_once_and_the_window_shows_its_file(
    seeded: Path, claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("harbour.txt", "The harbour is dredged")
    reader = open_window(claim=claim)
    second = start("./harbour.txt", cwd=path.parent)  # by a path of its own
    do.wait(lambda: ended(second))
    assert (second.returncode, second.communicate()[0]) == (0, "")
    do.wait(lambda: reader.title == "The harbour is dredged")
    do.settle(reader)
    assert not locate(seeded).taken_files.exists()


def test_two_second_starts_are_both_heard_and_the_last_is_shown(
    seeded: Path, claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    paths = [write_article(f"{name}.txt", f"An article about {name}") for name in ("water", "fire")]
    reader = open_window(claim=claim)
    seconds = [start(path) for path in paths]
    do.wait(lambda: all(map(ended, seconds)))
    do.wait(lambda: not locate(seeded).taken_files.exists())
    titles = {title for _number, title in reader.services.shelf.titles()}
    assert {"an article about water", "an article about fire"} <= titles
    do.wait(lambda: reader.title.startswith("An article about"))


def test_during_the_first_launch_files_wait_for_their_turn(
    claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("harbour.txt", "The harbour is dredged")
    reader = open_window(claim=claim)  # the bundled articles are imported now
    second = start(path)
    do.wait(lambda: ended(second))
    assert second.returncode == 0
    do.wait(lambda: reader.title == "The harbour is dredged")
    do.wait(lambda: len(list(reader.services.shelf.titles())) > 10)


def test_while_a_dialog_asks_something_files_wait(
    seeded: Path, claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("harbour.txt", "The harbour is dredged")
    reader = open_window(claim=claim)
    dialogs = [QMessageBox(reader.window), QMessageBox(reader.window)]
    dialogs[0].open()
    do.wait(dialogs[0].isVisible)
    second = start(path)
    do.wait(lambda: ended(second))  # it is told at once that all is well
    assert second.returncode == 0
    assert locate(seeded).taken_files.exists()
    do.settle(reader)
    assert reader.title != "The harbour is dredged"
    dialogs[0].finished.connect(lambda _result: dialogs[1].open())  # the next question
    dialogs[0].accept()
    do.wait(dialogs[1].isVisible)
    do.settle(reader)
    assert reader.title != "The harbour is dredged"
    dialogs[1].accept()
    do.wait(lambda: reader.title == "The harbour is dredged")


@pytest.mark.usefixtures("seeded")
def test_what_came_while_it_had_to_wait_comes_in_together(
    claim: Claim, open_window: Open, do: Doing, write_article: WriteArticle
) -> None:
    """Each import is a process of its own: fifty double-clicks are not fifty of them."""
    reader = open_window(claim=claim)
    do.settle(reader)
    before = reader.services.imports.last()
    dialog = QMessageBox(reader.window)
    dialog.open()
    do.wait(dialog.isVisible)
    done: list[int] = []
    for number in range(5):
        path = write_article(f"{number}.txt", f"Article number {number}")
        reader.gestures.library.importing.import_and_show([path], lambda number=number: done.append(number))
    dialog.accept()
    do.wait(lambda: len(done) == 5)
    assert reader.services.imports.last() == before + 1
    do.wait(lambda: reader.title == "Article number 4")


@pytest.mark.usefixtures("seeded")
def test_a_name_that_is_no_text_is_handed_over(
    claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("plain.txt", "The harbour is dredged")
    odd = path.with_name(os.fsdecode(b"caf\xe9 and\ntwo lines.txt"))
    try:
        path.rename(odd)
    except OSError:
        pytest.skip("this file system has no such names")
    reader = open_window(claim=claim)
    second = start(odd)
    do.wait(lambda: ended(second))
    assert second.returncode == 0
    do.wait(lambda: reader.title == "The harbour is dredged")


def test_of_a_complete_export_the_first_article_is_shown(
    seeded: Path, claim: Claim, open_window: Open, do: Doing, tmp_path: Path
) -> None:
    """Its articles have the places that they had, not the export; some may be there already."""
    export = tmp_path / "all.jsonl"
    assert main(["export", str(export), "--format", "jsonl", "--library", str(seeded)]) == 0
    exported = [json.loads(line) for line in export.read_text("utf-8").splitlines()]
    title = next(each["title"] for each in exported if each.get("type") == "article")
    reader = open_window(claim=claim)
    do.settle(reader)
    do.open(reader, next(other for other in reader.rows() if other != title))
    reader.gestures.library.importing.import_and_show([export])
    do.wait(lambda: reader.title == title)


def test_what_a_closing_window_took_is_shown_by_the_next(
    seeded: Path, claim: Claim, open_window: Open, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("harbour.txt", "The harbour is dredged")
    reader = open_window(claim=claim)
    dialog = QMessageBox(reader.window)
    dialog.open()  # so that it is surely not imported yet
    do.wait(dialog.isVisible)
    second = start(path)
    do.wait(lambda: ended(second))
    reader.close()
    reader.application.let_go()
    dialog.deleteLater()
    next_claim = try_claim(locate(seeded))
    assert next_claim is not None
    again = open_window(claim=next_claim)
    do.wait(lambda: again.title == "The harbour is dredged")
    do.settle(again)
    assert not locate(seeded).taken_files.exists()


def test_a_window_that_is_closed_at_once_keeps_its_files_for_the_next(
    seeded: Path, claim: Claim, open_window: Open, do: Doing, write_article: WriteArticle
) -> None:
    path = write_article("harbour.txt", "The harbour is dredged")
    reader = open_window([path], claim=claim)
    reader.close()
    reader.application.let_go()
    next_claim = try_claim(locate(seeded))
    assert next_claim is not None
    again = open_window(claim=next_claim)
    do.wait(lambda: again.title == "The harbour is dredged")


def test_a_killed_window_is_no_obstacle_and_loses_nothing(
    library: Path, locations: Locations, start: Start, do: Doing, write_article: WriteArticle
) -> None:
    """Real processes throughout."""
    first = start()
    do.wait(locations.window_address_file.exists)
    path = write_article("harbour.txt", "The harbour is dredged")
    second = start(path)
    do.wait(lambda: ended(second))
    assert second.returncode == 0
    assert not ended(first)
    first.send_signal(signal.SIGKILL)
    do.wait(lambda: ended(first))
    third = start()
    do.wait(lambda: locations.window_address_file.exists() and not locations.taken_files.exists())
    assert not ended(third)
    third.kill()
    third.wait(ENDING_SECONDS)
    assert "The harbour is dredged" in titles(library)


def titles(library: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--library", str(library)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=ENDING_SECONDS,
        check=True,
    )
    return done.stdout


def test_commands_work_beside_the_window(
    seeded: Path, claim: Claim, open_window: Open, do: Doing, write_article: WriteArticle
) -> None:
    reader = open_window(claim=claim)
    do.settle(reader)
    path = write_article("harbour.txt", "The harbour is dredged")
    assert main(["import", str(path), "--library", str(seeded)]) == 0
    assert "The harbour is dredged" in titles(seeded)
    picture = seeded.parent / "picture.png"
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(seeded), "--screenshot", str(picture)],
        cwd=ROOT,
        capture_output=True,
        timeout=ENDING_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert picture.exists()
