"""Precision, recall and F1 on an example that can be counted by hand, and how token files are read."""

from pathlib import Path

import pytest

from reader.entities.scoring import score
from reader.entities.training.corpus import bio_documents

WANTED = [(0, 0, 3, "PER"), (0, 10, 14, "LOC"), (0, 20, 24, "ORG"), (1, 0, 3, "PER"), (1, 5, 9, "MISC")]
FOUND = [(0, 0, 3, "PER"), (0, 10, 14, "ORG"), (0, 20, 25, "ORG"), (1, 5, 9, "MISC")]


def test_only_the_exact_span_and_kind_count() -> None:
    scores = score(WANTED, FOUND)
    assert scores["PER"] == (1, 1, 2)
    assert scores["LOC"] == (0, 0, 1)
    assert scores["ORG"] == (0, 2, 1)
    assert scores["PER LOC ORG"] == (1, 3, 4)
    assert scores["all"] == (2, 4, 5)
    assert scores["all"].precision == pytest.approx(50)
    assert scores["all"].recall == pytest.approx(40)
    assert scores["all"].f1 == pytest.approx(400 / 9)


def test_other_names_are_not_counted_where_none_is_marked() -> None:
    assert score(WANTED[:4], FOUND)["all"] == (1, 3, 4)


def test_nothing_found_and_nothing_wanted_is_no_division_by_zero() -> None:
    assert score([], [])["all"].f1 == 0


def test_a_token_file_is_read_as_documents_with_spans(tmp_path: Path) -> None:
    file = tmp_path / "two.bio"
    file.write_text(
        "-DOCSTART- O\n\nAnn B-PER\nLee I-PER\nleft O\n. O\n\nBonn B-LOC\nOslo B-LOC\n\n-DOCSTART- O\n\nUN I-ORG\n",
        encoding="utf-8",
    )
    one, two = bio_documents(file)
    assert one.text == "Ann Lee left .\nBonn Oslo\n"
    assert [(one.text[s:e], kind) for s, e, kind in one.names] == [("Ann Lee", "PER"), ("Bonn", "LOC"), ("Oslo", "LOC")]
    assert [(two.text[s:e], kind) for s, e, kind in two.names] == [("UN", "ORG")]
