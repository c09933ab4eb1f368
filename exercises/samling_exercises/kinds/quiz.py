"""``quiz``: a knowledge check with an explanation to each answer and no score."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import ExerciseStructure, ExerciseText, Id, Ids, Strict, Words, disagreement


class Question(Strict):
    """A question's options, and which of them are right."""

    id: Id
    options: Ids
    right: Ids

    @model_validator(mode="after")
    def _right_is_an_option(self) -> Self:
        strangers = [option for option in self.right if option not in self.options]
        if strangers:
            raise disagreement(f"'{strangers[0]}' is right, but is none of the options", "right")
        return self


class Structure(ExerciseStructure):
    """``questions`` in order."""

    kind: Literal["quiz"]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, strict=False)]


class OptionText(Strict):
    """An answer one may choose, and the explanation that follows it."""

    text: Words
    explanation: Words


class QuestionText(Strict):
    """A question and its options."""

    question: Words
    options: dict[Id, OptionText]


class Text(ExerciseText):
    """Words for each question."""

    questions: dict[Id, QuestionText]
