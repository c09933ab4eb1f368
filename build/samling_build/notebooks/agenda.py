"""Agenda arithmetic: when each activity of a gathering begins, and what gives way when the time does not suffice."""

from __future__ import annotations

from dataclasses import dataclass

from samling_exercises.programme import Exercise, Gathering

BREAK_WITHIN = 60
"""The break belongs within the first hour (minutes from the beginning)."""


@dataclass(frozen=True)
class Entry:
    """An activity held at the gathering, or the break (``exercise`` is None). Minutes from the beginning."""

    exercise: Exercise | None
    start: float
    minutes: float

    @property
    def start_phrase(self) -> str:
        """``1:05`` for an hour and five minutes after the beginning."""
        return f"{int(self.start) // 60}:{int(self.start) % 60:02d}"


@dataclass(frozen=True)
class Agenda:
    """The entries in order, what they take together, and the activities that are left to do at home."""

    entries: tuple[Entry, ...]
    total: float
    at_home: tuple[Exercise, ...] = ()


def agenda(gathering: Gathering, people: int) -> Agenda:
    """The activities held at the gathering with ``people`` present.

    When that takes longer than the gathering is set to, first only one story is told, then what may also be done
    afterwards is left to do at home.
    """
    whole = _laid_out(gathering, people, None, ())
    if whole.total <= gathering.minutes:
        return whole
    shorter = _laid_out(gathering, people, 1, ())
    if shorter.total <= gathering.minutes:
        return shorter
    at_home = tuple(exercise for exercise in gathering.exercises if {"at", "after"} <= set(exercise.when))
    return _laid_out(gathering, people, 1, at_home)


def _laid_out(gathering: Gathering, people: int, stories: int | None, at_home: tuple[Exercise, ...]) -> Agenda:
    held = [exercise for exercise in gathering.exercises if "at" in exercise.when and exercise not in at_home]
    lengths = [exercise.minutes.total(people, stories) for exercise in held]
    before_break = max((n for n in range(len(held) + 1) if sum(lengths[:n]) <= BREAK_WITHIN), default=0)
    entries: list[Entry] = []
    start = 0.0
    for number, (exercise, minutes) in enumerate(zip(held, lengths, strict=True)):
        if number == before_break and gathering.structure.pause:
            entries.append(Entry(None, start, gathering.structure.pause))
            start += gathering.structure.pause
        entries.append(Entry(exercise, start, minutes))
        start += minutes
    return Agenda(tuple(entries), start, at_home)
