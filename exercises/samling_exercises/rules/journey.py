"""What holds for a journey whose notes many write at once: how two writings meet, and what stands in which order.

A thing is a phase ``{title, order}``, a note ``{text, kind, mark, phase, order, gathering}`` or a proposal ``{text,
phase, sheet, order, gathering, done}``. What somebody wrote in words weighs more than where it hangs: words are never
lost without a person seeing it, while of two places the later one simply holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samling_exercises.answers.records import Clash, Value

WORDS = frozenset({"text", "title"})
"""The keys that hold what somebody wrote; all others say where a thing hangs and how it is marked."""


def merge(seen: Value | None, stands: Value | None, wanted: Value | None) -> Value | None:
    """What shall stand when two wrote: what the writer had seen, what stands now, what the writer wants.

    None is a thing that is not there. Changes to different keys go together; of two places the later stands; words that
    were changed while somebody took the thing away stand; a thing that was only moved meanwhile stays away. Doing the
    same once more changes nothing.

    :raises Clash: both changed the same words, or one took away what the other has changed since.
    """
    if wanted is None:
        if stands is not None and (seen is None or _words(seen) != _words(stands)):
            raise Clash
        return None
    if stands is None:
        return wanted if seen is None or _words(wanted) != _words(seen) else None
    return {key: _met(key, seen, stands, wanted) for key in sorted({*stands, *wanted})}


def ordered(things: Mapping[str, Value]) -> list[str]:
    """The names in the order in which they hang: by ``order``, and by name where two are equal."""
    return sorted(things, key=lambda name: (place(things[name]), name))


def place(value: Value) -> float:
    """Where a thing hangs among its neighbours."""
    found = value.get("order", 0)
    return float(found) if isinstance(found, int | float) else 0.0


def after(things: Iterable[Value]) -> float:
    """A place behind all of these."""
    return max((place(value) for value in things), default=0.0) + 1


def neighbour(phases: Mapping[str, Value], phase: str) -> str | None:
    """Where the notes of a phase go when it is taken away: to the one before, from the first to the one after.

    None where there is no other.
    """
    names = ordered(phases)
    where = names.index(phase)
    others = names[max(0, where - 1) : where] or names[1:2]
    return others[0] if others else None


def points(proposals: Mapping[str, Value], sheet: str) -> list[str]:
    """The names of the proposals on a sheet, in their order."""
    return ordered({name: value for name, value in proposals.items() if value.get("sheet") == sheet})


def fingerprint(texts: Sequence[str]) -> str:
    """16 hexadecimal digits of a sheet's points in their order: what a group approved, and whether it still is that."""
    return hashlib.sha256(json.dumps(list(texts), ensure_ascii=True).encode()).hexdigest()[:16]


def letters(titles: Sequence[str]) -> tuple[str, ...]:
    """A letter for each kind of note, since colour alone says nothing to some: no two are the same.

    The last word of «Det vi hørte» and «Det personen kjente» tells them apart, so its first letter comes first.
    """
    taken: list[str] = []
    for number, title in enumerate(titles, 1):
        words = ["".join(filter(str.isalpha, word)) for word in title.upper().split()]
        initials = [word[0] for word in reversed(words) if word]
        rest = [letter for word in reversed(words) for letter in word]
        taken.append(next((letter for letter in (*initials, *rest) if letter not in taken), str(number)))
    return tuple(taken)


def _words(value: Value) -> dict[str, Any]:
    return {key: value[key] for key in WORDS if key in value}


def _met(key: str, seen: Value | None, stands: Value, wanted: Value) -> Any:
    """One key of two writings. Without anything seen, both are changes."""
    theirs, mine = stands.get(key), wanted.get(key)
    if theirs == mine or (seen is not None and seen.get(key) == mine):
        return theirs
    if key in WORDS and (seen is None or seen.get(key) != theirs):
        raise Clash
    return mine
