"""``form``: labelled text fields, private until their owner shares them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from .base import ExerciseStructure, ExerciseText, Words, disagreement


class Structure(ExerciseStructure):
    """Needs at least one field. ``sheet``: whether the group has a sheet of its own beside the fields, on the wall."""

    kind: Literal["form"]
    sheet: bool = False

    @model_validator(mode="after")
    def _has_fields(self) -> Self:
        if not self.fields:
            raise disagreement("a form needs at least one field", "kind")
        return self


class Text(ExerciseText):
    """``sheet``: what the group's own sheet is called."""

    sheet: Words | None = None
