"""A programme with its gatherings and exercises, as the loader gives them.

One definition has four faces: participant, mentor, wall and paper. Everything here is read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator

from .faults import spoken
from .kinds.base import ExerciseStructure, ExerciseText, FieldStructure, Id, Minutes, Strict, Words, disagreement

T = TypeVar("T")
LEAVE_OUT = ("telling", "second-story")
"""What a gathering may leave out beside whole activities: everyone's telling, and a second story."""
Role = Literal["participant", "mentor", "wall"]
ROLES: tuple[Role, ...] = ("participant", "mentor", "wall")


class GroupSize(Strict):
    """How many people a group is made for."""

    smallest: Annotated[int, Field(ge=2, le=30, alias="from")]
    largest: Annotated[int, Field(ge=2, le=30, alias="to")]


class Interval(Strict):
    """How many weeks lie between two gatherings."""

    fewest: Annotated[int, Field(ge=1, le=52, alias="from")]
    most: Annotated[int, Field(ge=1, le=52, alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.fewest > self.most:
            raise disagreement(f"expected from to be no more than to, came {self.fewest} and {self.most}", "from")
        return self


class ProgrammeStructure(Strict):
    """``gatherings``: the folders, in order; ``cases``: invented stories to borrow, in the folder ``cases``;
    ``interval``: the weeks between two gatherings.
    """

    gatherings: Annotated[tuple[Id, ...], Field(min_length=1, strict=False)]
    group: GroupSize
    interval: Interval
    cases: Annotated[tuple[Id, ...], Field(strict=False)] = ()


class ProgrammeText(Strict):
    """``leader``: what the programme calls its mentor; ``rules``: how people work together in it."""

    title: Words
    leader: Words
    summary: Words
    rules: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    body: str = ""


class CardText(Strict):
    """The mentor's card for when it gets hard."""

    title: Words
    steps: Annotated[tuple[Words, ...], Field(min_length=1, strict=False)]
    sources: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    body: str = ""


class CaseText(Strict):
    """An invented story for a group that brings none: ``headline`` is all a screen shows of it."""

    title: Words
    headline: Words
    body: str = ""


class GatheringStructure(Strict):
    """``minutes``: the length it is made for, with a break of ``pause`` minutes and ``next_task`` minutes for the next
    date and task before the last activity; ``activities``: ids in order; ``leave_out``: what gives way when the time
    set does not suffice, first to last: an activity's id, ``telling`` or ``second-story``; ``always``: ids of those
    that are never left out, by the content or by a mentor, besides the first and the last.
    """

    minutes: Annotated[int, Field(ge=10, le=600)]
    pause: Annotated[int, Field(ge=0, le=60)] = 0
    next_task: Annotated[int, Field(ge=0, le=30)] = 0
    activities: Annotated[tuple[Id, ...], Field(min_length=1, strict=False)]
    leave_out: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    always: Annotated[tuple[Id, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        for number, name in enumerate(self.leave_out):
            if name not in {*LEAVE_OUT, *self.activities}:
                raise disagreement(f"expected an activity, or {spoken(LEAVE_OUT)}, came '{name}'", "leave_out", number)
            if name in self.always:
                raise disagreement(
                    f"expected what may be left out, came '{name}', which is held always", "leave_out", number
                )
        for number, name in enumerate(self.always):
            if name not in self.activities:
                raise disagreement(f"expected an activity, came '{name}'", "always", number)
        return self


class GatheringText(Strict):
    """``aims``: the learning aims."""

    title: Words
    summary: Words
    aims: Annotated[tuple[Words, ...], Field(min_length=1, strict=False)]
    body: str = ""


@dataclass(frozen=True)
class Exercise:
    """One activity: its structure once, its texts for each language."""

    gathering: str
    id: str
    structure: ExerciseStructure
    texts: dict[str, ExerciseText]

    @property
    def key(self) -> str:
        """The stable id answers are stored under: ``mestring/2/check-in``."""
        return f"{self.gathering}/{self.id}"

    @property
    def kind(self) -> str:
        return self.structure.kind

    @property
    def when(self) -> tuple[str, ...]:
        return self.structure.when

    @property
    def who(self) -> str:
        return self.structure.who

    @property
    def minutes(self) -> Minutes:
        return self.structure.minutes

    @property
    def prepared(self) -> bool:
        return self.structure.prepared

    @property
    def add_at(self) -> int | None:
        """Minutes the mentor may add for it at the gathering, or None."""
        return self.structure.add_at

    @property
    def stored(self) -> str:
        return self.structure.stored

    @property
    def sees(self) -> tuple[str, ...]:
        return self.structure.sees

    @property
    def paper(self) -> int:
        """Ruled lines of free space on paper beyond the fields."""
        return self.structure.paper

    @property
    def fields(self) -> tuple[FieldStructure, ...]:
        return self.structure.fields

    def text(self, language: str) -> ExerciseText:
        """The texts in ``language``. Raises LookupError that names the languages there are."""
        return _in_language(self.texts, language, self.key)


@dataclass(frozen=True)
class Gathering:
    """One gathering: activities in order."""

    programme: str
    id: str
    structure: GatheringStructure
    texts: dict[str, GatheringText]
    exercises: tuple[Exercise, ...]

    @property
    def key(self) -> str:
        """``mestring/2``."""
        return f"{self.programme}/{self.id}"

    @property
    def minutes(self) -> int:
        return self.structure.minutes

    def text(self, language: str) -> GatheringText:
        """The texts in ``language``. Raises LookupError that names the languages there are."""
        return _in_language(self.texts, language, self.key)

    def exercise(self, name: str) -> Exercise:
        """The exercise with this id. Raises LookupError that names the ids there are."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        known = spoken(exercise.id for exercise in self.exercises)
        raise LookupError(f"{self.key} has no exercise '{name}'. Choose {known}.")


@dataclass(frozen=True)
class Programme:
    """A programme: its gatherings, the mentor's card and its pictures."""

    id: str
    folder: Path
    structure: ProgrammeStructure
    texts: dict[str, ProgrammeText]
    cards: dict[str, CardText]
    gatherings: tuple[Gathering, ...]
    cases: tuple[dict[str, CaseText], ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.texts)

    def text(self, language: str) -> ProgrammeText:
        """The texts in ``language``. Raises LookupError that names the languages there are."""
        return _in_language(self.texts, language, self.id)

    def card(self, language: str) -> CardText:
        """The mentor's card in ``language``. Raises LookupError that names the languages there are."""
        return _in_language(self.cards, language, self.id)

    def stories(self, language: str) -> dict[str, CaseText]:
        """The invented stories by id, in ``language``. Raises LookupError that names the languages there are."""
        found = zip(self.structure.cases, self.cases, strict=True)
        return {name: _in_language(texts, language, f"{self.id}/cases/{name}") for name, texts in found}

    def gathering(self, name: str) -> Gathering:
        """The gathering with this id. Raises LookupError that names the ids there are."""
        for gathering in self.gatherings:
            if gathering.id == name:
                return gathering
        known = spoken(gathering.id for gathering in self.gatherings)
        raise LookupError(f"{self.id} has no gathering '{name}'. Choose {known}.")

    def picture(self, name: str) -> Path:
        """The file of the picture ``name``. Raises LookupError when there is none."""
        path = self.folder / "pictures" / f"{name}.svg"
        if not path.is_file():
            raise LookupError(f"{self.id} has no picture '{name}'. Put it at {path.name} in the folder pictures.")
        return path


def _in_language(texts: dict[str, T], language: str, where: str) -> T:
    try:
        return texts[language]
    except KeyError:
        raise LookupError(f"{where} is not written in '{language}'. Choose {spoken(texts)}.") from None
