"""A filled form becomes a member's own answers, as new revisions; what stood there before is kept as earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samling_exercises import Programme
from samling_exercises.answers import Conflict
from samling_exercises.kinds import scale
from samling_exercises.rules.filled import Change, changes

from .answering import Book

Values = Mapping[str, Mapping[str, str]]
_TRIES = 3


def to_change(programme: Programme, values: Values, book: Book) -> tuple[Change, ...]:
    """What a form's values would change by now. Raises NotThisVersion, and what the book raises."""
    return changes(programme, values, {key: _texts(book, key) for key in values if _is_known(programme, key)})


def take_in(programme: Programme, values: Values, book: Book) -> int:
    """Write what is to be changed; how many fields that were.

    Raises what the book raises; what was written by then stands, and the same form can simply be taken in again.
    """
    written = 0
    for key in values:
        for _ in range(_TRIES):
            left = False
            for change in to_change(programme, {key: values[key]}, book):
                newest = book.answers(key).get(change.field)
                saved = book.save(key, change.field, change.text, newest.revision if newest else 0)
                # Somebody wrote in between, in another window: what that changes is looked at again.
                left = left or isinstance(saved, Conflict)
                written += not isinstance(saved, Conflict)
            if not left:
                break
    return written


def told(change: Change, language: str, notes: str) -> dict[str, Any]:
    """A change for a page: ``{title, label, state}``, and nothing of what was written.

    ``notes``: what a board is called.
    """
    text = change.exercise.text(language)
    label = notes
    if change.field in text.fields:
        label = text.fields[change.field].label
    elif isinstance(text, scale.Text) and change.field in text.strips:
        label = text.strips[change.field].label
    return {"title": text.title, "label": label, "state": change.state}


def _texts(book: Book, key: str) -> dict[str, str]:
    return {field: answer.text for field, answer in book.answers(key).items()}


def _is_known(programme: Programme, key: str) -> bool:
    return any(exercise.key == key for gathering in programme.gatherings for exercise in gathering.exercises)
