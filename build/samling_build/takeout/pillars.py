"""Notes on pillars, as they lie now and as they once read."""

from __future__ import annotations

from samling_exercises.interface import Translator
from samling_exercises.kinds.sorting import Text
from samling_exercises.rules import sorting

from .rows import Rows, day_of
from .values import Pillars, Place, Version

BOARD = "board"
"""The reserved field the notes are kept in, see ``rules.sorting``."""


def pillars_of(text: Text, rows: Rows, say: Translator, language: str) -> Pillars | None:
    """The board in the newest writing; None when that holds none, and is to be shown as it is.

    Every text that ever stood on a note is there: what is on no note now is in ``gone``. Where a note lay before it was
    moved is not told here; the file for computers has it.
    """
    boards = [(sorting.read(row["content"] or ""), row) for row in rows]
    board, newest = boards[-1]
    if board is None or newest["content"] is None:
        return None
    between = say("Between the pillars")
    names = {**text.pillars, "": between}
    lying = {name: [note.text for note in board if _place(note, text) == name] for name in names}
    places = tuple(Place(names[name], tuple(notes)) for name, notes in lying.items() if name or notes)
    now = {note.text for note in board}
    gone: dict[str, Version] = {}
    for earlier, row in reversed(boards):
        for note in earlier or ():
            if note.text not in now:
                gone.setdefault(note.text, Version(note.text, day_of(row, language)))
    return Pillars(places, day_of(newest, language), tuple(gone.values()))


def _place(note: sorting.Note, text: Text) -> str:
    """The pillar a note lies on; nothing for one that lies between them, or on one the exercise no longer has."""
    return note.pillar if note.pillar and note.pillar in text.pillars else ""
