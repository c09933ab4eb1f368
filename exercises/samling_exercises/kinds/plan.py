"""``plan``: dates, place and who is responsible."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Words


class Structure(ExerciseStructure):
    """``rows``: what is planned."""

    kind: Literal["plan"]
    rows: Ids


class Text(ExerciseText):
    """Words for each row."""

    rows: dict[Id, Words]
