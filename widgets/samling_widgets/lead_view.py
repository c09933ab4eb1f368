"""The agenda in words, for the mentor's page."""

from __future__ import annotations

from typing import Any

from babel.numbers import format_decimal

from samling_exercises.interface import Translator
from samling_exercises.programme import Gathering
from samling_exercises.rules.agenda import Agenda, LeftOut
from samling_exercises.rules.agenda_entries import Entry

from .board_rules import Seen
from .gathering_things import NOW, PAPER, attendances, everyone
from .lead_now import following, key_of, place, step_of, under_way
from .lead_plan import Plan, anybody_marked, meetings, people_of, todays
from .lead_step import course_of, led


def view_of(gathering: Gathering, language: str, _: Translator, seen: Seen, plan: Plan) -> dict[str, Any]:
    """What the run sheet shows, ready for JSON.

    ``plan``; ``people``: for how many the agenda is made; ``marked``: whether they are counted; ``everyone`` [person];
    ``states`` {person: state}; ``paper``: how many; ``meetings`` [{entries, left_out, says, brief, fits, over}],
    an entry {name, activity, part, step, title, at, minutes}; ``here`` and ``next``: entries' names in today's meeting
    or None; ``course``: {start, minutes, total} of what is now, in minutes, or None; see ``course_of``.
    """
    now = under_way(seen.value(NOW), seen.at)
    found = meetings(gathering, seen, plan)
    entries = todays(found, plan).entries
    at = led(gathering, seen, now)
    here, after = place(entries, at), following(gathering, entries, at)
    return {
        "plan": plan.as_json(),
        "people": people_of(gathering, seen, plan),
        "marked": anybody_marked(gathering, seen),
        "everyone": list(everyone(seen, gathering.key)),
        "states": attendances(seen, gathering.key),
        "paper": (seen.value(PAPER) or {}).get("count", 0),
        "meetings": [_meeting(each, plan, language, _) for each in found],
        "here": key_of(entries[here]) if here is not None else None,
        "next": key_of(after) if after else None,
        "course": course_of(entries, now, at),
    }


def title_of(entry: Entry, language: str, _: Translator) -> str:
    """What a line of the agenda is called."""
    title = entry.exercise.text(language).title if entry.exercise else ""
    return {
        "activity": title,
        "break": _("Break"),
        "telling": _("{title}: everyone tells", title=title),
        "headlines": _("{title}: the headlines", title=title),
        "story": _("{title}: story {number}", title=title, number=entry.number or 0),
        "next-task": _("Next date and next task"),
    }[entry.kind]


def _meeting(found: Agenda, plan: Plan, language: str, _: Translator) -> dict[str, Any]:
    return {
        "entries": [
            {
                "name": key_of(entry),
                "activity": entry.exercise.id if entry.exercise else None,
                "part": "" if entry.exercise else entry.kind,
                "step": step_of(entry),
                "title": title_of(entry, language, _),
                "at": _at(entry, plan),
                "minutes": _("{count} min", count=_number(entry.minutes, language)),
            }
            for entry in found.entries
        ],
        "left_out": [_left_out(each, found, language, _) for each in found.left_out],
        "says": _says(found, language, _, split=plan.split),
        "brief": _within(found, language, _).rstrip("."),
        "fits": not found.over,
        "over": found.too_long,
    }


def _left_out(gone: LeftOut, found: Agenda, language: str, _: Translator) -> str:
    title = gone.exercise.text(language).title
    return {
        "headlines": _("Only the headlines are gathered; not everyone tells."),
        "fewer-stories": _("{count} stories are told.", count=found.stories),
        "one-story": _("One story is told."),
        "home": _("“{title}” is done at home, after the gathering.", title=title),
        "another-day": _("“{title}” waits for another day.", title=title),
    }[gone.how]


def _within(found: Agenda, language: str, _: Translator) -> str:
    total, minutes = _number(found.total, language), _number(found.minutes, language)
    return _("{total} of {minutes} minutes.", total=total, minutes=minutes)


def _says(found: Agenda, language: str, _: Translator, *, split: bool) -> str:
    """Whether the time set suffices, and what to do when it does not."""
    total, minutes = _number(found.total, language), _number(found.minutes, language)
    if not found.over:
        return _within(found, language, _)
    over = _number(found.over, language)
    if not found.too_long:
        return _("{total} minutes, {over} more than are set. So little you find on the way.", total=total, over=over)
    too_long = _(
        "{over} minutes too long: it takes {total}, and {minutes} are set.", over=over, total=total, minutes=minutes
    )
    what = (
        _("Set more time, or leave something out.")
        if split
        else _("Set more time, leave something out, or split in two meetings.")
    )
    return f"{too_long} {what}"


def _at(entry: Entry, plan: Plan) -> str:
    """``18:53`` when it is known when the gathering begins, else the time since its beginning, ``0:53``."""
    if plan.begins is None:
        return entry.start_phrase
    hours, minutes = map(int, plan.begins.split(":"))
    at = hours * 60 + minutes + int(entry.start)
    return f"{at // 60 % 24:02d}:{at % 60:02d}"


def _number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))
