"""What a group has settled and made, as paper needs it: its journeys, the plan of a gathering, days, and certificates.

It is read from the group's own things (``samling_exercises.answers.records``), by topic and name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time

from samling_exercises.programme import Gathering, Programme
from samling_exercises.rules.agenda import Agenda, agenda, split
from samling_widgets import certificate_things
from samling_widgets.certificate_things import Things, attended, certificate_topic, values
from samling_widgets.gathering_things import PLAN, topic_of
from samling_widgets.lead_plan import USUAL_PEOPLE, plan_of

from .certificate import Certified, Held
from .drawn_journey import Journey, journey_of
from .poster import journeys


def topics(programme: Programme) -> list[str]:
    """All that is read of a programme."""
    drawn = [f"{programme.id}/{name}/journey" for name in journeys(programme)]
    return [*drawn, *(topic_of(one.key) for one in programme.gatherings), certificate_topic(programme.id)]


def made(programme: Programme, things: Things) -> dict[str, Journey]:
    """The group's journeys by id; none that nobody has begun."""
    found = {name: journey_of(values(things, f"{programme.id}/{name}/journey")) for name in journeys(programme)}
    return {name: journey for name, journey in found.items() if journey.phases}


def planned(gathering: Gathering, things: Things) -> tuple[tuple[Agenda, ...], time | None]:
    """The agenda of a gathering as the mentor has planned it, and when it begins."""
    plan = plan_of(values(things, topic_of(gathering.key)).get(PLAN), gathering)
    people, minutes = plan.people or USUAL_PEOPLE, float(plan.minutes)
    added, skipped = frozenset(plan.added), frozenset(plan.skipped)
    begins = time.fromisoformat(plan.begins) if plan.begins else None
    if plan.split:
        return split(gathering, people, plan.stories, minutes, added=added, skipped=skipped), begins
    return (agenda(gathering, people, plan.stories, minutes, added=added, skipped=skipped),), begins


def held(programme: Programme, things: Things) -> tuple[Held, ...]:
    """The gatherings as the certificate has them."""
    return tuple(
        Held(one.gathering, one.day, one.place, one.minutes) for one in certificate_things.held(programme, things)
    )


def certified(programme: Programme, things: Things, names: Mapping[str, str]) -> tuple[Certified, ...]:
    """A certificate for each who has earned one, and one for the mentor. ``names``: those with a seat, by person."""
    earned: Iterable[Certified] = (
        Certified("participant", frozenset(one.outcome.missed))
        for one in attended(programme, things, names)
        if one.outcome.earned
    )
    return (*earned, Certified("mentor"))
