"""Agenda arithmetic: when each activity of a gathering begins."""

from __future__ import annotations

from dataclasses import dataclass

from samling_exercises.programme import Exercise, Gathering


@dataclass(frozen=True)
class Entry:
    """An activity held at the gathering; ``start`` and ``minutes`` count in minutes from the beginning."""

    exercise: Exercise
    start: float
    minutes: float

    @property
    def start_phrase(self) -> str:
        """``1:05`` for an hour and five minutes after the beginning."""
        return f"{int(self.start) // 60}:{int(self.start) % 60:02d}"


@dataclass(frozen=True)
class Agenda:
    """The activities in order, and what they take together."""

    entries: tuple[Entry, ...]
    total: float


def agenda(gathering: Gathering, people: int) -> Agenda:
    """The activities held at the gathering, one after the other, with ``people`` present."""
    entries: list[Entry] = []
    start = 0.0
    for exercise in gathering.exercises:
        if "at" in exercise.when:
            minutes = exercise.minutes.total(people)
            entries.append(Entry(exercise, start, minutes))
            start += minutes
    return Agenda(tuple(entries), start)
