"""A member's stored rows, put together by what they are about, oldest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..days import spoken_moment
from .values import Field, Version

Rows = Sequence[Mapping[str, Any]]
"""Writings of one thing, oldest first: ``{revision, content, written_at, …}``."""


def of_fields(revisions: Iterable[Mapping[str, Any]]) -> Mapping[tuple[str, str], Rows]:
    """The writings of each field, by exercise and field."""
    return _together(revisions, "exercise", "field")


def of_things(records: Iterable[Mapping[str, Any]]) -> Mapping[tuple[str, str], Rows]:
    """The writings of each thing the group keeps about the member, by exercise and name. ``content`` is JSON."""
    return _together(records, "topic", "name")


def field_of(label: str, rows: Rows, language: str, *, shared_with: str = "", beside: tuple[str, ...] = ()) -> Field:
    """The writings as a field of the booklet, the newest first."""
    newest, *earlier = (Version(row["content"], day_of(row, language)) for row in reversed(rows))
    return Field(label, newest, tuple(earlier), shared_with, beside)


def day_of(row: Mapping[str, Any], language: str) -> str:
    """The day of a writing in the reader's words; nothing for one that is missing."""
    written_at: str | None = row["written_at"]
    return "" if written_at is None else spoken_moment(datetime.fromisoformat(written_at), language)


def value_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a thing holds; nothing once it was taken away."""
    value = json.loads(row["content"])
    return value if isinstance(value, dict) else {}


def _together(found: Iterable[Mapping[str, Any]], about: str, name: str) -> Mapping[tuple[str, str], Rows]:
    rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(found, key=lambda row: int(row["revision"])):
        rows.setdefault((row[about], row[name]), []).append(row)
    return rows
