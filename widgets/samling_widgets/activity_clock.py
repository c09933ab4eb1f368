"""The clock that counts: an activity's own while it is at work, else that of the run sheet's line.

A reflecting team and a pair talk go through phases with a clock of their own. The line of the run sheet has one too,
begun when the group went there. Two clocks for the same thing would tell people to stop while they have minutes left,
so every page shows the one that is given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samling_exercises import Exercise
from samling_exercises.programme import Gathering
from samling_exercises.rules.story_phases import DONE

from .board_rules import Seen
from .gathering_things import NOW, topic_of
from .lead_now import under_way
from .pair_talk_rules import TALK
from .reflecting_team_rules import ReflectingTeamRules

CLOCKED = ("reflecting_team", "pair_talk")
"""Kinds whose phases have a clock of their own."""


def clocked(gathering: Gathering) -> tuple[Exercise, ...]:
    """The activities with a clock of their own."""
    return tuple(each for each in gathering.exercises if each.kind in CLOCKED)


def clock_view(gathering: Gathering, seen: Seen) -> dict[str, Any]:
    """``clock`` of what is now, or None; ``own``: whether it is the activity's own, which its page pauses and makes
    longer; for a mentor also ``back``: whether a story's owner, turned away, wants to turn back.
    """
    now = under_way(seen.value(NOW), seen.at)
    if now is None:
        return {"clock": None, "own": False, "back": False}
    at = next((each for each in clocked(gathering) if each.id == now["activity"]), None)
    phase = _phase(at, seen) if at else None
    if phase is None:
        return {"clock": now["clock"], "own": False, "back": False}
    return {"clock": phase["clock"], "own": True, "back": seen.who.leads and phase.get("wish") == "back"}


def _phase(exercise: Exercise, seen: Seen) -> Mapping[str, Any] | None:
    """The phase an activity is at with its clock; None before it has begun and when it is over."""
    things = seen.also.get(exercise.key, {})
    if exercise.kind == "pair_talk":
        talk = things.get(TALK)
        return talk.value if talk and talk.value and talk.value.get("phase") else None
    there = Seen(things, seen.people, seen.who, seen.at, {topic_of(exercise.gathering): seen.things})
    view = ReflectingTeamRules(exercise, {}).view(there)
    return None if view["phase"] in (None, DONE) else view
