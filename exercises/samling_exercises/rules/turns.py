"""Whose turn it is in a round.

A round is the chairs in a ring, the chair that begins, the way round, and the moves made so far. Everything else
follows from these. Nobody's name and nothing anybody says is part of it: a chair is a number.

Times are seconds on any clock that only goes forward; the caller says what the time is.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, fields, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from .clock import Moment

Action = Literal["next", "pass"]

FEWEST_CHAIRS, MOST_CHAIRS = 3, 14


@dataclass(frozen=True)
class Move:
    """What ended a turn, and how many seconds the chair had the word."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    action: Action
    seconds: Moment


@dataclass(frozen=True)
class Turns:
    """A round under way. ``elapsed``: what the one speaking used before ``since``; ``since`` is None in a pause."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    chairs: Annotated[int, Field(ge=FEWEST_CHAIRS, le=MOST_CHAIRS, strict=True)]
    first: Annotated[int, Field(ge=1, le=MOST_CHAIRS, strict=True)]
    clockwise: Annotated[bool, Field(strict=True)]
    moves: Annotated[tuple[Move, ...], Field(max_length=2 * MOST_CHAIRS)] = ()
    elapsed: Moment = 0.0
    since: Moment | None = None


@dataclass(frozen=True)
class Standing:
    """Where a round stands: chairs by number, in the order things happened or will happen."""

    now: int | None
    waiting: tuple[int, ...]
    spoken: tuple[int, ...]
    passed: tuple[int, ...]
    silent: tuple[int, ...]

    @property
    def over(self) -> bool:
        return self.now is None


def begin(chairs: int, first: int, *, clockwise: bool, at: float) -> Turns:
    """A round that starts at time ``at`` with chair ``first``. Raises ValueError outside 3–14 chairs."""
    if not FEWEST_CHAIRS <= chairs <= MOST_CHAIRS:
        raise ValueError(f"expected {FEWEST_CHAIRS} to {MOST_CHAIRS} chairs, came {chairs}; count the chairs again")
    if not 1 <= first <= chairs:
        raise ValueError(f"expected a chair from 1 to {chairs} to begin, came {first}; choose one in the ring")
    return Turns(chairs, first, clockwise, since=at)


def standing(turns: Turns) -> Standing:
    """Who speaks now, who is waiting, who has spoken.

    Passing sends a chair to the end of the round once (``passed``: it comes back). Whoever passes again when the turn
    comes back has been offered the word twice, and stays silent this time (``silent``).
    """
    way = 1 if turns.clockwise else -1
    queue = deque((turns.first - 1 + way * n) % turns.chairs + 1 for n in range(turns.chairs))
    spoken: list[int] = []
    passed: list[int] = []
    silent: list[int] = []
    for move in turns.moves:
        chair = queue.popleft()
        if chair in passed:
            passed.remove(chair)
            (spoken if move.action == "next" else silent).append(chair)
        elif move.action == "pass":
            passed.append(chair)
            queue.append(chair)
        else:
            spoken.append(chair)
    now = queue.popleft() if queue else None
    return Standing(now, tuple(queue), tuple(spoken), tuple(passed), tuple(silent))


def step(turns: Turns, action: Action, at: float) -> Turns:
    """The one speaking is done, or passes. The clock of the next begins at once, unless there is a pause."""
    if standing(turns).over:
        return turns
    moved = replace(turns, moves=(*turns.moves, Move(action, spent(turns, at))), elapsed=0.0)
    running = turns.since is not None and not standing(moved).over
    return replace(moved, since=at if running else None)


def undo(turns: Turns, at: float) -> Turns:
    """Take the last move back. The time since then belongs to the one who gets the word back, who had it all along."""
    if not turns.moves:
        return turns
    running = turns.since is not None or standing(turns).over
    elapsed = turns.moves[-1].seconds + spent(turns, at)
    return replace(turns, moves=turns.moves[:-1], elapsed=elapsed, since=at if running else None)


def pause(turns: Turns, at: float) -> Turns:
    """Stop the clock."""
    return replace(turns, elapsed=spent(turns, at), since=None)


def resume(turns: Turns, at: float) -> Turns:
    """Let the clock go on, unless it goes already or everyone has had the word."""
    if turns.since is not None or standing(turns).over:
        return turns
    return replace(turns, since=at)


def spent(turns: Turns, at: float) -> float:
    """Seconds the one speaking has had the word."""
    return turns.elapsed + (0.0 if turns.since is None else max(0.0, at - turns.since))


def total(turns: Turns, at: float) -> float:
    """Seconds of the whole round, pauses left out."""
    return sum(move.seconds for move in turns.moves) + spent(turns, at)


def as_json(turns: Turns) -> dict[str, Any]:
    """The round as it is kept: ``chairs``, ``first``, ``clockwise``, ``moves`` [{action, seconds}], ``elapsed`` and
    ``since`` in seconds.
    """
    return {**asdict(turns), "moves": [asdict(move) for move in turns.moves]}


def from_json(value: object) -> Turns | None:
    """The round kept as ``value``, or None when that is no round: an unknown or missing key, a wrong type or size, a
    chair that is not in the ring, a move after everyone has had the word, or a clock that runs then.
    """
    if not isinstance(value, dict) or set(value) != {field.name for field in fields(Turns)}:
        return None
    try:
        turns = _KEPT.validate_python(value)
    except ValidationError:
        return None
    return turns if _can_be(turns) else None


def _can_be(turns: Turns) -> bool:
    if turns.first > turns.chairs:
        return False
    earlier = (replace(turns, moves=turns.moves[:number]) for number in range(len(turns.moves)))
    return not any(standing(each).over for each in earlier) and not (standing(turns).over and turns.since is not None)


_KEPT: TypeAdapter[Turns] = TypeAdapter(Turns)
