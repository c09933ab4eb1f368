"""The widget every kind of exercise builds on: one definition, one language, one role, one way of saving."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar

import anywidget
import traitlets

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator

from . import modules
from .answering import DONE, Answering, Book, Reply, is_request
from .live import Live
from .sharing import NOTHING, Share, Sharing
from .sharing_words import sharing_strings
from .wording import definition, mentors_privacy, shared_strings, words


class ExerciseWidget(anywidget.AnyWidget):
    """One exercise on a page.

    All traits go one way, from the kernel to the page: what a page sends as state is dropped, and what it sends as a
    message is checked. A participant's answers, and what others share, travel in messages only, so that they never end
    up in the widget state that JupyterLab may write into a notebook file.

    Parameters
    ----------
    exercise, language, role
        What is shown, in which language (``nb``, ``en``, …) and for whom (``participant`` or ``mentor``).
    book
        Opens the member's answers; called at the page's first message. A mentor's page has no answers of its own, and
        asks only what was shared.
    live
        Tells what the others changed; shared by the widgets of one book. Default one of the widget's own.
    """

    module: ClassVar[str]
    """Name of the widget's JavaScript module and style sheet, without ending."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    exercise = traitlets.Unicode(help="Key of the exercise, e.g. ``mestring/2/check-in``.").tag(sync=True)
    language = traitlets.Unicode("nb", help="Language of all texts, an ISO 639 code; default ``nb``.").tag(sync=True)
    role = traitlets.Unicode("participant", help="``participant`` (default) or ``mentor``.").tag(sync=True)
    definition = traitlets.Dict(help="What the page shows, in one language for one role; see ``wording``.").tag(
        sync=True
    )
    strings = traitlets.Dict(help="Words of buttons and messages by name; ``{places}`` are filled in the page.").tag(
        sync=True
    )

    def __init__(
        self, exercise: Exercise, *, language: str, role: Role, book: Callable[[], Book], live: Live | None = None
    ) -> None:
        self._shown = exercise
        fields = frozenset(field.id for field in exercise.fields) | {DONE}
        self._answering = None if role == "mentor" else Answering(exercise.key, fields, book)
        shareable: dict[str, Share] = {field.id: field.share for field in exercise.fields if field.share != "never"}
        self._sharing = Sharing(exercise.key, shareable, book, own=role != "mentor") if shareable else None
        self._live = live or Live(book)
        translate = words(language)
        super().__init__(
            _esm=_module_text(self.module),
            _css=_style_text(self.module),
            exercise=exercise.key,
            language=language,
            role=role,
            definition=self.describe(exercise, language, role),
            strings={
                **shared_strings(translate),
                **(sharing_strings(translate) if shareable else {}),
                **self.own_strings(translate),
            },
        )
        self.on_msg(self._receive)

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

    def respond(self, content: object) -> Reply | None:
        """The reply to a message from the page, or None. Raises nothing, whatever comes."""
        reply = self._answered(content)
        if reply is not None and reply["kind"] == "answers":
            return {**reply, **self._standing()}
        return reply or (self._sharing.reply(content) if self._sharing else None)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Drop what a page sends as state: nothing here is the page's to change."""

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
            self.send({"kind": "others", **self._sharing.standing()})

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        reply = self.respond(content)
        if reply is not None:
            self.send(reply)


def _module_text(name: str) -> str:
    prefix = os.environ.get("SAMLING_HOSTED")
    return modules.loader(name, prefix) if prefix else modules.standalone(name)


def _style_text(name: str) -> str:
    return "" if os.environ.get("SAMLING_HOSTED") else modules.style(name)
