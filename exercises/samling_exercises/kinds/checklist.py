"""``checklist``: items on levels, with what to do about each; may be filled in before and after."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Strict, Words


class Structure(ExerciseStructure):
    """``items`` down, ``levels`` across."""

    kind: Literal["checklist"]
    items: Ids
    levels: Ids


class ItemText(Strict):
    """What is looked at, and what one can do about it."""

    label: Words
    todo: Words


class Text(ExerciseText):
    """Words for each item and level."""

    items: dict[Id, ItemText]
    levels: dict[Id, Words]
