"""``sorting``: small notes of one's own onto pillars. Private; no score, and no place is the right one.

The board of notes is an answer like any other, sealed under the reserved field ``board`` (see ``rules.sorting``). Two
windows that changed it apart lose nothing: the kernel makes one board of both. Page to kernel: ``{kind: "merge",
request, seen, theirs, mine}``, each the text of a board, ``seen`` empty when the page does not know; kernel to page:
``{kind: "merged", request, text}``, null when one of them is no board.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role
from samling_exercises.answers import TEXT_LIMIT
from samling_exercises.interface import Translator
from samling_exercises.kinds.sorting import Text
from samling_exercises.rules import sorting as rules

from .answering import Reply, is_request
from .exercise_widget import ExerciseWidget

BOARD = "board"


class Sorting(ExerciseWidget):
    """Notes and pillars. For a participant the board; for a mentor what is asked; for a wall the pillars' names."""

    module: ClassVar[str] = "sorting"

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``pillars`` [{id, name}], ``examples`` (starter notes), and how much there is room for: ``note`` in
        characters and ``notes`` in number.
        """
        text = exercise.text(language)
        assert isinstance(text, Text)
        return {
            **super().describe(exercise, language, role),
            "pillars": [{"id": name, "name": pillar} for name, pillar in text.pillars.items()],
            "examples": list(text.examples),
            "most": {"note": rules.TEXT_MOST, "notes": rules.NOTES_MOST},
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the notes and the pillars."""
        return {
            "write-note": _("Write a note"),
            "write-note-help": _("One small thing on each note. A few words are enough."),
            "add-note": _("Add the note"),
            "examples": _("Ready-made notes"),
            "examples-help": _("Take those that ring a bell. Let the others lie."),
            "take-example": _("Take the note “{text}”"),
            "between": _("Between the pillars"),
            "between-help": _("Notes you have not placed lie here, and notes that belong in between. Both are fine."),
            "no-notes": _("No notes here yet"),
            "no-own-notes": _("Your notes come here."),
            "note-count": _("{count} notes"),
            "note-count-one": _("1 note"),
            "move-to": _("Where shall the note lie?"),
            "lies-here": _("it lies here now"),
            "tap-help": _("Tap a note and choose a pillar, or drag it there."),
            "edit-note": _("Change the text"),
            "remove-note": _("Take the note away"),
            "close-note": _("Let it lie"),
            "keep-text": _("Done"),
            "leave-text": _("Leave it as it was"),
            "undo": _("Undo"),
            "undone": _("Undone"),
            "moved": _("Moved to: {place}"),
            "added": _("The note is added"),
            "removed": _("The note is taken away"),
            "rewritten": _("The text is changed"),
            "note-too-long": _("This is {over} characters too long for one note. Shorten it, or write two notes."),
            "notes-full": _("There is no room for more notes. Take one away first."),
            "notes-met": _("Notes from another window are put together with those here."),
            "board-unsaved-here": _("The notes are not saved yet. Keep the page open; we keep trying."),
            "board-unread": _("What is stored here cannot be shown as notes. Nothing of it is changed."),
            "pillars": _("The pillars"),
            "afterwards": _("Afterwards"),
            "sorting-private": _("Each sorts alone. No notes are shown, here or on the wall."),
        }

    @classmethod
    def kept_fields(cls, exercise: Exercise) -> frozenset[str]:
        """The text fields, and the board."""
        return super().kept_fields(exercise) | {BOARD}

    def respond(self, content: object) -> Reply | None:
        """The reply to a message; the board takes nothing but a board, and two boards are made one here."""
        if self.role != "participant" or not isinstance(content, dict) or not is_request(content.get("request")):
            return super().respond(content)
        if content.get("kind") == "merge":
            return {"kind": "merged", "request": content["request"], "text": _merged(content)}
        if content.get("kind") == "save" and content.get("field") == BOARD and _read(content.get("text")) is None:
            return {"kind": "not-saved", "request": content["request"], "field": BOARD, "reason": "shape"}
        return super().respond(content)


def _merged(message: Mapping[str, Any]) -> str | None:
    seen, theirs, mine = (_read(message.get(name)) for name in ("seen", "theirs", "mine"))
    return None if theirs is None or mine is None else rules.written(rules.merged(seen, theirs, mine))


def _read(text: object) -> rules.Board | None:
    return rules.read(text) if isinstance(text, str) and len(text) <= TEXT_LIMIT else None
