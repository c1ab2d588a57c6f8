"""The form of our annotated corpus: every mark closed and of a known kind, no article out of shape, enough of it."""

import re
from pathlib import Path

import pytest

from reader.entities.training.corpus import MARK, is_held_out, own_articles, read_marks

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "entities" / "corpus"
FILES = sorted(FOLDER.glob("*.txt"))
LEAST_WORDS = 60_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_says_its_topic_and_has_articles_with_headlines(file: Path) -> None:
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert not [line for line in lines if line.startswith("#")]
    for part in re.split(r"^===$", "\n".join(lines), flags=re.MULTILINE)[1 if lines[0] == "===" else 0 :]:
        article = [line for line in part.strip().splitlines() if not line.startswith("@ ")]
        assert article, "an article is empty"
        assert article[0].strip(), "an article has no headline"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_mark_is_closed_and_of_a_known_kind(file: Path) -> None:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        rest = "" if line.startswith("@ ") else MARK.sub("", line)
        assert not re.search(r"[\[\]|]", rest), f"line {number}: {rest}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_marks_hold_the_name_and_nothing_else(file: Path) -> None:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for match in MARK.finditer(line):
            name = match[1]
            assert name == name.strip(), f"line {number}: {name!r}"
            assert not name.startswith("the "), f"line {number}: {name!r}"
            assert not name.endswith((",", ";", ":")), f"line {number}: {name!r}"


def test_the_corpus_is_large_enough_and_a_tenth_is_only_measured_on() -> None:
    articles = list(own_articles(FOLDER))
    words = sum(len(sample.text.split()) for _, sample in articles)
    held_out = sum(is_held_out(headline) for headline, _ in articles)
    assert words >= LEAST_WORDS
    assert 0.05 < held_out / len(articles) < 0.15


def test_marks_are_read_as_spans_of_the_plain_text() -> None:
    sample = read_marks("Mr [Gen Nakatani|person#nakatani] of [Japan|place] spoke [Japanese|demonym].")
    assert sample.text == "Mr Gen Nakatani of Japan spoke Japanese."
    assert [(sample.text[s:e], kind) for s, e, kind in sample.names] == [
        ("Gen Nakatani", "PER"), ("Japan", "LOC"), ("Japanese", "MISC"),
    ]  # fmt: skip
