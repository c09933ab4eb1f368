"""What the register hands out. Keys and tokens are left out of `repr`; codes hide themselves."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from samling_exercises.groups.codes import Code
from samling_exercises.groups.dates import OSLO

Role = Literal["participant", "mentor", "wall", "coordinator"]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group. `programme` None goes through them all (the practice group does). Moments are in UTC."""

    id: str
    name: str | None
    programme: str | None
    practice: bool
    link: str | None
    last_gathering_on: date | None
    ends_at: datetime | None
    closed_at: datetime | None
    erased_at: datetime | None
    made_at: datetime

    @property
    def ends_on(self) -> date | None:
        """The last day on which the group's private text is there, by the calendar in Norway."""
        return None if self.ends_at is None else self.ends_at.astimezone(OSLO).date()

    def has_ended(self, now: datetime) -> bool:
        """Whether the end has come, be the private text erased already or not."""
        return self.erased_at is not None or (self.ends_at is not None and self.ends_at <= now)


@dataclass(frozen=True, slots=True)
class Invited:
    """A fresh invitation, shown once: the code is not stored."""

    role: Role
    seat: int | None
    code: Code


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group that was just made: an invitation a seat, and one for a mentor."""

    group: GroupFacts
    invitations: tuple[Invited, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that lets somebody new in."""

    id: int
    group: GroupFacts
    role: Role
    seat: int | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A member's own code, and the data key that it opened."""

    member: str
    key: bytes = field(repr=False)
    by: Literal["code", "recovery"]


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is signed in: the cookie gets `token`.

    The codes are there when they are new, to be shown on the member's own screen. `replaced` is the visit that this
    browser had before and that is no more; its kernels belong to the new one or are closed.
    """

    member: str
    token: str = field(repr=False)
    personal: Code | None = None
    recovery: Code | None = None
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as a visit has it. Who has left may still read, take out and erase."""

    member: str
    group: GroupFacts
    role: Role
    nickname: str | None = field(repr=False)
    seat: int | None
    codes_seen: bool
    left: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that is signed in, with one seat or several."""

    id: str
    shared_computer: bool
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat as the mentor sees it: taken by somebody (`member`), invited for, or neither. Others than participants
    have no seat number.
    """

    seat: int | None
    role: Role
    member: str | None
    nickname: str | None = field(repr=False)
    entered_at: datetime | None
    left_at: datetime | None
    invited: bool


@dataclass(frozen=True, slots=True)
class GatheringCount:
    """How many participants wrote or marked anything in a gathering, and how many shared anything."""

    gathering: str
    answered: int
    shared: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a coordinator sees of a group: numbers of participants, and nothing of any of them."""

    seats: int
    entered: int
    left: int
    gatherings: tuple[GatheringCount, ...]
