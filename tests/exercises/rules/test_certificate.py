"""Who gets a certificate, by the group's own rule."""

from __future__ import annotations

import pytest

from samling_exercises.rules.certificate import Outcome, Rule, outcome, rule_of

ALL = {"1": "here", "2": "late", "3": "left"}
ONE_MISSED = {**ALL, "2": "away"}


def test_late_and_leaving_early_count_as_there() -> None:
    assert outcome(ALL, (), Rule()) == Outcome(True, (), ())


def test_one_absence_is_made_up_with_the_mentor() -> None:
    assert outcome(ONE_MISSED, (), Rule()) == Outcome(False, ("2",), ("2",))
    assert outcome(ONE_MISSED, ("2",), Rule()) == Outcome(True, ("2",), ())


def test_two_absences_are_one_too_many_even_when_made_up() -> None:
    states = {**ONE_MISSED, "3": "away"}
    assert outcome(states, ("2", "3"), Rule()) == Outcome(False, ("2", "3"), ())
    assert outcome(states, ("2", "3"), Rule(absences=2)).earned


def test_a_group_may_ask_for_less_or_for_more() -> None:
    assert outcome(ONE_MISSED, (), Rule(made_up=False)).earned
    assert not outcome(ONE_MISSED, ("2",), Rule(absences=0)).earned


def test_a_gathering_where_nobody_was_marked_counts_as_attended() -> None:
    assert outcome({"1": None, "2": None}, (), Rule(absences=0)).earned


@pytest.mark.parametrize(
    ("kept", "rule"),
    [
        (None, Rule()),
        ({"absences": 2, "made-up": False}, Rule(2, False)),
        ({"absences": -1, "made-up": "ja"}, Rule()),
        ({"absences": True}, Rule()),
        ({"absences": 99}, Rule()),
    ],
)
def test_a_kept_rule_that_is_none_is_the_usual_one(kept: dict[str, object] | None, rule: Rule) -> None:
    assert rule_of(kept) == rule
