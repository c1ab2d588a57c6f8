"""The log file begins with what a helper needs to know, and never gets in the way."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import __version__
from reader.journal import KEPT_LOGS, LOG_BYTES, close_journal, open_journal
from reader.locations import Locations


@pytest.fixture(autouse=True)
def _closed_journal() -> Iterator[None]:
    yield
    close_journal()


def test_the_log_says_which_program_wrote_it_where(locations: Locations) -> None:
    open_journal(locations, purpose="test")
    logging.getLogger("reader.library").warning("something “odd”")
    close_journal()
    written = locations.log_file.read_text("utf-8")
    for expected in (__version__, "Python 3", str(locations.library_file), str(locations.cache), "something “odd”"):
        assert expected in written


def test_a_long_log_is_put_aside(locations: Locations) -> None:
    open_journal(locations, purpose="test")
    for number in range(12):
        logging.getLogger("reader").info("%s %s", number, "x" * (LOG_BYTES // 2))
    close_journal()
    kept = list(locations.log.iterdir())
    assert len(kept) == 1 + KEPT_LOGS
    assert all(path.stat().st_size <= LOG_BYTES for path in kept)
    assert " 11 xxx" in locations.log_file.read_text("utf-8")


@pytest.mark.parametrize("taken", ["log", "log_file"])
def test_without_a_writable_place_there_is_no_log_and_no_fuss(
    taken: str, locations: Locations, capfd: pytest.CaptureFixture[str]
) -> None:
    if taken == "log":
        locations.data.mkdir(parents=True)
        locations.log.write_text("a file in the place of the folder", "utf-8")
    else:
        locations.log_file.mkdir(parents=True)
    open_journal(locations, purpose="test")
    logging.getLogger("reader").warning("nowhere to go")
    assert capfd.readouterr() == ("", "")


def test_a_closed_journal_leaves_nothing_behind(locations: Locations) -> None:
    open_journal(locations, purpose="one")
    close_journal()
    assert logging.getLogger("reader").handlers == []


def test_names_that_are_no_text_can_be_written(locations: Locations, capfd: pytest.CaptureFixture[str]) -> None:
    open_journal(locations, purpose="test")
    logging.getLogger("reader").warning("%s", "caf\udce9.txt")
    close_journal()
    assert "caf\\udce9.txt" in locations.log_file.read_text("utf-8")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk at hand")
def test_a_full_disk_makes_no_fuss(locations: Locations, capfd: pytest.CaptureFixture[str]) -> None:
    locations.log.mkdir(parents=True)
    locations.log_file.symlink_to("/dev/full")
    open_journal(locations, purpose="test")
    logging.getLogger("reader").warning("no room for this")
    close_journal()
    assert capfd.readouterr() == ("", "")
