"""``round``: everyone gets the word in turn. The mentor leads it with chairs and a clock; nothing said is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar

import traitlets

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.round import Text
from samling_exercises.rules import turns as rules

from .answering import Book, Reply, is_request
from .exercise_widget import ExerciseWidget
from .live import Live


class Round(ExerciseWidget):
    """A round. For a participant the questions; for a mentor the ring as well.

    The mentor's page sends ``{kind: "turns", request, action, moves}``: ``begin`` (with ``chairs``, ``first``,
    ``clockwise``), ``next``, ``pass``, ``undo``, ``pause``, ``resume``, ``stop``, or ``look``. ``moves`` is how many
    moves the page knew of: a second tap on the same button, or an old page, changes nothing. The reply
    ``{kind: "turns", request, at}`` tells the kernel's time in seconds.
    """

    module: ClassVar[str] = "round"

    turns = traitlets.Dict(
        help="The round under way, empty when there is none: chairs, first, clockwise, moves (count), now, waiting, "
        "spoken, passed, silent, over; elapsed and total in seconds before ``since``, which is the kernel's time in "
        "seconds when the clock last began to run, or None in a pause. Kept here only, never stored."
    ).tag(sync=True)

    def __init__(
        self, exercise: Exercise, *, language: str, role: Role, book: Callable[[], Book], live: Live | None = None
    ) -> None:
        super().__init__(exercise, language=language, role=role, book=book, live=live)
        self._clock: Callable[[], float] = time.time
        self._turns: rules.Turns | None = None

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
            "pause": _("Pause"),
            "resume": _("Go on"),
            "paused": _("Pause"),
            "of": _("of {time}"),
            "time-is-up": _("The time is up. Let the sentence be finished."),
            "together": _("{time} together"),
            "passed": _("Comes back at the end: {chairs}"),
            "over": _("Everyone has had the word"),
            "anew": _("A new round"),
            "stop": _("End the round"),
            "no-contact": _("There is no contact just now. Go on round the ring on your own; nothing is lost by it."),
        }

    def respond(self, content: object) -> Reply | None:
        """The reply to a message; a mentor's message may move the round on."""
        if self.role != "mentor" or not isinstance(content, dict) or content.get("kind") != "turns":
            return super().respond(content)
        if not is_request(content.get("request")):
            return None
        at = self._clock()
        self._turns = moved(self._turns, content, at)
        self.turns = shown(self._turns)
        return {"kind": "turns", "request": content["request"], "at": at}


def moved(turns: rules.Turns | None, message: dict[str, Any], at: float) -> rules.Turns | None:
    """The round after a message. One that does not fit the round as it stands leaves it as it is."""
    action = message.get("action")
    if turns is None:
        return _begun(message, at) if action == "begin" else None
    if action == "stop":
        return None
    if message.get("moves") != len(turns.moves):
        return turns
    match action:
        case "next" | "pass":
            return rules.step(turns, action, at)
        case "undo":
            return rules.undo(turns, at)
        case "pause":
            return rules.pause(turns, at)
        case "resume":
            return rules.resume(turns, at)
        case _:
            return turns


def shown(turns: rules.Turns | None) -> dict[str, Any]:
    """The round as the page gets it."""
    if turns is None:
        return {}
    standing = rules.standing(turns)
    return {
        "chairs": turns.chairs,
        "first": turns.first,
        "clockwise": turns.clockwise,
        "moves": len(turns.moves),
        "now": standing.now,
        "waiting": list(standing.waiting),
        "spoken": list(standing.spoken),
        "passed": list(standing.passed),
        "silent": list(standing.silent),
        "over": standing.over,
        "elapsed": turns.elapsed,
        "total": sum(move.seconds for move in turns.moves) + turns.elapsed,
        "since": turns.since,
    }


def _begun(message: dict[str, Any], at: float) -> rules.Turns | None:
    chairs, first, clockwise = message.get("chairs"), message.get("first"), message.get("clockwise")
    if type(chairs) is not int or type(first) is not int or type(clockwise) is not bool:
        return None
    try:
        return rules.begin(chairs, first, clockwise=clockwise, at=at)
    except ValueError:
        return None
