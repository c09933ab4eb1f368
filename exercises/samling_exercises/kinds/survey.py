"""``survey``: anonymous questions whose results show from five answers up; rounds may be compared."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import ExerciseStructure, ExerciseText, Id, Strict, Words, disagreement


class Question(Strict):
    """A question and how it is answered. ``options`` belong to ``choice`` alone."""

    id: Id
    answer: Literal["scale", "choice", "text"]
    options: Annotated[tuple[Id, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _options_belong_to_choice(self) -> Self:
        if (self.answer == "choice") != bool(self.options):
            raise disagreement("expected options together with answer: choice, and only then", "answer")
        return self


class Structure(ExerciseStructure):
    """``rounds``: how many times the survey is meant to be held."""

    kind: Literal["survey"]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, strict=False)]
    rounds: Annotated[int, Field(ge=1, le=20)] = 1


class QuestionText(Strict):
    """A question and the words of its options."""

    question: Words
    options: dict[Id, Words] = Field(default_factory=dict)


class Text(ExerciseText):
    """Words for each question."""

    questions: dict[Id, QuestionText]
