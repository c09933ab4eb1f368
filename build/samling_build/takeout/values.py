"""What a booklet is made of, in the reader's words and before any HTML."""

from __future__ import annotations

from dataclasses import dataclass


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
    """``group``, ``mentor`` or ``partner`` while it is shown to others, else nothing."""
    beside: tuple[str, ...] = ()
    """What makes it understood: the anchor words of a scale, and the number of an earlier gathering."""


@dataclass(frozen=True)
class Place:
    """A pillar, or the place between them (it stands last), and the texts of the notes there."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Pillars:
    """Notes as they lie now, and ``gone``: texts that are on none of them any more, last written first."""

    places: tuple[Place, ...]
    day: str
    gone: tuple[Version, ...]


@dataclass(frozen=True)
class Activity:
    """An exercise with the fields something was written in; ``done`` when it was marked so."""

    title: str
    fields: tuple[Field, ...]
    done: bool
    pillars: Pillars | None = None


@dataclass(frozen=True)
class Chapter:
    """A gathering, or what its content no longer has a place for (then ``title`` is its key)."""

    title: str
    activities: tuple[Activity, ...]
