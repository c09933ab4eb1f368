"""``form``: labelled text fields that save by themselves, and where the group sums up, a common sheet below them.

A mentor sees what is asked, and no fields. The wall shows the common sheet, or what is to be thought of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.form import Structure, Text

from .board_rules import BoardRules
from .exercise_widget import ExerciseWidget
from .sheet_rules import TEXT_LIMIT, SheetRules
from .wording import words


class Form(ExerciseWidget):
    """Text fields of one exercise; with a common sheet the board ``own`` (see ``sheet_rules``)."""

    module: ClassVar[str] = "form"

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The common sheet, where there is one."""
        return {"own": (self._shown.key, SheetRules())} if _has_sheet(self._shown) else {}

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``purpose``, and ``sheet``: {title, most (characters of a line)}, None without a common sheet."""
        text = exercise.text(language)
        assert isinstance(text, Text)
        _ = words(language)
        sheet = {"title": text.sheet or _("Our common sheet"), "most": TEXT_LIMIT} if _has_sheet(exercise) else None
        return {**super().describe(exercise, language, role), "purpose": text.purpose, "sheet": sheet}

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the common sheet."""
        return {
            "sheet-who": _("The common sheet: the whole group sees it, and the wall may show it."),
            "sheet-alone": _("You are in no group here, so this sheet is yours alone."),
            "sheet-closed": _("The group has ended, so nothing can be changed here."),
            "sheet-empty": _("Nothing stands here yet."),
            "sheet-new": _("Write a line"),
            "sheet-new-several": _("Write what hangs on the wall"),
            "sheet-several-help": _("Each line you write becomes a line on the sheet."),
            "sheet-add": _("Put it on the sheet"),
            "sheet-too-long": _("One line is {over} characters too long. Shorten it, or make it two lines."),
            "sheet-change": _("Change"),
            "sheet-change-line": _("Change “{text}”"),
            "sheet-line": _("The text of the line"),
            "sheet-done": _("Done"),
            "sheet-leave": _("Leave it as it was"),
            "sheet-up": _("Move up"),
            "sheet-down": _("Move down"),
            "sheet-take": _("Take away"),
            "sheet-taken": _("Taken away: “{text}”"),
            "sheet-undo": _("Undo"),
        }


def _has_sheet(exercise: Exercise) -> bool:
    return isinstance(exercise.structure, Structure) and exercise.structure.sheet
