"""Who talks with whom in which role, as it stands on the board: read strictly, and changed without drawing anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samling_exercises.answers.records import Value
from samling_exercises.rules import pairs

Group = tuple[str, ...]
Groups = pairs.Groups

FEWEST, MOST = 2, 3
"""People in a group: a pair, or a three."""
TELLER = "teller"


@dataclass(frozen=True)
class Talking:
    """Groups of people with their roles: ``first`` as the talk began, ``roles`` as they are now. A group's key is the
    same whatever order its people stand in.
    """

    groups: Groups
    roles: Mapping[str, str]
    first: Mapping[str, str]

    def of(self, person: str | None) -> Group:
        """The group somebody is in; empty for who is in none."""
        return next((group for group in self.groups if person in group), ())

    def partners(self, person: str | None, share: str) -> frozenset[str]:
        """Whom somebody's ``teller``, ``next-teller`` or ``partners`` are. What is for the one who told first goes to
        them after a change of roles as well, and nobody is next before there was one.
        """
        group = self.of(person)
        changed = any(self.roles.get(one) != self.first.get(one) for one in group)
        telling = {"teller": self.first, "next-teller": self.roles if changed else {}}
        others = (one for one in group if one != person)
        return frozenset(one for one in others if share == "partners" or telling[share].get(one) == TELLER)


def read_groups(value: Mapping[str, Any] | None) -> Groups:
    """The groups of a stored value; none of what is no group of people."""
    found = value.get("groups") if value else None
    if not isinstance(found, list):
        return ()
    whole = [tuple(group) for group in found if isinstance(group, list) and all(isinstance(one, str) for one in group)]
    return tuple(group for group in whole if FEWEST <= len(set(group)) == len(group) <= MOST)


def as_value(groups: Groups) -> Value:
    """Groups as they are stored."""
    return {"groups": [list(group) for group in groups]}


def first_roles(groups: Iterable[Group]) -> dict[str, str]:
    """Who tells, who asks and who listens to begin with."""
    return {person: role for group in groups for person, role in pairs.roles(group).items()}


def with_person(groups: Groups, person: str, beside: str) -> Groups | None:
    """Somebody who came late makes a three of the pair ``beside`` is in; None where there is no room."""
    if any(person in group for group in groups):
        return None
    grown = tuple((*group, person) if beside in group and len(group) < MOST else group for group in groups)
    return grown if grown != groups else None


def without_person(groups: Groups, person: str) -> Groups:
    """Somebody is taken out. Whoever is left alone is in no group, until the mentor puts them into one."""
    left = (tuple(one for one in group if one != person) for group in groups)
    return tuple(group for group in left if len(group) >= FEWEST)


def roles_after(groups: Groups, before: Mapping[str, str]) -> dict[str, str]:
    """Roles in changed groups: everybody keeps theirs as far as each group has one who tells and one who asks."""
    return first_roles(_ordered(group, before) for group in groups)


def changed_roles(groups: Groups, roles: Mapping[str, str], changed: Iterable[Group]) -> dict[str, str]:
    """The roles when these groups have changed who tells and who asks."""
    found = dict(roles)
    for group in changed:
        found.update(pairs.roles(pairs.swapped(_ordered(group, roles))))
    return found


def met(groups: Groups, earlier: Iterable[frozenset[str]]) -> list[list[str]]:
    """The pairs of people in these groups who talked with each other before."""
    before = tuple(earlier)
    couples = [(one, other) for group in groups for at, one in enumerate(group) for other in group[at + 1 :]]
    return [[one, other] for one, other in couples if any({one, other} <= group for group in before)]


def key_of(group: Sequence[str]) -> str:
    """A group's name in the name of a thing."""
    return "-".join(sorted(group))


def _ordered(group: Group, roles: Mapping[str, str]) -> Group:
    """A group's people in the order of their roles; who has none comes last."""
    order: list[str] = list(pairs.ROLES)
    return tuple(sorted(group, key=lambda one: order.index(roles[one]) if roles.get(one) in order else len(order)))
