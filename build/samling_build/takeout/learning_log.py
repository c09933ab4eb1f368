"""The learning log: what a member wrote at the end of each gathering, in the order of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samling_exercises import load_programme, programmes

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
    found = []
    for programme in map(load_programme, programmes()):
        for gathering in programme.gatherings:
            for exercise in gathering.exercises:
                for field in exercise.fields:
                    rows = written.get((exercise.key, field.id), ())
                    if not field.log or not rows or rows[-1]["content"] == "":
                        continue
                    label = exercise.text(language).fields[field.id].label
                    newest = rows[-1]
                    found.append(
                        Learnt(gathering.text(language).title, label, newest["content"], day_of(newest, language))
                    )
    return tuple(found)
