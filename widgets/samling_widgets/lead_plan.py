"""The plan for today as it stands on the board, and the agenda that follows from it and from who is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from samling_exercises.programme import Exercise, Gathering
from samling_exercises.rules.agenda import TELLING, Agenda, agenda, split
from samling_exercises.rules.attendance import expected

from .board_rules import Seen
from .gathering_things import attendances, everyone

FEWEST_MINUTES, MOST_MINUTES = 10, 600
MOST_STORIES, MOST_PEOPLE = 4, 30
USUAL_PEOPLE: Final = 8
"""For whom a plan is made when nobody is known and no number was typed."""
BEGINS: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MARKED: Final = frozenset({"here", "late", "left"})


@dataclass(frozen=True)
class Plan:
    """``minutes``: set for today; ``people``: a number typed, 0 for those who are in the group; ``skipped``: ids of
    activities, and ``telling`` for headlines only; ``part``: which of two meetings today's is, when it is ``split``;
    ``begins``: ``18:00`` or None.
    """

    minutes: int
    stories: int
    people: int = 0
    added: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    split: bool = False
    part: int = 1
    begins: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The plan as it is stored and sent."""
        return {**asdict(self), "added": list(self.added), "skipped": list(self.skipped)}


def plan_of(value: Mapping[str, Any] | None, gathering: Gathering) -> Plan:
    """The plan of a stored value; what is missing or is none is as the content has it."""
    kept = value or {}
    ids = {each.id for each in gathering.exercises}
    begins = kept.get("begins")
    return Plan(
        _number(kept.get("minutes"), FEWEST_MINUTES, MOST_MINUTES, gathering.minutes),
        _number(kept.get("stories"), 0, MOST_STORIES, usual_stories(gathering)),
        _number(kept.get("people"), 0, MOST_PEOPLE, 0),
        _ids(kept.get("added"), {each.id for each in optional(gathering)}),
        _ids(kept.get("skipped"), (ids - set(gathering.structure.always)) | {TELLING}),
        kept.get("split") is True,
        _number(kept.get("part"), 1, 2, 1),
        begins if isinstance(begins, str) and BEGINS.fullmatch(begins) else None,
    )


def usual_stories(gathering: Gathering) -> int:
    """How many stories the content proposes; 0 where nothing is told."""
    return max((each.minutes.stories or 0 for each in gathering.exercises), default=0)


def optional(gathering: Gathering) -> tuple[Exercise, ...]:
    """The activities done beforehand that a mentor may add minutes for."""
    return tuple(each for each in gathering.exercises if "at" not in each.when and each.add_at is not None)


def anybody_marked(gathering: Gathering, seen: Seen) -> bool:
    """Whether somebody was marked, so that those who are here are counted and no number is typed."""
    return not MARKED.isdisjoint(attendances(seen, gathering.key).values())


def people_of(gathering: Gathering, seen: Seen, plan: Plan) -> int:
    """For how many the agenda is made: those who are here or come late; a typed number while nobody is marked."""
    found = len(expected(everyone(seen, gathering.key), attendances(seen, gathering.key)))
    if anybody_marked(gathering, seen):
        return found or plan.people or USUAL_PEOPLE
    return plan.people or found or USUAL_PEOPLE


def meetings(gathering: Gathering, seen: Seen, plan: Plan) -> tuple[Agenda, ...]:
    """The agenda, or the two of them when the gathering is split, each with the minutes set."""
    people, minutes = people_of(gathering, seen, plan), float(plan.minutes)
    added, skipped = frozenset(plan.added), frozenset(plan.skipped)
    if plan.split:
        return split(gathering, people, plan.stories, minutes, added=added, skipped=skipped)
    return (agenda(gathering, people, plan.stories, minutes, added=added, skipped=skipped),)


def todays(found: tuple[Agenda, ...], plan: Plan) -> Agenda:
    """The meeting that is held today."""
    return found[plan.part - 1] if plan.split else found[0]


def _number(value: object, least: int, most: int, otherwise: int) -> int:
    return value if type(value) is int and least <= value <= most else otherwise


def _ids(value: object, known: set[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each in known for each in value):
        return ()
    return tuple(dict.fromkeys(value))
