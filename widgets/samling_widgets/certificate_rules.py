"""What a mentor settles about certificates: the rule, when and where the gatherings were, and what was made up."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from samling_exercises.answers.records import Value
from samling_exercises.programme import Programme
from samling_exercises.rules.certificate import MOST_ABSENCES

from .board_rules import BoardRules, Entry, Refusal, Seen, leads_only, text_of
from .certificate_things import (
    HELD,
    MADE_UP,
    MOST_MINUTES,
    RULE,
    Things,
    attended,
    certificate_topic,
    held,
    made_up,
    rule,
)
from .gathering_things import topic_of

PLACE_LIMIT: Final = 200


class CertificateRules(BoardRules):
    """The rules of one programme's certificates. Everything here is a mentor's."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._ids = [gathering.id for gathering in programme.gatherings]
        self.also = tuple(topic_of(gathering.key) for gathering in programme.gatherings)

    def checked(self, name: str, value: Value | None, seen: Seen) -> Entry:
        """``lead-rule``, ``lead-held-<gathering>`` or ``draft-made-up-<person>``. Raises Refusal."""
        leads_only(seen)
        if name == RULE:
            return Entry(name, self._rule(value or {}), history=False)
        if name.removeprefix(HELD) in self._ids and name.startswith(HELD):
            return Entry(name, self._held(value or {}), history=False)
        if name.startswith(MADE_UP):
            return self._made_up(name, value or {}, seen)
        raise Refusal("name")

    def view(self, seen: Seen) -> dict[str, Any]:
        """``held`` [{id, title, day, place, minutes}], ``rule`` {absences, made-up}, and ``people`` [{id, called,
        missed, owed, made_up, earned}], gatherings by id. For a mentor; nothing for others.
        """
        if not seen.who.leads:
            return {}
        things = self._things(seen)
        by_rule = rule(self._programme, things)
        return {
            "rule": {"absences": by_rule.absences, "made-up": by_rule.made_up},
            "held": [
                {
                    "id": one.gathering.id,
                    "day": one.day.isoformat() if one.day else "",
                    "place": one.place,
                    "minutes": one.minutes,
                }
                for one in held(self._programme, things)
            ],
            "people": [
                {
                    "id": one.person,
                    "called": one.called,
                    "missed": list(one.outcome.missed),
                    "made_up": sorted(made_up(seen.value(f"{MADE_UP}{one.person}"))),
                    "earned": one.outcome.earned,
                }
                for one in attended(self._programme, things, _names(seen))
            ],
        }

    def shows(self, name: str, seen: Seen) -> bool:
        """Only to a mentor: who has missed what is nobody else's."""
        return seen.who.leads

    def _things(self, seen: Seen) -> Things:
        return {certificate_topic(self._programme.id): seen.things, **seen.also}

    def _rule(self, value: Value) -> Value:
        absences, made = value.get("absences"), value.get("made-up")
        if type(absences) is not int or not 0 <= absences <= MOST_ABSENCES or not isinstance(made, bool):
            raise Refusal("shape")
        return {"absences": absences, "made-up": made}

    def _held(self, value: Value) -> Value:
        minutes, day = value.get("minutes"), value.get("day", "")
        if type(minutes) is not int or not 0 <= minutes <= MOST_MINUTES or not isinstance(day, str):
            raise Refusal("shape")
        try:
            day = date.fromisoformat(day).isoformat() if day else ""
        except ValueError:
            raise Refusal("shape") from None
        return {"day": day, "place": text_of(value, "place", PLACE_LIMIT, needed=False), "minutes": minutes}

    def _made_up(self, name: str, value: Value, seen: Seen) -> Entry:
        person, listed = name.removeprefix(MADE_UP), value.get("gatherings")
        known = {one.person for one in attended(self._programme, self._things(seen), _names(seen))}
        if person not in known:
            raise Refusal("person")
        if not isinstance(listed, list) or not all(one in self._ids for one in listed):
            raise Refusal("shape")
        return Entry(name, {"gatherings": list(dict.fromkeys(listed))} if listed else None, about=person, history=False)


def _names(seen: Seen) -> dict[str, str]:
    return {person.id: person.nickname for person in seen.people if person.seat is not None}
