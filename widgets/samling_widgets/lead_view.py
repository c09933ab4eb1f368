"""The agenda in words, for the mentor's page."""

from __future__ import annotations

from typing import Any

from samling_exercises.interface import Translator
from samling_exercises.programme import Gathering
from samling_exercises.rules.agenda import Agenda, LeftOut
from samling_exercises.rules.agenda_entries import Entry

from .board_rules import Seen
from .gathering_things import PAPER, attendances, everyone
from .lead_plan import Plan, meetings, people_of


def view_of(gathering: Gathering, language: str, _: Translator, seen: Seen, plan: Plan) -> dict[str, Any]:
    """``plan``, ``people`` (for how many), ``everyone`` [person], ``states`` {person: state}, ``paper`` (how many), and
    ``meetings`` [{entries: [{kind, activity, title, at, minutes}], left_out: [text], says}].
    """
    paper = seen.value(PAPER) or {}
    return {
        "plan": plan.as_json(),
        "people": people_of(gathering, seen, plan),
        "everyone": list(everyone(seen, gathering.key)),
        "states": attendances(seen, gathering.key),
        "paper": paper.get("count", 0),
        "meetings": [_meeting(each, plan, language, _) for each in meetings(gathering, seen, plan)],
    }


def _meeting(found: Agenda, plan: Plan, language: str, _: Translator) -> dict[str, Any]:
    return {
        "entries": [
            {
                "kind": entry.kind,
                "activity": entry.exercise.id if entry.exercise else None,
                "title": title_of(entry, language, _),
                "at": _at(entry, plan),
                "minutes": entry.minutes,
            }
            for entry in found.entries
        ],
        "left_out": [_left_out(each, found, language, _) for each in found.left_out],
        "says": _says(found, _),
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


def _left_out(gone: LeftOut, found: Agenda, language: str, _: Translator) -> str:
    title = gone.exercise.text(language).title
    return {
        "headlines": _("Only the headlines, instead of everyone telling."),
        "fewer-stories": _("{count} stories, no more.", count=found.stories),
        "one-story": _("One story, no more."),
        "home": _("“{title}” goes home with each.", title=title),
        "another-day": _("“{title}” waits for another day.", title=title),
    }[gone.how]


def _says(found: Agenda, _: Translator) -> str:
    """Whether the time set suffices."""
    total, minutes = f"{found.total:g}", f"{found.minutes:g}"
    if found.over:
        return _(
            "{total} minutes, and {minutes} are set. That is {over} too many: set more time, take something away, or "
            "split in two meetings. Check-in, check-out and the word about confidentiality stay.",
            total=total,
            minutes=minutes,
            over=f"{found.over:g}",
        )
    return _("{total} of {minutes} minutes.", total=total, minutes=minutes)


def _at(entry: Entry, plan: Plan) -> str:
    """``18:53`` when it is known when the gathering begins, else minutes from the beginning as ``0:53``."""
    start = int(entry.start)
    if not plan.begins:
        return f"{start // 60}:{start % 60:02d}"
    hours, minutes = map(int, plan.begins.split(":"))
    at = hours * 60 + minutes + start
    return f"{at // 60 % 24}:{at % 60:02d}"
