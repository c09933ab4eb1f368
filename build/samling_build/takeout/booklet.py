"""What stands in the booklet, before any HTML: gatherings, exercises and fields in the order of the content."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from samling_exercises.interface import Translator
from samling_exercises.kinds import ExerciseText, scale, sorting
from samling_exercises.kinds.base import BEGUN, RESERVED_FIELDS
from samling_exercises.programme import Exercise

from ..wording import words
from .begun import begun
from .content import exercises
from .pillars import BOARD, pillars_of
from .rows import Rows, field_of, of_fields, of_things
from .strips import strip_field
from .things import given, is_given
from .values import Activity, Chapter, Field

DONE = "yes"
"""What the reserved field ``done`` holds when the mark is set."""


def chapters(stored: Mapping[str, Any], language: str) -> tuple[Chapter, ...]:
    """The booklet of a member's rows, in the content's order; what the content does not know stands last."""
    return _Booklet(stored, language).chapters()


class _Booklet:
    """A member's rows on their way to chapters."""

    def __init__(self, stored: Mapping[str, Any], language: str) -> None:
        self._language = language
        self._say: Translator = words("groups", language)
        self._written = of_fields(stored.get("revisions", ()))
        self._things = {of: rows for of, rows in of_things(stored.get("records", ())).items() if is_given(of[1])}
        copies = stored.get("shared_copies", ())
        self._shared = {(row["exercise"], row["field"]): str(row["audience"]) for row in copies}
        self._known = exercises()
        self._ranks = {key: rank for rank, key in enumerate(self._known)}

    def chapters(self) -> tuple[Chapter, ...]:
        keys = {of for of, _ in self._things} | {of for of, name in self._written if self._says(of, name)}
        in_order = sorted(keys, key=lambda key: (self._ranks.get(key, len(self._ranks)), key))
        return tuple(
            Chapter(self._title(found[0], place), tuple(self._activity(key) for key in found))
            for place, group in groupby(in_order, key=lambda key: key.rpartition("/")[0])
            if (found := tuple(group))
        )

    def _says(self, of: str, name: str) -> bool:
        """Whether there is something to show: what was begun and then hung up leaves nothing."""
        return name != BEGUN or begun(self._written[of, name], self._say, self._language) is not None

    def _title(self, key: str, place: str) -> str:
        known = self._known.get(key)
        text = known[0].texts.get(self._language) if known else None
        return text.title if text else place

    def _activity(self, key: str) -> Activity:
        known = self._known.get(key)
        exercise = known[1] if known else None
        text = exercise.texts.get(self._language) if exercise else None
        here = {name: rows for (of, name), rows in self._written.items() if of == key}
        order = _order(exercise, text)
        named = sorted(here, key=lambda name: (order.index(name) if name in order else len(order), name))
        say = self._say
        pillars = None
        if BOARD in here and isinstance(text, sorting.Text):
            pillars = pillars_of(text, here[BOARD], say, self._language)
        fields = [self._field(key, name, exercise, text) for name in named if name not in RESERVED_FIELDS]
        if BOARD in here and pillars is None:
            fields.append(field_of(say("Notes"), here[BOARD], self._language))
        if BEGUN in here and (unfinished := begun(here[BEGUN], say, self._language)):
            fields.append(unfinished)
        for (of, name), rows in self._things.items():
            if of == key:
                fields.append(given(name, rows, text, say, self._language))
        done = here.get("done", [])
        return Activity(text.title if text else key, tuple(fields), bool(done) and done[-1]["content"] == DONE, pillars)

    def _field(self, key: str, name: str, exercise: Exercise | None, text: ExerciseText | None) -> Field:
        if exercise and isinstance(text, scale.Text) and name in text.strips:
            return strip_field(exercise, name, text.strips[name], self._written, self._say, self._language)
        label = text.fields[name].label if text and name in text.fields else name
        rows: Rows = self._written[key, name]
        return field_of(label, rows, self._language, shared_with=self._shared.get((key, name), ""))


def _order(exercise: Exercise | None, text: ExerciseText | None) -> list[str]:
    """The fields as they stand on the page: on a scale, what comes before the strips, the strips, the follow-ups."""
    names = list(text.fields) if text else []
    if exercise is None or not isinstance(exercise.structure, scale.Structure):
        return names
    follow_ups = exercise.structure.follow_ups
    before = [name for name in names if name not in follow_ups]
    return [*before, *exercise.structure.strips, *follow_ups]
