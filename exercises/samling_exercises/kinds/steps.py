"""``steps``: a template walked step by step with a leader from the group."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import ExerciseStructure, ExerciseText, Id, Ids, TitledText, Words


class Structure(ExerciseStructure):
    """``template``: the steps in order."""

    kind: Literal["steps"]
    template: Ids


class Text(ExerciseText):
    """Words for each step, and the words open questions begin with."""

    template: dict[Id, TitledText]
    open_words: Annotated[tuple[Words, ...], Field(strict=False)] = ()
