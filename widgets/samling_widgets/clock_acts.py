"""What a mentor does with the clock of a phase: pause, go on, more time. On the server's time, see ``rules.clock``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samling_exercises.answers.records import Value
from samling_exercises.rules import clock

CLOCK_ACTS = frozenset({"pause", "resume", "more"})
MINUTE = 60.0


def begun(seconds: float, at: float) -> Value | None:
    """The clock of a phase that begins now; None for one that takes no time."""
    return clock.as_json(clock.start(seconds, at)) if seconds > 0 else None


def moved(stored: Mapping[str, Any] | None, action: str, at: float, *, seconds: float = MINUTE) -> Value | None:
    """A stored clock after ``pause``, ``resume`` or ``more``; None where no clock stands."""
    standing = clock.from_json(stored)
    if standing is None:
        return None
    match action:
        case "pause":
            standing = clock.pause(standing, at)
        case "resume":
            standing = clock.resume(standing, at)
        case "more":
            standing = clock.more(standing, at, seconds)
    return clock.as_json(standing)
