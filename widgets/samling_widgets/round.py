"""``round``: everyone gets the word in turn. The mentor leads it with chairs and a clock; nothing said is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.round import Text

from .board_rules import BoardRules
from .exercise_widget import ExerciseWidget
from .round_rules import RoundRules


class Round(ExerciseWidget):
    """A round. For a participant and a wall the questions; for a mentor the ring as well (board ``own``)."""

    module: ClassVar[str] = "round"

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The ring."""
        return {"own": (self._shown.key, RoundRules(self._shown.gathering))}

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``questions`` in order and ``seconds``: the time for each, 0 when there is none."""
        text = exercise.text(language)
        assert isinstance(text, Text)
        return {
            **super().describe(exercise, language, role),
            "questions": list(text.questions.values()),
            "seconds": (exercise.minutes.each or 0) * 60,
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the ring and its clock."""
        return {
            "may-pass": _("You may pass when the word comes to you, and take it at the end if you want."),
            "aloud": _("We say this aloud. Put the phone away meanwhile."),
            "questions": _("We go round with this"),
            "chairs": _("How many chairs stand in the ring?"),
            "fewer": _("One chair less"),
            "more": _("One chair more"),
            "first": _("Which chair begins?"),
            "way": _("Which way round?"),
            "clockwise": _("Clockwise"),
            "counter": _("Anticlockwise"),
            "chair": _("Chair {number}"),
            "count-chairs": _("Count your own chair too. Chairs have numbers here, never names."),
            "begin": _("Begin the round"),
            "now": _("Now: chair {number}"),
            "then": _("Then: chair {number}"),
            "last": _("Then everyone has had the word"),
            "next": _("Next"),
            "pass": _("Pass"),
            "pass-again": _("Passes again"),
            "undo": _("Undo"),
            "pause": _("Stop the clock"),
            "resume": _("Start the clock"),
            "paused": _("The clock stands still"),
            "of": _("of {time}"),
            "time-is-up": _("The time is up. Let the sentence be finished."),
            "together": _("{time} together"),
            "passed": _("Comes back at the end: {chairs}"),
            "over": _("Everyone has had the word"),
            "anew": _("A new round"),
            "stop": _("End the round"),
            "no-contact": _("There is no contact just now. Go on round the ring on your own; nothing is lost by it."),
        }
