"""A group's journey as paper shows it: phases with their notes, and both sheets, without anybody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samling_exercises.answers.records import Value
from samling_exercises.rules.journey import fingerprint, ordered, points

PHASE, NOTE, PROPOSAL, APPROVED = "phase-", "note-", "proposal-", "lead-approved-"
"""How the names of a journey's records begin, see ``samling_widgets.journey_rules``."""


@dataclass(frozen=True)
class Note:
    """A note; ``kind`` and ``mark`` are ids of the exercise, ``mark`` empty where it has none."""

    text: str
    kind: str
    mark: str


@dataclass(frozen=True)
class Phase:
    """A phase and its notes in order."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Sheet:
    """The points on a sheet, and whether the group approved it just as it stands."""

    points: tuple[str, ...]
    approved: bool


@dataclass(frozen=True)
class Journey:
    """``sheets`` by the sheet's id."""

    phases: tuple[Phase, ...]
    sheets: Mapping[str, Sheet]


def journey_of(records: Mapping[str, Value]) -> Journey:
    """The journey of a topic's records by name; what is taken away is left out already."""
    phases, notes, proposals = (_under(records, prefix) for prefix in (PHASE, NOTE, PROPOSAL))
    approved = {name: str(value.get("fingerprint", "")) for name, value in _under(records, APPROVED).items()}
    names = dict.fromkeys([*(str(value["sheet"]) for value in proposals.values() if value.get("sheet")), *approved])
    return Journey(
        tuple(Phase(str(phases[name].get("title", "")), _notes(notes, name)) for name in ordered(phases)),
        {name: _sheet(proposals, name, approved.get(name)) for name in names},
    )


def _under(records: Mapping[str, Value], prefix: str) -> dict[str, Value]:
    return {name.removeprefix(prefix): value for name, value in records.items() if name.startswith(prefix)}


def _notes(notes: Mapping[str, Value], phase: str) -> tuple[Note, ...]:
    own = {name: value for name, value in notes.items() if value.get("phase") == phase}
    return tuple(_note(own[name]) for name in ordered(own))


def _note(value: Value) -> Note:
    return Note(str(value.get("text", "")), str(value.get("kind") or ""), str(value.get("mark") or ""))


def _sheet(proposals: Mapping[str, Value], name: str, approved: str | None) -> Sheet:
    texts: Sequence[str] = [str(proposals[each]["text"]) for each in points(proposals, name)]
    return Sheet(tuple(texts), approved is not None and approved == fingerprint(texts))
