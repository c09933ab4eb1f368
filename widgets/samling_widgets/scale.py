"""``scale``: importance and belief on 1–10, follow-up questions by the gap, then and now, and one common question.

The numbers are answers like any other, private and sealed, under the strips' ids. Which follow-ups are shown is decided
in the kernel by ``rules.follow_ups``. Page to kernel: ``{kind: "follow-ups", request, importance, belief}``, each a
number 1–10 or null; kernel to page: ``{kind: "follow-ups", request, ids, reading}``. The reply ``answers`` brings
``then`` as well: what the member wrote at the earlier gathering, by strip a number ``"1"`` … ``"10"``, and by field the
goal these were about (none where there is no such gathering); null when it could not be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.scale import HIGHEST, LOWEST, StripText, Structure, Text
from samling_exercises.rules import follow_ups

from .answering import Reply, is_request, reason_of
from .board_rules import BoardRules
from .common_question import CommonQuestion
from .exercise_widget import ExerciseWidget, of_kind
from .scale_words import common_words, readings, strip_words
from .wording import words

NUMBERS = tuple(str(number) for number in range(LOWEST, HIGHEST + 1))
"""What is stored for a strip; an empty text for one that is not placed."""


class Scale(ExerciseWidget):
    """A scale. For a participant the strips; for a mentor what is asked, and the common question to open and show."""

    module: ClassVar[str] = "scale"

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``strips`` [{id, label, low, high}], ``follow_ups`` [{id, text}], ``readings`` (a sentence by the rules'
        word), ``common`` {label, low, high} or None, and ``then``: the earlier gathering's number, or empty.
        """
        text, structure = of_kind(exercise, language, Text, Structure)
        return {
            **super().describe(exercise, language, role),
            "strips": [{"id": name, **_strip(strip)} for name, strip in text.strips.items()],
            "follow_ups": [{"id": name, "text": question} for name, question in text.follow_ups.items()],
            "readings": readings(words(language)),
            "common": _strip(text.common) if text.common else None,
            "then": (structure.then or "").partition("/")[0],
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the strips, of then and now, and of the common question."""
        return {**strip_words(_), **common_words(_)}

    @classmethod
    def kept_fields(cls, exercise: Exercise) -> frozenset[str]:
        """The text fields, and a number for each strip."""
        assert isinstance(exercise.structure, Structure)
        return super().kept_fields(exercise) | frozenset(exercise.structure.strips)

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """Where there is a common question: ``own``."""
        assert isinstance(self._shown.structure, Structure)
        if not self._shown.structure.common:
            return {}
        return {"own": (self._shown.key, CommonQuestion(self._shown.key, self._book))}

    def respond(self, content: object) -> Reply | None:
        """The reply to a message; the follow-ups are chosen here, and a strip takes nothing but a number."""
        if not isinstance(content, dict) or not is_request(content.get("request")):
            return super().respond(content)
        if content.get("kind") == "follow-ups":
            return {"kind": "follow-ups", "request": content["request"], **self._chosen(content)}
        if content.get("kind") == "save" and self._is_strip(content.get("field")):
            text = content.get("text")
            if not isinstance(text, str) or (text and text not in NUMBERS):
                refused = {"kind": "not-saved", "field": content.get("field"), "reason": "shape"}
                return {**refused, "request": content["request"]} if self.role == "participant" else None
        reply = super().respond(content)
        if self.role == "participant" and reply is not None and reply["kind"] == "answers":
            return {**reply, "then": self._then()}
        return reply

    def _chosen(self, message: Mapping[str, Any]) -> Reply:
        assert isinstance(self._shown.structure, Structure)
        importance, belief = number_of(message.get("importance")), number_of(message.get("belief"))
        ids = follow_ups.choose(importance, belief, self._shown.structure.follow_ups)
        return {"ids": list(ids), "reading": follow_ups.reading(importance, belief)}

    def _is_strip(self, field: object) -> bool:
        assert isinstance(self._shown.structure, Structure)
        return field in self._shown.structure.strips

    def _then(self) -> dict[str, str] | None:
        """The numbers of the earlier gathering and the goal, and nothing else that was written there."""
        assert isinstance(self._shown.structure, Structure)
        structure = self._shown.structure
        if structure.then is None:
            return {}
        programme = self._shown.gathering.partition("/")[0]
        try:
            earlier = self._book().answers(f"{programme}/{structure.then}")
        except Exception as error:  # noqa: BLE001 - a callback that raises would show private text in a traceback
            reason_of(error)
            return None
        told = {name: answer.text.strip() for name, answer in earlier.items()}
        goals = [field.id for field in structure.fields if field.id not in structure.follow_ups]
        return {
            **{strip: told[strip] for strip in structure.strips if told.get(strip) in NUMBERS},
            **{goal: told[goal] for goal in goals if told.get(goal)},
        }


def number_of(value: object) -> int | None:
    """A number on the scale, or None for anything else."""
    return value if type(value) is int and LOWEST <= value <= HIGHEST else None


def _strip(text: StripText) -> dict[str, str]:
    return {"label": text.label, "low": text.low, "high": text.high}
