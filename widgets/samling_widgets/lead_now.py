"""Where a gathering is, as it stands on the board, and where that is in today's agenda.

``lead-now`` {activity, part, step, clock, since, began, before}: ``part`` where it is at no activity; ``step`` of a
reflecting team: ``telling``, ``headlines`` or ``story-2``, else empty; ``since`` and ``began``: the server's time when
this began, and when the whole gathering would have begun by the agenda; ``before``: what was now before, for whoever
tapped too early.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from samling_exercises.answers.records import Value
from samling_exercises.programme import Gathering
from samling_exercises.rules.agenda_entries import Entry

from .clock_acts import MINUTE, begun

PARTS: Final = ("welcome", "break", "next-task", "closing")
"""What a gathering is at between its activities."""
STEP: Final = re.compile(r"telling|headlines|story-\d{1,2}")
ANOTHER_DAY: Final = 6 * 3600.0
"""Seconds after which what stands as now is another day's: nothing is now, and what begins is another meeting."""
Now = Mapping[str, Any]


def under_way(now: Now | None, at: float) -> Now | None:
    """What stands as now; None when it is another day's. The page's own is ``gathering_now.js``."""
    return None if now is None or at - now["since"] > ANOTHER_DAY else now


def step_of(entry: Entry) -> str:
    """Which part of its activity a line is: ``telling``, ``headlines``, ``story-2``; empty for the whole of it."""
    if entry.kind == "story":
        return f"story-{entry.number}"
    return entry.kind if entry.kind in ("telling", "headlines") else ""


def key_of(entry: Entry) -> str:
    """A line's name: ``journey``, ``reflecting-team/story-2``, ``break``."""
    return _key(entry.exercise.id, step_of(entry)) if entry.exercise else entry.kind


def place(entries: Sequence[Entry], now: Now | None) -> int | None:
    """Which line is now; the first of its activity when the very line stands there no more. None: none of them."""
    if now is None:
        return None
    keys = [key_of(entry) for entry in entries]
    wanted = _key(now["activity"], now["step"]) if now["activity"] else now["part"]
    same = [number for number, entry in enumerate(entries) if entry.exercise and entry.exercise.id == now["activity"]]
    return keys.index(wanted) if wanted in keys else same[0] if same else None


def following(gathering: Gathering, entries: Sequence[Entry], now: Now | None) -> Entry | None:
    """The line that comes next; None after the last one. What is now may have left the agenda meanwhile."""
    if now is None or now["part"] == "welcome":
        return entries[0]
    if now["part"] == "closing":
        return None
    here = place(entries, now)
    if here is not None:
        return entries[here + 1] if here + 1 < len(entries) else None
    if not now["activity"]:
        return following(gathering, entries, now["before"])
    order = [each.id for each in gathering.exercises]
    after = order.index(now["activity"])
    later = (each for each in entries if not each.exercise or order.index(each.exercise.id) > after)
    return next((each for each in later if each.kind != "break"), None)


def minutes_of(entries: Sequence[Entry], now: Now) -> float:
    """The minutes of the line that is now, or of all lines of its activity when no step is named; 0 for none."""
    if now["activity"] and not now["step"]:
        return sum(entry.minutes for entry in entries if entry.exercise and entry.exercise.id == now["activity"])
    here = place(entries, now)
    return 0.0 if here is None else entries[here].minutes


def gone_to(
    entries: Sequence[Entry], before: Now | None, activity: str | None, part: str, step: str, at: float
) -> Value:
    """What stands as now when the group goes to an activity or a part, with its clock begun."""
    now: Value = {"activity": activity, "part": part, "step": step, "since": at}
    here = place(entries, now)
    begins = at - (entries[here].start * MINUTE if here is not None else 0)
    return {
        **now,
        "clock": begun(minutes_of(entries, now) * MINUTE, at),
        "began": None if part == "welcome" else begins if _is_new(before) else (before or {})["began"],
        "before": {**before, "before": None} if before else None,
    }


def is_at(now: Now | None, activity: str | None, part: str, step: str) -> bool:
    """Whether that is now already, so that a second tap begins nothing anew."""
    return now is not None and (now["activity"], now["part"], now["step"]) == (activity, part, step)


def _is_new(before: Now | None) -> bool:
    """Whether a meeting begins with what comes now."""
    return before is None or before["began"] is None or before["part"] == "closing"


def _key(activity: str, step: str) -> str:
    return f"{activity}/{step}" if step else activity
