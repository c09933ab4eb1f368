"""From what a page asks to a job for the press: what is to stand on the paper, and not a word more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from samling_exercises import Exercise, Programme
from samling_exercises.answers import Kept
from samling_exercises.kinds import journey, scale
from samling_exercises.programme import Gathering

from .answering import Book
from .certificate_things import certificate_topic
from .gathering_things import topic_of
from .lead_plan import BEGINS
from .paper_offers import Offer, Variant

PLACE_LIMIT: Final = 200
_OF_ALL: Final = frozenset({"certificate", "everything"})
"""Products that show who took part in what."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class NotAsked(ValueError):
    """The page asked for something that is not offered, or in a shape that is none. ``reason``: a word for it."""

    reason: ClassVar[str] = "shape"


def job_of(
    programme: Programme,
    gathering: Gathering,
    language: str,
    offer: Offer,
    variant: Variant,
    message: Mapping[str, Any],
    book: Book,
) -> dict[str, Any]:
    """The job, ready for JSON, see ``samling_build.handouts.press.order_of``.

    Raises NotAsked, and what the book raises when the answers can't be read.
    """
    exercise = _exercise(gathering, message.get("exercise")) if offer.level == "exercise" else None
    job: dict[str, Any] = {
        "programme": programme.id,
        "gathering": gathering.id if offer.level != "programme" else None,
        "exercise": exercise.id if exercise else None,
        "product": variant.product or offer.product,
        "language": language,
        "size": variant.size,
        "fillable": variant.filling == "fillable",
        **_dates(offer, message),
    }
    if variant.filling == "mine":
        job["written"] = written(programme, _asked(programme, gathering, exercise, offer), book)
    if variant.filling in ("mine", "group"):
        job["things"] = {topic: _plain(book.records(topic)) for topic in _topics(programme, gathering, offer)}
    if offer.product in _OF_ALL:
        job["names"] = {person.id: person.nickname for person in book.company() if person.seat is not None}
    return job


def journey_topics(programme: Programme) -> list[str]:
    """Where the programme's journeys stand."""
    every = [exercise.structure for gathering in programme.gatherings for exercise in gathering.exercises]
    names = dict.fromkeys(one.journey for one in every if isinstance(one, journey.Structure))
    return [f"{programme.id}/{name}/journey" for name in names]


def written(programme: Programme, exercises: Sequence[Exercise], book: Book) -> dict[str, dict[str, str]]:
    """The member's newest texts, and those of the earlier scale that one is held beside."""
    keys = dict.fromkeys(exercise.key for exercise in exercises)
    for exercise in exercises:
        if isinstance(exercise.structure, scale.Structure) and exercise.structure.then:
            keys[f"{programme.id}/{exercise.structure.then}"] = None
    found = {key: {field: answer.text for field, answer in book.answers(key).items()} for key in keys}
    return {key: texts for key, texts in found.items() if texts}


def _topics(programme: Programme, gathering: Gathering, offer: Offer) -> list[str]:
    """The group's things that a product shows."""
    if offer.product == "run-sheet":
        return [topic_of(gathering.key)]
    if offer.product in _OF_ALL:
        gatherings = [topic_of(one.key) for one in programme.gatherings]
        return [certificate_topic(programme.id), *gatherings, *journey_topics(programme)]
    return journey_topics(programme)


def _asked(programme: Programme, gathering: Gathering, exercise: Exercise | None, offer: Offer) -> Sequence[Exercise]:
    if exercise is not None:
        return (exercise,)
    if offer.level == "gathering":
        return gathering.exercises
    return [one for each in programme.gatherings for one in each.exercises]


def _plain(things: Mapping[str, Kept]) -> dict[str, dict[str, Any]]:
    return {name: {"value": kept.value, "at": kept.first_at.isoformat()} for name, kept in things.items()}


def _exercise(gathering: Gathering, name: object) -> Exercise:
    for exercise in gathering.exercises:
        if exercise.id == name:
            return exercise
    raise NotAsked("exercise")


def _dates(offer: Offer, message: Mapping[str, Any]) -> dict[str, str]:
    """The day of the first gathering, when they begin and where, as far as they were written."""
    said = {name: message.get(name) or "" for name in offer.asks}
    if not all(isinstance(value, str) for value in said.values()):
        raise NotAsked("shape")
    try:
        date.fromisoformat(said.get("first") or "2027-01-01")
    except ValueError:
        raise NotAsked("date") from None
    if (said.get("begins") and not BEGINS.fullmatch(said["begins"])) or len(said.get("place", "")) > PLACE_LIMIT:
        raise NotAsked("shape")
    return {name: _CONTROL.sub(" ", value).strip() for name, value in said.items()}
