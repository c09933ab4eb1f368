"""One exercise of each kind that has the readable page, in a place of the workbook's own content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samling_exercises import Exercise
from samling_exercises.kinds import kinds
from samling_exercises.programme import Gathering

ACTIVITY = "new-ideas"
OUTLINES = ("steps", "quiz", "checklist", "survey", "plan")

_STRUCTURES: dict[str, dict[str, Any]] = {
    "steps": {"template": ["see", "choose"]},
    "quiz": {"questions": [{"id": "door", "options": ["open", "shut"], "right": ["open"]}]},
    "checklist": {"items": ["time"], "levels": ["not-yet", "done"]},
    "survey": {"questions": [{"id": "mood", "answer": "choice", "options": ["fine", "tired"]}]},
    "plan": {"rows": ["first", "second"]},
}
_TEXTS: dict[str, dict[str, Any]] = {
    "steps": {
        "template": {
            "see": {"title": "Se på det", "text": "Hva skjedde?"},
            "choose": {"title": "Velg noe", "text": "Hva prøver dere?"},
        },
        "open_words": ["hva", "hvordan"],
    },
    "quiz": {
        "questions": {
            "door": {
                "question": "Hva er døra?",
                "options": {
                    "open": {"text": "Åpen", "explanation": "Den står på gløtt."},
                    "shut": {"text": "Lukket", "explanation": "Kjenn etter."},
                },
            }
        }
    },
    "checklist": {
        "items": {"time": {"label": "Vi har tid", "todo": "Sett den av i planen."}},
        "levels": {"not-yet": "ikke ennå", "done": "på plass"},
    },
    "survey": {"questions": {"mood": {"question": "Hvordan er dagen?", "options": {"fine": "fin", "tired": "trøtt"}}}},
    "plan": {"rows": {"first": "Første møte", "second": "Andre møte"}},
}


def give_outline(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Let the activity be of this kind as long as the test lasts; what every exercise has it keeps."""
    found = Gathering.exercise
    structure_of, text_of = kinds()[kind]

    def exercise(self: Gathering, name: str) -> Exercise:
        one = found(self, name)
        if name != ACTIVITY:
            return one
        common = {key: getattr(one.structure, key) for key in ("when", "who", "minutes", "stored", "sees", "fields")}
        text = {key: getattr(one.text("nb"), key) for key in ("title", "purpose", "prompts", "privacy", "fields")}
        shown = text_of(**text, **_TEXTS[kind])
        return replace(one, structure=structure_of(kind=kind, **common, **_STRUCTURES[kind]), texts={"nb": shown})

    monkeypatch.setattr(Gathering, "exercise", exercise)
