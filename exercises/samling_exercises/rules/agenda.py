"""What a gathering's time suffices for: the run sheet, and what gives way when it does not fit.

Everything follows from the content, the people present, the stories chosen and the minutes set, and nothing is
remembered: ask again when one of them changes.

Things give way in the content's order (``leave_out``), one at a time, until the rest fits and no further; for as little
as ``SLACK`` nothing gives way, since a group finds so much on the way. The first and
the last activity (check-in and check-out) and the word about the next task never give way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ..programme import Exercise, Gathering
from .agenda_entries import BREAK_WITHIN, Entry, Kind, Plan, is_team, laid_out

__all__ = ["BREAK_WITHIN", "SLACK", "Agenda", "Entry", "How", "Kind", "LeftOut", "agenda", "never_left_out", "split"]

How = Literal["headlines", "fewer-stories", "one-story", "home", "another-day"]

TELLING, SECOND_STORY = "telling", "second-story"
MOST_PEOPLE, MOST_STORIES, LONGEST = 60, 12, 600
SLACK = 3
"""Minutes over the time set for which nothing gives way."""


@dataclass(frozen=True)
class LeftOut:
    """What gave way: the word or id in ``leave_out``, the activity it belongs to, and what happens instead.

    ``headlines``: only the headlines are gathered; ``fewer-stories`` and ``one-story``: more than one, or one, is left;
    ``home``: each does it after the gathering; ``another-day``: it is put off.
    """

    what: str
    exercise: Exercise
    how: How


@dataclass(frozen=True)
class Agenda:
    """The entries in order, one beginning where the one before ends. ``minutes``: the time set; ``stories``: how many
    are told; ``left_out``: in the order in which they gave way.
    """

    entries: tuple[Entry, ...]
    minutes: float
    stories: int
    left_out: tuple[LeftOut, ...] = ()

    @property
    def total(self) -> float:
        """Minutes all entries take together."""
        return _total(self.entries)

    @property
    def over(self) -> float:
        """Minutes over the time set; 0 when it fits."""
        return max(0.0, self.total - self.minutes)

    @property
    def too_long(self) -> bool:
        """Whether it is more than ``SLACK`` over, though all that may give way has."""
        return self.over > SLACK


def agenda(
    gathering: Gathering,
    people: int,
    stories: int | None = None,
    minutes: float | None = None,
    *,
    added: frozenset[str] = frozenset(),
    skipped: frozenset[str] = frozenset(),
) -> Agenda:
    """The run sheet for ``people`` present; ``stories`` and ``minutes`` are the content's unless they are set.

    ``added``: activities done beforehand for which the mentor adds the content's minutes (``add_at``); ``skipped``:
    activities the mentor took away, and ``telling`` for headlines only. Ids that cannot be added or taken away change
    nothing. Raises ValueError for numbers no gathering has.
    """
    return _fitted(_plan(gathering, people, stories, gathering.minutes if minutes is None else minutes, added, skipped))


def split(
    gathering: Gathering,
    people: int,
    stories: int | None = None,
    minutes: float | None = None,
    *,
    added: frozenset[str] = frozenset(),
    skipped: frozenset[str] = frozenset(),
) -> tuple[Agenda, Agenda]:
    """The gathering as two meetings of ``minutes`` each (half the content's), both with check-in, next task, check-out.

    The first takes activities from the front as far as the minutes go, the second takes the rest. Each has at least one
    where there are two, and none is divided. Where something must give way, they are divided where the least is over,
    and then where the least, seen from the end of ``leave_out``, gives way. Raises ValueError as ``agenda`` does.
    """
    plan = _plan(gathering, people, stories, gathering.minutes / 2 if minutes is None else minutes, added, skipped)
    first, middle, last = plan.held[:1], plan.held[1:-1], plan.held[1:][-1:]
    order = gathering.structure.leave_out

    def divided(taken: int) -> tuple[Agenda, Agenda]:
        front, rest = ((*first, *some, *last) for some in (middle[:taken], middle[taken:]))
        return _fitted(replace(plan, held=front)), _fitted(replace(plan, held=rest))

    def cost(meetings: tuple[Agenda, Agenda]) -> tuple[float, list[int]]:
        gone = [order.index(one.what) for meeting in meetings for one in meeting.left_out]
        return sum(meeting.over for meeting in meetings if meeting.too_long), sorted(gone, reverse=True)

    fewest = min(1, len(middle))
    most = max(fewest, len(middle) - 1)
    # Those that cost the same: min keeps the first it meets, where the first meeting takes the most.
    return min((divided(taken) for taken in range(most, fewest - 1, -1)), key=cost)


def never_left_out(gathering: Gathering) -> frozenset[str]:
    """The ids of the first and the last activity held: check-in and check-out."""
    held = [exercise.id for exercise in gathering.exercises if "at" in exercise.when]
    return frozenset((*held[:1], *held[-1:]))


def _plan(
    gathering: Gathering,
    people: int,
    stories: int | None,
    minutes: float,
    added: frozenset[str],
    skipped: frozenset[str],
) -> Plan:
    """What would be held with time enough. What is added never comes before check-in or after check-out."""
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(f"expected 0 to {MOST_PEOPLE} people, came {people}; count those present again")
    if stories is not None and not 0 <= stories <= MOST_STORIES:
        raise ValueError(f"expected 0 to {MOST_STORIES} stories, came {stories}; choose fewer")
    if not 0 < minutes <= LONGEST:
        raise ValueError(f"expected up to {LONGEST} minutes, came {minutes:g}; set the length of the gathering")
    ends = [exercise for exercise in gathering.exercises if exercise.id in never_left_out(gathering)]
    middle = [
        exercise
        for exercise in gathering.exercises
        if exercise not in ends
        and (exercise.id not in skipped or exercise.id in gathering.structure.always)
        and ("at" in exercise.when or (exercise.id in added and exercise.add_at is not None))
    ]
    held = (*ends[:1], *middle, *ends[1:])
    told = {
        exercise.id: (exercise.minutes.stories or 0) if stories is None else stories
        for exercise in held
        if exercise.minutes.story is not None
    }
    return Plan(gathering, people, minutes, held, told, TELLING in skipped)


def _fitted(plan: Plan) -> Agenda:
    """The plan with as much left out as it takes to fit, or with all that may be when it never fits."""
    left_out: list[LeftOut] = []
    entries = laid_out(plan)
    for what in plan.gathering.structure.leave_out:
        while _total(entries) > plan.minutes + SLACK:
            shorter, gone = _without(plan, what)
            if _total(laid_out(shorter)) >= _total(entries):
                break
            plan, entries = shorter, laid_out(shorter)
            # A whole activity left out covers its telling and its stories, and one story left covers two.
            covered = {one.exercise.id for one in gone}
            left_out = [
                one for one in left_out if one.exercise.id not in covered or what not in {one.what, one.exercise.id}
            ]
            left_out += gone
    stories = max((plan.stories.get(exercise.id, 0) for exercise in plan.held), default=0)
    return Agenda(entries, plan.minutes, stories, tuple(left_out))


def _without(plan: Plan, what: str) -> tuple[Plan, list[LeftOut]]:
    """The plan with one thing less, and what that was; the same plan when there is nothing of it to leave out."""
    if what == TELLING:
        teams = [exercise for exercise in plan.held if is_team(exercise)]
        return replace(plan, headlines=True), [LeftOut(what, team, "headlines") for team in teams]
    if what == SECOND_STORY:
        several = [exercise for exercise in plan.held if plan.stories.get(exercise.id, 0) > 1]
        left = {exercise.id: plan.stories[exercise.id] - 1 for exercise in several}
        gone = [LeftOut(what, one, "one-story" if left[one.id] == 1 else "fewer-stories") for one in several]
        return replace(plan, stories=plan.stories | left), gone
    inner = [exercise for exercise in plan.held[1:-1] if exercise.id == what]
    held = tuple(exercise for exercise in plan.held if exercise not in inner)
    return replace(plan, held=held), [
        LeftOut(what, exercise, "home" if "after" in exercise.when else "another-day") for exercise in inner
    ]


def _total(entries: tuple[Entry, ...]) -> float:
    return entries[-1].end if entries else 0.0
