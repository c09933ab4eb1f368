"""The exercises there are, for what is put together from a member's rows."""

from __future__ import annotations

from samling_exercises import load_programme, programmes
from samling_exercises.programme import Exercise, Gathering


def exercises() -> dict[str, tuple[Gathering, Exercise]]:
    """Every exercise with its gathering by its key, in the order of the content."""
    return {
        exercise.key: (gathering, exercise)
        for name in programmes()
        for gathering in load_programme(name).gatherings
        for exercise in gathering.exercises
    }
