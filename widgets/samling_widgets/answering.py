"""What a page asks of the answers, and what the kernel replies.

Everything a page sends can be forged. A message is looked at piece by piece, only the fields of this one exercise can
be reached, and who the member is was settled before any page was there. Private text appears in no error and no log.

Page to kernel: ``{kind: "open", request}`` and ``{kind: "save", request, field, text, base}``.
Kernel to page: ``{kind: "answers", request, answers: {field: {text, revision}}}``, ``{kind: "not-opened", request,
reason}``, ``{kind: "saved", request, field, revision}``, ``{kind: "conflict", request, field, revision, text}`` and
``{kind: "not-saved", request, field, reason}``. What stands shared goes along with ``answers``, see ``sharing``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from samling_exercises.answers import (
    TEXT_LIMIT,
    Answer,
    Audience,
    Conflict,
    Kept,
    Me,
    Person,
    Saved,
    Shared,
    SharedText,
    StorageError,
    Written,
)
from samling_exercises.answers.records import Merge, Value

DONE = "done"
"""Reserved field: "yes" when the reader has marked the activity as finished, otherwise empty."""

Reply = dict[str, object]
T = TypeVar("T")
log = logging.getLogger(__name__)


class Feed(Protocol):
    """What of a member's group changed, see ``live``."""

    def look(self) -> frozenset[str]:
        """The topics (keys of exercises) that changed since the last look."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Book(Protocol):
    """One member's answers, and what the group shows (``samling_exercises.answers.open_book`` gives one)."""

    def answers(self, exercise: str) -> Mapping[str, Answer]:
        """The newest revision of each field."""
        ...

    def save(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict:
        """Write a revision after ``base``. Raises NotSaved."""
        ...

    def me(self) -> Me:
        """Who the member is in which group; without a group for a copy that is nobody else's business."""
        ...

    def audience(self, share: str, people: frozenset[str] = frozenset()) -> Audience:
        """How many would see what is shared with ``group``, ``mentor``, or with ``partner`` these people."""
        ...

    def share(
        self, exercise: str, field: str, revision: int, audience: str, people: frozenset[str] = frozenset()
    ) -> Shared:
        """Copy the newest revision for the others, or for these people. Raises NotShared."""
        ...

    def unshare(self, exercise: str, field: str) -> None:
        """Take the copy away from everyone. Raises NotShared."""
        ...

    def own_shares(self, exercise: str) -> Mapping[str, Shared]:
        """The member's own copies by field."""
        ...

    def seen(self, exercise: str) -> tuple[SharedText, ...]:
        """The others' copies that the member may see."""
        ...

    def records(self, topic: str) -> Mapping[str, Kept]:
        """The things the group makes together under a topic, as far as this role may see them."""
        ...

    def record_history(self, topic: str, name: str) -> tuple[Kept, ...]:
        """Every revision of a thing."""
        ...

    def put(
        self,
        topic: str,
        name: str,
        value: Value | None,
        base: int,
        *,
        merge: Merge | None = None,
        about: str | None = None,
        history: bool = True,
    ) -> Written:
        """Write a thing, or take it away. Raises NotSaved."""
        ...

    def tally(self, topic: str, prefix: str, count: Callable[[tuple[Value, ...]], T]) -> T:
        """What a mentor's rule makes of what each keeps as their own."""
        ...

    def forget(self, topic: str, prefix: str) -> None:
        """Remove what each keeps as their own. Raises NotSaved."""
        ...

    def company(self) -> tuple[Person, ...]:
        """Who is in the group."""
        ...

    def reminded(self, gathering: str) -> bool:
        """Whether the member was reminded of confidentiality at this gathering."""
        ...

    def remind(self, gathering: str) -> None:
        """The member has been."""
        ...

    def feed(self) -> Feed:
        """What changes from now on."""
        ...


class Answering:
    """Answers the messages of one exercise's page. Opens the book at the first message, never before."""

    def __init__(self, exercise: str, fields: frozenset[str], book: Callable[[], Book]) -> None:
        self._exercise = exercise
        self._fields = fields
        self._book = book

    def reply(self, content: object) -> Reply | None:
        """The reply to one message; None for a message that is none of ours. Raises nothing."""
        if not isinstance(content, dict) or not is_request(content.get("request")):
            return None
        request = content["request"]
        if content.get("kind") == "open":
            return {"request": request, **self._open()}
        if content.get("kind") == "save":
            return {"request": request, "field": content.get("field"), **self._save(content)}
        return None

    def _open(self) -> Reply:
        try:
            newest = self._book().answers(self._exercise)
        except Exception as error:  # noqa: BLE001 - a callback that raises would show private text in a traceback
            return {"kind": "not-opened", "reason": reason_of(error)}
        found = {
            field: {"text": answer.text, "revision": answer.revision}
            for field, answer in newest.items()
            if field in self._fields
        }
        return {"kind": "answers", "answers": found}

    def _save(self, content: Mapping[str, object]) -> Reply:
        field, text, base = content.get("field"), content.get("text"), content.get("base")
        if not isinstance(field, str) or field not in self._fields:
            return {"kind": "not-saved", "reason": "field"}
        if not isinstance(text, str) or type(base) is not int or not 0 <= base < 2**53:
            return {"kind": "not-saved", "reason": "shape"}
        if len(text) > TEXT_LIMIT:
            return {"kind": "not-saved", "reason": "too-long"}
        if field == DONE and text not in {"yes", ""}:
            return {"kind": "not-saved", "reason": "shape"}
        try:
            outcome = self._book().save(self._exercise, field, text, base)
        except Exception as error:  # noqa: BLE001 - as above
            return {"kind": "not-saved", "reason": reason_of(error)}
        if isinstance(outcome, Conflict):
            return {"kind": "conflict", "revision": outcome.current.revision, "text": outcome.current.text}
        return {"kind": "saved", "revision": outcome.revision}


def is_request(value: object) -> bool:
    """Whether the page's name for a message can be sent back: a number it can count to."""
    return type(value) is int and 0 <= value < 2**53


def reason_of(error: Exception) -> str:
    """A word for the page. The error's own text may hold what was written, so only its type is logged."""
    reason = error.reason if isinstance(error, StorageError) else "database"
    log.warning("An answer could not be read, written or shared: %s (%s).", reason, type(error).__name__)
    return str(reason)
