"""Who gets a certificate: whoever took part in all gatherings, by the group's own rule for those that were missed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

TOOK_PART = frozenset({"here", "late", "left"})
"""Attendance that counts: coming late and leaving early do too, see ``attendance``."""
MOST_ABSENCES = 10


@dataclass(frozen=True)
class Rule:
    """``absences``: how many gatherings may be missed; ``made_up``: whether each has to be made up with the mentor."""

    absences: int = 1
    made_up: bool = True


@dataclass(frozen=True)
class Outcome:
    """``earned``: whether there is a certificate; ``missed``: the gatherings the person was away from, ``owed``: those
    that are still to be made up.
    """

    earned: bool
    missed: tuple[str, ...]
    owed: tuple[str, ...]


def outcome(states: Mapping[str, str | None], made_up: Collection[str], rule: Rule) -> Outcome:
    """What follows for one person. ``states``: by gathering, None where nobody at all was marked (on paper alone).

    Such a gathering counts as attended: whoever prints sees it said, and knows better.
    """
    missed = tuple(gathering for gathering, state in states.items() if state is not None and state not in TOOK_PART)
    owed = tuple(gathering for gathering in missed if rule.made_up and gathering not in made_up)
    return Outcome(len(missed) <= rule.absences and not owed, missed, owed)


def rule_of(value: Mapping[str, object] | None) -> Rule:
    """The rule as a group keeps it, ``{absences, made-up}``; what is missing or none is the usual one."""
    kept = value or {}
    absences, made_up = kept.get("absences"), kept.get("made-up")
    usual = Rule()
    return Rule(
        absences if type(absences) is int and 0 <= absences <= MOST_ABSENCES else usual.absences,
        made_up if isinstance(made_up, bool) else usual.made_up,
    )
