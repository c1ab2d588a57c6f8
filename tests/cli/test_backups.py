"""`readalso backup`, `backups` and `restore`, and what the doctor says of backups."""

import shlex
from contextlib import closing
from pathlib import Path

import pytest

from reader import __version__
from reader.locations import locate
from reader.tasks.written_by import note_writer
from reader.wiring import build_services
from tests.cli.conftest import Run
from tests.newer_library import LIBRARY, NEWER, USERDATA, look_at, make_newer
from tests.tasks.backing_up import damage, fill, state_of

EXPORT = ("export", "x.jsonl", "--format", "jsonl")
OLD = (["Harbour", "Strike"], ["Strike"])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with closing(build_services(locate(folder))) as services:
        fill(services, *OLD)
    return folder


def test_a_backup_is_made_listed_and_restored(run: Run, library: Path) -> None:
    made = run("backup", "--library", library)
    assert made.status == 0
    assert "2 articles, 1 bookmark" in made.out
    with closing(build_services(locate(library))) as services:
        fill(services, ["Flood"], [])
    [listed] = run("backups", "--library", library, "--json", "--check").json
    assert listed["reason"] == "by-hand"
    assert listed["problems"] == []
    assert listed["files"]["library.sqlite"]["rows"] == {"articles": 2}
    restored = run("restore", "--library", library)
    assert restored.status == 0
    assert listed["folder"] in restored.out
    assert "before-restore" in restored.out
    assert state_of(locate(library)) == OLD
    assert "2 articles" in run("backups", "--library", library).out


def test_a_backup_goes_to_another_folder_and_from_there_to_another_library(
    run: Run, library: Path, tmp_path: Path
) -> None:
    assert run("backup", "--library", library, "--to", tmp_path / "stick").status == 0
    assert "no backups yet" in run("backups", "--library", library).out
    elsewhere = tmp_path / "elsewhere"
    assert run("restore", tmp_path / "stick", "--library", elsewhere).status == 0
    assert state_of(locate(elsewhere)) == OLD


def test_an_automatic_backup_is_made_only_when_it_is_time(run: Run, library: Path) -> None:
    assert run("backup", "--automatic", "--library", library).status == 0
    assert run("backups", "--json", "--library", library).json == []  # nothing was ever imported
    with closing(build_services(locate(library))) as services:
        services.imports.begin(["x"])
        with services.library.writing() as db:
            db.execute("UPDATE imports SET started_at = '2026-01-01T00:00:00+00:00'")
    done = run("backup", "--automatic", "--progress", "--library", library)
    assert '"event": "report"' in done.out
    run("backup", "--automatic", "--library", library)
    [backup] = run("backups", "--json", "--library", library).json
    assert backup["reason"] == "daily"


def test_a_damaged_library_is_refused_by_all_commands_but_those_that_help(run: Run, library: Path) -> None:
    run("backup", "--library", library)
    damage(library / "library.sqlite")
    for command in (("list",), ("import", library), ("backup",)):
        refused = run(*command, "--library", library)
        assert refused.status == 1
        assert "readalso restore" in refused.err
        assert refused.out == ""
    doctor = run("doctor", "--json", "--library", library)
    assert doctor.json["counts"]["backups"] == 1
    assert any("damaged" in finding["problem"] for finding in doctor.json["findings"])
    assert len(run("backups", "--json", "--library", library).json) == 1
    restored = run("restore", "--library", library)
    assert "The damaged file is kept in" in restored.out
    assert state_of(locate(library)) == OLD


def test_only_the_marks_can_be_restored(run: Run, library: Path) -> None:
    run("backup", "--library", library)
    with closing(build_services(locate(library))) as services:
        fill(services, ["Flood"], ["Flood"])
    assert run("restore", "--only", "userdata", "--library", library).status == 0
    assert state_of(locate(library)) == (["Harbour", "Strike", "Flood"], ["Strike"])


def test_a_damaged_backup_is_said_to_be_damaged(run: Run, library: Path) -> None:
    run("backup", "--library", library)
    [backup] = run("backups", "--json", "--library", library).json
    damage(Path(backup["folder"]) / "userdata.sqlite")
    listed = run("backups", "--check", "--library", library)
    assert listed.status == 1
    assert "damaged: userdata.sqlite is not as it was" in listed.out
    assert run("doctor", "--library", library).err.count("userdata") == 0
    checked = run("doctor", "--check-backups", "--library", library)
    assert checked.status == 1
    assert "userdata.sqlite is not as it was" in checked.out
    refused = run("restore", backup["folder"], "--library", library)
    assert refused.status == 1
    assert "Nothing was changed" in refused.err


def test_a_window_that_has_the_library_open_keeps_it(run: Run, library: Path) -> None:
    run("backup", "--library", library)
    with closing(build_services(locate(library))) as window:
        refused = run("restore", "--library", library)
        assert refused.status == 1
        assert "open in another window" in refused.err
        assert window.shelf.count() == 2


@pytest.mark.parametrize(
    "command",
    [("list",), ("import", "x"), ("index",), ("search", "x"), ("backup",), ("watch", "scan"), EXPORT],
)
def test_a_newer_library_is_refused_by_every_command_and_not_a_byte_of_its_folder_changes(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    locations = locate(tmp_path / "library")
    make_newer(locations, LIBRARY, USERDATA, log=True)
    before = look_at(locations.data)
    outcome = run(*command, "--library", locations.data)
    assert outcome.status == 1
    assert outcome.out == ""
    assert f"Install version {NEWER} again. Nothing was changed." in outcome.err
    assert f"readalso restore {locations.backups}" in outcome.err.replace('restore "', "restore ")  # quoted if need be
    assert look_at(locations.data) == before


def test_the_doctor_says_so_and_the_command_it_names_goes_back(run: Run, tmp_path: Path) -> None:
    locations = locate(tmp_path / "library")
    make_newer(locations, LIBRARY)
    told = run("doctor", "--library", locations.data)
    assert told.status == 1
    assert f"version {NEWER} wrote it" in told.out
    named = told.out.partition("`readalso ")[2].partition("`")[0]
    restored = run(*shlex.split(named), "--library", locations.data)
    assert restored.status == 0
    assert "What the newer version wrote is kept in" in restored.out
    assert state_of(locations) == OLD


def test_the_automatic_backup_before_an_upgrade_is_listed_with_its_words(run: Run, library: Path) -> None:
    note_writer(library, "0.0.9")
    done = run("backup", "--automatic", "--progress", "--library", library)
    assert '"event": "report"' in done.out
    assert f"before the upgrade to {__version__}; 2 articles, 1 bookmark" in run("backups", "--library", library).out
    assert run("backup", "--automatic", "--progress", "--library", library).out == ""
