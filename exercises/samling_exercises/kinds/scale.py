"""``scale``: importance and belief placed on 1–10, and follow-up questions led by the gap."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Strict, Words

LOWEST, HIGHEST = 1, 10


class Structure(ExerciseStructure):
    """``strips``: what is placed on a scale; ``follow_ups``: the questions that may come after."""

    kind: Literal["scale"]
    strips: Ids
    follow_ups: Ids


class StripText(Strict):
    """A strip's question, and the anchor words at 1 and 10."""

    label: Words
    low: Words
    high: Words


class Text(ExerciseText):
    """A follow-up may hold ``{number}``, the number chosen."""

    strips: dict[Id, StripText]
    follow_ups: dict[Id, Words]
