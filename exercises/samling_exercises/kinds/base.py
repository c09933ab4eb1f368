"""What every exercise has, whatever its kind: the part without language, and the texts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1)]
When = Literal["before", "at", "after"]
Seer = Literal["me", "partner", "group", "mentor", "manager", "nobody"]
Audience = Literal["group", "mentor", "teller", "next-teller", "partners", "never"]
"""With whom a field's owner may share it; ``teller`` (who told first), ``next-teller`` (who tells after a change of
roles) and ``partners`` are those drawn to talk with the owner.
"""

Moment = Annotated[int, Field(ge=0, le=240)] | Id | None
"""When a hint helps: so many minutes into the activity, when the phase of this id begins, or (None) beforehand."""

BEGUN = "draft"
RESERVED_FIELDS = frozenset({"done", "board", BEGUN})
"""Field ids the workbook keeps for itself: ``done`` holds the mark a reader sets when an activity is finished,
``board`` what stands on a board of one's own (a kind says how), ``draft`` what is begun and not hung up yet (JSON)."""


def disagreement(message: str, *place: str | int) -> PydanticCustomError:
    """A rule that keys break together; ``place`` is the key whose line the author should look at."""
    return PydanticCustomError("disagreement", "{message}", {"message": message, "place": place})


class Strict(BaseModel):
    """Refuses unknown keys and never turns one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Minutes(Strict):
    """How long something takes, in minutes: fixed, for each person, or for each story.

    In content files a plain number, ``{each: 1}``, or ``{story: 15, stories: 2}``.
    """

    fixed: Annotated[float, Field(gt=0, le=600)] | None = None
    each: Annotated[float, Field(gt=0, le=60)] | None = None
    story: Annotated[float, Field(gt=0, le=120)] | None = None
    stories: Annotated[int, Field(ge=1, le=12)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"fixed": float(value)}
        if not isinstance(value, dict):
            raise disagreement(
                f"expected a number of minutes, {{each: 1}} or {{story: 15, stories: 2}}, came {value!r}"
            )
        return {k: float(v) if type(v) is int and k != "stories" else v for k, v in value.items()}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(value is not None for value in (self.fixed, self.each, self.story)) != 1:
            raise disagreement("expected exactly one of a number, each, or story")
        if (self.story is None) != (self.stories is None):
            raise disagreement("expected story and stories together")
        return self

    def total(self, people: int, stories: int | None = None) -> float:
        """Minutes with ``people`` present; ``stories`` defaults to the number the content proposes."""
        if self.fixed is not None:
            return self.fixed
        if self.each is not None:
            return self.each * people
        return (self.story or 0) * (stories if stories is not None else self.stories or 0)


class FieldStructure(Strict):
    """A text field: its stable id, its height in ruled lines, and with whom its owner may share it later."""

    id: Id
    lines: Annotated[int, Field(ge=1, le=40)]
    share: Audience = "never"
    log: bool = False


class Approval(Strict):
    """A clinician's approval: the name of the role, never of the person, and the day."""

    role: Words
    date: Words


class Clinical(Strict):
    """Marks clinical content. Shown as a draft until ``approved`` is filled in; texts then need sources."""

    date: Words
    approved: Approval | None = None


class ExerciseStructure(Strict):
    """The part of an exercise that does not depend on language."""

    kind: Key
    when: Annotated[tuple[When, ...], Field(min_length=1, strict=False)]
    who: Literal["alone", "pairs", "everyone"]
    minutes: Minutes
    prepared: bool = False
    add_at: Annotated[int, Field(ge=1, le=60)] | None = None
    stored: Literal["nothing", "private", "group"]
    sees: Annotated[tuple[Seer, ...], Field(min_length=1, strict=False)]
    paper: Annotated[int, Field(ge=0, le=120)] = 0
    hints_at: Annotated[tuple[Moment, ...], Field(strict=False)] = ()
    fields: Annotated[tuple[FieldStructure, ...], Field(strict=False)] = ()
    clinical: Clinical | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if len(set(self.when)) != len(self.when):
            raise disagreement("expected each of before, at, after once", "when")
        seen: set[str] = set(RESERVED_FIELDS)
        for number, field in enumerate(self.fields):
            if field.id in RESERVED_FIELDS:
                raise disagreement(f"the field id '{field.id}' is kept for the workbook itself", "fields", number, "id")
            if field.id in seen:
                raise disagreement(f"the field id '{field.id}' stands twice", "fields", number, "id")
            seen.add(field.id)
        if self.stored == "nothing" and self.fields:
            raise disagreement("nothing is stored, but there are fields; expected private or group", "stored")
        if (self.stored == "nothing") != (self.sees == ("nobody",)):
            raise disagreement("expected sees: [nobody] together with stored: nothing, and only then", "sees")
        if self.prepared and "before" not in self.when:
            raise disagreement("the activity is prepared, but when lacks before", "prepared")
        phases = [phase.id for phase in getattr(self, "phases", ()) if isinstance(phase, Phase)]
        for number, moment in enumerate(self.hints_at):
            if isinstance(moment, str) and moment not in phases:
                raise disagreement(f"there is no phase '{moment}' for a hint to help in", "hints_at", number)
        return self


class FieldText(Strict):
    """A field's label and, where it is of help, a sentence below it."""

    label: Words
    help: Words | None = None


class ExerciseText(Strict):
    """The texts of an exercise in one language."""

    title: Words
    purpose: Words
    equipment: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    steps: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    prompts: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    three_minutes: Words | None = None
    hints: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    privacy: Words
    sources: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    fields: dict[Id, FieldText] = Field(default_factory=dict)
    body: str = ""


class TitledText(Strict):
    """A title and what it says."""

    title: Words
    text: Words


Ids = Annotated[tuple[Id, ...], Field(min_length=1, strict=False)]


class Phase(Strict):
    """A phase of an activity and how long it takes."""

    id: Id
    minutes: Minutes


Phases = Annotated[tuple[Phase, ...], Field(min_length=1, strict=False)]
