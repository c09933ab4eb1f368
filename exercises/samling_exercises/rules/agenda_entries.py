"""From what is to be held at a gathering to the lines of its run sheet, with their times and the break.

Minutes are counted from the beginning of the gathering. What gives way, and when, is decided in ``agenda``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..kinds.reflecting_team import Structure as ReflectingTeam
from ..programme import Exercise, Gathering

Kind = Literal["activity", "break", "telling", "headlines", "story", "next-task"]

BREAK_WITHIN = 60
"""The break begins within so many minutes; a gathering that is no longer than this has none."""


@dataclass(frozen=True)
class Entry:
    """A line of the run sheet. ``exercise`` is None for break and next task; ``number`` counts stories from 1."""

    kind: Kind
    exercise: Exercise | None
    number: int | None
    start: float
    minutes: float

    @property
    def end(self) -> float:
        return self.start + self.minutes

    @property
    def start_phrase(self) -> str:
        """``1:05`` for an hour and five minutes after the beginning."""
        return f"{int(self.start) // 60}:{int(self.start) % 60:02d}"


@dataclass(frozen=True)
class Plan:
    """What is to be held with ``people`` present in ``minutes``: the activities in order, the number of stories by the
    id of those that have stories, and whether only headlines are gathered instead of everyone's telling.
    """

    gathering: Gathering
    people: int
    minutes: float
    held: tuple[Exercise, ...]
    stories: dict[str, int]
    headlines: bool


def is_team(exercise: Exercise) -> bool:
    """Whether it is laid out as a telling (or headlines) and one entry for each story."""
    return isinstance(exercise.structure, ReflectingTeam) and exercise.minutes.story is not None


def laid_out(plan: Plan) -> tuple[Entry, ...]:
    """The entries, one beginning where the one before ends; the next task stands before the last of them.

    The break stands before an activity or a story, as late as it can within the first hour. Where the first activity
    takes longer than that, it comes straight after it. Nobody goes out for coffee to come back and close: it never
    stands before the next task or the last activity.
    """
    lines = [line for exercise in plan.held for line in _lines(plan, exercise)]
    if next_task := plan.gathering.structure.next_task:
        lines.insert(max(1, len(lines) - 1), _line("next-task", None, next_task))
    entries = _timed(lines)
    pause = plan.gathering.structure.pause
    breakable = [
        entry for entry in entries[1:-1] if entry.kind != "next-task" and (entry.kind, entry.number) != ("story", 1)
    ]
    if not pause or not breakable or min(plan.minutes, entries[-1].end) <= BREAK_WITHIN:
        return entries
    within = [entry for entry in breakable if entry.start <= BREAK_WITHIN]
    place = entries.index(within[-1] if within else breakable[0])
    return _timed([*entries[:place], _line("break", None, pause), *entries[place:]])


def _lines(plan: Plan, exercise: Exercise) -> list[Entry]:
    """An activity without its times: one entry, or what a reflecting team consists of."""
    if "at" not in exercise.when and exercise.add_at is not None:
        return [_line("activity", exercise, exercise.add_at)]
    structure = exercise.structure
    stories = plan.stories.get(exercise.id)
    if not isinstance(structure, ReflectingTeam) or stories is None:
        return [_line("activity", exercise, exercise.minutes.total(plan.people, stories))]
    telling = next(phase.minutes for phase in structure.phases if phase.id == structure.tell)
    first = (
        _line("headlines", exercise, structure.headlines)
        if plan.headlines
        else _line("telling", exercise, telling.total(plan.people))
    )
    each = exercise.minutes.total(plan.people, 1)
    return [first, *(_line("story", exercise, each, number) for number in range(1, stories + 1))]


def _line(kind: Kind, exercise: Exercise | None, minutes: float, number: int | None = None) -> Entry:
    return Entry(kind, exercise, number, 0.0, float(minutes))


def _timed(lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same entries with their times."""
    entries: list[Entry] = []
    for line in lines:
        entries.append(replace(line, start=entries[-1].end if entries else 0.0))
    return tuple(entries)
