"""Packed numbers come back as they were, wherever one begins to read and however large they are."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.arrays import ArrayFile, ArrayFileWriter
from reader.search.packing import (
    Counts,
    CountsWriter,
    Flags,
    FlagsWriter,
    SmallNumbers,
    SmallNumbersWriter,
    narrowed,
)
from tests.search.libraries import often

BLOCK = 1 << 10
LENGTHS = st.sampled_from([0, 1, 7, 8, 9, 1023, 1024, 1025, 2047, 2048, 2049, 3000])
NUMBERS = st.sampled_from([0, 1, 2, 253, 254, 255, 256, 65_535, 65_536, 2**32 - 1])


@st.composite
def rows(draw: st.DrawFn, values: st.SearchStrategy[int] = NUMBERS) -> np.ndarray:
    """Runs of a few numbers, so that many stand on both sides of a border."""
    pattern = draw(st.lists(values, min_size=1, max_size=40))
    return np.resize(np.array(pattern, np.int64), draw(LENGTHS))


@st.composite
def spans(draw: st.DrawFn) -> tuple[float, float]:
    return tuple(sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1)))))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packing") / "file"


def written(path: Path, kind, values: np.ndarray, pieces: int) -> ArrayFile:
    path.unlink(missing_ok=True)  # it may still be mapped
    with ArrayFileWriter(path) as writer:
        packed = kind(writer, "x")
        for piece in np.array_split(values, pieces):
            packed.append(piece)
        packed.finish()
    return ArrayFile(path)


def borders(span: tuple[float, float], length: int) -> tuple[int, int]:
    return round(span[0] * length), round(span[1] * length)


@given(rows(), st.integers(1, 5), spans(), st.randoms(use_true_random=False))
@settings(max_examples=often(60), deadline=None)
def test_small_and_large_numbers_are_read_from_anywhere_to_anywhere(path, values, pieces, span, chance):
    numbers = SmallNumbers(written(path, SmallNumbersWriter, values, pieces), "x")
    start, stop = borders(span, len(values))
    assert numbers.row(start, stop).tolist() == values[start:stop].tolist()
    assert numbers.row(0, len(values)).tolist() == values.tolist()
    at = np.array([chance.randrange(stop - start) for _ in range(9)] if stop > start else [], np.int64)
    assert numbers.chosen(start, stop, at).tolist() == values[start:stop][at].tolist()


@given(rows(st.integers(0, 1)), st.integers(1, 5), spans())
@settings(max_examples=often(60), deadline=None)
def test_flags_are_read_with_the_number_of_those_before(path, values, pieces, span):
    flags = Flags(written(path, FlagsWriter, values.astype(bool), pieces), "x")
    start, stop = borders(span, len(values))
    found, before = flags.row(start, stop)
    assert found.tolist() == values[start:stop].astype(bool).tolist()
    assert before == values[:start].sum()
    every = np.arange(len(values) + 1)
    assert flags.set_before(every).tolist() == [0, *np.cumsum(values).tolist()]


@given(rows(st.sampled_from([1, 1, 1, 2, 254, 255, 256, 70_000])), st.integers(1, 5), spans())
@settings(max_examples=often(60), deadline=None)
def test_counts_are_mostly_one_and_sometimes_many(path, values, pieces, span):
    counts = Counts(written(path, CountsWriter, values, pieces), "x")
    start, stop = borders(span, len(values))
    found = counts.row(start, stop)
    assert found.tolist() == values[start:stop].tolist()
    found[:] = 0  # it is the caller's own
    assert counts.row(start, stop).tolist() == values[start:stop].tolist()


def test_a_large_number_may_stand_first_and_last_in_a_block(path):
    values = np.zeros(3 * BLOCK, np.int64)
    values[[0, BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, 3 * BLOCK - 1]] = [1000, 2000, 3000, 4000, 5000, 6000]
    numbers = SmallNumbers(written(path, SmallNumbersWriter, values, 4), "x")
    for start in (0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK - 1, 3 * BLOCK):
        assert numbers.row(start, 3 * BLOCK).tolist() == values[start:].tolist()


@pytest.mark.parametrize(("most", "size"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), (2**32 - 1, 4)])
def test_numbers_take_as_little_room_as_the_largest_needs(most, size):
    found = narrowed(np.array([0, most], np.int64))
    assert (found.itemsize, found.tolist()) == (size, [0, most])
    assert narrowed(np.empty(0, np.int64)).tolist() == []
