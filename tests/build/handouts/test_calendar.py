"""The calendar of a programme: which days are proposed, the sheet, and the file for other calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pypdf import PdfReader
from tests.build.handouts.papers import opened, text_of, without_space

from samling_build.handouts.catalogue import Known, Order, printed
from samling_build.handouts.dates_calendar import OSLO, ics, is_closed, meetings_of
from samling_exercises import load_programme

PROGRAMME = load_programme("mestring")
FIRST, NINE = date(2027, 1, 20), time(9)
HOSTILE = "Rom 2; «Fjord», <b>\r\nATTENDEE:mailto:alle@eksempel.no"


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),
        date(2027, 3, 22),  # the Monday before Easter
        date(2027, 3, 25),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 6),  # Ascension Day
        date(2027, 5, 17),  # Constitution Day and Whit Monday in one
        date(2028, 5, 1),
        date(2028, 5, 17),
        date(2028, 5, 25),
        date(2028, 6, 5),  # Whit Monday
        date(2028, 12, 24),
        date(2028, 12, 28),
        date(2028, 12, 31),
    ],
    ids=str,
)
def test_holidays_and_the_days_around_easter_and_christmas_are_closed(day: date) -> None:
    assert is_closed(day)


@pytest.mark.parametrize("day", [date(2027, 3, 19), date(2027, 3, 30), date(2027, 5, 18), date(2028, 12, 22)], ids=str)
def test_days_beside_them_are_open(day: date) -> None:
    assert not is_closed(day)


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_no_gathering_is_proposed_on_a_closed_day_wherever_it_begins(first: date) -> None:
    days = [one.day for one in meetings_of(PROGRAMME, first)]
    found = [day for day in days if day is not None]
    assert len(found) == len(PROGRAMME.gatherings)
    assert found[0] >= first
    assert all(day.weekday() < 5 and not is_closed(day) for day in found)
    fewest = timedelta(weeks=PROGRAMME.structure.interval.fewest)
    assert all(later - earlier >= fewest for earlier, later in pairwise(found))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_another_calendar_reads_is_what_was_planned(language: str) -> None:
    meetings = meetings_of(PROGRAMME, FIRST, NINE, HOSTILE)
    read = _read(ics(PROGRAMME, language, meetings))
    assert read.errors == []
    assert len(read.events) == len(meetings)
    for event, one in zip(read.events, meetings, strict=True):
        assert (event.start, event.end) == (one.starts, one.ends)
        assert event.end - event.start == timedelta(minutes=one.gathering.minutes)
        assert one.gathering.text(language).title in event.description
        assert event.location is not None
        assert event.location.splitlines()[0] == HOSTILE.splitlines()[0]
        assert "attendee" not in event
    assert len({event.uid for event in read.events}) == len(meetings)


def test_every_event_has_what_the_format_requires() -> None:
    read = _read(ics(PROGRAMME, "nb", meetings_of(PROGRAMME, FIRST, NINE)))
    assert {"VERSION", "PRODID"} <= set(read)
    for event in read.events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert event.DTSTAMP is not None
        assert event.DTSTAMP.utcoffset() == timedelta(0)


def test_the_clock_on_the_wall_is_the_same_in_winter_and_summer() -> None:
    winter, *_, summer = meetings_of(PROGRAMME, date(2027, 3, 3), NINE)
    assert winter.starts.utcoffset() != summer.starts.utcoffset()
    starts = [_moment(event.start) for event in _read(ics(PROGRAMME, "nb", (winter, summer))).events]
    assert [start.astimezone(OSLO).time() for start in starts] == [NINE, NINE]
    assert [start.astimezone(UTC).hour for start in starts] == [8, 7]


def test_the_file_brings_its_own_rules_of_summer_time() -> None:
    read = _read(ics(PROGRAMME, "nb", meetings_of(PROGRAMME, FIRST, NINE)))
    assert [zone.tz_name for zone in read.timezones] == ["Europe/Oslo"]


def test_only_gatherings_with_a_day_and_a_time_are_in_the_file() -> None:
    for meetings in (meetings_of(PROGRAMME), meetings_of(PROGRAMME, FIRST), meetings_of(PROGRAMME, begins=NINE)):
        assert _read(ics(PROGRAMME, "nb", meetings)).events == []


def test_the_sheet_says_when_where_and_what_to_do_before() -> None:
    order = _order(place="Møterom 2, Solbakken")
    text = text_of(printed("calendar", order)[1])
    for one in meetings_of(PROGRAMME, FIRST, NINE):
        assert without_space(one.gathering.text("nb").title) in text
    assert without_space("onsdag 20. januar 2027") in text
    assert text.count(without_space("Møterom 2, Solbakken")) == len(PROGRAMME.gatherings)
    assert text.count("9.00–") + text.count("09.00–") + text.count("09:00–") == len(PROGRAMME.gatherings)


def test_what_is_not_known_is_a_line_to_write_on() -> None:
    text = text_of(printed("calendar", Order(PROGRAMME, "nb"))[1])
    assert "None" not in text
    assert "2027" not in text


def test_a_hostile_place_is_printed_as_it_stands() -> None:
    order = _order(place="<script>1</script> {{ 7*7 }} ")
    assert without_space("<script>1</script> {{ 7*7 }}") in text_of(printed("calendar", order)[1])


@pytest.mark.parametrize("product", ["calendar", "ics"])
def test_same_dates_same_bytes(product: str) -> None:
    order = _order(place="Møterom 2")
    assert printed(product, order) == printed(product, order)


def test_the_sheet_is_one_page() -> None:
    order = _order("en", place="Meeting room 2")
    assert len(PdfReader(opened(printed("calendar", order)[1])).pages) == 1


@pytest.mark.parametrize("product", ["calendar", "ics"])
@pytest.mark.parametrize("first", [date.min, date(2019, 12, 31), date(2100, 1, 1), date.max], ids=str)
def test_a_first_day_in_years_nobody_knows_the_holidays_of_is_said(first: date, product: str) -> None:
    with pytest.raises(LookupError, match=r"Den første dagen må ligge mellom 2020 og 2099\."):
        printed(product, _order(first=first))


def _order(language: str = "nb", place: str = "", first: date = FIRST) -> Order:
    return Order(PROGRAMME, language, known=Known(first=first, begins=NINE, place=place))


def _read(content: bytes) -> Calendar:
    """The file as another calendar reads it."""
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    return read


def _moment(start: date | datetime) -> datetime:
    assert isinstance(start, datetime)
    return start
