"""``reflecting_team``: a story, an owner who turns away, and a team that talks about two questions."""

from __future__ import annotations

from typing import Literal

from .base import ExerciseStructure, ExerciseText, Id, Ids, Phases, Strict, Words


class Structure(ExerciseStructure):
    """``phases`` in order with their minutes; ``questions``: what the team talks about."""

    kind: Literal["reflecting_team"]
    phases: Phases
    questions: Ids


class PhaseText(Strict):
    """What a phase is called, what the story's owner does in it and what the team does."""

    title: Words
    owner: Words
    team: Words


class Text(ExerciseText):
    """Words for each phase and question."""

    phases: dict[Id, PhaseText]
    questions: dict[Id, Words]
