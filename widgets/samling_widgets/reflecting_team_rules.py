"""What may happen on a reflecting team's board: headlines, and the walk of a story, which a mentor leads.

``lead-walk`` {walk, clock, teller, before}: where the team is (``rules.story_phases``), the phase's clock, whose turn
it is when everyone tells (1, 2, 3 …; None when only headlines are gathered), and the same one step back. ``wish``
{wants, headline, number}: what the story's owner asks from a page of their own: ``no`` takes a yes back until the
retelling begins, ``back`` tells the mentor that the owner wants to turn back. Of all this only headlines go to the
others' pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samling_exercises import Exercise
from samling_exercises.answers.records import Value
from samling_exercises.kinds.reflecting_team import Structure
from samling_exercises.rules import story_phases as rules
from samling_exercises.rules.story_phases import DONE, Course, Walk

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only, one_of
from .clock_acts import CLOCK_ACTS, MINUTE, begun, moved
from .gathering_things import called, everyone, people_here, topic_of
from .headline_rules import HEADLINE, MENTOR, checked_headline, headlines

WALK, WISH = "lead-walk", "wish"
CASE = "case-"
"""The ids of borrowed stories' headlines begin so."""


class ReflectingTeamRules(BoardRules):
    """The rules of one reflecting team.

    Parameters
    ----------
    exercise
        The reflecting team.
    cases
        Headlines of the invented stories a group may borrow, by their ids.
    """

    def __init__(self, exercise: Exercise, cases: Mapping[str, str]) -> None:
        structure = exercise.structure
        assert isinstance(structure, Structure)
        self._structure = structure
        self._gathering = exercise.gathering
        self._cases = cases
        self.course = Course.of(structure)
        self.also = (topic_of(exercise.gathering),)

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """A headline. One whose story is being told stays until it is told."""
        if not name.startswith(HEADLINE) or (name.startswith(HEADLINE + CASE) and not seen.who.leads):
            raise Refusal("name")
        walk = self.walk(seen)
        if value is None and walk and walk.headline == name.removeprefix(HEADLINE):
            raise Refusal("not-now")
        return checked_headline(name, value, seen, everyone(seen, self._gathering))

    def act(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """``withdraw`` and ``turn-back`` are the owner's; everything else is a mentor's."""
        if action in ("withdraw", "turn-back"):
            return self._wish(action, seen)
        leads_only(seen)
        if action == "borrow":
            return self._borrow(message, seen)
        state = seen.value(WALK)
        if action in CLOCK_ACTS:
            return [_entry({**state, "clock": moved(state.get("clock"), action, seen.at)})] if state else []
        if action == "undo":
            return self._undo(seen)
        return self._moved(action, message, seen)

    def shows(self, name: str, seen: Seen) -> bool:
        """The walk with its owner is the mentor's; so are headlines with whose they are, but one's own."""
        if seen.who.leads:
            return True
        value = seen.value(name) or {}
        return name.startswith(HEADLINE) and seen.who.person is not None and value.get("person") == seen.who.person

    def called(self, seen: Seen) -> Mapping[str, str]:
        """As the run sheet has it."""
        return called(seen, self._gathering)

    def view(self, seen: Seen) -> dict[str, Any]:
        """``phase`` and ``face`` (None before it has begun), ``clock``, ``headline`` of the story, ``headlines`` not
        yet told, ``mine``: whether the story is the reader's own, and ``wish``, which only its owner and mentors get.

        For a mentor also ``walk`` (without the owner once they have left the group), ``teller``, ``people`` (whose
        story it may be), ``here`` (how many), ``back`` (whether there is a step to take back).
        """
        walk, state = self.walk(seen), seen.value(WALK) or {}
        found = headlines(seen)
        mine = _owns(walk, seen)
        role: rules.Role = "mentor" if seen.who.leads else "owner" if mine else "team"
        told = walk.told if walk else ()
        view = {
            "phase": walk.phase if walk else None,
            "face": rules.face(walk, self.course, role) if walk else None,
            "clock": state.get("clock"),
            "headline": found.get(walk.headline or "", {}).get("text") if walk else None,
            "headlines": [value["text"] for name, value in found.items() if name not in told],
            "mine": mine,
            "wish": self._wanted(seen) if mine or seen.who.leads else None,
        }
        if not seen.who.leads:
            return view
        return {
            **view,
            "walk": _as_seen(walk, seen) if walk else None,
            "teller": state.get("teller"),
            "people": [*everyone(seen, self._gathering), MENTOR],
            "here": len(people_here(seen, self._gathering)),
            "back": state.get("before") is not None,
        }

    def walk(self, seen: Seen) -> Walk | None:
        """Where the team is; an owner who has changed their mind in time, or left, owns nothing any more."""
        found = self._stored(seen)
        if found is None:
            return None
        no_more = self._wanted(seen) == "no" or not _has_owner(found, seen)
        return rules.taken_back(found, self.course) if no_more else found

    def _stored(self, seen: Seen) -> Walk | None:
        state = seen.value(WALK)
        return rules.from_json(state.get("walk"), self.course) if state else None

    def _wanted(self, seen: Seen) -> str | None:
        """What the owner of the story there is now asks for; what was asked in an earlier story is over."""
        wish, walk = seen.value(WISH), self._stored(seen)
        if not wish or walk is None or (wish.get("headline"), wish.get("number")) != (walk.headline, len(walk.told)):
            return None
        return str(wish.get("wants"))

    def _wish(self, action: str, seen: Seen) -> Sequence[Entry]:
        walk = self.walk(seen)
        if walk is None or not _owns(walk, seen):
            raise Refusal("person")
        if (walk.phase == self.course.choose) != (action == "withdraw"):
            raise Refusal("not-now")
        wants = "no" if action == "withdraw" else "back"
        wish = {"wants": wants, "headline": walk.headline, "number": len(walk.told)}
        return [Entry(WISH, wish, about=walk.owner, history=False)]

    def _borrow(self, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """An invented story becomes one of the headlines, owned by whoever lends it a voice."""
        case = str(one_of(dict(message), "case", list(self._cases)))
        person = one_of({"person": MENTOR, **message}, "person", [*everyone(seen, self._gathering), MENTOR])
        kept = {"text": self._cases[case], "person": person}
        return [Entry(f"{HEADLINE}{CASE}{case}", kept, about=None if person == MENTOR else person)]

    def _undo(self, seen: Seen) -> Sequence[Entry]:
        before = (seen.value(WALK) or {}).get("before")
        return [_entry(before), *_no_wish(seen)] if isinstance(before, dict) else []

    def _moved(self, action: str, message: Mapping[str, Any], seen: Seen) -> Sequence[Entry]:
        """A step of the walk. What the page saw (``phase``) must still be so: a second tap changes nothing."""
        walk, state = self.walk(seen), seen.value(WALK)
        if message.get("phase") != (walk.phase if walk else None):
            return []
        teller = state.get("teller") if state else None
        if walk is None:
            if action != "begin":
                raise Refusal("not-now")
            after, teller = rules.begin(self.course), 1 if message.get("everyone") is True else None
        elif action == "teller":
            if teller is None or walk.phase != self.course.tell or message.get("teller") != teller:
                return []
            after, teller = walk, teller + 1
        else:
            after = self._after(action, walk, message, seen)
            if after == walk:
                return []
        before = {key: value for key, value in state.items() if key != "before"} if state else None
        clock = begun(self._seconds(after, teller), seen.at)
        moved_on = {"walk": rules.as_json(after), "clock": clock, "teller": teller, "before": before}
        return [_entry(moved_on), *_no_wish(seen)]

    def _after(self, action: str, walk: Walk, message: Mapping[str, Any], seen: Seen) -> Walk:
        match action:
            case "ask":
                return rules.ask(walk, self.course)
            case "yes":
                name = str(one_of(dict(message), "headline", list(headlines(seen))))
                owner = str(headlines(seen)[name].get("person"))
                return rules.chosen(walk, self.course, owner, name)
            case "no":
                return rules.taken_back(walk, self.course)
            case "next":
                return rules.onward(walk, self.course)
            case "stop":
                return rules.finish(walk, self.course)
            case "another":
                return rules.next_story(walk, self.course)
        raise Refusal("name")

    def _seconds(self, walk: Walk, teller: int | None) -> float:
        """How long a phase is given. Asking for a willing owner takes the time it takes."""
        if walk.phase in (DONE, self.course.choose):
            return 0.0
        if walk.phase == self.course.tell and teller is None:
            return self._structure.headlines * MINUTE
        minutes = next(phase.minutes for phase in self._structure.phases if phase.id == walk.phase)
        return minutes.total(1) * MINUTE


def _owns(walk: Walk | None, seen: Seen) -> bool:
    """Whether the story is the reader's own."""
    me = seen.who.person
    return walk is not None and me is not None and walk.owner == me and _has_owner(walk, seen)


def _has_owner(walk: Walk, seen: Seen) -> bool:
    """Whether somebody owns the story still. Its headline goes with who wrote it, so that whoever gets that person's
    seat later owns nothing of theirs.
    """
    return walk.owner is not None and walk.headline in headlines(seen)


def _as_seen(walk: Walk, seen: Seen) -> dict[str, Any]:
    return rules.as_json(walk) | ({} if _has_owner(walk, seen) else {"owner": None})


def _entry(state: Mapping[str, Any]) -> Entry:
    return Entry(WALK, {"before": None, **state}, history=False)


def _no_wish(seen: Seen) -> list[Entry]:
    """Once the mentor has moved on, what was asked before is over."""
    return [Entry(WISH, None, history=False)] if WISH in seen.things else []
