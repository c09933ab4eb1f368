"""``scale``: importance and belief on 1–10, follow-up questions by the gap, then and now, and one common question.

The numbers are answers like any other, private and sealed, under the strips' ids. Which follow-ups are shown is
decided in the kernel by ``rules.follow_ups``. Page to kernel: ``{kind: "follow-ups", request, importance, belief}``, each
a number 1–10 or null; kernel to page: ``{kind: "follow-ups", request, ids, reading}``. With ``then``, what ``answers``
brings holds ``then`` as well: the member's own numbers of the earlier gathering by strip, ``"1"`` … ``"10"``, or null
when they could not be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.scale import HIGHEST, LOWEST, Structure, StripText, Text
from samling_exercises.rules import follow_ups

from .answering import Reply, is_request, reason_of
from .board_rules import BoardRules
from .common_question import CommonQuestion
from .exercise_widget import ExerciseWidget
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
        text, structure = _kind(exercise, language)
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
        return {**_strip_words(_), **_common_words(_)}

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
        """The numbers of the earlier gathering, and nothing else that was written there."""
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
        placed = {strip: earlier[strip].text for strip in structure.strips if strip in earlier}
        return {strip: text for strip, text in placed.items() if text in NUMBERS}


def number_of(value: object) -> int | None:
    """A number on the scale, or None for anything else."""
    return value if type(value) is int and LOWEST <= value <= HIGHEST else None


def readings(_: Translator) -> dict[str, str]:
    """One sentence about the two numbers together, by the word of ``rules.follow_ups.reading``. None of them judges."""
    return {
        "wait": _("Place the other one too, and you see how far apart they lie."),
        "not-mine": _("This does not mean so much to you now. Perhaps it is someone else who wishes for it."),
        "afraid": _("This means a lot to you, and you doubt that you can do it. Begin with the distance between them."),
        "ready": _("This means a lot to you, and you believe you can do it. A first step may be near."),
        "between": _("Each number says something of its own. Take the questions that give you something."),
    }


def _kind(exercise: Exercise, language: str) -> tuple[Text, Structure]:
    text, structure = exercise.text(language), exercise.structure
    assert isinstance(text, Text)
    assert isinstance(structure, Structure)
    return text, structure


def _strip(text: StripText) -> dict[str, str]:
    return {"label": text.label, "low": text.low, "high": text.high}


def _strip_words(_: Translator) -> dict[str, str]:
    return {
        "of-ten": _("{number} of 10"),
        "not-placed": _("Not placed yet"),
        "clear": _("Take the number away"),
        "two-numbers": _("The two numbers side by side"),
        "then": _("The ring is your number from gathering {gathering}."),
        "then-now": _("Then you placed {then}, now {now}."),
        "then-same": _("You placed {now} then, and {now} now."),
        "then-only": _("Then you placed {then}."),
        "then-unread": _("The numbers you placed last time cannot be fetched just now. They are still stored."),
        "two-places": _("You have placed {mine} here and {other} in another place. Which one shall stand?"),
        "none-placed": _("no number"),
        "number-unsaved": _("The number is not saved yet. We keep trying."),
        "follow-ups": _("Questions to go on with"),
        "follow-ups-by": _("Each gets those that fit the numbers they placed."),
    }


def _common_words(_: Translator) -> dict[str, str]:
    return {
        "common": _("A question we have in common"),
        "common-who": _(
            "Nobody sees your number, not even the one who leads. All we keep is which part of the strip it lies in, and "
            "that is deleted as soon as the picture of everyone together is taken."
        ),
        "common-kept": _("Your answer is in: you lie somewhere from {part}."),
        "common-change": _("You may change it until the picture is taken."),
        "common-taken": _(
            "The picture of the group is taken, so no more numbers are needed. Join in the talk about it."
        ),
        "common-picture": _("The group together"),
        "common-words": _("What lies behind it, only words can tell."),
        "low-part": _("1 to 3"),
        "middle-part": _("4 to 7"),
        "high-part": _("8 to 10"),
        "few": _("few or nobody"),
        "several": _("several"),
        "most": _("most of us"),
        "common-off": _(
            "Nobody sees this question until you ask it. Then it stands at the bottom of each participant's page, and on the wall."
        ),
        "common-open": _("Ask the question now"),
        "common-count": _("{count} have answered"),
        "common-count-one": _("1 has answered"),
        "common-fewest": _("The picture needs five answers. With fewer, one could guess who meant what."),
        "common-take": _("Take the picture"),
        "common-sure": _("Have all who want to answered?"),
        "common-wait": _("Wait a little"),
        "common-take-what": _(
            "The picture is taken once. Everyone's answers are deleted straight away, and those who come later are not in it."
        ),
        "common-withdraw": _("Leave it, and delete the answers"),
        "common-hide": _("Hide the picture"),
        "common-show": _("Show the picture again"),
        "common-shown": _("Everyone sees the picture on their own page and on the wall."),
        "common-hidden": _("Only you see the picture now."),
        "common-talk": _("Ask for words, not for numbers: what makes it so, and what would make it a little better?"),
        "common-paper": _(
            "Those who have only paper say a few words instead, if they wish. Nobody raises a hand for a number."
        ),
        "common-alone": _("This question needs a group. Here you only see how it is asked."),
    }
