"""What a member shows others, found and taken back. Needs no key: what is shared are copies apart."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from samling_exercises import Programme, load_programme, programmes
from samling_exercises.answers import AnswerBook, open_book
from samling_exercises.answers.values import Shared
from samling_exercises.programme import Exercise


@dataclass(frozen=True)
class SharedField:
    """One field that a member shows: to ``group`` or to ``mentor``."""

    exercise: Exercise
    field: str
    audience: str
    shared_at: datetime


def shared_fields(data: Path, member: str, programme: str | None) -> list[SharedField]:
    """What a member shows, in the programme's order (all programmes for a group that goes through them all)."""
    with _book(data, member) as book:
        return [
            SharedField(exercise, field, shared.audience, shared.shared_at)
            for exercise in _exercises(programme)
            for field, shared in in_order(exercise, book.own_shares(exercise.key))
        ]


def stop_sharing(data: Path, member: str, exercise: str, field: str) -> None:
    """Take a copy away from everybody. Raises UnknownKey for keys that have another shape than those of content."""
    with _book(data, member) as book:
        book.unshare(exercise, field)


def field_label(exercise: Exercise, field: str, language: str) -> str:
    """What a field is called in a language; its id where the content has no such field any more."""
    text = exercise.texts.get(language)
    return text.fields[field].label if text and field in text.fields else field


def exercise_title(exercise: Exercise, language: str) -> str:
    """What an exercise is called in a language; its id where it is not written in it."""
    text = exercise.texts.get(language)
    return text.title if text else exercise.id


def in_order(exercise: Exercise, shares: Mapping[str, Shared]) -> list[tuple[str, Shared]]:
    """What is shown of an exercise, in the order of its fields."""
    order = {field.id: rank for rank, field in enumerate(exercise.fields)}
    return sorted(shares.items(), key=lambda share: (order.get(share[0], len(order)), share[0]))


def _exercises(programme: str | None) -> Iterator[Exercise]:
    for name in programmes() if programme is None else (programme,):
        loaded: Programme = load_programme(name)
        for gathering in loaded.gatherings:
            yield from gathering.exercises


@contextmanager
def _book(data: Path, member: str) -> Iterator[AnswerBook]:
    with open_book({**os.environ, "SAMLING_DATA": str(data), "SAMLING_MEMBER": member, "SAMLING_ROLE": ""}) as book:
        yield book
