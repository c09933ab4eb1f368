"""``journey``: a user journey in phases, with notes, marks and two sheets."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Words


class Structure(ExerciseStructure):
    """``phases``: those offered to an empty journey; the group's own may replace them."""

    kind: Literal["journey"]
    phases: Ids
    note_kinds: Ids
    marks: Ids
    sheets: Ids


class Text(ExerciseText):
    """A name for each phase, kind of note, mark and sheet."""

    phases: dict[Id, Words]
    note_kinds: dict[Id, Words]
    marks: dict[Id, Words]
    sheets: dict[Id, Words]
