"""Whatever happened to a file of any format: items, flaws, or a reason with a remedy; never another exception, nothing
written, and with --long never more than five seconds. `tests/benchmarks/fuzz_importers.py` goes on for as long as told.
"""

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.importers.every_format import MODULES, made_file, story
from tests.library.importers.fuzzing import (
    SIGNS,
    damaged,
    damaged_inside,
    examples,
    outcome_of,
    random_after_magic,
)

SECONDS = 5
ITEMS_A_SECOND = 5_000  # a table of as many rows as bytes is no hang
EXAMPLES, LONG_EXAMPLES = 20, 1_000
CALM = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
CHANCE = st.integers(0, 1 << 32).map(random.Random)
NAMES = pytest.mark.parametrize("module", MODULES)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a file would land that a reader writes beside itself, or leaves behind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))


def check(module: str, data: bytes, empty: Path, *, is_long: bool = False) -> None:
    outcome = outcome_of(module, data)
    assert outcome.fault == ""
    assert os.listdir(empty) == []
    if is_long:
        assert outcome.seconds < SECONDS + outcome.items / ITEMS_A_SECOND


@NAMES
@CALM
@given(data=st.data())
def test_a_file_cut_anywhere(module: str, data: st.DataObject, empty: Path) -> None:
    whole = made_file(module).data
    check(module, whole[: data.draw(st.integers(0, len(whole) - 1))], empty)


@NAMES
@CALM
@given(data=st.data())
def test_a_file_with_other_bytes_in_places(module: str, data: st.DataObject, empty: Path) -> None:
    changed = bytearray(made_file(module).data)
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=8)):
        changed[place] ^= 1 << data.draw(st.integers(0, 7))
    check(module, bytes(changed), empty)


@NAMES
@CALM
@given(data=st.data())
def test_a_file_with_blocks_moved_doubled_or_gone(module: str, data: st.DataObject, empty: Path) -> None:
    whole = made_file(module).data
    place = st.integers(0, len(whole))
    start, end, target = sorted(data.draw(st.tuples(place, place, place)))
    times = data.draw(st.sampled_from([0, 2, 20]))
    check(module, whole[:start] + whole[end:target] + whole[start:end] * times + whole[target:], empty)


@NAMES
@CALM
@given(chance=CHANCE)
def test_anything_behind_a_proper_beginning(module: str, chance: random.Random, empty: Path) -> None:
    check(module, random_after_magic(module, chance), empty)


@NAMES
@CALM
@given(chance=CHANCE)
def test_damage_of_every_kind(module: str, chance: random.Random, empty: Path) -> None:
    whole = chance.choice(list(examples(module)))
    check(module, damaged(whole, chance), empty)
    check(module, damaged_inside(whole, chance), empty)


@NAMES
def test_much_damage(module: str, empty: Path, is_long: bool) -> None:
    if not is_long:
        pytest.skip("only with --long")
    for number in range(LONG_EXAMPLES):
        chance = random.Random(f"{module} {number}")
        whole = made_file(module, [story(number), story(number + 1)]).data
        way = chance.choice((damaged, damaged_inside))
        check(module, way(whole, chance), empty, is_long=True)


@NAMES
def test_much_of_one_sign(module: str, empty: Path, is_long: bool) -> None:
    whole = made_file(module).data
    middle = len(whole) // 2
    many = 200_000 if is_long else 2_000
    for sign in SIGNS:
        data = whole[:middle] + sign * (many // len(sign)) + whole[middle:]
        check(module, data, empty, is_long=is_long)
