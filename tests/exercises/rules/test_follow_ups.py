"""Follow-up questions after two numbers, by the rules of ``docs/rules.md``: every pair of numbers is tried."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.loader import CONTENT, read_programme
from samling_exercises.rules.follow_ups import GAP, KNOWN, ORDER, choose, reading

ALL = ("why-not-lower", "one-higher", "who-notices", "fear", "whose-goal", "first-step")
FOUR = ALL[:4]
EVERY = list(product(range(1, 11), repeat=2))
NUMBERS = st.integers(1, 10)
OFFERED = st.lists(st.sampled_from([*ALL, "what-helped", "another"]), unique=True)


@given(NUMBERS, NUMBERS, OFFERED)
def test_only_what_is_offered_and_nothing_twice(importance: int, belief: int, offered: list[str]) -> None:
    chosen = choose(importance, belief, offered)
    assert set(chosen) <= set(offered)
    assert len(set(chosen)) == len(chosen)
    assert choose(importance, belief, [*offered, *offered]) == chosen


@given(NUMBERS, NUMBERS, OFFERED)
def test_what_is_not_offered_only_falls_out(importance: int, belief: int, offered: list[str]) -> None:
    whole = choose(importance, belief, ALL)
    chosen = choose(importance, belief, offered)
    assert [one for one in chosen if one in KNOWN] == [one for one in whole if one in offered]


@given(NUMBERS, NUMBERS, OFFERED)
def test_a_question_of_the_authors_own_is_always_asked_last(importance: int, belief: int, offered: list[str]) -> None:
    own = [question for question in offered if question not in KNOWN]
    assert list(choose(importance, belief, offered)[-len(own) :] if own else []) == own


@pytest.mark.parametrize(("importance", "belief"), EVERY)
@pytest.mark.parametrize("offered", [FOUR, ALL])
def test_two_numbers_always_lead_on(importance: int, belief: int, offered: tuple[str, ...]) -> None:
    chosen = choose(importance, belief, offered)
    kind = reading(importance, belief)
    if kind == "not-mine":  # belief is not the question where the goal may be another's
        assert chosen == (("whose-goal",) if "whose-goal" in offered else ())
        return
    assert chosen
    assert ("why-not-lower" in chosen) == (belief > 1)
    assert ("one-higher" in chosen) == (belief < 10)
    assert ("fear" in chosen) == (importance - belief >= GAP)
    assert "whose-goal" not in chosen
    assert ("first-step" in chosen) == (kind == "ready" and "first-step" in offered)
    assert not ({"who-notices", "first-step"} & set(chosen) and kind == "afraid")


@pytest.mark.parametrize(("importance", "belief"), EVERY)
def test_each_pair_of_numbers_has_one_reading(importance: int, belief: int) -> None:
    conditions = {
        "not-mine": importance <= 3,
        "afraid": importance >= 7 and belief <= 4 and importance - belief >= 4,
        "ready": importance >= 7 and belief >= 7,
    }
    met = [kind for kind, condition in conditions.items() if condition]
    assert len(met) <= 1
    assert reading(importance, belief) == (met[0] if met else "between")


@pytest.mark.parametrize(("importance", "belief"), EVERY)
def test_more_belief_never_brings_the_fear_back(importance: int, belief: int) -> None:
    if belief < 10 and "fear" not in choose(importance, belief, ALL):
        assert "fear" not in choose(importance, belief + 1, ALL)


@pytest.mark.parametrize(("importance", "belief"), [(None, None), (7, None), (None, 3)])
def test_a_number_that_is_missing_is_waited_for(importance: int | None, belief: int | None) -> None:
    assert reading(importance, belief) == "wait"
    assert choose(importance, belief, [*ALL, "another"]) == ()


@pytest.mark.parametrize(
    ("importance", "belief", "kind", "asked"),
    [
        (10, 1, "afraid", ("fear", "one-higher")),
        (8, 4, "afraid", ("fear", "why-not-lower", "one-higher")),
        (2, 9, "not-mine", ("whose-goal",)),
        (3, 1, "not-mine", ("whose-goal",)),
        (9, 8, "ready", ("first-step", "who-notices", "why-not-lower", "one-higher")),
        (10, 10, "ready", ("first-step", "who-notices", "why-not-lower")),
        (6, 5, "between", ("why-not-lower", "one-higher", "who-notices")),
        (7, 4, "between", ("why-not-lower", "one-higher", "who-notices")),
        (6, 2, "between", ("why-not-lower", "one-higher", "fear", "who-notices")),
    ],
)
def test_what_the_numbers_say_together_decides_what_is_asked(
    importance: int, belief: int, kind: str, asked: tuple[str, ...]
) -> None:
    assert reading(importance, belief) == kind
    assert choose(importance, belief, ALL) == asked


def test_nothing_ever_asks_why_a_number_is_not_higher() -> None:
    assert not any("not-higher" in question for questions in ORDER.values() for question in questions)


def test_the_content_offers_questions_these_rules_know() -> None:
    programme, faults = read_programme(CONTENT / "mestring")
    assert programme is not None, faults
    structure = programme.gathering("2").exercise("scaling").structure
    assert set(structure.model_dump()["follow_ups"]) <= KNOWN


@pytest.mark.parametrize("number", [0, 11, -3])
def test_a_number_outside_the_scale_is_refused(number: int) -> None:
    message = rf"expected a number from 1 to 10, came {number}; place it on the scale again"
    with pytest.raises(ValueError, match=message):
        choose(number, 5, ALL)
    with pytest.raises(ValueError, match=message):
        choose(5, number, ALL)
