"""Those who have shown an invitation and are choosing a nickname: kept in this server's memory for a while.

The code itself must not stand in a page or an address on the way from one form to the next.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from samling_exercises.groups.codes import Code

WITHIN = 30 * 60
MOST = 500


@dataclass(frozen=True)
class Entry:
    """An invitation that was recognised: ``invitation`` as the register gave it."""

    code: Code = field(repr=False)
    invitation: Any
    shared_computer: bool


class Entries:
    """Invitations by the name a cookie holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Entry]] = {}

    def keep(self, entry: Entry) -> str:
        """Keep an entry; the name it is found by."""
        now = self._clock()
        young = [(name, kept) for name, kept in self._kept.items() if now - kept[0] < WITHIN]
        self._kept = dict(young[-(MOST - 1) :])
        name = secrets.token_urlsafe(24)
        self._kept[name] = (now, entry)
        return name

    def find(self, name: str | None) -> Entry | None:
        """The entry of that name, if it is not too old."""
        when, entry = self._kept.get(name or "", (0.0, None))
        return entry if entry and self._clock() - when < WITHIN else None

    def drop(self, name: str | None) -> None:
        """Forget an entry."""
        self._kept.pop(name or "", None)
