"""``round``: everybody gets the word in turn round the ring; what is said is never stored."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Words


class Structure(ExerciseStructure):
    """``questions``: what each answers aloud. Fields, if any, are the private part afterwards."""

    kind: Literal["round"]
    questions: Ids


class Text(ExerciseText):
    """One sentence for each question."""

    questions: dict[Id, Words]
