"""What others of the group changed, told to the widgets that show it, without anybody loading the page again.

One look after another in the kernel's own event loop, from the first exercise that a group's member opens. A look costs
microseconds while nothing happened. It is a timer and no task: a kernel that ends leaves nothing behind to complain.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from .answering import Book, Feed

EVERY = 0.5
"""Seconds between two looks."""
AFTER_TROUBLE = 1.0
"""Seconds until the next look when one went wrong: two pages that show the same thing agree again within 2 s."""

Tell = Callable[[], None]
log = logging.getLogger(__name__)


class NotTold(Exception):
    """Raised by a follower that could not look up what to tell its page; it is told at the next look."""


class Live:
    """Looks at the book's change feed and tells those who follow a topic (an exercise's key).

    Parameters
    ----------
    book
        Opens the member's answers; called when somebody begins to follow, not before.
    """

    def __init__(self, book: Callable[[], Book]) -> None:
        self._book = book
        self._followers: dict[str, list[Tell]] = {}
        self._owed: set[str] = set()
        self._feed: Feed | None = None
        self._next: asyncio.TimerHandle | None = None

    def follow(self, topic: str, tell: Tell) -> None:
        """Call ``tell`` whenever the topic changed, from now on. Following twice is following once. Raises nothing."""
        followers = self._followers.setdefault(topic, [])
        if tell not in followers:
            followers.append(tell)
        if self._next is None:
            self._look_in(EVERY)
        self._open()

    def happened(self, topic: str) -> None:
        """Something was written: those who follow it in this kernel need not wait for the next look. Raises nothing.

        Whoever could not be told is told at a later look.
        """
        self._owed.discard(topic)
        for tell in tuple(self._followers.get(topic, ())):
            try:
                tell()
            except Exception as error:  # noqa: BLE001 - a callback that raises would show private text in a traceback
                log.warning("What the group shared could not be told: %s.", type(error).__name__)
                self._owed.add(topic)

    def leave(self, topic: str, tell: Tell) -> None:
        """Tell no more; when nobody follows anything, nobody looks."""
        followers = self._followers.get(topic, [])
        if tell in followers:
            followers.remove(tell)
        if not any(self._followers.values()):
            self.stop()

    def stop(self) -> None:
        """Look no more, and let go of the feed."""
        if self._next is not None:
            self._next.cancel()
            self._next = None
        if self._feed is not None:
            self._feed.close()
            self._feed = None

    def look(self) -> bool:
        """Tell of what changed since the last look. False when something went wrong; it is told at a later look."""
        if not self._open():
            return False
        try:
            self._owed |= self._feed.look() if self._feed else frozenset()
        except Exception as error:  # noqa: BLE001 - as above
            log.warning("What the group shared could not be looked up: %s.", type(error).__name__)
            return False
        for topic in sorted(self._owed):
            self.happened(topic)
        return not self._owed

    def _open(self) -> bool:
        """Open the feed before anything is read, so that no change falls between the two."""
        if self._feed is not None:
            return True
        try:
            book = self._book()
            if book.me().group is None:
                self.stop()
                return True
            self._feed = book.feed()
        except Exception as error:  # noqa: BLE001 - as above
            log.warning("The group's changes could not be followed: %s.", type(error).__name__)
            return False
        return True

    def _look_in(self, seconds: float) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a script without an event loop, where no page can be told anything
            return
        self._next = loop.call_later(seconds, self._tick)

    def _tick(self) -> None:
        went_well = self.look()
        if self._next is not None:
            self._look_in(EVERY if went_well else AFTER_TROUBLE)
