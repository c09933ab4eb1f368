"""Headlines of stories: all that is ever written of one. Only its writer, or a mentor, changes it or takes it away.

``headline-<id>`` {text, person}: ``person`` is whose story it is: somebody of the group, somebody on paper, or
``mentor``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samling_exercises.answers.records import Value

from .board_rules import Entry, Refusal, Seen, one_of, text_of

HEADLINE = "headline-"
MENTOR = "mentor"
LENGTH, MOST, MOST_OF_ONE = 60, 40, 3


def checked_headline(name: str, value: Value | None, seen: Seen, people: Sequence[str]) -> Entry:
    """A headline as it is to be written, or taken away. ``people``: those whose story it may be. Raises Refusal."""
    before = seen.value(name)
    if not seen.who.leads and (seen.who.person is None or (before and before.get("person") != seen.who.person)):
        raise Refusal("person")
    if value is None:
        return Entry(name, None, about=_member(before))
    text = text_of(value, "text", LENGTH)
    if "\n" in text:
        raise Refusal("shape")
    if seen.who.leads:
        person = one_of({"person": MENTOR, **(before or {}), **value}, "person", [*people, MENTOR])
    else:
        person = seen.who.person
    found = headlines(seen).values()
    most = MOST if seen.who.leads else MOST_OF_ONE
    if before is None and (len(found) >= MOST or _of(person, found) >= most):
        raise Refusal("too-many")
    kept = {"text": text, "person": person}
    return Entry(name, kept, about=_member(kept))


def headlines(seen: Seen) -> dict[str, Value]:
    """The headlines by their ids, in the order in which they came."""
    return seen.under(HEADLINE)


def _of(person: str | None, found: Iterable[Value]) -> int:
    return sum(value.get("person") == person for value in found)


def _member(value: Value | None) -> str | None:
    """The person it goes with when somebody is erased; nobody for the mentor's own."""
    person = (value or {}).get("person")
    return person if isinstance(person, str) and person != MENTOR else None
