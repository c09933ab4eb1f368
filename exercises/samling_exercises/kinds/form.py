"""``form``: labelled text fields, private until their owner shares them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from .base import ExerciseStructure, ExerciseText


class Structure(ExerciseStructure):
    """Needs at least one field."""

    kind: Literal["form"]

    @model_validator(mode="after")
    def _has_fields(self) -> Self:
        if not self.fields:
            raise ValueError("a form needs at least one field; expected a list under fields")
        return self


class Text(ExerciseText):
    """Nothing beyond what every exercise has."""
