"""``reflecting_team``: a story, an owner who turns away, and a team that talks about two questions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import ExerciseStructure, ExerciseText, Id, Ids, Phases, Strict, Words, disagreement


class Structure(ExerciseStructure):
    """``phases`` in order with their minutes; ``questions``: what the team talks about; ``headlines``: minutes it takes
    to gather the headlines when there is no time for everyone to tell. ``tell`` names the phase in which everyone
    tells, ``story`` the one with which a story's own time begins, ``listening`` the one its owner spends turned away.
    """

    kind: Literal["reflecting_team"]
    phases: Phases
    questions: Ids
    headlines: Annotated[int, Field(ge=1, le=30)]
    tell: Id
    story: Id
    listening: Id

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = [phase.id for phase in self.phases]
        for name in ("tell", "story", "listening"):
            if getattr(self, name) not in ids:
                raise disagreement(f"there is no phase '{getattr(self, name)}'", name)
        return self


class PhaseText(Strict):
    """What a phase is called, what the story's owner does in it and what the team does."""

    title: Words
    owner: Words
    team: Words


class Text(ExerciseText):
    """Words for each phase and question."""

    phases: dict[Id, PhaseText]
    questions: dict[Id, Words]
