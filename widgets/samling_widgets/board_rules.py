"""What may be written on a board and done with it, and what follows from it: what a kind says about its own board."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from samling_exercises.answers import Kept, Person
from samling_exercises.answers.records import Merge, Value
from samling_exercises.signs import is_hidden, is_seen

Reason = Literal["shape", "name", "role", "person", "empty", "too-long", "identity", "too-many", "not-now"]


WRITING: Final = "draft-writing"
"""What mentors have begun to type in and not hung up yet; only they see it."""
FARTHEST: Final = 1e9
"""The farthest place among others."""
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class Refusal(Exception):
    """The rules say no. ``reason`` is a word for the page: see ``board_words``."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: str = reason


@dataclass(frozen=True)
class Who:
    """Whose page it is: the role the database knows, and the participant's seat (None for others)."""

    role: str
    person: str | None

    @property
    def leads(self) -> bool:
        return self.role == "mentor"


@dataclass(frozen=True)
class Seen:
    """A board as it stands: its things by name, who is in the group, whose page it is, the server's time in seconds.

    ``also``: other topics the rules asked for (``BoardRules.also``), by topic.
    """

    things: Mapping[str, Kept]
    people: tuple[Person, ...]
    who: Who
    at: float
    also: Mapping[str, Mapping[str, Kept]] = field(default_factory=dict)

    def value(self, name: str) -> Value | None:
        """What stands under a name, or None."""
        found = self.things.get(name)
        return found.value if found else None

    def under(self, prefix: str) -> dict[str, Value]:
        """The values whose names begin so, by the rest of the name, in the order in which they were first written."""
        found = [kept for name, kept in self.things.items() if name.startswith(prefix) and kept.value is not None]
        found.sort(key=lambda kept: kept.first_at)
        return {kept.name.removeprefix(prefix): kept.value for kept in found if kept.value is not None}


@dataclass(frozen=True)
class Entry:
    """Something to be written: None takes it away. See ``GroupRecords.put`` for the rest."""

    name: str
    value: Value | None
    merge: Merge | None = None
    about: str | None = None
    history: bool = True


class BoardRules:
    """Refuses everything, and shows everything the storage gives; a kind overrides what it allows."""

    also: Sequence[str] = ()
    """Other topics whose changes matter here."""

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """What a page may write, as it is to be written. Raises Refusal."""
        raise Refusal("name")

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """What is to be written when something is to happen. Raises Refusal."""
        raise Refusal("name")

    def acted(self, action: str) -> None:
        """What else is to happen once an action is written. Raises StorageError."""

    def shows(self, name: str, seen: Seen) -> bool:
        """Whether a thing that this role may see goes to this page."""
        return True

    def called(self, seen: Seen) -> Mapping[str, str]:
        """What those on paper are called, by person."""
        return {}

    def view(self, seen: Seen) -> dict[str, Any]:
        """What follows from how things stand, for the page to show. Must be ready for JSON."""
        return {}


def text_of(value: Value, key: str, most: int, *, needed: bool = True) -> str:
    """A text of a value, trimmed and without signs that can't be seen. Raises Refusal: ``shape``, ``empty`` or
    ``too-long``.
    """
    found = value.get(key, "")
    if not isinstance(found, str):
        raise Refusal("shape")
    text = "".join(sign for sign in _LINE_ENDS.sub("\n", found) if sign in "\n\t" or not is_hidden(sign)).strip()
    if needed and not any(map(is_seen, text)):
        raise Refusal("empty")
    if len(text) > most:
        raise Refusal("too-long")
    return text


def place_of(value: Value) -> float:
    """The place of a thing among others, within ``FARTHEST``: a page that puts something last adds one to the largest
    there is, so a place too far out is moved in and never refused. Raises Refusal: ``shape``.
    """
    found = value.get("order")
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        raise Refusal("shape")
    return float(max(-FARTHEST, min(FARTHEST, found)))


def writing_of(value: Value | None, seen: Seen) -> Entry:
    """What a mentor has begun to type in, as ``drafts.js`` puts it. The newest stands. Raises Refusal."""
    leads_only(seen)
    if value is not None and not isinstance(value.get("begun"), dict):
        raise Refusal("shape")
    kept = None if value is None else {"begun": value["begun"]}
    return Entry(WRITING, kept, merge=lambda _seen, _stands, wanted: wanted, history=False)


def one_of(value: Value, key: str, choices: Sequence[str], *, none: bool = False) -> str | None:
    """One of the choices, or with ``none`` None. Raises Refusal: ``shape``."""
    found = value.get(key)
    if found is None and none:
        return None
    if not isinstance(found, str) or found not in choices:
        raise Refusal("shape")
    return found


def leads_only(seen: Seen) -> None:
    """Raises Refusal ``role`` for everyone but a mentor."""
    if not seen.who.leads:
        raise Refusal("role")
