"""When groups end."""

from datetime import UTC, date, datetime

import pytest

from samling_exercises.groups.dates import end_after, end_of_day, is_sensible_end, months_later, today


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 6, date(2026, 7, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_six_months_are_calendar_months(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_day_ends_by_the_clock_in_norway_summer_and_winter() -> None:
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 1, 1)) == datetime(2026, 1, 1, 22, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)
    assert end_after(date(2026, 1, 31)) == datetime(2026, 7, 31, 21, 59, 59, tzinfo=UTC)


def test_it_is_tomorrow_in_norway_before_it_is_in_utc() -> None:
    assert today(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("day", "sensible"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2031, 3, 1), True),
        (date(2031, 3, 2), False),
        (date.max, False),
    ],
)
def test_a_group_ends_between_today_and_five_years_from_now(day: date, sensible: bool) -> None:
    assert is_sensible_end(day, datetime(2026, 3, 1, 12, tzinfo=UTC)) is sensible
