"""What a form filled in elsewhere means for a member's own answers: new texts, and never one less."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..kinds import scale, sorting
from ..programme import Exercise, Programme
from .sorting import KEPT_MOST, TEXT_MOST, Note, read, written

State = Literal["new", "instead", "more"]
"""``new``: the field was empty; ``instead``: another text stood there, which is kept as an earlier one; ``more``: notes
come beside those that lie there."""
BOARD = "board"
PILLAR = f"{BOARD}/"
"""How the names of a form's fields for pillars begin, before the pillar's id."""


class NotThisVersion(ValueError):
    """The form has something that the workbook has no place for: it belongs to another version of it."""


@dataclass(frozen=True)
class Change:
    """A field whose text is to become another. ``text`` is what is to be saved."""

    exercise: Exercise
    field: str
    text: str = dataclasses.field(repr=False)
    state: State = "new"


def changes(
    programme: Programme, values: Mapping[str, Mapping[str, str]], answers: Mapping[str, Mapping[str, str]]
) -> tuple[Change, ...]:
    """What is to be written, in the order of the content. Empty fields, and texts that stand there already, change
    nothing.

    ``values`` and ``answers``: texts by exercise (``mestring/2/scaling``) and field. Raises NotThisVersion for what the
    programme has no place for.
    """
    exercises = {exercise.key: exercise for one in programme.gatherings for exercise in one.exercises}
    if unknown := sorted(set(values) - set(exercises)):
        raise NotThisVersion(f"{programme.id} has no exercise '{unknown[0]}'.")
    return tuple(
        change
        for key, exercise in exercises.items()
        if key in values
        for change in _of_exercise(exercise, values[key], answers.get(key, {}))
    )


def _of_exercise(exercise: Exercise, values: Mapping[str, str], answers: Mapping[str, str]) -> Iterator[Change]:
    known, pillars = _fields(exercise), _pillars(exercise)
    for name, text in values.items():
        if name not in known and name not in pillars:
            raise NotThisVersion(f"{exercise.key} has no field '{name}'.")
        if name in known and not _is_allowed(exercise, name, text):
            raise NotThisVersion(f"{exercise.key} has no such number in '{name}'.")
    for name in known:
        if (text := values.get(name, "")) and text != answers.get(name, ""):
            yield Change(exercise, name, text, "instead" if answers.get(name) else "new")
    notes = [(pillars[name], text) for name, text in values.items() if name in pillars]
    if notes and (board := _with_notes(notes, answers.get(BOARD, ""))) is not None:
        yield Change(exercise, BOARD, board, "more" if answers.get(BOARD) else "new")


def _fields(exercise: Exercise) -> list[str]:
    structure = exercise.structure
    strips = structure.strips if isinstance(structure, scale.Structure) else ()
    return [*(one.id for one in exercise.fields), *strips]


def _pillars(exercise: Exercise) -> dict[str, str]:
    structure = exercise.structure
    found = structure.pillars if isinstance(structure, sorting.Structure) else ()
    return {f"{PILLAR}{pillar}": pillar for pillar in found}


def _is_allowed(exercise: Exercise, name: str, text: str) -> bool:
    structure = exercise.structure
    if not isinstance(structure, scale.Structure) or name not in structure.strips:
        return True
    return text in {str(number) for number in range(scale.LOWEST, scale.HIGHEST + 1)}


def _with_notes(found: Sequence[tuple[str, str]], kept: str) -> str | None:
    """The board with one more note for each line that no note on its pillar says yet; None when there is none.

    A board that can't be read is left alone: its text is the member's, whatever it is.
    """
    board = read(kept)
    if board is None:
        return None
    lying = {(note.pillar, note.text) for note in board}
    names = {note.id for note in board}
    fresh: list[Note] = []
    for pillar, text in found:
        for line in (piece for row in text.split("\n") for piece in _pieces(row.strip())):
            if (pillar, line) not in lying:
                fresh.append(Note(_free(names), line, pillar))
                lying.add((pillar, line))
    if len(board) + len(fresh) > KEPT_MOST:
        raise NotThisVersion(f"The form has more than {KEPT_MOST} notes.")
    return written((*board, *fresh)) if fresh else None


def _pieces(line: str) -> Iterator[str]:
    """A line as notes: one, or as many as its length takes."""
    while line:
        cut = len(line) if len(line) <= TEXT_MOST else (line.rfind(" ", 1, TEXT_MOST) + 1 or TEXT_MOST)
        yield line[:cut].strip()
        line = line[cut:].strip()


def _free(names: set[str]) -> str:
    """A name no note has yet."""
    number = 1
    while f"paper-{number}" in names:
        number += 1
    names.add(f"paper-{number}")
    return f"paper-{number}"
