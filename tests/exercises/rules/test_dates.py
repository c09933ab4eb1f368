"""Days proposed for gatherings: some weeks apart, on the same weekday, never on a closed day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.rules.dates import proposed

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def test_gatherings_come_on_the_same_weekday() -> None:
    found = proposed(date(2027, 1, 20), 3, 3, 4)
    assert found == (date(2027, 1, 20), date(2027, 2, 10), date(2027, 3, 3))


def test_a_closed_day_gives_way_to_the_week_after() -> None:
    found = proposed(date(2027, 1, 20), 2, 3, 4, lambda day: day == date(2027, 2, 10))
    assert found[1] == date(2027, 2, 17)


def test_where_all_those_weeks_are_closed_the_next_open_day_is_taken() -> None:
    found = proposed(date(2027, 1, 20), 2, 3, 3, lambda day: day == date(2027, 2, 10))
    assert found[1] == date(2027, 2, 11)


def test_a_first_day_at_the_weekend_becomes_the_monday() -> None:
    assert proposed(date(2027, 1, 23), 1, 3, 4) == (date(2027, 1, 25),)


def test_a_year_without_an_open_day_is_said() -> None:
    with pytest.raises(ValueError, match="expected an open day within a year of 2027-01-20, came none"):
        proposed(date(2027, 1, 20), 1, 3, 4, lambda _day: True)


@given(DAYS, st.integers(0, 12), st.integers(1, 8), st.integers(0, 4), st.sets(DAYS, max_size=60))
def test_no_proposed_day_is_closed_or_too_soon(
    first: date, count: int, fewest: int, more: int, shut: set[date]
) -> None:
    found = proposed(first, count, fewest, fewest + more, lambda day: day in shut)
    assert len(found) == count
    assert all(day.weekday() < 5 and day not in shut for day in found)
    assert all(later - earlier >= timedelta(weeks=fewest) for earlier, later in pairwise(found))
