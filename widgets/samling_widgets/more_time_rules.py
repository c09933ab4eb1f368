"""Minutes an activity was given beyond its own, told to the run sheet's clock: see ``lead_now``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only
from .clock_acts import MINUTE, moved
from .gathering_things import NOW


class MoreTimeRules(BoardRules):
    """Lets a mentor add ``minutes`` to the clock of the run sheet, while it is at this activity."""

    def __init__(self, activity: str, minutes: float) -> None:
        self._activity = activity
        self._minutes = minutes

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``more-time``, which does nothing while the gathering is somewhere else. Raises Refusal."""
        leads_only(seen)
        if action != "more-time":
            raise Refusal("name")
        now = seen.value(NOW)
        if not now or now.get("activity") != self._activity:
            return []
        clock = moved(now.get("clock"), "more", seen.at, seconds=self._minutes * MINUTE)
        return [Entry(NOW, {**now, "clock": clock}, history=False)] if clock else []

    def shows(self, name: str, seen: Seen) -> bool:
        """Nothing: the run sheet shows its own."""
        return False
