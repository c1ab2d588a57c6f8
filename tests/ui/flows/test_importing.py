"""What came of an import, in words."""

from pathlib import Path

import pytest

from reader.ui.flows.importing import NOTHING_NEW, failures_in_words, outcome_in_words
from reader.ui.folders import existing_folder


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ({"added": 1}, "1 article added."),
        ({"added": 12, "updated": 2, "present": 3}, "12 articles added, 2 have a new version, 3 were there already."),
        ({"wanted": 1}, "1 is wanted."),
        ({"present": 1, "skipped": 4}, "0 articles added, 5 were there already."),
        ({"failures": 3}, NOTHING_NEW),
        ({}, NOTHING_NEW),
    ],
)
def test_the_outcome_in_words(report: dict[str, object], words: str) -> None:
    assert outcome_in_words(report) == words


def test_a_single_failure_is_named_with_its_reason() -> None:
    failed = [{"path": "/archive/<i>a.txt", "reason": "The file is not there."}]
    assert failures_in_words({"failures": 1, "failed": failed}) == "<i>a.txt could not be read. The file is not there."


def test_of_several_failures_it_is_said_what_is_with_the_others() -> None:
    failed = [{"path": "/archive/a.txt", "reason": "The file is empty."}] * 2
    assert failures_in_words({"failures": 1_200, "failed": failed}) == "1,200 files could not be read."
    some = failures_in_words({"failures": 2, "failed": failed, "present": 1})
    assert some == "2 files could not be read. The others are in the library."
    assert failures_in_words({"added": 3}) == ""


def test_of_a_folder_that_is_gone_the_next_one_above_is_shown(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.txt").write_text("A")
    assert existing_folder(tmp_path / "here" / "a.txt") == str(tmp_path / "here")
    assert existing_folder(tmp_path / "here") == str(tmp_path / "here")
    assert existing_folder(tmp_path / "gone" / "deep" / "a.txt") == str(tmp_path)
    assert existing_folder(tmp_path / ("x" * 300) / "a.txt") == str(tmp_path)  # as one that may not be entered
