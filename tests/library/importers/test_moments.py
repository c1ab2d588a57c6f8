"""Points in time of other programs."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.moments import day_of, moment_of

MOMENT = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        1714558830, "1714558830", 1714558830.0, 1714558830000, "1714558830000", 1714558830000000,
        "2024-05-01T10:20:30Z", "2024-05-01T10:20:30.000Z", "2024-05-01 10:20:30", "2024-05-01T12:20:30+0200",
        "2024-05-01 10:20:30+00:00", "2024-05-01 12:20:30 +0200", "2024-05-01 10:20:30 +0000 UTC",
        "2024-05-01 10:20:30 UTC", "20240501T102030Z", "Wed, 01 May 2024 12:20:30 +0200",
        "Wed, 01 May 2024 10:20:30 GMT", " 2024-05-01T10:20:30.000000000Z ", MOMENT,
    ],
)  # fmt: skip
def test_spellings_of_one_moment(value: object) -> None:
    assert moment_of(value) == MOMENT


@pytest.mark.parametrize("value", ["2024-05-01", "20240501", "1 May 2024", "May 1, 2024"])
def test_a_day_is_its_beginning(value: str) -> None:
    assert moment_of(value) == datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [0, "0", -1, 5e9, 1e30, float("nan"), float("inf"), True, None, [], {}, "", "never", "0000-00-00 00:00:00",
     "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "9" * 20, "1" * 5000, "08/09/2025", "2024-02-31",
     10**400],
)  # fmt: skip
def test_what_is_no_moment(value: object) -> None:
    assert moment_of(value) is None


def test_the_day_of_a_publication_is_that_of_its_place() -> None:
    assert day_of("2024-05-01T00:30:00+02:00") == date(2024, 5, 1)
    assert day_of(1714558830) == day_of("Wed, 01 May 2024 10:20:30 GMT") == date(2024, 5, 1)
    assert day_of("soon") is day_of(None) is day_of({}) is None


@given(st.one_of(st.text(max_size=90), st.integers(), st.floats(), st.text("0123456789-:TZ+. ", max_size=40)))
def test_any_value_gives_a_moment_of_the_years_of_newspapers_or_none(value: object) -> None:
    moment = moment_of(value)
    assert moment is None or (moment.tzinfo is UTC and 1600 <= moment.year <= 2100)
    day = day_of(value)
    assert day is None or 1600 <= day.year <= 2100
