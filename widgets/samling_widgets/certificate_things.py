"""What a group's certificates say, and who gets one: read from what the group keeps under ``certificate_topic``, and
from who was marked as present on the run sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from samling_exercises.answers import Kept
from samling_exercises.programme import Gathering, Programme
from samling_exercises.rules.certificate import Outcome, Rule, outcome, rule_of

from .gathering_things import CALLED, PRESENT, topic_of

Things = Mapping[str, Mapping[str, Kept]]
"""By topic, then by name."""
RULE: Final = "lead-rule"
"""``{absences, made-up}``, see ``rules.certificate``."""
HELD: Final = "lead-held-"
"""``lead-held-<gathering>`` {day, place, minutes}."""
MADE_UP: Final = "draft-made-up-"
"""``draft-made-up-<person>`` {gatherings: [id]}, for mentors alone."""
MOST_MINUTES: Final = 600


@dataclass(frozen=True)
class HeldDay:
    """When, where and for how long a gathering was held. ``day`` is None and ``place`` empty where nobody knows."""

    gathering: Gathering
    day: date | None
    place: str
    minutes: int


@dataclass(frozen=True)
class Attended:
    """What follows from somebody's attendance. ``called``: what they are called, or nothing for a seat without name."""

    person: str
    called: str
    outcome: Outcome


def certificate_topic(programme: str) -> str:
    """``mestring/certificate/settled``; no gathering has the id ``certificate`` and an activity of that name."""
    return f"{programme}/certificate/settled"


def held(programme: Programme, things: Things) -> tuple[HeldDay, ...]:
    """The gatherings with what was written down; else the day on which most were marked, and the content's minutes."""
    settled = values(things, certificate_topic(programme.id))
    return tuple(
        _held(gathering, settled.get(f"{HELD}{gathering.id}", {}), things) for gathering in programme.gatherings
    )


def rule(programme: Programme, things: Things) -> Rule:
    """The group's rule, or the usual one."""
    return rule_of(values(things, certificate_topic(programme.id)).get(RULE))


def attended(programme: Programme, things: Things, names: Mapping[str, str]) -> tuple[Attended, ...]:
    """What each took part in. ``names``: what those with a seat are called, by person, in order."""
    by_rule, settled = rule(programme, things), values(things, certificate_topic(programme.id))
    states = {one.id: _states(one, things) for one in programme.gatherings}
    on_paper = {name for found in states.values() for name in found if name not in names}
    called = {**names, **{person: _called(programme, things, person) for person in sorted(on_paper)}}

    def follows(person: str) -> Outcome:
        own = {gathering: found.get(person, "away") if found else None for gathering, found in states.items()}
        return outcome(own, made_up(settled.get(f"{MADE_UP}{person}")), by_rule)

    return tuple(Attended(person, name, follows(person)) for person, name in called.items())


def made_up(value: Mapping[str, Any] | None) -> frozenset[str]:
    """The gatherings that were made up, as they are kept."""
    listed = (value or {}).get("gatherings")
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()


def values(things: Things, topic: str) -> dict[str, dict[str, Any]]:
    """What stands under a topic, by name."""
    return {name: kept.value for name, kept in things.get(topic, {}).items() if kept.value is not None}


def _states(gathering: Gathering, things: Things) -> dict[str, str]:
    found = values(things, topic_of(gathering.key))
    return {
        name.removeprefix(PRESENT): str(value.get("state", ""))
        for name, value in found.items()
        if name.startswith(PRESENT)
    }


def _called(programme: Programme, things: Things, person: str) -> str:
    said = (values(things, topic_of(one.key)).get(f"{CALLED}{person}", {}) for one in programme.gatherings)
    return next((str(value["name"]) for value in said if value.get("name")), "")


def _held(gathering: Gathering, kept: Mapping[str, Any], things: Things) -> HeldDay:
    minutes = kept.get("minutes")
    return HeldDay(
        gathering,
        _day(kept.get("day")) or _day_of_attendance(gathering, things),
        str(kept.get("place") or ""),
        minutes if type(minutes) is int and 0 < minutes <= MOST_MINUTES else gathering.minutes,
    )


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None


def _day_of_attendance(gathering: Gathering, things: Things) -> date | None:
    """The day on which most were marked, by the calendar in Norway."""
    # The groups' own package is a large import, and most pages print nothing.
    from samling_exercises.groups.dates import OSLO

    marked = [
        kept.first_at.astimezone(OSLO).date()
        for name, kept in things.get(topic_of(gathering.key), {}).items()
        if name.startswith(PRESENT) and kept.value is not None
    ]
    return max(sorted(set(marked)), key=marked.count) if marked else None
