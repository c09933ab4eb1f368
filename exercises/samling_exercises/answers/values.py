"""What the book hands out. The texts are left out of `repr`, so that a log line or a traceback never shows them."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Field = tuple[str, str]
"""The key of an exercise and the id of a field."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One revision of one field: its text, its number (1 is the first) and when it was written (with time zone UTC)."""

    text: str = dataclasses.field(repr=False)
    revision: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The text stands in the database under this revision; a crash from here on does not lose it."""

    revision: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was written: the field has a newer revision than the one the writer had seen."""

    current: Answer


@dataclass(frozen=True, slots=True)
class Me:
    """The member whose book this is, as the database knows them now.

    `role` is the acting one; `group` is None for the local reader, whose workbook is in no group. `closed`: nothing can
    be written or shared any more, because the group was closed or has come to its end.
    """

    member: str
    role: str
    nickname: str | None = dataclasses.field(repr=False)
    group: str | None
    group_name: str | None = dataclasses.field(repr=False)
    practice: bool
    ends_at: datetime | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A participant's seat as the group knows it. `id` is the seat's number, or what stands for one without a seat.

    `here` False: nobody has used the seat's card, so whoever sits there is on paper. `me`: it is this member's.
    """

    id: str
    seat: int | None
    nickname: str = dataclasses.field(repr=False)
    here: bool
    me: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing of the group's as it stands: its value (None: taken away), its revision, when it was written last and
    first.
    """

    name: str
    value: dict[str, Any] | None = dataclasses.field(repr=False)
    revision: int
    written_at: datetime
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What stands after a writing. `clash`: nothing was written, because somebody else's writing stands there."""

    kept: Kept
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """How many would see what is shared, oneself not counted."""

    mentors: int
    members: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A copy of this revision of a field is there for others to see; ``names``: those it was given to, where only some
    were.
    """

    revision: int
    audience: str
    shared_at: datetime
    names: tuple[str, ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SharedText:
    """What somebody else shared. `member` tells sharers apart in a list and leads to nobody's answers."""

    member: str
    nickname: str = dataclasses.field(repr=False)
    field: str
    text: str = dataclasses.field(repr=False)
    audience: str
    shared_at: datetime
