"""A member's own answers on paper from the command line, opened by the personal code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from samling_widgets.paper_job import journey_topics, written

from .handouts.catalogue import Order
from .handouts.settled import made
from .own_book import own_book


def with_own_answers(order: Order, data: Path | None) -> Order:
    """The order with what the member wrote, and the journey as the group has it by now."""
    gatherings = (order.gathering,) if order.gathering else order.programme.gatherings
    exercises = (order.exercise,) if order.exercise else [one for each in gatherings for one in each.exercises]
    with own_book(data) as book:
        texts = written(order.programme, exercises, book)
        things = {topic: book.records(topic) for topic in journey_topics(order.programme)}
    return replace(order, filling=replace(order.filling, written=texts, journeys=made(order.programme, things)))
