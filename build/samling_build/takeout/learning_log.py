"""The learning log: what a member wrote at the end of each gathering, in the order of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .content import exercises
from .rows import day_of, of_fields


@dataclass(frozen=True)
class Learnt:
    """What was written last in a field that goes to the log. ``text`` is None where it was tampered with."""

    gathering: str
    label: str
    text: str | None
    day: str


def learning_log(stored: Mapping[str, Any], language: str) -> tuple[Learnt, ...]:
    """The log of a member's rows; what is empty by now stands nowhere."""
    written = of_fields(stored.get("revisions", ()))
    logged = [
        (gathering, exercise, field.id)
        for gathering, exercise in exercises().values()
        for field in exercise.fields
        if field.log
    ]
    newest = [(*place, rows[-1]) for place in logged if (rows := written.get((place[1].key, place[2])))]
    return tuple(
        Learnt(
            gathering.text(language).title,
            exercise.text(language).fields[field].label,
            row["content"],
            day_of(row, language),
        )
        for gathering, exercise, field, row in newest
        if row["content"] != ""
    )
