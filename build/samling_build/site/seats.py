"""Which of a visitor's seats a notebook is for: decided by its role and programme before anything of it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .library import Entry

if TYPE_CHECKING:
    from samling_exercises.groups import Seat

ALSO = {"wall": ("mentor",)}
"""Who else may open a role's notebooks: a mentor may be the wall too."""


def fitting(seats: tuple[Seat, ...], entry: Entry, group: str = "") -> tuple[Seat, ...]:
    """The seats among which the visitor has to choose: none, one, or one a group.

    Real groups go before the practice group, and groups one is in before those one has left. In one group, the seat of
    the notebook's own role goes before one that may act in it.
    """
    role = entry.says("role")
    found = [seat for seat in seats if _opens(seat, role, entry.says("programme")) and group in ("", seat.group.id)]
    found.sort(key=lambda seat: (seat.group.practice, seat.left, seat.role != role))
    best = [seat for seat in found if (seat.group.practice, seat.left) == (found[0].group.practice, found[0].left)]
    firsts = {seat.group.id: seat for seat in reversed(best)}
    return tuple(seat for seat in best if firsts[seat.group.id] is seat)


def acting_role(own: str, asked: str) -> str:
    """The role in which a member acts on a notebook's page."""
    return asked or own


def _opens(seat: Seat, role: str, programme: str) -> bool:
    """Whether the seat is of the notebook's role and programme. A notebook without a role is for everyone who is in."""
    if not role:
        return True
    fits_role = seat.role == role or seat.role in ALSO.get(role, ())
    return fits_role and (seat.group.programme is None or seat.group.programme == programme)
