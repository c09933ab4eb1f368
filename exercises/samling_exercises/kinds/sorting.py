"""``sorting``: notes to pillars, without right answers and without score."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import ExerciseStructure, ExerciseText, Id, Ids, Words


class Structure(ExerciseStructure):
    """``examples``: how many starter notes the texts offer."""

    kind: Literal["sorting"]
    pillars: Ids
    examples: Annotated[int, Field(ge=0, le=20)]


class Text(ExerciseText):
    """A name for each pillar, and the starter notes."""

    pillars: dict[Id, Words]
    examples: Annotated[tuple[Words, ...], Field(strict=False)] = ()
