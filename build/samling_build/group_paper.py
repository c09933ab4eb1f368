"""What of a group goes on paper from the command line: its journey, its sheets, its plan, its days and attendance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .group_commands import find_group, register_of
from .handouts.catalogue import Order
from .handouts.settled import certified, held, made, planned, topics
from .terminal import stop


def made_by(order: Order, which: str, data: Path | None) -> Order:
    """The order with what a group has made and settled. Stops with a sentence where there is no such group."""
    with register_of(data) as register:
        group = find_group(register, which)
        if group.programme != order.programme.id:
            own = group.programme
            stop(f"The group {group.name} goes through {own}. Print that, as in samling print {own}.")
        things = {topic: register.things(group.id, topic) for topic in topics(order.programme)}
        seats = register.seats(None, group.id)
    names = {str(seat.seat): seat.nickname or "" for seat in seats if seat.seat and not seat.left_at}
    agendas, begins = planned(order.gathering, things) if order.gathering else ((), None)
    known = replace(
        order.known,
        held=held(order.programme, things),
        certified=certified(order.programme, things, names),
        agendas=agendas,
        begins=order.known.begins or begins,
    )
    return replace(order, known=known, filling=replace(order.filling, journeys=made(order.programme, things)))
