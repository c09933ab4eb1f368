"""``reading``: a text with its pictures, and one thing to think about."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Words


class Structure(ExerciseStructure):
    """Nothing beyond what every exercise has: the text is the body of the text file."""

    kind: Literal["reading"]


class Text(ExerciseText):
    """``think``: the one thing to think about."""

    think: Words
