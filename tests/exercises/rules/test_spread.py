"""The spread of a group's answers tells about the group, and about nobody in it: every group from 5 to 12 is tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations_with_replacement
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.rules.spread import FEWEST, band, spread

BANDS = (0, 1, 2)
Bands = tuple[int, ...]


def groups(number: int) -> list[Bands]:
    """Every group of so many answers, by their bands; who gave which does not matter to the picture."""
    return list(combinations_with_replacement(BANDS, number))


def picture(answers: Sequence[int]) -> tuple[str, ...]:
    """The three words, by the rule alone: also for fewer answers than are ever shown."""
    sizes = [answers.count(each) for each in BANDS]
    return tuple("few" if size <= 1 else "most" if 2 * size > len(answers) else "several" for size in sizes)


def possible_for_another(own: Iterable[int], same_picture: Iterable[Bands]) -> set[int]:
    """The bands that somebody else may be in, to one who knows the answers ``own`` and that it is one of these groups.

    The picture says nothing about who is who, so any answer left may be anybody's.
    """
    found: set[int] = set()
    for bands in same_picture:
        left = list(bands)
        try:
            for each in own:
                left.remove(each)
        except ValueError:
            continue
        found.update(left)
    return found


def by_picture(number: int) -> dict[tuple[str, ...], list[Bands]]:
    same: dict[tuple[str, ...], list[Bands]] = defaultdict(list)
    for bands in groups(number):
        same[picture(bands)].append(bands)
    return same


@pytest.mark.parametrize("number", range(FEWEST))
def test_below_five_answers_nothing_is_shown(number: int) -> None:
    assert {spread(bands) for bands in groups(number)} == {None}


@pytest.mark.parametrize("number", range(FEWEST, 13))
def test_the_words_are_those_of_the_rule(number: int) -> None:
    assert all(spread(bands) == picture(bands) for bands in groups(number))


@pytest.mark.parametrize("number", range(FEWEST, 13))
def test_nobodys_band_follows_from_what_is_shown_even_for_somebody_in_the_group(number: int) -> None:
    """Whoever knows the picture, how many answered, and their own band, or none, finds at least two bands possible for
    each of the others.
    """
    for same_picture in by_picture(number).values():
        assert len(possible_for_another([], same_picture)) >= 2
        for own in BANDS:
            if any(own in bands for bands in same_picture):
                assert len(possible_for_another([own], same_picture)) >= 2


def test_with_four_answers_it_would_not_hold() -> None:
    """Three in the low band and one in the middle: whoever is in the middle would know of all the others."""
    assert possible_for_another([1], by_picture(4)["most", "few", "few"]) == {0}


def test_two_who_put_their_answers_together_may_find_out_more() -> None:
    """The limit of the promise, said in the docs: it holds against one, not against two who compare."""
    assert possible_for_another([1, 2], by_picture(5)["most", "few", "few"]) == {0}
    assert possible_for_another([1], by_picture(5)["most", "few", "few"]) == {0, 2}


@pytest.mark.parametrize("number", range(FEWEST, 13))
def test_one_who_stands_alone_never_shows(number: int) -> None:
    for alone in BANDS:
        for rest in set(BANDS) - {alone}:
            assert spread([rest] * number) == spread([alone, *[rest] * (number - 1)])


@pytest.mark.parametrize("number", range(FEWEST, 12))
def test_a_second_picture_would_give_a_newcomer_away(number: int) -> None:
    """Why the picture is taken once: held beside a new one, some groups tell the newcomer's band to everyone."""
    joined: dict[tuple[object, object], set[int]] = defaultdict(set)
    for bands in groups(number):
        for newcomer in BANDS:
            joined[spread(bands), spread(tuple(sorted((*bands, newcomer))))].add(newcomer)
    assert any(len(newcomers) == 1 for newcomers in joined.values())


def test_how_a_newcomer_would_be_found() -> None:
    before = (0, 0, 1, 1, 2)
    assert spread(before) == ("several", "several", "few")
    assert [spread((*before, newcomer)) for newcomer in BANDS] == [
        ("several", "several", "few"),
        ("several", "several", "few"),
        ("several", "several", "several"),
    ]
    unchanged = [newcomer for newcomer in BANDS if spread((0, 0, 0, 1, 1, newcomer)) == ("most", "several", "few")]
    assert (spread((0, 0, 0, 1, 1)), unchanged) == (("most", "several", "few"), [0])


@given(st.lists(st.sampled_from(BANDS), min_size=FEWEST, max_size=30), st.integers(0, 99))
def test_the_order_of_the_answers_leaves_no_trace(bands: list[int], seed: int) -> None:
    mixed = list(bands)
    Random(seed).shuffle(mixed)
    shown = spread(bands)
    assert shown == spread(mixed)
    assert shown is not None
    assert shown.count("most") <= 1
    assert shown != ("few", "few", "few")


def test_the_bands_hold_each_number_once() -> None:
    assert [band(number) for number in range(1, 11)] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("number", [0, 11])
def test_a_number_outside_the_scale_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=rf"expected a number from 1 to 10, came {number}"):
        band(number)


@pytest.mark.parametrize("number", range(1, 8))
def test_a_band_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="expected a band 0, 1 or 2, came 3; take the answer in anew"):
        spread([0] * (number - 1) + [3])
