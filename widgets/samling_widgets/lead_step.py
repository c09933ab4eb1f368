"""Which line of the agenda a reflecting team has come to by itself: a story begins on the team's own page, and the run
sheet follows without a second tap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from samling_exercises.kinds.reflecting_team import Structure
from samling_exercises.programme import Gathering
from samling_exercises.rules.agenda_entries import Entry
from samling_exercises.rules.story_phases import Course, from_json

from .activity_clock import clocked
from .board_rules import Seen
from .lead_now import Now, place
from .reflecting_team_rules import WALK

_STORY: Final = re.compile(r"story-(\d+)")


def led(gathering: Gathering, seen: Seen, now: Now | None) -> Now | None:
    """What is now, with the story the team is at when it came there after the mentor's last tap on the run sheet."""
    team = next((each for each in clocked(gathering) if now and each.id == now["activity"]), None)
    kept = seen.also.get(team.key, {}).get(WALK) if team else None
    if now is None or team is None or kept is None or not isinstance(team.structure, Structure):
        return now
    if kept.written_at.timestamp() < now["since"]:
        return now
    course = Course.of(team.structure)
    walk = from_json((kept.value or {}).get("walk"), course)
    number = len(walk.told) + course.tells(walk.phase) if walk else 0
    tapped = _STORY.fullmatch(now["step"])
    return {**now, "step": f"story-{number}"} if number > (int(tapped[1]) if tapped else 0) else now


def course_of(entries: Sequence[Entry], now: Now | None, at: Now | None) -> dict[str, float] | None:
    """``start`` and ``minutes`` of the lines from the one that was tapped to the one the group is at, and the
    ``total``; None when it is at no line.
    """
    last = place(entries, at)
    if last is None:
        return None
    first = place(entries, now)
    begun = entries[last if first is None else min(first, last)]
    return {"start": begun.start, "minutes": entries[last].end - begun.start, "total": entries[-1].end}
