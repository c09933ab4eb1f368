"""``scale``: importance and belief placed on 1–10, and follow-up questions led by the gap."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from .base import RESERVED_FIELDS, ExerciseStructure, ExerciseText, Id, Ids, Strict, Words, disagreement

LOWEST, HIGHEST = 1, 10


class Structure(ExerciseStructure):
    """``strips``: what is placed on a scale; ``follow_ups``: the questions that may come after; ``then``: the scale of
    an earlier gathering (``2/scaling``) that this one is held beside; ``common``: whether there is one question whose
    spread in the group the mentor may show.
    """

    kind: Literal["scale"]
    strips: Ids
    follow_ups: Ids
    then: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=80)] | None = None
    common: bool = False

    @model_validator(mode="after")
    def _kept(self) -> Self:
        taken = {field.id for field in self.fields} | RESERVED_FIELDS
        for number, strip in enumerate(self.strips):
            if strip in taken:
                raise disagreement(
                    f"'{strip}' is a field's id too; a number is kept under the strip's", "strips", number
                )
        return self


class StripText(Strict):
    """A strip's question, and the anchor words at 1 and 10."""

    label: Words
    low: Words
    high: Words


class Text(ExerciseText):
    """A follow-up may hold ``{number}``, the number chosen. ``common``: the question all of the group may answer."""

    strips: dict[Id, StripText]
    follow_ups: dict[Id, Words]
    common: StripText | None = None
