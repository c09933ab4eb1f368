"""Pairs, one three when odd, and nobody twice with the same person while it can be helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samling_exercises.rules import pairs
from samling_exercises.rules.pairs import EXACT, Group, Groups

SEVEN = "abcdefg"
EARLIER = st.lists(st.frozensets(st.sampled_from(SEVEN), min_size=2, max_size=3), max_size=14)
SEEDS = st.integers(0, 9999)


def people(number: int) -> list[str]:
    return [f"p{each}" for each in range(number)]


def talks(groups: Iterable[Iterable[str]]) -> Counter[frozenset[str]]:
    """How often each two people talk together in these groups."""
    return Counter(frozenset(pair) for group in groups for pair in combinations(sorted(group), 2))


def repeated(groups: Groups, earlier: Iterable[Iterable[str]]) -> tuple[int, int]:
    """How many pairs have talked before, and how many times altogether."""
    met = talks(earlier)
    again = [met[pair] for pair in talks(groups) if met[pair]]
    return len(again), sum(again)


def divisions(left: tuple[str, ...]) -> Iterator[tuple[Group, ...]]:
    """Every way to divide people into pairs, with one three when they are odd: by trying them all."""
    if not left:
        yield ()
    for others in (1, 2):
        for chosen in combinations(left[1:], others):
            rest = tuple(one for one in left[1:] if one not in chosen)
            if others == 1 or len(left) % 2:
                yield from (((left[0], *chosen), *more) for more in divisions(rest) if len(rest) != 1)


@pytest.mark.parametrize(("number", "ways"), [(2, 1), (3, 1), (4, 3), (5, 10), (6, 15), (7, 105)])
def test_the_divisions_it_is_held_against_are_all_there_are(number: int, ways: int) -> None:
    found = [frozenset(map(frozenset, groups)) for groups in divisions(tuple(SEVEN[:number]))]
    assert len(found) == len(set(found)) == ways


@given(st.integers(0, 30), SEEDS)
def test_everybody_talks_with_somebody_and_there_is_at_most_one_three(number: int, seed: int) -> None:
    groups = pairs.draw(people(number), [], Random(seed))
    if number < 2:
        assert groups == ()
        return
    assert sorted(one for group in groups for one in group) == sorted(people(number))
    assert [len(group) for group in groups] == [2] * (number // 2 - number % 2) + [3] * (number % 2)


@given(st.integers(2, 7), EARLIER, SEEDS)
@settings(max_examples=200)
def test_no_other_draw_repeats_fewer_talks(number: int, earlier: list[frozenset[str]], seed: int) -> None:
    everyone = tuple(SEVEN[:number])
    best = min(repeated(groups, earlier) for groups in divisions(everyone))
    assert repeated(pairs.draw(everyone, earlier, Random(seed)), earlier) == best


@given(st.integers(2, 7), EARLIER)
@settings(max_examples=15)
def test_every_draw_that_is_as_good_comes_up_and_none_more_than_another(
    number: int, earlier: list[frozenset[str]]
) -> None:
    everyone = tuple(SEVEN[:number])
    best = min(repeated(groups, earlier) for groups in divisions(everyone))
    wanted = {frozenset(map(frozenset, groups)) for groups in divisions(everyone) if repeated(groups, earlier) == best}
    times, shuffle = 30 * len(wanted), Random(4)
    drawn = Counter(frozenset(map(frozenset, pairs.draw(everyone, earlier, shuffle))) for _ in range(times))
    assert set(drawn) == wanted
    assert max(drawn.values()) < 75


@pytest.mark.parametrize(("number", "rounds"), [(4, 3), (6, 3), (8, 5), (10, 5), (12, 6), (18, 9)])
def test_a_group_that_always_meets_whole_repeats_nothing_for_so_many_gatherings(number: int, rounds: int) -> None:
    for seed in range(40 if number < 12 else 3):
        shuffle, earlier = Random(seed), list[Group]()
        for _ in range(rounds):
            groups = pairs.draw(people(number), map(frozenset, earlier), shuffle)
            assert repeated(groups, earlier) == (0, 0)
            earlier += groups


@given(SEEDS)
@settings(max_examples=20)
def test_when_all_have_met_those_who_met_least_meet_again(seed: int) -> None:
    everyone = people(4)
    once = [frozenset(pair) for pair in combinations(everyone, 2)]
    twice = [frozenset(everyone[:2]), frozenset(everyone[2:])]
    assert repeated(pairs.draw(everyone, once + twice, Random(seed)), once + twice) == (2, 2)


@given(st.integers(19, 30), st.integers(0, 4), SEEDS)
@settings(max_examples=25)
def test_a_large_group_is_drawn_well_too(number: int, rounds: int, seed: int) -> None:
    shuffle, earlier = Random(seed), list[Group]()
    for _ in range(rounds):
        groups = pairs.draw(people(number), map(frozenset, earlier), shuffle)
        assert repeated(groups, earlier) == (0, 0)
        earlier += groups


def test_the_largest_exact_draw_finds_the_only_one_there_is() -> None:
    everyone = people(EXACT)
    only = {frozenset(everyone[place : place + 2]) for place in range(0, EXACT, 2)}
    earlier = [pair for pair in map(frozenset, combinations(everyone, 2)) if pair not in only]
    assert set(map(frozenset, pairs.draw(everyone, earlier, Random(1)))) == only


@given(st.integers(2, 12), EARLIER, SEEDS)
def test_people_who_are_not_here_do_not_matter(number: int, earlier: list[frozenset[str]], seed: int) -> None:
    everyone = people(number)
    assert pairs.draw(everyone, earlier, Random(seed)) == pairs.draw(everyone, [], Random(seed))
    assert pairs.draw([*everyone, *everyone], [], Random(seed)) == pairs.draw(everyone, [], Random(seed))


def test_who_tells_is_drawn_too_and_the_same_chance_gives_the_same_draw() -> None:
    assert {pairs.draw(["a", "b"], [], Random(seed)) for seed in range(20)} == {(("a", "b"),), (("b", "a"),)}
    assert pairs.draw(people(8), [], Random(3)) == pairs.draw(people(8), [], Random(3))


@given(st.integers(2, 12), SEEDS, st.data())
def test_two_people_change_places_and_nobody_else_does(number: int, seed: int, data: st.DataObject) -> None:
    groups = pairs.draw(people(number), [], Random(seed))
    one, other = data.draw(st.sampled_from(people(number))), data.draw(st.sampled_from(people(number)))
    changed = pairs.swap(groups, one, other)
    assert pairs.swap(changed, one, other) == groups
    moved = {
        (before, after)
        for old, new in zip(groups, changed, strict=True)
        for before, after in zip(old, new, strict=True)
        if before != after
    }
    assert moved == ({(one, other), (other, one)} if one != other else set())
    assert pairs.swap(groups, one, "nobody") == pairs.swap(groups, "nobody", one) == groups


def test_roles_and_their_change() -> None:
    assert pairs.roles(("a", "b")) == {"a": "teller", "b": "asker"}
    assert pairs.roles(("a", "b", "c")) == {"a": "teller", "b": "asker", "c": "listener"}
    assert pairs.roles(pairs.swapped(("a", "b", "c"))) == {"b": "teller", "a": "asker", "c": "listener"}


@given(st.lists(st.sampled_from(SEVEN), unique=True, max_size=3).map(tuple))
def test_changing_roles_twice_changes_nothing(group: Group) -> None:
    assert pairs.swapped(pairs.swapped(group)) == group
    assert set(pairs.roles(pairs.swapped(group))) == set(group)
