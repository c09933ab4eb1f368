"""What a mentor does on the run sheet: who is here, the plan for today, what is now and its clock, the next date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from samling_exercises.answers.records import Value
from samling_exercises.programme import Gathering
from samling_exercises.rules.attendance import ATTENDANCES, MOST_ON_PAPER, after_tap, on_paper

from .activity_clock import clock_view, clocked
from .board_rules import BoardRules, Entry, Reason, Refusal, Seen, leads_only, text_of
from .clock_acts import CLOCK_ACTS, moved
from .gathering_things import CALLED, NEXT, NOW, PAPER, PLAN, PRESENT, RAISED, attendances, called, everyone
from .lead_now import PARTS, STEP, gone_to, is_at, under_way
from .lead_plan import Plan, meetings, optional, plan_of, todays
from .raise_rules import RaiseRules

LIMITS: Final = {"when": 60, "place": 60, "task": 200}
"""The lines of ``lead-next`` and how long they may be."""
_WHY: Final[Mapping[str, Reason]] = {"empty": "empty", "long": "too-long", "characters": "shape"}
View = Callable[[Seen, Plan], dict[str, Any]]


class LeadRules(BoardRules):
    """The gathering's own topic, for a mentor. ``show`` makes the view, from what stands and the plan."""

    def __init__(self, gathering: Gathering, show: View) -> None:
        self._gathering = gathering
        self._show = show
        self._raising = RaiseRules()
        self.also = tuple(each.key for each in clocked(gathering))
        held = [each.id for each in gathering.exercises if "at" in each.when]
        self._held = frozenset((*held, *(each.id for each in optional(gathering))))

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """``lead-next`` {when, place, task}: what the wall shows at the end; ``lead-called-<person>`` {name}: what
        somebody on paper is called. Raises Refusal.
        """
        leads_only(seen)
        if name.startswith(CALLED):
            return self._called(name, value, seen)
        if name != NEXT:
            raise Refusal("name")
        said = {key: text_of(value or {}, key, most, needed=False) for key, most in LIMITS.items()}
        return Entry(name, said if any(said.values()) else None, history=False)

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """One of the actions below. Raises Refusal."""
        leads_only(seen)
        if action in {"raise", "lower"}:
            return self._raising.act(action, message, seen)
        if action in CLOCK_ACTS:
            return self._clock(action, seen)
        acts = {
            "now": self._now,
            "back": self._back,
            "tap": self._tap,
            "mark": self._mark,
            "paper": self._paper,
            "plan": self._plan,
        }
        if action not in acts:
            raise Refusal("name")
        return acts[action](message, seen)

    def view(self, seen: Seen) -> dict[str, Any]:
        """The agenda for those who are here, in the time set, and the clock that counts; see ``lead_view`` and
        ``clock_view``.
        """
        shown = self._show(seen, plan_of(seen.value(PLAN), self._gathering))
        return {**shown, **clock_view(self._gathering, seen)}

    def _now(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``{activity, step}`` or ``{part}``: the wall goes there, pages are invited, and its clock begins."""
        activity, step, part = message.get("activity"), message.get("step") or "", message.get("part") or ""
        if activity is None and part not in PARTS:
            raise Refusal("shape")
        if activity is not None and (part or not isinstance(activity, str) or activity not in self._held):
            raise Refusal("shape")
        if step and (activity is None or not isinstance(step, str) or not STEP.fullmatch(step)):
            raise Refusal("shape")
        before = under_way(seen.value(NOW), seen.at)
        if is_at(before, activity, part, step):
            return []
        plan = plan_of(seen.value(PLAN), self._gathering)
        entries = todays(meetings(self._gathering, seen, plan), plan).entries
        # A point that was brought up belongs to what was talked about then.
        lowered = [Entry(RAISED, None, history=False)] if seen.value(RAISED) else []
        return [Entry(NOW, gone_to(entries, before, activity, part, step, seen.at), history=False), *lowered]

    def _back(self, _message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """What was now before is now again, and its clock has gone on."""
        now = under_way(seen.value(NOW), seen.at)
        if now is None or now["before"] is None:
            raise Refusal("not-now")
        return [Entry(NOW, now["before"], history=False)]

    def _clock(self, action: str, seen: Seen) -> Sequence[Entry]:
        now = under_way(seen.value(NOW), seen.at)
        clock = moved(now["clock"], action, seen.at) if now else None
        if now is None or clock is None:
            raise Refusal("not-now")
        return [Entry(NOW, {**now, "clock": clock}, history=False)]

    def _tap(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``{person, state}``: here, or not. ``state`` is what the page knew: a second tap changes nothing."""
        person = self._person(message, seen)
        known = attendances(seen, self._gathering.key).get(person, "")
        return [self._present(person, after_tap(known))] if message.get("state") == known else []

    def _mark(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``{person, state}``: comes late, has left, or does not come."""
        state = message.get("state")
        if state not in ATTENDANCES:
            raise Refusal("shape")
        return [self._present(self._person(message, seen), str(state))]

    def _called(self, name: str, value: Value | None, seen: Seen) -> Entry:
        # The groups' own package is a large import, and most pages never name anybody.
        from samling_exercises.groups import BadNickname
        from samling_exercises.groups.names import checked_nickname

        person = name.removeprefix(CALLED)
        with_page = {one.id for one in seen.people if one.here}
        if person in with_page or person not in everyone(seen, self._gathering.key):
            raise Refusal("person")
        if value is None:
            return Entry(name, None, about=person, history=False)
        try:
            said = checked_nickname(str(value.get("name", "")))
        except BadNickname as error:
            raise Refusal(_WHY[error.reason]) from None
        return Entry(name, {"name": said}, about=person, history=False)

    def called(self, seen: Seen) -> Mapping[str, str]:
        """As the mentor typed it."""
        return called(seen, self._gathering.key)

    def _present(self, person: str, state: str) -> Entry:
        return Entry(f"{PRESENT}{person}", {"state": state}, about=person)

    def _person(self, message: Mapping[str, Any], seen: Seen) -> str:
        person = message.get("person")
        if not isinstance(person, str) or person not in everyone(seen, self._gathering.key):
            raise Refusal("person")
        return person

    def _paper(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``{count}``: people who are here and have no seat. Who is no longer counted is marked as nothing, and has
        no name.
        """
        count = message.get("count")
        if type(count) is not int or not 0 <= count <= MOST_ON_PAPER:
            raise Refusal("shape")
        gone = [f"{of}{person}" for person in on_paper(MOST_ON_PAPER)[count:] for of in (PRESENT, CALLED)]
        marked = [Entry(name, None) for name in gone if seen.value(name)]
        return [Entry(PAPER, {"count": count}, history=False), *marked]

    def _plan(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``{change}``: what is otherwise than it was planned."""
        change = message.get("change")
        if not isinstance(change, dict):
            raise Refusal("shape")
        before = plan_of(seen.value(PLAN), self._gathering).as_json()
        wanted = {**before, **change}
        planned = plan_of(wanted, self._gathering).as_json()
        if planned != wanted:
            raise Refusal("shape")
        return [Entry(PLAN, planned, history=False)]
