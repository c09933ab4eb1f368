"""What a mentor does on the run sheet: who is here, the plan for today, what is now and its clock, the next date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from samling_exercises.answers.records import Value
from samling_exercises.programme import Exercise, Gathering
from samling_exercises.rules.attendance import ATTENDANCES, MOST_ON_PAPER, after_tap

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only, text_of
from .clock_acts import CLOCK_ACTS, MINUTE, begun, moved
from .gathering_things import NEXT, NOW, PAPER, PLAN, PRESENT, attendances, everyone
from .lead_plan import Plan, plan_of, planned_minutes
from .raise_rules import RaiseRules

PARTS: Final = ("welcome", "break", "next-task", "closing")
"""What a gathering is at between its activities."""
LINE_LIMIT, TASK_LIMIT = 60, 200
View = Callable[[Seen, Plan], dict[str, Any]]


class LeadRules(BoardRules):
    """The gathering's own topic, for a mentor. ``view`` is made by ``show``, from what stands and the plan."""

    def __init__(self, gathering: Gathering, show: View) -> None:
        self._gathering = gathering
        self._show = show
        self._raising = RaiseRules()
        self._held = {each.id: each for each in gathering.exercises if "at" in each.when or each.add_at is not None}

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """One of the actions below. Raises Refusal."""
        leads_only(seen)
        if action in {"raise", "lower"}:
            return self._raising.act(action, message, seen)
        if action in CLOCK_ACTS:
            return self._clock(action, seen)
        acts = {
            "now": self._now,
            "tap": self._tap,
            "mark": self._mark,
            "paper": self._paper,
            "plan": self._plan,
            "next": self._next,
        }
        if action not in acts:
            raise Refusal("name")
        return [acts[action](message, seen)]

    def view(self, seen: Seen) -> dict[str, Any]:
        """The agenda for those who are here, in the time set."""
        return self._show(seen, plan_of(seen.value(PLAN), self._gathering))

    def _now(self, message: Mapping[str, Any], seen: Seen) -> Entry:
        """``{activity}`` or ``{part}``: the wall goes there, pages are invited, and its clock begins."""
        activity, part = message.get("activity"), message.get("part")
        if activity is not None and activity not in self._held:
            raise Refusal("shape")
        if activity is None and part not in PARTS:
            raise Refusal("shape")
        minutes = planned_minutes(self._gathering, seen, activity, "" if activity else str(part))
        value = {
            "activity": activity,
            "part": "" if activity else part,
            "clock": begun(minutes * MINUTE, seen.at),
            "since": seen.at,
        }
        return Entry(NOW, value)

    def _clock(self, action: str, seen: Seen) -> Sequence[Entry]:
        now = seen.value(NOW)
        clock = moved(now.get("clock"), action, seen.at) if now else None
        if now is None or clock is None:
            raise Refusal("not-now")
        return [Entry(NOW, {**now, "clock": clock}, history=False)]

    def _tap(self, message: Mapping[str, Any], seen: Seen) -> Entry:
        """``{person}``: here, or not."""
        person = self._person(message, seen)
        return self._present(person, after_tap(attendances(seen, self._gathering.key).get(person)))

    def _mark(self, message: Mapping[str, Any], seen: Seen) -> Entry:
        """``{person, state}``: comes late, has left, …"""
        state = message.get("state")
        if state not in ATTENDANCES:
            raise Refusal("shape")
        return self._present(self._person(message, seen), str(state))

    def _present(self, person: str, state: str) -> Entry:
        return Entry(f"{PRESENT}{person}", {"state": state}, about=person)

    def _person(self, message: Mapping[str, Any], seen: Seen) -> str:
        person = message.get("person")
        if not isinstance(person, str) or person not in everyone(seen, self._gathering.key):
            raise Refusal("person")
        return person

    def _paper(self, message: Mapping[str, Any], _seen: Seen) -> Entry:
        """``{count}``: people who are here and have no seat."""
        count = message.get("count")
        if type(count) is not int or not 0 <= count <= MOST_ON_PAPER:
            raise Refusal("shape")
        return Entry(PAPER, {"count": count}, history=False)

    def _plan(self, message: Mapping[str, Any], seen: Seen) -> Entry:
        """``{change}``: what is otherwise than it was planned."""
        change = message.get("change")
        if not isinstance(change, dict):
            raise Refusal("shape")
        before = plan_of(seen.value(PLAN), self._gathering).as_json()
        value: Value = {**before, **{key: each for key, each in change.items() if key in before}}
        if plan_of(value, self._gathering).as_json() != value:
            raise Refusal("shape")
        return Entry(PLAN, value, history=False)

    def _next(self, message: Mapping[str, Any], _seen: Seen) -> Entry:
        """``{when, place, task}``: what the wall shows at the end."""
        limits = {"when": LINE_LIMIT, "place": LINE_LIMIT, "task": TASK_LIMIT}
        said = {key: text_of(dict(message), key, most, needed=False) for key, most in limits.items()}
        return Entry(NEXT, said if any(said.values()) else None)


def optional(gathering: Gathering) -> tuple[Exercise, ...]:
    """The activities done beforehand that a mentor may add minutes for."""
    return tuple(each for each in gathering.exercises if "at" not in each.when and each.add_at is not None)
