"""What stands in the fields of a sheet: nothing, a field to fill in on a screen, or what somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samling_exercises.interface import Translator
from samling_exercises.kinds import scale, sorting
from samling_exercises.programme import Exercise
from samling_exercises.rules.sorting import read

from .drawn_journey import Journey

BOARD = "board"
"""The reserved field that holds the notes on pillars."""


@dataclass(frozen=True)
class Filling:
    """``written``: the newest texts by exercise (``mestring/2/scaling``) and field; ``journeys``: what the group has
    made by now, by the journey's id; ``fillable``: whether empty fields are to be filled in on a screen.
    """

    written: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    journeys: Mapping[str, Journey] = field(default_factory=dict, repr=False)
    fillable: bool = False

    def named(self, say: Translator) -> str:
        """What a file's name says of it; nothing where it is blank."""
        return say("to-fill-in") if self.fillable else say("with-answers") if self.written else ""

    def text(self, exercise: str, name: str) -> str:
        """What was written in a field; nothing where it is empty."""
        return self.written.get(exercise, {}).get(name, "")

    def earlier(self, exercise: Exercise, strip: str) -> str:
        """The number that was chosen on the scale of an earlier gathering which this one is held beside."""
        structure = exercise.structure
        assert isinstance(structure, scale.Structure)
        programme = exercise.key.partition("/")[0]
        return self.text(f"{programme}/{structure.then}", strip) if structure.then else ""

    def notes(self, exercise: Exercise, pillar: str) -> tuple[str, ...]:
        """The texts of the notes on a pillar; those that lie between the pillars for an empty name."""
        structure = exercise.structure
        assert isinstance(structure, sorting.Structure)
        placed = read(self.text(exercise.key, BOARD)) or ()
        known = set(structure.pillars)
        return tuple(note.text for note in placed if (note.pillar if note.pillar in known else "") == pillar)


BLANK = Filling()
FILLABLE = Filling(fillable=True)
