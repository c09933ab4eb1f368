"""What stands in the booklet, before any HTML: gatherings, exercises and fields in the order of the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from samling_exercises import load_programme, programmes
from samling_exercises.kinds.base import RESERVED_FIELDS
from samling_exercises.programme import Exercise, Gathering

from ..days import spoken_moment

DONE = "yes"
"""What the reserved field ``done`` holds when the mark is set."""


@dataclass(frozen=True)
class Version:
    """One writing of a field, and the day it was written. ``text`` is None where it was tampered with."""

    text: str | None
    day: str


@dataclass(frozen=True)
class Field:
    """A field with what was written in it: ``newest``, then ``earlier`` ones, youngest first."""

    label: str
    newest: Version
    earlier: tuple[Version, ...]
    shared_with: str
    """``group`` or ``mentor`` while it is shown to others, else nothing."""


@dataclass(frozen=True)
class Activity:
    """An exercise with the fields something was written in; ``done`` when it was marked so."""

    title: str
    fields: tuple[Field, ...]
    done: bool


@dataclass(frozen=True)
class Chapter:
    """A gathering, or what its content no longer has a place for (then ``title`` is its key)."""

    title: str
    activities: tuple[Activity, ...]


def chapters(stored: Mapping[str, Any], language: str) -> tuple[Chapter, ...]:
    """The booklet of a member's rows, in the content's order; what the content does not know stands last."""
    written = _by_field(stored.get("revisions", ()))
    shared = {(row["exercise"], row["field"]): str(row["audience"]) for row in stored.get("shared_copies", ())}
    known, ranks = _content()
    keys = sorted({exercise for exercise, _ in written}, key=lambda key: (ranks.get(key, len(ranks)), key))
    return tuple(
        Chapter(
            _gathering_title(known.get(found[0]), place, language),
            tuple(_activity(key, known.get(key), written, shared, language) for key in found),
        )
        for place, group in groupby(keys, key=lambda key: key.rpartition("/")[0])
        if (found := tuple(group))
    )


def _activity(
    key: str,
    known: tuple[Gathering, Exercise] | None,
    written: Mapping[tuple[str, str], list[Mapping[str, Any]]],
    shared: Mapping[tuple[str, str], str],
    language: str,
) -> Activity:
    text = known[1].texts.get(language) if known else None
    labels = {name: field.label for name, field in text.fields.items()} if text else {}
    names = sorted(
        (field for exercise, field in written if exercise == key), key=lambda name: _rank(list(labels), name)
    )
    fields = tuple(
        _field(labels.get(name, name), written[key, name], shared.get((key, name), ""), language)
        for name in names
        if name not in RESERVED_FIELDS
    )
    done = written.get((key, "done"), [])
    return Activity(text.title if text else key, fields, bool(done) and done[-1]["content"] == DONE)


def _field(label: str, rows: list[Mapping[str, Any]], shared_with: str, language: str) -> Field:
    newest, *earlier = (Version(row["content"], _day(row["written_at"], language)) for row in reversed(rows))
    return Field(label, newest, tuple(earlier), shared_with)


def _by_field(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """The rows of each field, oldest first."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: int(row["revision"])):
        found.setdefault((row["exercise"], row["field"]), []).append(row)
    return found


def _content() -> tuple[dict[str, tuple[Gathering, Exercise]], dict[str, int]]:
    """Every exercise by its key, and its place in the order of all."""
    known = {
        exercise.key: (gathering, exercise)
        for name in programmes()
        for gathering in load_programme(name).gatherings
        for exercise in gathering.exercises
    }
    return known, {key: rank for rank, key in enumerate(known)}


def _gathering_title(known: tuple[Gathering, Exercise] | None, place: str, language: str) -> str:
    text = known[0].texts.get(language) if known else None
    return text.title if text else place


def _rank(order: list[str], name: str) -> tuple[int, str]:
    return (order.index(name) if name in order else len(order), name)


def _day(written_at: str | None, language: str) -> str:
    return "" if written_at is None else spoken_moment(datetime.fromisoformat(written_at), language)
