"""A form of the workbook's own content that has a common sheet, whatever the content says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samling_exercises import Exercise
from samling_exercises.programme import Gathering

ACTIVITY, TITLE = "new-ideas", "Dette tar vi med oss"


def give_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the form have a sheet of this title as long as the test lasts."""
    found = Gathering.exercise

    def exercise(self: Gathering, name: str) -> Exercise:
        one = found(self, name)
        if name != ACTIVITY:
            return one
        texts = {language: text.model_copy(update={"sheet": TITLE}) for language, text in one.texts.items()}
        return replace(one, structure=one.structure.model_copy(update={"sheet": True}), texts=texts)

    monkeypatch.setattr(Gathering, "exercise", exercise)
