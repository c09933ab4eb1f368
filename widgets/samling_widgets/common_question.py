"""The one question everybody may answer at a gathering, and the group's picture of it: a snapshot, taken once.

Each keeps ``own-common-<person>`` {band}: which part of the strip the number lies in, never the number, and nobody else
can read it. ``lead-common`` holds {state: ``open``}, and after the picture {state: ``shown`` | ``hidden``, sizes}.
Taking the picture counts the bands, keeps three words (``rules.spread``) and removes every band for good. It is never
taken again, so nobody can hold two pictures beside each other and see what one person changed.

The pages get none of these things as they are, but the view: {state, sizes, answered, fewest}; ``answered`` is the
mentor's, ``sizes`` the mentor's as well while the picture is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samling_exercises import Exercise
from samling_exercises.answers import Kept, StorageError
from samling_exercises.answers.records import Value
from samling_exercises.kinds.scale import HIGHEST, LOWEST, Structure
from samling_exercises.rules import spread

from .answering import Book, reason_of
from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only

COMMON, OWN = "lead-common", "own-common-"
PREFIX = "common"
"""As the storage names what each keeps as their own: ``own-common-…``."""
CLOSED, OPEN, SHOWN, HIDDEN = "closed", "open", "shown", "hidden"
TAKEN = (SHOWN, HIDDEN)


class CommonQuestion(BoardRules):
    """A participant puts ``own-common-<person>`` {number}; a mentor acts ``open``, ``withdraw``, ``picture``, ``hide``
    and ``show``.
    """

    def __init__(self, topic: str, book: Callable[[], Book]) -> None:
        self._topic = topic
        self._book = book

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """The band of somebody's own number, or None when it is taken away. Raises Refusal."""
        person = seen.who.person
        if person is None or name != f"{OWN}{person}":
            raise Refusal("person")
        if state_of(seen) != OPEN:
            raise Refusal("not-now")
        band = None if value is None else {"band": spread.band(_number(value))}
        # Another phone of the same person: what was placed last stands.
        return Entry(name, band, merge=lambda _seen, _stands, wanted: wanted, about=person, history=False)

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """What a mentor's action writes. Raises Refusal."""
        leads_only(seen)
        state, standing = state_of(seen), seen.value(COMMON)
        match action, state:
            case "open", "closed":
                return [_lead({"state": OPEN})]
            case "withdraw", "open":
                return [_lead(None)]
            case "picture", "open":
                return [_lead({"state": SHOWN, "sizes": self._sizes()})]
            case "hide", "shown":
                return [_lead({**(standing or {}), "state": HIDDEN})]
            case "show", "hidden":
                return [_lead({**(standing or {}), "state": SHOWN})]
            case (("open" | "withdraw" | "picture" | "hide" | "show"), _):
                raise Refusal("not-now")
        raise Refusal("name")

    def acted(self, action: str) -> None:
        """When the picture stands, or the question is withdrawn, nothing of a person is kept."""
        if action in ("picture", "withdraw"):
            self._book().forget(self._topic, PREFIX)

    def shows(self, name: str, seen: Seen) -> bool:
        """Only one's own band; the rest is in the view."""
        return name.startswith(OWN)

    def view(self, seen: Seen) -> dict[str, Any]:
        """See the module. Raises StorageError."""
        state, leads = state_of(seen), seen.who.leads
        if state != OPEN:
            self._forget_late(seen)
        sizes = (seen.value(COMMON) or {}).get("sizes") if state == SHOWN or (leads and state == HIDDEN) else None
        answered = self._answered() if leads and state == OPEN else 0
        return {"state": state, "sizes": sizes, "answered": answered, "fewest": spread.FEWEST}

    def _sizes(self) -> list[str]:
        """Three words for everybody together. Raises Refusal with fewer answers than the picture needs."""
        sizes = self._book().tally(self._topic, PREFIX, lambda found: spread.spread(_bands(found)))
        if sizes is None:
            raise Refusal("not-now")
        return list(sizes)

    def _answered(self) -> int:
        return self._book().tally(self._topic, PREFIX, lambda found: len(_bands(found)))

    def _forget_late(self, seen: Seen) -> None:
        """An answer that crossed with the taking of the picture goes as soon as its writer, or a mentor, looks."""
        own = seen.things.get(f"{OWN}{seen.who.person}")
        try:
            if own is not None:
                self._book().put(self._topic, own.name, None, own.revision, about=seen.who.person, history=False)
            elif seen.who.leads and self._answered():
                self._book().forget(self._topic, PREFIX)
        except StorageError as error:  # the next look tries anew
            reason_of(error)


def state_of(seen: Seen) -> str:
    """``closed``, ``open``, ``shown`` or ``hidden``."""
    state = (seen.value(COMMON) or {}).get("state")
    return state if state in (OPEN, *TAKEN) else CLOSED


def _lead(value: Value | None) -> Entry:
    return Entry(COMMON, value, history=False)


def _number(value: Value) -> int:
    number = value.get("number")
    if set(value) != {"number"} or type(number) is not int or not LOWEST <= number <= HIGHEST:
        raise Refusal("shape")
    return number


def _bands(found: Sequence[Value]) -> list[int]:
    bands = [value.get("band") for value in found]
    return [band for band in bands if type(band) is int and band in (0, 1, 2)]


def asks_everyone(exercise: Exercise) -> bool:
    """Whether an exercise has a common question."""
    return isinstance(exercise.structure, Structure) and exercise.structure.common


def is_asked(things: Mapping[str, Kept], seen: Seen) -> bool:
    """Whether the question under a topic is open, and whoever looks has not answered it."""
    state = things.get(COMMON)
    answered = f"{OWN}{seen.who.person}" in things
    return state is not None and (state.value or {}).get("state") == OPEN and not answered
