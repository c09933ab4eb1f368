"""Guessing codes is made slow: after a number of wrong ones in a quarter of an hour, each next try has to wait.

Counted by several keys at once (see ``guessers``), each with its own number, so that neither many addresses nor many
members help a guesser, and nobody is kept out by what others on the same network mistype.

What is wrong is counted when it is known. Until then a try takes up one of its keys' free places, so that tries made at
the same time gain nothing; whoever finds none free waits in line, and is not told that a code was wrong.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import NamedTuple

from .visits import Busy

ONE, MANY = 5, 30
"""Wrong codes that are free: of one browser, or of one address for one code; of all behind an address together."""
WITHIN = 15 * 60
LONGEST = 60
MOST_IN_LINE = 20
"""Tries that wait in line for one key at most."""
MOST_KEYS = 20_000
"""Keys remembered at most; the oldest go first. A guesser with so many addresses is slowed by the codes' keys."""


class Key(NamedTuple):
    """What tries are counted by, and how many wrong ones are free."""

    name: str
    free: int


def guessers(address: str, browser: str, locator: str | None = None) -> tuple[Key, ...]:
    """The keys of a try. ``locator`` is whose code it is for, where there are many codes.

    A browser is soon slowed, and so is an address that tries one code under ever new browsers. An address alone may be
    a whole ward's, and a locator is no secret: somebody else's wrong tries must not keep its owner out.
    """
    keys = (Key(f"browser {browser}", ONE), Key(f"from {address}", MANY))
    return keys if locator is None else (*keys, Key(f"from {address} for {locator}", ONE), Key(f"for {locator}", MANY))


class TooSoon(Exception):
    """The next try has to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Expected the next code in {seconds} seconds, came one now. Wait that long.")
        self.seconds = seconds


class Try:
    """One try with a code, under way. Whoever made it says when the code opened nothing."""

    def __init__(self) -> None:
        self.is_wrong = False

    def wrong(self) -> None:
        """The code opened nothing."""
        self.is_wrong = True


class Slowing:
    """How often codes were wrong of late. Used from the event loop alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, list[float]] = {}
        self._under_way: Counter[str] = Counter()
        self._in_line: list[tuple[asyncio.Future[None], tuple[Key, ...]]] = []

    @asynccontextmanager
    async def trying(self, keys: tuple[Key, ...]) -> AsyncIterator[Try]:
        """A try with a code, once it is its turn.

        Raises TooSoon when it has to wait; such a try is not looked at and does not count. Raises Busy where too many
        are in line.
        """
        while not self._may_begin(keys):
            await self._next_turn(keys)
        names = [key.name for key in keys]
        self._under_way.update(names)
        attempt = Try()
        try:
            yield attempt
        finally:
            self._under_way -= Counter(names)
            if attempt.is_wrong:
                for name in names:
                    self._wrong.setdefault(name, []).append(self._clock())
            for turn, _ in self._in_line:
                if not turn.done():
                    turn.set_result(None)

    def _may_begin(self, keys: tuple[Key, ...]) -> bool:
        now = self._clock()
        self._tidy(now, keys)
        wait = max((self._wait(key, now) for key in keys), default=0.0)
        if wait > 0:
            raise TooSoon(math.ceil(wait))
        return all(self._under_way[name] < max(1, free - len(self._wrong.get(name, ()))) for name, free in keys)

    async def _next_turn(self, keys: tuple[Key, ...]) -> None:
        """Wait until a try ends. Those in line look again in the order they came."""
        if any(sum(key in others for _, others in self._in_line) >= MOST_IN_LINE for key in keys):
            raise Busy
        place = (asyncio.get_running_loop().create_future(), keys)
        self._in_line.append(place)
        try:
            await place[0]
        finally:
            self._in_line.remove(place)

    def _wait(self, key: Key, now: float) -> float:
        times = self._wrong.get(key.name, [])
        if len(times) < key.free:
            return 0
        return times[-1] + min(float(LONGEST), 2.0 ** (len(times) - key.free + 1)) - now

    def _tidy(self, now: float, keys: Iterable[Key]) -> None:
        for name, _ in keys:
            times = [when for when in self._wrong.pop(name, []) if now - when < WITHIN]
            if times:
                self._wrong[name] = times  # now the youngest
        while len(self._wrong) > MOST_KEYS:
            del self._wrong[next(iter(self._wrong))]
