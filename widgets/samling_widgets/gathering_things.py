"""What stands under a gathering's own topic: what is now, the plan, and who is here. Every kind may look at it."""

from __future__ import annotations

from samling_exercises.rules.attendance import MOST_ON_PAPER, on_paper, present

from .board_rules import Seen

GATHERING = "gathering"
"""The last part of the topic; no exercise has this id."""
NOW, PLAN, PAPER, PRESENT = "lead-now", "lead-plan", "lead-paper", "lead-present-"
RAISED, NEXT, CALLED = "lead-raised", "lead-next", "lead-called-"
"""``lead-now``, see ``lead_now``; ``lead-plan``, see ``lead_plan``; ``lead-paper`` {count}: people who are here and
have no seat; ``lead-present-<person>`` {state}; ``lead-raised`` {text, sheet}: a point of the journey brought up;
``lead-next`` {when, place, task}: what the wall shows at the end; ``lead-called-<person>`` {name}: what somebody on
paper is called.
"""


def topic_of(gathering: str) -> str:
    """``mestring/2/gathering`` of ``mestring/2``."""
    return f"{gathering}/{GATHERING}"


def everyone(seen: Seen, gathering: str) -> tuple[str, ...]:
    """All who belong to the group, and those on paper without a seat, whether they are here or not."""
    things = seen.also.get(topic_of(gathering), seen.things)
    paper = things.get(PAPER)
    count = (paper.value or {}).get("count") if paper else 0
    extra = count if type(count) is int and 0 <= count <= MOST_ON_PAPER else 0
    return (*(person.id for person in seen.people), *on_paper(extra))


def called(seen: Seen, gathering: str) -> dict[str, str]:
    """What those on paper are called, as the mentor typed it, by person."""
    things = seen.also.get(topic_of(gathering), seen.things)
    found = {name.removeprefix(CALLED): kept.value for name, kept in things.items() if name.startswith(CALLED)}
    return {person: str(value.get("name", "")) for person, value in found.items() if value}


def attendances(seen: Seen, gathering: str) -> dict[str, str]:
    """What was tapped, by person. Whoever is on paper without a seat is here as soon as somebody's seat was tapped."""
    things = seen.also.get(topic_of(gathering), seen.things)
    found = {name.removeprefix(PRESENT): kept.value for name, kept in things.items() if name.startswith(PRESENT)}
    tapped = {person: str(value.get("state", "")) for person, value in found.items() if value}
    seats = {person.id for person in seen.people}
    if not seats.isdisjoint(tapped):
        tapped = dict.fromkeys(set(everyone(seen, gathering)) - seats, "here") | tapped
    return tapped


def people_here(seen: Seen, gathering: str) -> tuple[str, ...]:
    """Those in the room: whom pairs are drawn among."""
    return present(everyone(seen, gathering), attendances(seen, gathering))
