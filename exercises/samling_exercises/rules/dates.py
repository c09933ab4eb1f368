"""On which days a programme's gatherings are proposed: some weeks apart, on the same weekday, and on no closed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

SATURDAY = 5
_WEEK = timedelta(weeks=1)


def proposed(
    first: date, count: int, fewest: int, most: int, closed: Callable[[date], bool] = lambda _day: False
) -> tuple[date, ...]:
    """``count`` days from ``first`` on, ``fewest`` to ``most`` weeks apart.

    Each is on the weekday of the one before, ``fewest`` weeks after it; when that day is closed, a week later and so
    on up to ``most``, and when all of those are, the next open day. A closed first day becomes the next open one.
    Saturdays and Sundays are always closed. Raises ValueError when everything is closed for a year.
    """
    days: list[date] = []
    for number in range(count):
        wanted = [days[-1] + weeks * _WEEK for weeks in range(fewest, most + 1)] if number else [first]
        days.append(next((day for day in wanted if _is_open(day, closed)), None) or _next_open(wanted[0], closed))
    return tuple(days)


def _next_open(day: date, closed: Callable[[date], bool]) -> date:
    for later in range(366):
        found = day + timedelta(days=later)
        if _is_open(found, closed):
            return found
    raise ValueError(f"expected an open day within a year of {day}, came none; look at which days are closed")


def _is_open(day: date, closed: Callable[[date], bool]) -> bool:
    return day.weekday() < SATURDAY and not closed(day)
