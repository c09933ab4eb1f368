"""``reading``: one thing to think about, room for own thoughts where there are fields, and a mark for having read."""

from __future__ import annotations

from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.reading import Text

from .exercise_widget import ExerciseWidget


class Reading(ExerciseWidget):
    """What follows a reading. The text itself stands in the notebook."""

    module: ClassVar[str] = "reading"

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``think``: the one thing to think about."""
        text = exercise.text(language)
        assert isinstance(text, Text)
        return {**super().describe(exercise, language, role), "think": text.think}

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the mark."""
        return {"think": _("Something to take along"), "mark": _("I have read this")}
