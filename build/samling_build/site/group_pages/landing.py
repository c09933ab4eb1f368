"""The first page: how to come in, and for those who are in, their groups and what there is to open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated

from samling_exercises.groups import Seat

from ...days import is_near, spoken_day
from ..library import Entry
from ..practice import practice_is_open
from .base import GroupHandler, programme_of

DOORS = ("participant", "mentor", "wall")
OPENED_AS = {"participant": "participant", "mentor": "mentor"}
"""The notebooks that a role opens, by the role they are made for."""


@dataclass(frozen=True)
class Opening:
    """One gathering and the address of its page."""

    number: str
    title: str
    summary: str
    address: str


@dataclass(frozen=True)
class Place:
    """A visitor's seat with what it opens. ``near``: the end is so near that it should be said aloud."""

    seat: Seat
    name: str
    programme: str
    role: str
    ends: str
    near: bool
    gatherings: tuple[Opening, ...]


class LandingPage(GroupHandler):
    """The handler of ``/``."""

    @allow_unauthenticated
    async def get(self) -> None:
        """The doors for a stranger, the groups for somebody who is in."""
        held = {seat.role for seat in self.seats if seat.group.practice}
        # Somebody in a real group is not lured away to a group for trying.
        offered = practice_is_open(self) and (held or not self.seats)
        doors = [role for role in DOORS if role not in held] if offered else []
        if self.seats:
            self.show_group("start.html.j2", places=[self.place(seat) for seat in self.seats], doors=doors)
        else:
            self.show_group("doors.html.j2", doors=doors)

    def place(self, seat: Seat) -> Place:
        """A seat as the page shows it."""
        programme = programme_of(seat.group)
        return Place(
            seat=seat,
            name=self.group_name(seat.group),
            programme=self.programme_title(programme),
            role=self.role_name(seat.role, programme),
            ends=spoken_day(seat.group.ends_on, self.language) if seat.group.ends_on else "",
            near=is_near(seat.group.ends_on),
            gatherings=() if seat.left else self.openings(seat),
        )

    def openings(self, seat: Seat) -> tuple[Opening, ...]:
        """The gatherings of a seat's programme, in its role and the reader's language."""
        several = len(self.seats) > 1
        return tuple(
            Opening(
                number=entry.says("gathering"),
                title=entry.says("title"),
                summary=entry.says("summary"),
                address=f"{self.base_url}voila/render/{entry.address}{_group(seat) if several else ''}",
            )
            for entry in in_order(self.library.entries(), self.language)
            if entry.says("role") == OPENED_AS.get(seat.role)
            if seat.group.programme in (None, entry.says("programme"))
        )


def in_order(entries: Iterable[Entry], language: str) -> list[Entry]:
    """The notebooks of gatherings in a language, by programme and number."""
    return sorted((entry for entry in entries if entry.says("gathering") and entry.language == language), key=_place)


def _place(entry: Entry) -> tuple[str, int, str, str]:
    number = entry.says("gathering")
    return (entry.says("programme"), int(number) if number.isdecimal() else 0, number, entry.path)


def _group(seat: Seat) -> str:
    return "?" + urlencode({"group": seat.group.id})
