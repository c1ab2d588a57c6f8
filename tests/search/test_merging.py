"""A merged segment says what a segment says that was written of the same articles at once."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from reader.errors import CancelledError
from reader.search.dictionary import decoded
from reader.search.schema import PHRASED_FIELDS
from reader.search.segment import PLACE, PLACE_BITS, Field, Segment
from reader.search.segment_merger import Source, merge_segments
from reader.search.segment_writer import write_segment
from reader.search.stems import STEMMED, stem
from reader.ticket import Ticket
from tests.search.libraries import LANGUAGES, LONG, Chance

SEEDS = range(200 if LONG else 10)


def field_says(field: Field, doc_count: int) -> dict[bytes, list[tuple[int, int, list[int]]]]:
    """Of each word: the articles, how often, and where."""
    everywhere = np.ones(doc_count, bool)
    found: dict[bytes, list[tuple[int, int, list[int]]]] = {}
    for slot in range(len(field)):
        docs = field.docs(slot).tolist()
        places: dict[int, list[int]] = {doc: [] for doc in docs}
        if field.name in PHRASED_FIELDS:
            for place in field.occurrences([field.number(slot)], everywhere).tolist():
                places[place >> PLACE_BITS].append(place & PLACE)
        counts = field.counts(slot, slot + 1).tolist()
        if docs:
            found[field.word(slot)] = [(d, count, places[d]) for d, count in zip(docs, counts, strict=True)]
    return found


def says(segment: Segment) -> dict[str, object]:
    """All that can be read from a segment, but for its stems."""
    said: dict[str, object] = {
        "numbers": segment.numbers.tolist(),
        "published": segment.published.tolist(),
        "added": segment.added.tolist(),
        "years": segment.years.tolist(),
        "languages": [segment.languages[number] for number in segment.language_numbers],
        "all languages": segment.languages,
        "sources": [segment.sources[number] for number in segment.source_numbers],
        "all sources": segment.sources,
        "titles": segment.title_keys.some(0, segment.doc_count),
        "title ranks": segment.title_ranks.tolist(),
        "words": segment.words.some(0, len(segment.words)),
        "name beginnings": [
            (segment.name_beginnings[at], segment.names.dictionary[int(name)])
            for at, name in enumerate(segment.named_there)
        ],
    }
    for name, field in {**segment.fields, "names": segment.names}.items():
        said[f"{name} words"] = field_says(field, segment.doc_count)
        said[f"{name} lengths"] = field.lengths.tolist()
    return said


def words_in(segment: Segment, language: str) -> set[bytes]:
    """The words that stand in articles of this language."""
    meant = [segment.languages[number] == language for number in segment.language_numbers]
    return {
        field.word(slot)
        for field in segment.fields.values()
        for slot in range(len(field))
        if any(meant[doc] for doc in field.docs(slot).tolist())
    }


def stems_in(segment: Segment, language: str, of: set[bytes]) -> dict[str, set[bytes]]:
    """Under the stem of each word all words with it, of those that may be found there."""
    stems = {stem(decoded(word), language) for word in of}
    return {each: {segment.words[n] for n in segment.words.with_stem(each, language)} & of for each in stems}


def write(path: Path, articles) -> Segment:
    write_segment(path, articles, Ticket())
    return Segment(path)


@pytest.fixture
def tiny_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every border that is met in a library of 100,000 articles is met in one of ten."""
    monkeypatch.setattr("reader.search.segment_merger._PIECE", 7)
    monkeypatch.setattr("reader.search.dictionary_merger._STRETCH", 3)
    monkeypatch.setattr("reader.search.arrays._KEPT_IN_MEMORY", 50)


@pytest.mark.usefixtures("tiny_pieces")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_merge_is_what_would_have_been_written_at_once(tmp_path: Path, seed: int) -> None:
    chance = Chance(seed)
    articles = [chance.article(number) for number in chance.sample(range(1, 999), chance.choice((2, 12, 40)))]
    borders = sorted({0, len(articles), *(chance.randrange(len(articles)) for _ in range(3))})
    kept, sources = [], []
    for at, (begin, end) in enumerate(pairwise(borders)):
        live = np.array([chance.random() < 0.7 for _ in range(begin, end)])
        live[chance.randrange(len(live))] = True
        kept += [article for article, alive in zip(articles[begin:end], live, strict=True) if alive]
        segment = write(tmp_path / f"{at}.arrays", articles[begin:end])
        sources.append(Source(segment, None if live.all() else live))
    merge_segments(tmp_path / "merged.arrays", sources, Ticket())
    merged, at_once = Segment(tmp_path / "merged.arrays"), write(tmp_path / "at once.arrays", kept)
    assert says(merged) == says(at_once)
    everything = set(at_once.words.some(0, len(at_once.words)))
    assert stems_in(merged, "en", everything) == stems_in(at_once, "en", everything)
    for language in STEMMED.intersection(LANGUAGES):
        found = words_in(at_once, language)
        assert stems_in(merged, language, found) == stems_in(at_once, language, found)
        assert all(stems_in(at_once, language, found).values()), "every word stands under its stem"


@pytest.mark.usefixtures("tiny_pieces")
def test_words_that_were_alone_with_their_stem_meet_their_other_forms(tmp_path: Path) -> None:
    bare = replace(Chance(2).article(7), title="", lead="", source="", author="", named="")
    texts = ("radar launches sea zoo", "radars launch sea", "seas nation zoo")
    sources = [
        Source(write(tmp_path / f"{at}.arrays", [replace(bare, text=text)]), None) for at, text in enumerate(texts)
    ]
    merge_segments(tmp_path / "merged.arrays", sources, Ticket())
    words = Segment(tmp_path / "merged.arrays").words
    for forms in ({b"radar", b"radars"}, {b"launch", b"launches"}, {b"sea", b"seas"}, {b"nation"}, {b"zoo"}):
        (stemmed,) = {stem(decoded(form), "en") for form in forms}
        assert forms == {words[number] for number in words.with_stem(stemmed, "en")}


def test_a_segment_can_be_merged_with_itself_left_out(tmp_path: Path) -> None:
    chance = Chance(1)
    articles = [chance.article(number) for number in range(1, 6)]
    segment = write(tmp_path / "one.arrays", articles)
    only_third = np.arange(5) == 2
    merge_segments(tmp_path / "merged.arrays", [Source(segment, only_third)], Ticket())
    assert says(Segment(tmp_path / "merged.arrays")) == says(write(tmp_path / "third.arrays", articles[2:3]))


def test_a_cancelled_merge_leaves_no_file(tmp_path: Path) -> None:
    segment = write(tmp_path / "one.arrays", [Chance(1).article(1)])
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        merge_segments(tmp_path / "merged.arrays", [Source(segment, None)], ticket)
    assert [path.name for path in tmp_path.iterdir()] == ["one.arrays"]
