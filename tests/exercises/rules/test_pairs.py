"""Pairs, one three when odd, and nobody twice with the same person while it can be helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from samling_exercises.rules import pairs
from samling_exercises.rules.pairs import EXACT, Group

NUMBERS = st.integers(0, 24)
EARLIER = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=2, max_size=3), max_size=14)


def people(number: int) -> list[str]:
    return [f"p{each}" for each in range(number)]


def divisions(left: tuple[str, ...]) -> Iterator[tuple[Group, ...]]:
    """Every way to divide people into pairs, with one three when they are odd: by trying them all."""
    if not left:
        yield ()
        return
    first, others = left[0], left[1:]
    for size in (1, 2) if len(left) % 2 else (1,):
        for chosen in combinations(others, size):
            rest = tuple(one for one in others if one not in chosen)
            yield from ((tuple([first, *chosen]), *more) for more in divisions(rest) if len(rest) % 2 == 0 or size == 1)


@given(NUMBERS, st.integers(0, 999))
def test_everybody_talks_with_somebody_and_there_is_at_most_one_three(number: int, seed: int) -> None:
    groups = pairs.draw(people(number), [], Random(seed))
    if number < 2:
        assert groups == ()
        return
    assert sorted(one for group in groups for one in group) == sorted(people(number))
    assert Counter(map(len, groups)) == Counter({2: number // 2 - number % 2, 3: number % 2}) - Counter({2: 0})


@given(st.integers(2, 7), EARLIER, st.integers(0, 999))
@settings(max_examples=150)
def test_no_other_draw_repeats_fewer_talks(number: int, earlier: list[frozenset[str]], seed: int) -> None:
    everyone = tuple("abcdefg"[:number])
    met = Counter(frozenset(pair) for group in earlier for pair in combinations(sorted(group), 2))
    best = min(pairs.cost(groups, met) for groups in divisions(everyone))
    assert pairs.cost(pairs.draw(everyone, earlier, Random(seed)), met) == best


@given(st.integers(0, 200))
@settings(max_examples=20, deadline=None)
def test_eight_people_meet_no_one_twice_over_the_three_gatherings(seed: int) -> None:
    shuffle, earlier = Random(seed), list[frozenset[str]]()
    for _ in range(3):
        groups = pairs.draw(people(8), earlier, shuffle)
        assert not [group for group in groups if frozenset(group) in earlier]
        earlier += [frozenset(group) for group in groups]


def test_the_largest_exact_draw_is_exact_too() -> None:
    everyone = people(EXACT)
    earlier = [
        frozenset(pair) for pair in combinations(everyone, 2) if int(pair[0][1:]) + int(pair[1][1:]) != EXACT - 1
    ]
    groups = pairs.draw(everyone, earlier, Random(1))
    assert {frozenset(group) for group in groups}.isdisjoint(earlier)


def test_the_draw_is_by_chance_and_the_same_for_the_same_chance() -> None:
    drawn = {pairs.draw(people(8), [], Random(seed)) for seed in range(30)}
    assert len(drawn) > 25
    assert pairs.draw(people(8), [], Random(3)) == pairs.draw(people(8), [], Random(3))
    assert len({pairs.draw(people(2), [], Random(seed)) for seed in range(20)}) == 2  # either may be the teller


@given(st.integers(2, 12), st.integers(0, 99), st.data())
def test_two_people_change_places_and_nobody_else_does(number: int, seed: int, data: st.DataObject) -> None:
    groups = pairs.draw(people(number), [], Random(seed))
    one, other = data.draw(st.sampled_from(people(number))), data.draw(st.sampled_from(people(number)))
    changed = pairs.swap(groups, one, other)
    assert pairs.swap(changed, one, other) == groups
    moved = [
        (before, after)
        for old, new in zip(groups, changed, strict=True)
        for before, after in zip(old, new, strict=True)
        if before != after
    ]
    assert set(moved) == ({(one, other), (other, one)} if one != other else set())
    assert pairs.swap(groups, one, "nobody") == groups


def test_roles_and_their_change() -> None:
    assert pairs.roles(("a", "b")) == {"a": "teller", "b": "asker"}
    assert pairs.roles(pairs.swapped(("a", "b", "c"))) == {"b": "teller", "a": "asker", "c": "listener"}
