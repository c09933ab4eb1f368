"""When a group ends: whole days by the calendar in Norway."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

OSLO: Final = ZoneInfo("Europe/Oslo")
MONTHS_AFTER_THE_LAST_GATHERING: Final = 6
WEEKS_A_GATHERING: Final = 4
_LATEST_YEARS: Final = 5


def today(now: datetime) -> date:
    """The day it is in Norway."""
    return now.astimezone(OSLO).date()


def end_of_day(day: date) -> datetime:
    """The day's last second in Norway, in UTC."""
    return datetime.combine(day, time(23, 59, 59), OSLO).astimezone(UTC)


def end_after(last_gathering: date) -> datetime:
    """When a group ends by default: six calendar months after its last gathering, at the end of that day."""
    return end_of_day(months_later(last_gathering, MONTHS_AFTER_THE_LAST_GATHERING))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def presumed_last_gathering(gatherings: int, now: datetime) -> date:
    """The day to reckon with when none was given: four weeks a gathering from today."""
    return today(now) + timedelta(weeks=WEEKS_A_GATHERING * gatherings)


def latest_day(now: datetime) -> date:
    """The last day that is no slip of the pen (2062 for 2026): five years from today."""
    return months_later(today(now), 12 * _LATEST_YEARS)


def is_sensible_end(day: date, now: datetime) -> bool:
    """Whether a group may end on this day: from today on, and no slip of the pen."""
    return today(now) <= day <= latest_day(now)
