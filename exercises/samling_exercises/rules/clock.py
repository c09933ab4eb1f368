"""A clock that counts a time down, the same on every screen.

A clock is the seconds it was set to, the seconds it had run when it last stopped, and the moment since when it runs.
Whoever knows the server's time can work out the rest, so nothing has to be sent every second, and a page that slept
shows the right time when it wakes. Times are seconds on the server's clock; the caller says what the time is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

SHORTEST, LONGEST = 1.0, 36_000.0
"""Seconds a clock may be set to: from one to ten hours."""
FURTHEST = 1e12
"""The largest moment or elapsed time a kept clock may hold, in seconds; far beyond any, and still exact in a float."""


Moment = Annotated[float, Field(ge=0, le=FURTHEST, strict=True, allow_inf_nan=False)]


@dataclass(frozen=True)
class Clock:
    """``length`` and ``elapsed`` in seconds; ``since``: when it last began to run, None while it stands."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    length: Annotated[float, Field(ge=SHORTEST, le=LONGEST, strict=True, allow_inf_nan=False)]
    elapsed: Moment
    since: Moment | None


def start(length: float, at: float) -> Clock:
    """A clock set to ``length`` seconds that runs from ``at``. Raises ValueError outside one second to ten hours."""
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(
            f"expected {SHORTEST:g} to {LONGEST:g} seconds, came {length:g}; set a time within a day's work"
        )
    return Clock(float(length), 0.0, at)


def pause(clock: Clock, at: float) -> Clock:
    """Let it stand; one that stands already is left as it is."""
    return replace(clock, elapsed=spent(clock, at), since=None)


def resume(clock: Clock, at: float) -> Clock:
    """Let it run on; one that runs already is left as it is."""
    return clock if clock.since is not None else replace(clock, since=at)


def more(clock: Clock, at: float, seconds: float = 60.0) -> Clock:
    """Give it more time. After the end this counts from now, so that a minute more is always a minute to use."""
    if seconds <= 0:
        return clock
    return replace(clock, length=min(LONGEST, max(clock.length, spent(clock, at)) + seconds))


def spent(clock: Clock, at: float) -> float:
    """Seconds it has run, pauses left out."""
    return clock.elapsed + (0.0 if clock.since is None else max(0.0, at - clock.since))


def left(clock: Clock, at: float) -> float:
    """Seconds left; less than nothing after the end."""
    return clock.length - spent(clock, at)


def over(clock: Clock, at: float) -> bool:
    """Whether the time is up."""
    return left(clock, at) <= 0


def as_json(clock: Clock) -> dict[str, Any]:
    """The clock as it is kept and sent."""
    return asdict(clock)


def from_json(value: object) -> Clock | None:
    """The clock kept as ``value``, or None when that is no clock: an unknown or missing key, a wrong type or size."""
    try:
        return _KEPT.validate_python(value)
    except ValidationError:
        return None


_KEPT: TypeAdapter[Clock] = TypeAdapter(Clock)
