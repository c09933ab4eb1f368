"""What the book hands out. The texts are left out of `repr`, so that a log line or a traceback never shows them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One revision of one field: its text, its number (1 is the first) and when it was written (with time zone UTC)."""

    text: str = field(repr=False)
    revision: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The text stands in the database under this revision; a crash from here on does not lose it."""

    revision: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was written: the field has a newer revision than the one the writer had seen."""

    current: Answer
