"""``pair_talk``: talks two and two (one three when odd) with roles and phases."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import ExerciseStructure, ExerciseText, Id, Ids, Phases, TitledText, disagreement


class Structure(ExerciseStructure):
    """``swap_minutes``: what it costs when the two change roles; ``swapped``: phases in which everybody has changed
    roles anyway, because the exercise says so.
    """

    kind: Literal["pair_talk"]
    phases: Phases
    roles: Ids
    swap_minutes: Annotated[int, Field(ge=1, le=60)]
    swapped: Annotated[tuple[Id, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = [phase.id for phase in self.phases]
        for number, name in enumerate(self.swapped):
            if name not in ids:
                raise disagreement(f"there is no phase '{name}' to change roles in", "swapped", number)
        return self


class Text(ExerciseText):
    """Words for each phase and role."""

    phases: dict[Id, TitledText]
    roles: dict[Id, TitledText]
