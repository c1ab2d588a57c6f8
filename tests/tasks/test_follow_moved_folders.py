"""A disk with a portable copy comes back under another mount point, and what it watches there is found again."""

import shutil
import sys
from pathlib import Path

import pytest

from reader.cli import main
from reader.library.imports import ImportReport
from reader.tasks.follow_moved_folders import follow_moved_folders
from reader.ticket import Ticket
from reader.wiring import Services


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A disk with the program on it and folders of articles."""
    stick = tmp_path / "media" / "ann" / "STICK"
    for name in ("press/a.txt", "press/deep/b.txt", "other/c.txt"):
        path = stick / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"An article in {name}\n\nIts lead.\n")
    (stick / "ReadAlso").mkdir()
    return stick


def watch(services: Services, *folders: Path) -> ImportReport:
    for folder in folders:
        services.watched_folders.add(folder)
    return services.watch_folders.scan_all(ticket=Ticket())


def move(stick: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True)
    stick.rename(to)
    return to


def watched(services: Services) -> list[str]:
    return [folder.path for folder in services.watched_folders.all()]


def test_watched_folders_and_their_files_are_found_again(services: Services, stick: Path, tmp_path: Path) -> None:
    watch(services, stick / "press", stick / "press" / "deep", stick / "other")
    there = move(stick, tmp_path / "run" / "media" / "bob" / "STICK")
    assert follow_moved_folders(there / "ReadAlso", folders=services.watched_folders)
    assert watched(services) == [str(there / name) for name in ("other", "press", "press/deep")]
    assert services.watch_folders.scan_all(ticket=Ticket()) == ImportReport()  # nothing is read again
    assert [len(services.places.articles_from(str(there / "press" / name))) for name in ("a.txt", "deep/b.txt")] == [
        1,
        1,
    ]
    assert all(folder.problem == "" and folder.gone == 0 for folder in services.watched_folders.all())


def test_a_folder_in_another_place_on_the_same_disk_is_not_looked_for_by_its_name_alone(
    services: Services, stick: Path, tmp_path: Path
) -> None:
    watch(services, stick / "press")
    there = move(stick, tmp_path / "there" / "STICK")
    for path in (there / "press").rglob("*.txt"):
        path.write_text("Something else of another size")
    assert follow_moved_folders(there / "ReadAlso", folders=services.watched_folders) == []
    assert watched(services) == [str(stick / "press")]


def test_what_is_there_stays(services: Services, stick: Path, tmp_path: Path) -> None:
    watch(services, stick / "press")
    shutil.copytree(stick, tmp_path / "copy" / "STICK")
    assert follow_moved_folders(tmp_path / "copy" / "STICK" / "ReadAlso", folders=services.watched_folders) == []
    assert watched(services) == [str(stick / "press")]


def test_a_folder_that_is_watched_at_its_new_place_already_stays_one(
    services: Services, stick: Path, tmp_path: Path
) -> None:
    watch(services, stick / "press")
    there = move(stick, tmp_path / "there" / "STICK")
    watch(services, there / "press")
    follow_moved_folders(there / "ReadAlso", folders=services.watched_folders)
    assert str(there / "press") in watched(services)
    assert len(services.places.articles_from(str(there / "press" / "a.txt"))) == 1


def test_a_folder_that_cannot_be_looked_into_is_passed_over(services: Services, stick: Path, tmp_path: Path) -> None:
    watch(services, stick / "press")
    there = move(stick, tmp_path / "there" / "STICK")
    (there / "ReadAlso" / "STICK").symlink_to("x" * 300)  # to ask what is in it gives an error of another kind
    assert follow_moved_folders(there / "ReadAlso", folders=services.watched_folders) == [str(there / "press")]


def test_the_portable_program_does_so_when_it_looks_through_its_folders(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def freeze(stick: Path) -> None:
        (stick / "ReadAlso" / "portable").touch()
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(stick / "ReadAlso" / "readalso"))

    freeze(stick)
    assert main(["watch", "add", str(stick / "press")]) == 0
    there = move(stick, tmp_path / "there" / "STICK")
    freeze(there)
    assert main(["watch", "scan"]) == 0
    capsys.readouterr()
    assert main(["watch", "list"]) == 0
    assert capsys.readouterr().out == f"{there / 'press'}: 2 files\n"
