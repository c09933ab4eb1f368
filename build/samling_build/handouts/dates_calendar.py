"""The calendar of a programme: days proposed for its gatherings, on a sheet and as a file for other calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from babel.dates import format_date

from samling_exercises.programme import Gathering, Programme
from samling_exercises.rules.dates import proposed

from ..wording import gathering_phrase, words
from .run_sheet import clock
from .setting import Paper, set_html

OSLO: Final = ZoneInfo("Europe/Oslo")
YEARS: Final = range(2020, 2100)
"""A first day lies in one of these: the library knows Norway's holidays up to 2100."""
EASTER_WEEK: Final = 7
"""So many days before Easter Sunday are closed: wards run on few people then."""


@dataclass(frozen=True)
class Meeting:
    """A gathering with its day, beginning and place; what is not known is a line to write on."""

    gathering: Gathering
    day: date | None = None
    begins: time | None = None
    place: str = ""

    @property
    def starts(self) -> datetime:
        """When it begins, by the clock in Norway. Only for a meeting with a day and a time."""
        assert self.day is not None
        assert self.begins is not None
        return datetime.combine(self.day, self.begins, OSLO)

    @property
    def ends(self) -> datetime:
        """When it ends, by the clock on the wall."""
        return self.starts + timedelta(minutes=self.gathering.minutes)


def meetings_of(
    programme: Programme, first: date | None = None, begins: time | None = None, place: str = ""
) -> tuple[Meeting, ...]:
    """The gatherings with the days proposed from the first one on, which lies in one of ``YEARS``."""
    interval = programme.structure.interval
    days: Sequence[date | None] = [None] * len(programme.gatherings)
    if first is not None:
        days = proposed(first, len(programme.gatherings), interval.fewest, interval.most, is_closed)
    return tuple(Meeting(one, day, begins, place) for one, day in zip(programme.gatherings, days, strict=True))


def is_closed(day: date) -> bool:
    """Public holidays in Norway, and the days around which few are at work: the week before Easter, and Christmas Eve
    to New Year.
    """
    holidays, closed_weeks = _holidays(day.year)
    return day in holidays or day in closed_weeks


def calendar(programme: Programme, language: str, meetings: Sequence[Meeting]) -> Paper:
    """The sheet: when, where, and what to do before."""
    say = words("handouts", language)
    text = programme.text(language)
    html = set_html(
        "calendar",
        language,
        title=say("When we meet"),
        running=text.title,
        rows=[_row(programme, one, language) for one in meetings],
    )
    return Paper(f"{programme.id}-{say('calendar')}", html)


def ics(programme: Programme, language: str, meetings: Sequence[Meeting]) -> bytes:
    """The meetings that have a day and a time, as an iCalendar file (RFC 5545) with Norway's clock. Same input, same
    bytes: the stamp is the first meeting's beginning.
    """
    from icalendar import Calendar, Event

    found = [one for one in meetings if one.day is not None and one.begins is not None]
    whole = Calendar()
    whole.add("prodid", "-//Samlingsheftet//NO")
    whole.add("version", "2.0")
    for one in found:
        event = Event()
        event.add("uid", f"{uuid5(NAMESPACE_URL, f'samlingsheftet:{one.gathering.key}:{one.day}')}@samlingsheftet")
        event.add("dtstamp", found[0].starts.astimezone(UTC))
        event.add("dtstart", one.starts)
        event.add("dtend", one.ends)
        event.add("summary", gathering_phrase(programme, one.gathering, language))
        event.add("description", _description(one, language))
        if one.place:
            event.add("location", one.place)
        whole.add_component(event)
    if found:
        whole.add_missing_timezones()
    content: bytes = whole.to_ical()
    return content


def before(gathering: Gathering, language: str) -> list[str]:
    """The titles of what is prepared before a gathering."""
    return [exercise.text(language).title for exercise in gathering.exercises if exercise.prepared]


@cache
def _holidays(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays, and the closed days around them."""
    from holidays import country_holidays

    found = country_holidays("NO", years=year, language="en_US")
    (sunday,) = found.get_named("Easter Sunday", lookup="exact")
    around = {sunday - timedelta(days=number) for number in range(EASTER_WEEK + 1)}
    christmas = {date(year, 12, number) for number in range(24, 32)}
    return frozenset(found), frozenset(around | christmas)


def _row(programme: Programme, one: Meeting, language: str) -> dict[str, object]:
    hours = ""
    if one.begins is not None:
        hours = f"{clock(one.begins, 0)}–{clock(one.begins, one.gathering.minutes)}"
    return {
        "over": gathering_phrase(programme, one.gathering, language).rpartition(" · ")[2],
        "title": one.gathering.text(language).title,
        "day": _spoken(one.day, language) if one.day else "",
        "hours": hours,
        "place": one.place,
        "before": before(one.gathering, language),
    }


def _spoken(day: date, language: str) -> str:
    """``onsdag 20. januar 2027``."""
    # Day before month in English too: the readers are in Norway.
    return format_date(day, "full", locale="en_GB" if language == "en" else language)


def _description(one: Meeting, language: str) -> str:
    say = words("handouts", language)
    title, tasks = one.gathering.text(language).title, before(one.gathering, language)
    return "\n".join([title, *([say("Before the gathering: {tasks}", tasks=", ".join(tasks))] if tasks else [])])
