"""A stretch of a text that was found, without the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["national-id", "perhaps-national-id", "phone", "e-mail", "birth-date"]
Level = Literal["stop", "ask"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something was found: `text[start:end]`. It holds no text, so that a log or an error can hold it.

    `level` is "stop" when the text must not be shared as it stands, "ask" when the writer is asked once.
    """

    kind: Kind
    level: Level
    start: int
    end: int

    def overlaps(self, other: Finding) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
