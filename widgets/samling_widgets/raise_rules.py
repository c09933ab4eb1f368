"""A point of the group's that the one who leads brings up: every page and the wall show it at the activity that is now.

Stands under the gathering's own topic as ``lead-raised`` {text, sheet}. ``sheet``: what the sheet is called that the
point stands on, or None for a note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only, text_of
from .gathering_things import RAISED

TEXT_LIMIT: Final = 280
SHEET_LIMIT: Final = 80


class RaiseRules(BoardRules):
    """Lets a mentor ``raise`` {text, sheet} a point, and ``lower`` it again."""

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """One point at a time: a new one takes the place of the last."""
        leads_only(seen)
        if action == "lower":
            return [Entry(RAISED, None, history=False)]
        if action != "raise":
            raise Refusal("name")
        point = {"text": message.get("text"), "sheet": message.get("sheet") or ""}
        sheet = text_of(point, "sheet", SHEET_LIMIT, needed=False)
        return [Entry(RAISED, {"text": text_of(point, "text", TEXT_LIMIT), "sheet": sheet or None}, history=False)]

    def shows(self, name: str, seen: Seen) -> bool:
        """Only the point: the run sheet shows the rest."""
        return name == RAISED
