"""Guessing codes is made slow: after five wrong ones in a quarter of an hour, each next try has to wait.

Counted by where the tries come from and by whose code they are for, so that neither many addresses nor many members
help. A try counts as wrong from its beginning until it proves right: tries made at the same time gain nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable

FREE = 5
WITHIN = 15 * 60
LONGEST = 60
MOST_KEYS = 20_000
"""Keys remembered at most; the oldest go first. A guesser with so many addresses is slowed by the codes' keys."""


class TooSoon(Exception):
    """The next try has to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Expected the next code in {seconds} seconds, came one now. Wait that long.")
        self.seconds = seconds


class Slowing:
    """How often codes were wrong of late. Used from the event loop alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, list[float]] = {}

    def begin(self, *keys: str) -> Try:
        """A try with a code. Raises TooSoon when it has to wait; such a try is not looked at and does not count."""
        now = self._clock()
        self._tidy(now, keys)
        wait = max((self._wait(key, now) for key in keys), default=0.0)
        if wait > 0:
            raise TooSoon(math.ceil(wait))
        for key in keys:
            self._wrong.setdefault(key, []).append(now)
        return Try(self, keys, now)

    def take_back(self, keys: Iterable[str], when: float) -> None:
        """A try was not wrong after all."""
        for key in keys:
            times = self._wrong.get(key, [])
            if when in times:
                times.remove(when)
            if not times:
                self._wrong.pop(key, None)

    def _wait(self, key: str, now: float) -> float:
        times = self._wrong.get(key, [])
        if len(times) < FREE:
            return 0
        return times[-1] + min(float(LONGEST), 2.0 ** (len(times) - FREE + 1)) - now

    def _tidy(self, now: float, keys: Iterable[str]) -> None:
        for key in keys:
            times = [when for when in self._wrong.pop(key, []) if now - when < WITHIN]
            if times:
                self._wrong[key] = times  # now the youngest
        while len(self._wrong) > MOST_KEYS:
            del self._wrong[next(iter(self._wrong))]


class Try:
    """One try with a code: wrong, unless ``right`` is called."""

    def __init__(self, slowing: Slowing, keys: tuple[str, ...], when: float) -> None:
        self._slowing, self._keys, self._when = slowing, keys, when

    def right(self) -> None:
        """The code was right, or could not be looked at."""
        self._slowing.take_back(self._keys, self._when)
