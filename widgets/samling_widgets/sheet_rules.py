"""A common sheet: short lines that all of a group write, in the group's own order.

Things: ``draft-writing`` (see ``writing_of``); ``line-<id>`` {text, order}. Nobody's name is in any of them.
"""

from __future__ import annotations

import re
from typing import Final

from samling_exercises.answers.records import Value
from samling_exercises.rules.journey import merge

from .board_rules import WRITING, BoardRules, Entry, Refusal, Seen, place_of, text_of, writing_of

LINE: Final = "line-"
TEXT_LIMIT: Final = 200
LINES_LIMIT: Final = 40
_ID: Final = re.compile(r"[a-z0-9]{1,40}")


class SheetRules(BoardRules):
    """Participants and mentors add, change, move and take away any line. Words and place of one line go together."""

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """A line, trimmed and on one line, with its place; other keys are dropped."""
        if seen.who.role not in ("participant", "mentor"):
            raise Refusal("role")
        if name == WRITING:
            return writing_of(value, seen)
        if not name.startswith(LINE) or not _ID.fullmatch(name.removeprefix(LINE)):
            raise Refusal("name")
        if value is None:
            return Entry(name, None, merge)
        if seen.value(name) is None and len(seen.under(LINE)) >= LINES_LIMIT:
            raise Refusal("too-many")
        text = " ".join(text_of(value, "text", TEXT_LIMIT).split())
        return Entry(name, {"text": text, "order": place_of(value)}, merge)
