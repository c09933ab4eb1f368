"""What ``samling group`` answers about groups: sentences for a person, plain values for a script."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .terminal import say

if TYPE_CHECKING:
    from samling_exercises.groups import GroupFacts, Invited, SeatFacts


def line_of(invited: Invited) -> str:
    """An invitation on one line."""
    place = f"Seat {invited.seat}" if invited.role == "participant" else invited.role.capitalize()
    return f"{place}: {invited.code}"


def invitation_of(invited: Invited) -> dict[str, Any]:
    """An invitation for a script."""
    return {"role": invited.role, "seat": invited.seat, "code": str(invited.code)}


def facts_of(group: GroupFacts) -> dict[str, Any]:
    """A group for a script; days and moments in ISO 8601."""
    return {
        "id": group.id,
        "name": group.name,
        "programme": group.programme,
        "practice": group.practice,
        "last_gathering": _iso(group.last_gathering_on),
        "ends": _iso(group.ends_on),
        "closed": _iso(group.closed_at),
        "erased": _iso(group.erased_at),
    }


def seat_of(seat: SeatFacts) -> dict[str, Any]:
    """A seat for a script."""
    return {
        "seat": seat.seat,
        "role": seat.role,
        "nickname": seat.nickname,
        "entered": _iso(seat.entered_at),
        "left": _iso(seat.left_at),
    }


def state_of(group: GroupFacts) -> str:
    """In a word, how things stand with a group."""
    if group.erased_at:
        return "erased"
    return "for practice" if group.practice else "closed" if group.closed_at else "open"


def say_end(group: GroupFacts) -> None:
    """Say when a group ends, and what that means."""
    if group.ends_on and not group.erased_at:
        say(f"It ends on {group.ends_on.isoformat()}. What its members wrote is erased then.")


def name_of(group: GroupFacts) -> str:
    """What a group is called; the practice group has no name of its own."""
    return group.name or "Practice group"


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
