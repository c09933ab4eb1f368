"""The plan for today as it stands on the board, and the agenda that follows from it and from who is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from samling_exercises.programme import Gathering
from samling_exercises.rules.agenda import Agenda, agenda, split
from samling_exercises.rules.agenda_entries import Entry as AgendaEntry
from samling_exercises.rules.attendance import expected

from .board_rules import Seen
from .gathering_things import PLAN, attendances, everyone

FEWEST_MINUTES, MOST_MINUTES = 10, 600
MOST_STORIES, MOST_PEOPLE = 6, 30
USUAL_PEOPLE: Final = 8
"""For whom a plan is made when nobody is known and no number was typed."""
BEGINS: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Plan:
    """``minutes`` set for the gathering (or each of two meetings, when ``split``); ``people``: a number typed, 0 for
    those who are here; ``begins``: ``18:00``, or empty.
    """

    minutes: int
    stories: int
    people: int = 0
    added: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    split: bool = False
    begins: str = ""

    def as_json(self) -> dict[str, Any]:
        """The plan as it is stored and sent."""
        return {**asdict(self), "added": list(self.added), "skipped": list(self.skipped)}


def plan_of(value: Mapping[str, Any] | None, gathering: Gathering) -> Plan:
    """The plan of a stored value; what is missing or is none is as the content has it."""
    kept = value or {}
    ids = {each.id for each in gathering.exercises}
    stories = max([each.minutes.stories or 0 for each in gathering.exercises], default=0)
    return Plan(
        _number(kept.get("minutes"), FEWEST_MINUTES, MOST_MINUTES, gathering.minutes),
        _number(kept.get("stories"), 0, MOST_STORIES, stories),
        _number(kept.get("people"), 0, MOST_PEOPLE, 0),
        _ids(kept.get("added"), ids),
        _ids(kept.get("skipped"), ids),
        kept.get("split") is True,
        begins if isinstance(begins := kept.get("begins"), str) and BEGINS.fullmatch(begins) else "",
    )


def people_of(gathering: Gathering, seen: Seen, plan: Plan) -> int:
    """For how many the agenda is made: those who are here or come, or the number that was typed."""
    everybody = everyone(seen, gathering.key)
    found = len(expected(everybody, attendances(seen, gathering.key)))
    return plan.people or found or USUAL_PEOPLE


def meetings(gathering: Gathering, seen: Seen, plan: Plan) -> tuple[Agenda, ...]:
    """The agenda, or the two of them when the gathering is split."""
    given = (gathering, people_of(gathering, seen, plan), plan.stories, float(plan.minutes))
    chosen = {"added": frozenset(plan.added), "skipped": frozenset(plan.skipped)}
    return split(*given, **chosen) if plan.split else (agenda(*given, **chosen),)


def planned_minutes(gathering: Gathering, seen: Seen, activity: str | None, part: str) -> float:
    """The minutes the agenda gives an activity (with all its stories) or a part; 0 for what takes none."""
    plan = plan_of(seen.value(PLAN), gathering)
    for each in meetings(gathering, seen, plan):  # what stands in both of two meetings has the same minutes in both
        wanted = (entry for entry in each.entries if _is(entry, activity, part))
        if minutes := sum(entry.minutes for entry in wanted):
            return minutes
    return 0.0


def _is(entry: AgendaEntry, activity: str | None, part: str) -> bool:
    if activity is None:
        return entry.kind == part
    return entry.exercise is not None and entry.exercise.id == activity


def _number(value: object, least: int, most: int, otherwise: int) -> int:
    return value if type(value) is int and least <= value <= most else otherwise


def _ids(value: object, known: set[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each in known for each in value):
        return ()
    return tuple(dict.fromkeys(value))
