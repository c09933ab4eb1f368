"""A clock on the server's time shows everybody the same, whatever is pressed and when."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.rules import clock
from samling_exercises.rules.clock import LONGEST, Clock

LENGTHS = st.floats(1, 7200)
STEPS = st.lists(st.tuples(st.sampled_from(["pause", "resume", "more"]), st.floats(0, 600)), max_size=20)
KEPT = {"length": 60.0, "elapsed": 0.0, "since": None}


def played(length: float, steps: list[tuple[str, float]]) -> tuple[Clock, float, float]:
    """A clock after these presses, the time by then, and how long it ran by a count of the test's own."""
    at, ran, running = 1_000.0, 0.0, True
    one = clock.start(length, at)
    for action, wait in steps:
        ran += wait if running else 0.0
        at += wait
        if action == "pause":
            one, running = clock.pause(one, at), False
        elif action == "resume":
            one, running = clock.resume(one, at), True
        else:
            one = clock.more(one, at)
    return one, at, ran


@given(LENGTHS, STEPS)
def test_it_has_run_as_long_as_it_was_not_paused(length: float, steps: list[tuple[str, float]]) -> None:
    one, at, ran = played(length, steps)
    assert clock.spent(one, at) == pytest.approx(ran, abs=1e-6)
    assert clock.left(one, at) == pytest.approx(one.length - ran, abs=1e-6)
    assert clock.over(one, at) == (clock.left(one, at) <= 0)


@given(LENGTHS, STEPS, st.floats(1, 600))
def test_more_time_is_that_much_more_also_when_the_time_is_up(
    length: float, steps: list[tuple[str, float]], seconds: float
) -> None:
    one, at, _ = played(length, steps)
    after = clock.more(one, at, seconds)
    assert clock.left(after, at) == pytest.approx(max(clock.left(one, at), 0) + seconds, abs=1e-6)
    assert (clock.spent(after, at), after.since) == (clock.spent(one, at), one.since)


@given(LENGTHS, STEPS, st.floats(0, 600), st.floats(0, 600))
def test_asking_changes_nothing_and_time_only_goes_forward(
    length: float, steps: list[tuple[str, float]], first: float, then: float
) -> None:
    one, at, _ = played(length, steps)
    assert clock.spent(one, at) <= clock.spent(one, at + first) <= clock.spent(one, at + first + then)
    later = clock.spent(one, at + first + then)
    assert clock.spent(clock.pause(one, at + first + then), at + 9999) == pytest.approx(later)


@given(LENGTHS, STEPS)
def test_a_second_tap_changes_nothing(length: float, steps: list[tuple[str, float]]) -> None:
    one, at, _ = played(length, steps)
    paused, running = clock.pause(one, at), clock.resume(one, at)
    assert clock.pause(paused, at + 30) == paused
    assert clock.resume(running, at + 30) == running
    assert clock.more(one, at, 0) == clock.more(one, at, -60) == one


@given(LENGTHS, STEPS)
def test_what_is_kept_comes_back(length: float, steps: list[tuple[str, float]]) -> None:
    one, _, _ = played(length, steps)
    assert clock.from_json(clock.as_json(one)) == one
    assert clock.from_json(json.loads(json.dumps(clock.as_json(one)))) == one


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_whatever_comes_is_a_clock_or_none(value: object) -> None:
    assert clock.from_json(value) is None
    for key in KEPT:
        found = clock.from_json({**KEPT, key: value})
        assert found is None or clock.from_json(clock.as_json(found)) == found


def test_after_the_end_it_counts_on_below_nothing() -> None:
    one = clock.start(60, 100)
    assert (clock.left(one, 159), clock.over(one, 159)) == (1, False)
    assert (clock.left(one, 160), clock.over(one, 160)) == (0, True)
    assert clock.left(one, 400) == -240
    assert clock.left(clock.more(one, 400), 400) == 60


def test_a_clock_set_back_on_the_server_never_runs_backwards() -> None:
    assert clock.spent(clock.start(60, 100), 90) == 0


def test_it_never_grows_beyond_the_longest() -> None:
    assert clock.more(clock.start(LONGEST, 0), 0).length == LONGEST


@pytest.mark.parametrize("length", [0, -1, 90_000, float("nan")])
def test_a_length_that_is_none_is_refused(length: float) -> None:
    with pytest.raises(ValueError, match=r"expected 1 to 36000 seconds, came .*; set a time within a day's work"):
        clock.start(length, 0)


@pytest.mark.parametrize(
    "forged",
    [
        None,
        [],
        {},
        "{}",
        {"length": 60, "elapsed": 0, "since": 1, "more": 1},
        {"length": "60", "elapsed": 0, "since": None},
        {"length": True, "elapsed": 0, "since": None},
        {"length": 60, "elapsed": -1, "since": None},
        {"length": float("inf"), "elapsed": 0, "since": None},
        {"length": 60, "elapsed": float("nan"), "since": None},
        {"length": 1e9, "elapsed": 0, "since": None},
        {"length": 10**400, "elapsed": 0, "since": None},
        {"length": 60, "elapsed": 0, "since": "now"},
        {"length": 60, "elapsed": 0},
        {"elapsed": 0, "since": None},
    ],
)
def test_what_is_no_clock_is_none(forged: object) -> None:
    assert clock.from_json(forged) is None
