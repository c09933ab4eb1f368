"""Who talks with whom: pairs and, when the number is odd, one three.

Nobody talks with somebody they have talked with before, as long as it can be helped. What is promised:

- Up to ``EXACT`` people, the draw has the fewest repeated pairs there can be (a three holds three pairs), and among
  those the one whose repeated pairs have met the fewest times. Every draw that is as good is equally likely.
- With more people it is the best that ``STARTS`` random draws led to when each was improved, by exchanging two people,
  until no exchange helped. It may then repeat a pair needlessly, though seldom.
- One draw does not look ahead to the next, because who comes next time is not known. With an even number n who all
  come each time, the first n/2 draws repeat nothing (Dirac, 1952: whoever has at least n/2 left to meet can be paired
  off); with 6, 8 or 10 people that covers three gatherings. With 8 people the first five repeat nothing.

Also here: who tells, who asks and who listens. A person is an id; nothing else about anybody is part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from random import Random
from typing import Literal

Role = Literal["teller", "asker", "listener"]
Group = tuple[str, ...]
Groups = tuple[Group, ...]

ROLES: tuple[Role, ...] = ("teller", "asker", "listener")
EXACT = 18
"""So many people are drawn exactly, within a few tenths of a second; each two more take three times as long."""
STARTS = 30


def draw(people: Sequence[str], earlier: Iterable[frozenset[str]], shuffle: Random) -> Groups:
    """The groups of ``people`` in random order, the three last; () for fewer than two.

    ``earlier``: the groups that have talked before, as sets of people; those who are not here now do not matter.
    Within a group the order is random, and is the order of roles. An id that stands twice counts once.
    """
    present = list(dict.fromkeys(people))
    if len(present) < 2:
        return ()
    shuffle.shuffle(present)
    costs = _Costs(present, earlier)
    found = _exact(costs, shuffle) if len(present) <= EXACT else _improved(costs, shuffle)
    shuffle.shuffle(found)
    for group in found:
        shuffle.shuffle(group)
    found.sort(key=len)
    return tuple(tuple(present[place] for place in group) for group in found)


def swap(groups: Groups, one: str, other: str) -> Groups:
    """The same groups with two people exchanged; unchanged when one of them is in none."""
    if not {one, other} <= {person for group in groups for person in group}:
        return groups
    exchanged = {one: other, other: one}
    return tuple(tuple(exchanged.get(person, person) for person in group) for group in groups)


def roles(group: Sequence[str]) -> dict[str, Role]:
    """Who is what: the first tells, the second asks, a third listens."""
    return dict(zip(group, ROLES, strict=False))


def swapped(group: Group) -> Group:
    """The group after teller and asker have changed places; a listener goes on listening."""
    return (*group[:2][::-1], *group[2:])


class _Costs:
    """What each pair of places costs: nothing when the two have not met; else first that they have, then how often."""

    def __init__(self, present: list[str], earlier: Iterable[frozenset[str]]) -> None:
        met = Counter(pair for group in earlier for pair in combinations(sorted(group), 2))
        once = sum(met.values()) + 1
        self.number = len(present)
        self._table = [[self._cost(met[min(a, b), max(a, b)], once) for b in present] for a in present]

    @staticmethod
    def _cost(times: int, once: int) -> int:
        return once + times if times else 0

    def __call__(self, group: Iterable[int]) -> int:
        return sum(self._table[a][b] for a, b in combinations(group, 2))


def _exact(costs: _Costs, shuffle: Random) -> list[list[int]]:
    """The best groups, each solution equally likely: each set of places still free knows how many solutions it has."""

    @cache
    def best(free: int) -> tuple[int, int]:
        """The least cost of grouping the places in the bit set ``free``, and in how many ways it is reached."""
        if not free:
            return 0, 1
        least, ways = -1, 0
        for group, rest in _first_groups(free):
            below, number = best(rest)
            cost = costs(group) + below
            if ways == 0 or cost < least:
                least, ways = cost, number
            elif cost == least:
                ways += number
        return least, ways

    found: list[list[int]] = []
    free = (1 << costs.number) - 1
    while free:
        least, ways = best(free)
        ticket = shuffle.randrange(ways)
        for group, rest in _first_groups(free):
            below, number = best(rest)
            if costs(group) + below != least:
                continue
            if ticket < number:
                found.append(list(group))
                free = rest
                break
            ticket -= number
    return found


def _first_groups(free: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every group the lowest free place can be in, with the places then left; an odd number still lacks its three."""
    places = [place for place in range(free.bit_length()) if free >> place & 1]
    lowest, others = places[0], places[1:]
    if len(places) != 3:
        for other in others:
            yield (lowest, other), free & ~(1 << lowest | 1 << other)
    if len(places) % 2:
        for one, other in combinations(others, 2):
            yield (lowest, one, other), free & ~(1 << lowest | 1 << one | 1 << other)


def _improved(costs: _Costs, shuffle: Random) -> list[list[int]]:
    """Good groups: the best of several random ones, each improved until no exchange of two people helps."""
    best: list[list[int]] = []
    for _ in range(STARTS):
        order = list(range(costs.number))
        shuffle.shuffle(order)
        groups = [order[place : place + 2] for place in range(0, costs.number - costs.number % 2, 2)]
        groups[-1] += order[costs.number - costs.number % 2 :]
        while _exchange(groups, costs):
            pass
        if not best or sum(map(costs, groups)) < sum(map(costs, best)):
            best = groups
        if not sum(map(costs, best)):
            break
    return best


def _exchange(groups: list[list[int]], costs: _Costs) -> bool:
    """Make the first exchange of two people between groups that costs less; whether there was one."""
    for one, other in combinations(groups, 2):
        before = costs(one) + costs(other)
        if not before:
            continue
        for here in range(len(one)):
            for there in range(len(other)):
                one[here], other[there] = other[there], one[here]
                if costs(one) + costs(other) < before:
                    return True
                one[here], other[there] = other[there], one[here]
    return False
