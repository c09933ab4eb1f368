"""Days as the reader's calendar has them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel.dates import format_date

from samling_exercises.groups.dates import OSLO, today

REMINDED = 30
"""So many days before a group's end its members are reminded to take out what they have written."""


def spoken_day(day: date, language: str) -> str:
    """A day in the reader's language: ``3. mars 2027``."""
    # Day before month in English too: the readers are in Norway.
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


def spoken_moment(moment: datetime, language: str) -> str:
    """The day of a moment, by the calendar in Norway."""
    return spoken_day(moment.astimezone(OSLO).date(), language)


def is_near(day: date | None, now: datetime | None = None) -> bool:
    """Whether a day is so near that what happens on it should be said aloud."""
    return day is not None and (day - today(now or datetime.now(UTC))).days <= REMINDED
