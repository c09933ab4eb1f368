"""What a kind with phases tells its page about them: words, minutes, and the mentor's hints with their moments."""

from __future__ import annotations

from typing import Any

from samling_exercises import Exercise
from samling_exercises.kinds.base import Phase

from .wording import spoken_minutes


def timed(phases: tuple[Phase, ...], language: str) -> dict[str, str]:
    """How long each phase takes, as it is said: ``8 min``, by the phase's id."""
    return {phase.id: spoken_minutes(phase.minutes, language) for phase in phases}


def hints(exercise: Exercise, language: str) -> list[dict[str, Any]]:
    """The mentor's hints in order, ``{text, at}``; ``at``: a phase's id, a minute, or None beforehand."""
    text = exercise.text(language)
    moments = exercise.structure.hints_at or (None,) * len(text.hints)
    return [{"text": hint, "at": moment} for hint, moment in zip(text.hints, moments, strict=True)]
