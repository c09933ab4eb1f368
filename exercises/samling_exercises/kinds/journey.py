"""``journey``: a user journey in phases, with notes, marks and two sheets."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Words


class Structure(ExerciseStructure):
    """``journey``: which journey of the programme it works on, kept from gathering to gathering; ``phases``: those
    offered to an empty one, which the group's own may replace.
    """

    kind: Literal["journey"]
    journey: Id
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
