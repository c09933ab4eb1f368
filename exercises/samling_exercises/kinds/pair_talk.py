"""``pair_talk``: talks two and two (one three when odd) with roles and phases."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import ExerciseStructure, ExerciseText, Id, Ids, Phases, TitledText


class Structure(ExerciseStructure):
    """``swap_minutes``: what it costs when the two change roles."""

    kind: Literal["pair_talk"]
    phases: Phases
    roles: Ids
    swap_minutes: Annotated[int, Field(ge=1, le=60)]


class Text(ExerciseText):
    """Words for each phase and role."""

    phases: dict[Id, TitledText]
    roles: dict[Id, TitledText]
