"""``form``: labelled text fields, private until their owner shares them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from .base import ExerciseStructure, ExerciseText, disagreement


class Structure(ExerciseStructure):
    """Needs at least one field."""

    kind: Literal["form"]

    @model_validator(mode="after")
    def _has_fields(self) -> Self:
        if not self.fields:
            raise disagreement("a form needs at least one field", "kind")
        return self


class Text(ExerciseText):
    """Nothing beyond what every exercise has."""
