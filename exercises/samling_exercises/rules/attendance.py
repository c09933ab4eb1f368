"""Who is at a gathering, by one tap a seat. Late and leaving change who is counted from then on, and redraw nothing.

A person is an id: a seat's number, or ``p1``, ``p2`` … for somebody on paper who has no seat here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Attendance = Literal["here", "late", "left", "away"]
"""``late``: is expected, and comes; ``left``: was here, and went; ``away``: does not come today."""

ATTENDANCES: tuple[Attendance, ...] = ("here", "late", "left", "away")
MOST_ON_PAPER = 12


def after_tap(state: str | None) -> Attendance:
    """One tap: nobody has said anything, or the person was not here → here; here → away."""
    return "away" if state == "here" else "here"


def expected(people: Sequence[str], states: Mapping[str, str]) -> tuple[str, ...]:
    """Those a plan is made for: all who are here or come late; everybody as long as nobody was marked."""
    if not any(states.get(person) in ("here", "late", "left") for person in people):
        return tuple(person for person in people if states.get(person) != "away")
    return tuple(person for person in people if states.get(person) in ("here", "late"))


def present(people: Sequence[str], states: Mapping[str, str]) -> tuple[str, ...]:
    """Those in the room now: whom a draw is among. As long as nobody was marked, everybody who is expected."""
    if any(states.get(person) in ("here", "left") for person in people):
        return tuple(person for person in people if states.get(person) == "here")
    return tuple(person for person in expected(people, states) if states.get(person) != "late")


def on_paper(number: int) -> tuple[str, ...]:
    """The ids of so many people who have no seat here. Raises ValueError outside 0–12."""
    if not 0 <= number <= MOST_ON_PAPER:
        raise ValueError(f"expected 0 to {MOST_ON_PAPER} people on paper, came {number}; give the others a seat")
    return tuple(f"p{place}" for place in range(1, number + 1))
