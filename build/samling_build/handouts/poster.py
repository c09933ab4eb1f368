"""What hangs on the wall or goes to the line manager: a group's journey, the two sheets, and the manager's handout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from samling_exercises.kinds.journey import Structure, Text
from samling_exercises.programme import Exercise, Programme
from samling_widgets.drawn_text import wrapped

from ..wording import words
from .drawn_journey import Journey, Note, Phase
from .setting import Paper, set_html

Size = Literal["a3", "a4"]
WIDE: Final = {"a3": (388, 205), "a4": (265, 122)}
"""Millimetres for the phases on a sheet that lies down: width, and height below title, legend and names."""
MOST_BESIDE: Final = {"a3": 7, "a4": 5}
"""So many phases hang beside each other at most; more of them go on to the next sheet."""
TEXT_SIZES: Final = (14.0, 12.5, 11.0, 10.0, 9.0)
"""Points, largest first. What does not fit at the smallest goes on to a second sheet."""
MM_OF_POINT: Final = 0.3528
AROUND: Final = 6
"""Millimetres beside a note's text: the column's and the note's own edges."""
NARROWER: Final = 1.2
"""How much narrower our face is than the wide one that ``wrapped`` reckons with."""


@dataclass(frozen=True)
class Wall:
    """The phases on one row of sheets."""

    phases: tuple[Phase, ...]


def journeys(programme: Programme) -> dict[str, Exercise]:
    """The programme's journeys by id, each as the last gathering that works on it has it."""
    found = {}
    for gathering in programme.gatherings:
        for exercise in gathering.exercises:
            if isinstance(exercise.structure, Structure):
                found[exercise.structure.journey] = exercise
    return found


def poster(
    programme: Programme, exercise: Exercise, language: str, journey: Journey | None = None, size: Size = "a3"
) -> Paper:
    """The journey on the wall: with what hangs there, or its phases to hang notes on."""
    structure, text = _of(exercise, language)
    blank = tuple(Phase(title, ()) for title in text.phases.values())
    phases = journey.phases if journey and journey.phases else blank
    groups = tuple(Wall(group) for group in _beside(phases, MOST_BESIDE[size]))
    html = set_html(
        "poster",
        language,
        title=words("handouts", language)("The user journey"),
        running=programme.text(language).title,
        text=text,
        structure=structure,
        walls=groups,
        size=size,
        points=min(text_size(wall.phases, size) for wall in groups),
    )
    return Paper(f"{programme.id}-{words('handouts', language)('journey')}-{size}", html)


def two_sheets(
    programme: Programme, exercise: Exercise, language: str, journey: Journey | None = None, size: Size = "a3"
) -> Paper:
    """Both sheets, each on a page of its own: with the group's points, or lines to write them on."""
    _, text = _of(exercise, language)
    found = {title: _points(journey, name) for name, title in text.sheets.items()}
    html = set_html(
        "two_sheets",
        language,
        title=" · ".join(text.sheets.values()),
        running=programme.text(language).title,
        sheets=found,
        size=size,
    )
    return Paper(f"{programme.id}-{words('handouts', language)('sheets')}-{size}", html)


def managers_handout(programme: Programme, exercise: Exercise, language: str, journey: Journey | None = None) -> Paper:
    """What the line manager gets: the sheets the group approved, as they stand, and no name.

    Raises LookupError when there is a journey and none of its sheets is approved.
    """
    _, text = _of(exercise, language)
    say = words("handouts", language)
    approved = {name: journey is None or _is_approved(journey, name) for name in text.sheets}
    if not any(approved.values()):
        raise LookupError(
            say("The group has approved neither of the sheets yet. Approve one on the page of the journey, then print.")
        )
    sheets = {title: _points(journey, name) for name, title in text.sheets.items() if approved[name]}
    html = set_html(
        "manager", language, title=say("To you who manage the ward"), about=programme.text(language), sheets=sheets
    )
    return Paper(f"{programme.id}-{say('manager')}", html)


def text_size(phases: Sequence[Phase], size: Size) -> float:
    """The largest size, in points, at which the notes go on one sheet; the smallest when they do at none."""
    wide, high = WIDE[size]
    room = wide / max(len(phases), 3) - AROUND
    for points in TEXT_SIZES:
        if all(sum(_height(note, room, points) for note in phase.notes) <= high for phase in phases):
            return points
    return TEXT_SIZES[-1]


def _height(note: Note, room: float, points: float) -> float:
    """Millimetres a note takes: its lines, one for its mark, and the air around it."""
    lines = len(wrapped(f"M {note.text}", room * NARROWER / (points * MM_OF_POINT))) + bool(note.mark)
    return lines * points * 1.3 * MM_OF_POINT + 5


def _beside(phases: tuple[Phase, ...], most: int) -> Iterator[tuple[Phase, ...]]:
    """The phases in as few groups as there have to be, about equally large."""
    groups = max(1, -(-len(phases) // most))
    each = -(-len(phases) // groups)
    for start in range(0, len(phases), each):
        yield phases[start : start + each]


def _points(journey: Journey | None, sheet: str) -> tuple[str, ...]:
    found = journey.sheets.get(sheet) if journey else None
    return found.points if found else ()


def _is_approved(journey: Journey, sheet: str) -> bool:
    found = journey.sheets.get(sheet)
    return found is not None and found.approved


def _of(exercise: Exercise, language: str) -> tuple[Structure, Text]:
    structure, text = exercise.structure, exercise.text(language)
    assert isinstance(structure, Structure)
    assert isinstance(text, Text)
    return structure, text
