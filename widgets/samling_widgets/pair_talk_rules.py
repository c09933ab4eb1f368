"""What may happen on a pair talk's board: pairs are drawn, looked at, shown; phases with a clock; a sheet of keywords.

``draft-pairs`` {groups} is the mentor's alone until ``show`` makes ``lead-pairs`` {groups, roles} of it. Nothing is
drawn anew when somebody comes late. ``swap-<group>`` {on}: a group has changed who tells and who asks, which anybody in
it may do. ``lead-talk`` {phase, clock, before, pairs, given}: the phase, the phase and clock one step back, whether the
wall shows the pairs, and whether the minutes a change of roles costs were given. ``lead-line-<id>`` {text}: keywords,
seen when ``lead-sheet`` {shown} says so.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from samling_exercises import Exercise
from samling_exercises.answers import Kept
from samling_exercises.answers.records import Value
from samling_exercises.kinds.pair_talk import Structure
from samling_exercises.rules import pairs

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only, one_of, text_of
from .clock_acts import CLOCK_ACTS, MINUTE, begun, moved
from .gathering_things import called, everyone, people_here, topic_of
from .pair_groups import (
    Groups,
    Talking,
    as_value,
    changed_roles,
    first_roles,
    key_of,
    met,
    read_groups,
    roles_after,
    with_person,
    without_person,
)

DRAFT, SHOWN, TALK, LINE, SHEET, CHANGED = "draft-pairs", "lead-pairs", "lead-talk", "lead-line-", "lead-sheet", "swap-"
LINE_LENGTH, MOST_LINES = 80, 60


class PairTalkRules(BoardRules):
    """The rules of one pair talk.

    Parameters
    ----------
    exercise
        The pair talk.
    earlier
        Topics of the programme's other pair talks: whoever talked there is kept apart here while it can be helped.
    shuffle
        Where chance comes from; default the system's.
    """

    def __init__(self, exercise: Exercise, earlier: Sequence[str], shuffle: random.Random | None = None) -> None:
        assert isinstance(exercise.structure, Structure)
        self._structure = exercise.structure
        self._gathering = exercise.gathering
        self._earlier = tuple(earlier)
        self._shuffle = shuffle or random.SystemRandom()
        self.also = (topic_of(exercise.gathering), *self._earlier)

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """A keyword, written by a mentor."""
        leads_only(seen)
        if not name.startswith(LINE):
            raise Refusal("name")
        if value is None:
            return Entry(name, None)
        if name not in seen.things and len(seen.under(LINE)) >= MOST_LINES:
            raise Refusal("too-many")
        return Entry(name, {"text": text_of(value, "text", LINE_LENGTH)})

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """Everything else. Only ``swap-roles`` is anybody's but the mentor's."""
        if action == "swap-roles":
            return self._swap_roles(message, seen)
        leads_only(seen)
        match action:
            case "draw":
                return self._draw(seen)
            case "swap":
                return self._swap(message, seen)
            case "show":
                return self._show(seen)
            case "hide":
                return self._hide(seen)
            case "add" | "out":
                return self._change(action, message, seen)
            case "go" | "back" | "wall" | "give" | "pause" | "resume" | "more":
                return self._talk(action, message, seen)
            case "show-sheet":
                return [Entry(SHEET, {"shown": message.get("shown") is True}, history=False)]
        raise Refusal("name")

    def shows(self, name: str, seen: Seen) -> bool:
        """Keywords are the mentor's own until the sheet is shown."""
        return not name.startswith(LINE) or seen.who.leads or bool((seen.value(SHEET) or {}).get("shown"))

    def called(self, seen: Seen) -> Mapping[str, str]:
        """As the run sheet has it."""
        return called(seen, self._gathering)

    def view(self, seen: Seen) -> dict[str, Any]:
        """``groups`` with ``roles`` as they are now, and ``changed``: the groups that changed roles by themselves.

        For a mentor also ``shown``, ``here`` (how many), ``without`` (who is here and in no group), ``gone`` (who is in
        one and not here) and ``met`` (pairs who talked before).
        """
        shown = talking(self._structure, seen.things)
        changed = [list(group) for group in _changed(shown.groups, seen.things)]
        view = {"groups": [list(group) for group in shown.groups], "roles": dict(shown.roles), "changed": changed}
        if not seen.who.leads:
            return view
        groups = self._groups(seen)
        here = people_here(seen, self._gathering)
        placed = [person for group in groups for person in group]
        return {
            **view,
            "groups": [list(group) for group in groups],
            "shown": SHOWN in seen.things,
            "here": len(here),
            "without": [person for person in here if person not in placed],
            "gone": [person for person in placed if person not in here],
            "met": met(groups, self._talked(seen)),
        }

    def _groups(self, seen: Seen) -> Groups:
        """The groups a mentor works with: those shown, else the draft."""
        return read_groups(seen.value(SHOWN) or seen.value(DRAFT))

    def _talked(self, seen: Seen) -> tuple[frozenset[str], ...]:
        """The groups that talked with each other at other gatherings."""
        found = [seen.also.get(topic, {}).get(SHOWN) for topic in self._earlier]
        return tuple(frozenset(group) for kept in found if kept for group in read_groups(kept.value))

    def _draw(self, seen: Seen) -> Sequence[Entry]:
        here = people_here(seen, self._gathering)
        if SHOWN in seen.things or len(here) < 2:
            raise Refusal("not-now")
        return [Entry(DRAFT, as_value(pairs.draw(here, self._talked(seen), self._shuffle)), history=False)]

    def _swap(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        groups = self._groups(seen)
        placed = [person for group in groups for person in group]
        one, other = (one_of(dict(message), key, placed) for key in ("one", "other"))
        if SHOWN in seen.things or one == other:
            raise Refusal("not-now")
        return [Entry(DRAFT, as_value(pairs.swap(groups, str(one), str(other))), history=False)]

    def _show(self, seen: Seen) -> Sequence[Entry]:
        groups = self._groups(seen)
        if not groups or SHOWN in seen.things:
            raise Refusal("not-now")
        shown = {**as_value(groups), "roles": first_roles(groups)}
        return [Entry(SHOWN, shown, history=False), self._talk_entry(seen, pairs=True)]

    def _hide(self, seen: Seen) -> Sequence[Entry]:
        groups = read_groups(seen.value(SHOWN))
        if not groups:
            raise Refusal("not-now")
        draft = Entry(DRAFT, as_value(groups), history=False)
        return [draft, Entry(SHOWN, None, history=False), *_unchanged(seen), self._talk_entry(seen, pairs=False)]

    def _change(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """Somebody comes to a pair, or goes from one; nobody else is moved."""
        groups = self._groups(seen)
        known = [*everyone(seen, self._gathering), *(person for group in groups for person in group)]
        person = str(one_of(dict(message), "person", known))
        if action == "out":
            after: Groups | None = without_person(groups, person)
        else:
            after = with_person(groups, person, str(message.get("beside")))
        if after is None or after == groups:
            raise Refusal("not-now")
        if SHOWN not in seen.things:
            return [Entry(DRAFT, as_value(after), history=False)]
        before = _after_changes(read_groups(seen.value(SHOWN)), seen.things)
        shown = {**as_value(after), "roles": roles_after(after, before)}
        return [Entry(SHOWN, shown, history=False), *_unchanged(seen)]

    def _swap_roles(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """A group changes who tells and who asks, or changes back: by somebody in it, or a mentor."""
        shown = talking(self._structure, seen.things)
        person = message.get("person") if seen.who.leads else seen.who.person
        group = shown.of(person) if isinstance(person, str) else ()
        if not group:
            raise Refusal("person")
        name = CHANGED + key_of(group)
        on = not (seen.value(name) or {}).get("on")
        if message.get("on") is not on:  # a second tap on the same button, or an old page
            return []
        return [Entry(name, {"on": on}, history=False)]

    def _talk(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        talk = seen.value(TALK) or {}
        if action == "wall":
            return [self._talk_entry(seen, pairs=message.get("pairs") is True)]
        if action in CLOCK_ACTS:
            return [self._talk_entry(seen, clock=moved(talk.get("clock"), action, seen.at))]
        if action == "give":
            if talk.get("given"):
                return []
            longer = moved(talk.get("clock"), "more", seen.at, seconds=self._structure.swap_minutes * MINUTE)
            return [self._talk_entry(seen, clock=longer, given=True)]
        if action == "back":
            before = talk.get("before")
            if not isinstance(before, dict):
                return []
            return [self._talk_entry(seen, phase=before.get("phase"), clock=before.get("clock"), before=None)]
        to = str(one_of(dict(message), "to", [phase.id for phase in self._structure.phases]))
        if to == talk.get("phase"):
            return []
        before = {"phase": talk.get("phase"), "clock": talk.get("clock")}
        clock = begun(self._seconds(to, seen), seen.at)
        return [self._talk_entry(seen, phase=to, clock=clock, before=before, pairs=False)]

    def _seconds(self, phase: str, seen: Seen) -> float:
        minutes = next(one.minutes for one in self._structure.phases if one.id == phase)
        return minutes.total(max(1, len(people_here(seen, self._gathering)))) * MINUTE

    def _talk_entry(self, seen: Seen, **change: Any) -> Entry:
        begin = {"phase": None, "clock": None, "before": None, "pairs": False, "given": False}
        return Entry(TALK, {**begin, **(seen.value(TALK) or {}), **change}, history=False)


def talking(structure: Structure, things: Mapping[str, Kept]) -> Talking:
    """Who talks with whom in which role now; nobody before the pairs are shown."""
    shown = things.get(SHOWN)
    groups = read_groups(shown.value if shown else None)
    roles = _after_changes(groups, things)
    talk = things.get(TALK)
    if talk and (talk.value or {}).get("phase") in structure.swapped:
        roles = changed_roles(groups, roles, groups)
    return Talking(groups, roles, _as_shown(groups, things))


def _as_shown(groups: Groups, things: Mapping[str, Kept]) -> dict[str, str]:
    shown = things.get(SHOWN)
    stored = (shown.value or {}).get("roles") if shown else None
    return roles_after(groups, stored if isinstance(stored, dict) else {})


def _after_changes(groups: Groups, things: Mapping[str, Kept]) -> dict[str, str]:
    """Roles as they were shown, and as groups changed them since."""
    return changed_roles(groups, _as_shown(groups, things), _changed(groups, things))


def _changed(groups: Groups, things: Mapping[str, Kept]) -> list[tuple[str, ...]]:
    on = {name for name, kept in things.items() if name.startswith(CHANGED) and (kept.value or {}).get("on")}
    return [group for group in groups if CHANGED + key_of(group) in on]


def _unchanged(seen: Seen) -> list[Entry]:
    """Takes away what groups changed: the roles that are written beside hold it."""
    return [Entry(name, None, history=False) for name in seen.things if name.startswith(CHANGED)]
