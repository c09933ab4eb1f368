"""What a group may put on its journey, and what follows from it: whether both sheets stand as the group approved them.

Things: ``phase-<id>`` {title, order}; ``note-<id>`` {text, kind, mark, phase, order, gathering}; ``proposal-<id>``
{text, phase, sheet, order, gathering, done}; ``lead-approved-<sheet>`` {fingerprint}; ``lead-shown`` {phase,
gathering}: what the wall shows large, a phase's id or ``sheets``; ``draft-writing``, see ``writing_of``.
Nobody's name is in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from samling_exercises.answers.records import Value
from samling_exercises.rules.journey import after, fingerprint, merge, neighbour, ordered, points

from .board_rules import WRITING, BoardRules, Entry, Refusal, Seen, leads_only, one_of, place_of, text_of, writing_of

PHASE, NOTE, PROPOSAL, APPROVED, SHOWN = "phase-", "note-", "proposal-", "lead-approved-", "lead-shown"
TITLE_LIMIT: Final = 60
TEXT_LIMIT: Final = 280
LIMITS: Final = {PHASE: 30, NOTE: 1000, PROPOSAL: 300}
SHEETS: Final = "sheets"
"""What ``lead-shown`` says when the wall shows both sheets; no phase has this id."""
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LIMIT: Final = 60


class JourneyRules(BoardRules):
    """The rules of one journey, as seen from one gathering.

    Parameters
    ----------
    gathering
        The gathering's id: where what is added now was added.
    phases
        Those offered to an empty journey: titles by id, in order.
    kinds, marks, sheets
        Ids of the kinds of notes, the marks and the sheets.
    """

    def __init__(
        self,
        gathering: str,
        phases: Mapping[str, str],
        kinds: Sequence[str],
        marks: Sequence[str],
        sheets: Sequence[str],
    ) -> None:
        self._gathering = gathering
        self._phases = phases
        self._kinds, self._marks, self._sheets = kinds, marks, sheets

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """A phase, a note or a proposal; for a mentor also what the wall shows."""
        if seen.who.role not in ("participant", "mentor"):
            raise Refusal("role")
        if name == WRITING:
            return writing_of(value, seen)
        if name == SHOWN:
            return Entry(name, self._shown(value, seen), history=False)
        prefix = next((prefix for prefix in LIMITS if name.startswith(prefix)), "")
        if not prefix or not _is_id(name.removeprefix(prefix)) or name == f"{PHASE}{SHEETS}":
            raise Refusal("name")
        if value is None:
            if prefix == PHASE:  # its notes would be left without a place: see ``take-phase``
                raise Refusal("shape")
            return Entry(name, None, merge)
        if seen.value(name) is None and len(seen.under(prefix)) >= LIMITS[prefix]:
            raise Refusal("too-many")
        return Entry(name, self._cleaned(prefix, name, value, seen), merge)

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``begin``; ``take-phase`` {phase, title}; ``approve`` {sheet, fingerprint}; ``withdraw`` {sheet}."""
        if seen.who.role not in ("participant", "mentor"):
            raise Refusal("role")
        if action == "begin":
            return self._begun(seen)
        if action == "take-phase":
            return _without(message.get("phase"), message.get("title"), seen)
        if action in ("approve", "withdraw"):
            return [self._approved(action, message, seen)]
        raise Refusal("name")

    def view(self, seen: Seen) -> dict[str, Any]:
        """``sheets`` by id: ``fingerprint`` of what stands there now, ``approved`` (when the group did, in ISO 8601, or
        None), and whether the sheet was ``changed`` since.
        """
        return {"sheets": {sheet: sheet_view(seen, sheet) for sheet in self._sheets}}

    def _cleaned(self, prefix: str, name: str, value: Value, seen: Seen) -> Value:
        order = place_of(value)
        if prefix == PHASE:
            return {"title": text_of(value, "title", TITLE_LIMIT), "order": order}
        found = {
            "text": text_of(value, "text", TEXT_LIMIT),
            "order": order,
            "gathering": self._added(name, value, seen),
        }
        if prefix == NOTE:
            phase = value.get("phase")
            if not _is_id(phase):
                raise Refusal("shape")
            kind, mark = one_of(value, "kind", self._kinds), one_of(value, "mark", self._marks, none=True)
            return {**found, "phase": phase, "kind": kind, "mark": mark}
        phase, done = value.get("phase"), value.get("done", False)
        if not (phase is None or _is_id(phase)) or not isinstance(done, bool):
            raise Refusal("shape")
        return {**found, "phase": phase, "sheet": one_of(value, "sheet", self._sheets, none=True), "done": done}

    def _added(self, name: str, value: Value, seen: Seen) -> str:
        """Where a thing was added: it never changes. What is put back says it itself, of those the journey knows."""
        stands, said = seen.value(name), value.get("gathering")
        if stands is not None:
            return str(stands.get("gathering"))
        known = {thing.get("gathering") for prefix in (NOTE, PROPOSAL) for thing in seen.under(prefix).values()}
        return said if isinstance(said, str) and said in known else self._gathering

    def _shown(self, value: Value | None, seen: Seen) -> Value:
        leads_only(seen)
        phase = (value or {}).get("phase")
        if not (phase is None or phase == SHEETS or (_is_id(phase) and seen.value(f"{PHASE}{phase}"))):
            raise Refusal("shape")
        return {"phase": phase, "gathering": self._gathering}

    def _begun(self, seen: Seen) -> list[Entry]:
        """The phases offered, unless somebody has begun already."""
        if seen.under(PHASE):
            return []
        titles = enumerate(self._phases.items(), 1)
        return [Entry(f"{PHASE}{name}", {"title": title, "order": number}) for number, (name, title) in titles]

    def _approved(self, action: str, message: Mapping[str, Any], seen: Seen) -> Entry:
        leads_only(seen)
        sheet = one_of(dict(message), "sheet", self._sheets)
        if action == "withdraw":
            return Entry(f"{APPROVED}{sheet}", None)
        texts = sheet_texts(seen, str(sheet))
        if message.get("fingerprint") != fingerprint(texts):  # the group heard something else read aloud
            raise Refusal("not-now")
        return Entry(f"{APPROVED}{sheet}", {"fingerprint": fingerprint(texts)})


def sheet_texts(seen: Seen, sheet: str) -> list[str]:
    """The points on a sheet, in their order."""
    proposals = seen.under(PROPOSAL)
    return [str(proposals[name]["text"]) for name in points(proposals, sheet)]


def sheet_view(seen: Seen, sheet: str) -> dict[str, Any]:
    """What ``JourneyRules.view`` says of one sheet."""
    now, approved = fingerprint(sheet_texts(seen, sheet)), seen.things.get(f"{APPROVED}{sheet}")
    at = approved.written_at.isoformat() if approved else None
    return {
        "fingerprint": now,
        "approved": at,
        "changed": approved is not None and (approved.value or {}).get("fingerprint") != now,
    }


def _without(phase: object, title: object, seen: Seen) -> list[Entry]:
    """A phase less: its notes hang at the end of the neighbour. The page says what it was called when it asked."""
    phases, notes = seen.under(PHASE), seen.under(NOTE)
    if not isinstance(phase, str) or phase not in phases:
        return []
    if phases[phase]["title"] != title:
        raise Refusal("not-now")
    own = {name: note for name, note in notes.items() if note["phase"] == phase}
    into = neighbour(phases, phase)
    if own and into is None:
        raise Refusal("not-now")
    last = after(note for note in notes.values() if note["phase"] == into)
    moved = [
        Entry(f"{NOTE}{name}", {**own[name], "phase": into, "order": last + number}, merge)
        for number, name in enumerate(ordered(own))
    ]
    return [*moved, Entry(f"{PHASE}{phase}", None, merge)]


def _is_id(found: object) -> bool:
    return isinstance(found, str) and len(found) <= _ID_LIMIT and _ID.fullmatch(found) is not None
