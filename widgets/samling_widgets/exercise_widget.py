"""The widget every kind of exercise builds on: one definition, one language, one role, one way of saving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import traitlets

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds.base import BEGUN, ExerciseStructure, ExerciseText

from .answering import DONE, Answering, Book, Reply, is_request
from .house_widget import HouseWidget
from .live import Live, NotTold
from .sharing import NOTHING, Sharing
from .sharing_words import sharing_strings
from .wording import definition, mentors_privacy, shared_strings, words

T = TypeVar("T", bound=ExerciseText)
S = TypeVar("S", bound=ExerciseStructure)


def of_kind(exercise: Exercise, language: str, text: type[T], structure: type[S]) -> tuple[T, S]:
    """An exercise's text in a language and its structure, as those of the kind they are."""
    said, built = exercise.text(language), exercise.structure
    assert isinstance(said, text)
    assert isinstance(built, structure)
    return said, built


class ExerciseWidget(HouseWidget):
    """One exercise on a page.

    Parameters
    ----------
    exercise, language, role
        What is shown, in which language (``nb``, ``en``, …) and for whom (``participant``, ``mentor`` or ``wall``).
    book
        Opens the member's answers; called at the page's first message. Only a participant's page has answers of its
        own; a mentor's asks what was shared, a wall's only what the group makes together.
    live
        Tells what the others changed; shared by the widgets of one book. Default one of the widget's own.
    """

    exercise = traitlets.Unicode(help="Key of the exercise, e.g. ``mestring/2/check-in``.").tag(sync=True)

    def __init__(
        self, exercise: Exercise, *, language: str, role: Role, book: Callable[[], Book], live: Live | None = None
    ) -> None:
        self._shown = exercise
        self._answering = Answering(exercise.key, self.kept_fields(exercise), book) if role == "participant" else None
        shareable = {field.id: field.share for field in exercise.fields if field.share != "never"}
        self._sharing: Sharing | None = None
        if shareable and role != "wall":
            self._sharing = Sharing(exercise.key, shareable, book, own=role == "participant", partners=self.partners)
        translate = words(language)
        super().__init__(
            language=language,
            role=role,
            gathering=exercise.gathering,
            book=book,
            live=live,
            definition=self.describe(exercise, language, role),
            strings={
                **shared_strings(translate),
                **(sharing_strings(translate) if shareable else {}),
                **self.own_strings(translate),
            },
            exercise=exercise.key,
        )

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """The definition the page gets; a kind adds what is its own."""
        found = definition(exercise, exercise.text(language))
        if role == "mentor" and exercise.fields:
            found["privacy"] = mentors_privacy(
                exercise, words(language)
            )  # the author's sentence says «you» to the writer
        return dict(found)

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words that only this kind uses."""
        return {}

    @classmethod
    def kept_fields(cls, exercise: Exercise) -> frozenset[str]:
        """The fields a participant's page may save; a kind adds those that are no text fields."""
        return frozenset(field.id for field in exercise.fields) | {DONE, BEGUN}

    def partners(self, share: str) -> frozenset[str]:
        """The people who see what is shared with ``teller``, ``next-teller`` or ``partners``: those drawn to talk with
        this member.
        """
        return frozenset()

    def respond(self, content: object) -> Reply | None:
        """The reply to a message from the page, or None. Raises nothing, whatever comes."""
        reply = self._answered(content)
        if reply is not None and reply["kind"] == "answers":
            return {**reply, **self._standing()}
        return reply or (self._sharing.reply(content) if self._sharing else None) or super().respond(content)

    def close(self) -> None:
        """As every widget; and no more is told to it."""
        self._live.leave(self._shown.key, self._tell)
        super().close()

    def _answered(self, content: object) -> Reply | None:
        if self._answering:
            return self._answering.reply(content)
        if isinstance(content, dict) and content.get("kind") == "open" and is_request(content.get("request")):
            return {"kind": "answers", "request": content["request"], "answers": {}}
        return None

    def _standing(self) -> Reply:
        """What stands shared; from now on the page is told when it changes."""
        if self._sharing is None:
            return NOTHING
        self._live.follow(self._shown.key, self._tell)
        return self._sharing.standing()

    def _tell(self) -> None:
        if self._sharing:
            standing = self._sharing.standing()
            if standing["sharing"] == "unknown":
                raise NotTold("what others share could not be read")
            self.send({"kind": "others", **standing})
