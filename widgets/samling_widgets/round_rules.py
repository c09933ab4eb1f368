"""What a mentor may do with a round, and what follows: kept with the group, so that each of their screens has it.

One thing stands on the board: ``lead-turns``, a round under way (see ``rules.turns``). Chairs are numbers. Nobody's
name and nothing anybody says is part of it, and how it stood before is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from samling_exercises.rules import turns as rules

from .board_rules import BoardRules, Entry, Seen, leads_only
from .gathering_things import people_here, topic_of

TURNS: Final = "lead-turns"
USUAL_CHAIRS: Final = 8


class RoundRules(BoardRules):
    """The rules of one round. ``gathering``: whose people sit in the ring."""

    def __init__(self, gathering: str) -> None:
        self._gathering = gathering
        self.also = (topic_of(gathering),)

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``begin`` {chairs, first, clockwise}, ``next``, ``pass``, ``undo``, ``pause``, ``resume``, ``stop``.

        All but ``begin`` and ``stop`` say in ``moves`` how many moves the page knew of: a second tap on the same
        button, or an old page, changes nothing.
        """
        leads_only(seen)
        before = rules.from_json(seen.value(TURNS))
        after = moved(before, {**message, "action": action}, seen.at)
        if after == before:
            return []
        return [Entry(TURNS, None if after is None else rules.as_json(after), history=False)]

    def shows(self, name: str, seen: Seen) -> bool:
        """Nothing as it is kept: ``view`` says it."""
        return False

    def view(self, seen: Seen) -> dict[str, Any]:
        """For a mentor ``turns`` (see ``shown``) and ``chairs``, how many one would set up now; nothing for others."""
        if not seen.who.leads:
            return {}
        people = len(people_here(seen, self._gathering))
        # The mentor sits in the ring as well.
        chairs = min(rules.MOST_CHAIRS, max(rules.FEWEST_CHAIRS, people + 1)) if people else USUAL_CHAIRS
        return {"turns": shown(rules.from_json(seen.value(TURNS))), "chairs": chairs}


def moved(turns: rules.Turns | None, message: Mapping[str, Any], at: float) -> rules.Turns | None:
    """The round after a message. One that does not fit the round as it stands leaves it as it is."""
    action = message.get("action")
    if turns is None:
        return _begun(message, at) if action == "begin" else None
    if action == "stop":
        return None
    if message.get("moves") != len(turns.moves):
        return turns
    match action:
        case "next" | "pass":
            return rules.step(turns, action, at)
        case "undo":
            return rules.undo(turns, at)
        case "pause":
            return rules.pause(turns, at)
        case "resume":
            return rules.resume(turns, at)
        case _:
            return turns


def shown(turns: rules.Turns | None) -> dict[str, Any]:
    """The round as the page gets it, empty when there is none: chairs, first, clockwise, moves (count), now, waiting,
    spoken, passed, silent, over; ``elapsed`` and ``total`` in seconds before ``since``, the server's time in seconds
    when the clock last began to run, or None in a pause.
    """
    if turns is None:
        return {}
    standing = rules.standing(turns)
    return {
        "chairs": turns.chairs,
        "first": turns.first,
        "clockwise": turns.clockwise,
        "moves": len(turns.moves),
        "now": standing.now,
        "waiting": list(standing.waiting),
        "spoken": list(standing.spoken),
        "passed": list(standing.passed),
        "silent": list(standing.silent),
        "over": standing.over,
        "elapsed": turns.elapsed,
        "total": sum(move.seconds for move in turns.moves) + turns.elapsed,
        "since": turns.since,
    }


def _begun(message: Mapping[str, Any], at: float) -> rules.Turns | None:
    chairs, first, clockwise = message.get("chairs"), message.get("first"), message.get("clockwise")
    if type(chairs) is not int or type(first) is not int or type(clockwise) is not bool:
        return None
    try:
        return rules.begin(chairs, first, clockwise=clockwise, at=at)
    except ValueError:
        return None
