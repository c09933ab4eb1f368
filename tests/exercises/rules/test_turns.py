"""Whose turn it is: promises that hold for every ring, every order of presses and every clock."""

from __future__ import annotations

import json
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.rules.turns import (
    Action,
    Turns,
    as_json,
    begin,
    from_json,
    pause,
    resume,
    spent,
    standing,
    step,
    total,
    undo,
)

rings = st.integers(3, 14).flatmap(
    lambda chairs: st.builds(
        lambda first, clockwise: begin(chairs, first, clockwise=clockwise, at=0.0),
        st.integers(1, chairs),
        st.booleans(),
    )
)
actions = st.lists(st.sampled_from(["next", "pass"]), max_size=30)


def played(turns: Turns, presses: list[Action]) -> Turns:
    for number, press in enumerate(presses, start=1):
        turns = step(turns, press, at=10.0 * number)
    return turns


def test_the_word_goes_round_the_ring_from_the_chair_that_begins() -> None:
    turns = begin(5, 4, clockwise=True, at=0)
    assert (standing(turns).now, standing(turns).waiting) == (4, (5, 1, 2, 3))
    other_way = begin(5, 4, clockwise=False, at=0)
    assert (standing(other_way).now, standing(other_way).waiting) == (4, (3, 2, 1, 5))


@given(turns=rings)
def test_everyone_speaks_once_when_nobody_passes(turns: Turns) -> None:
    ended = played(turns, ["next"] * turns.chairs)
    assert standing(ended).over
    assert sorted(standing(ended).spoken) == list(range(1, turns.chairs + 1))


@given(turns=rings, presses=actions)
def test_every_chair_is_in_exactly_one_place(turns: Turns, presses: list[Action]) -> None:
    now = standing(played(turns, presses))
    assert set(now.passed) <= {*now.waiting, now.now}
    places = [*now.spoken, *now.silent, *now.waiting, *([] if now.now is None else [now.now])]
    assert sorted(places) == list(range(1, turns.chairs + 1))


@given(turns=rings, presses=actions)
def test_those_who_pass_come_back_last_and_in_order(turns: Turns, presses: list[Action]) -> None:
    now = standing(played(turns, presses))
    queue = [*([] if now.now is None else [now.now]), *now.waiting]
    assert tuple(queue[len(queue) - len(now.passed) :]) == now.passed


@given(turns=rings)
def test_a_round_ends_even_when_everyone_passes_twice(turns: Turns) -> None:
    ended = played(turns, ["pass"] * (2 * turns.chairs))
    assert standing(ended).over
    assert len(standing(ended).silent) == turns.chairs
    assert step(ended, "next", at=999.0) == ended


@given(turns=rings, presses=actions, action=st.sampled_from(["next", "pass"]))
def test_undo_takes_back_exactly_one_move(turns: Turns, presses: list[Action], action: Action) -> None:
    before = played(turns, presses)
    after = step(before, action, at=1000.0)
    if after == before:
        return
    back = undo(after, at=1000.0)
    assert standing(back) == standing(before)
    assert spent(back, at=1000.0) == pytest.approx(spent(before, at=1000.0))
    assert back.moves == before.moves


@given(turns=rings, presses=actions, wait=st.floats(0, 500))
def test_no_second_is_lost_or_counted_twice(turns: Turns, presses: list[Action], wait: float) -> None:
    now = played(turns, presses)
    at = 10.0 * len(presses) + wait
    expected = at if now.since is not None else sum(move.seconds for move in now.moves)
    assert total(now, at) == pytest.approx(expected)
    assert total(undo(now, at), at) == pytest.approx(total(now, at))


def test_a_pause_stops_the_clock_and_keeps_the_turn() -> None:
    turns = pause(begin(4, 1, clockwise=True, at=0), at=20)
    assert (spent(turns, at=500), standing(turns).now) == (20, 1)
    assert spent(resume(turns, at=500), at=510) == 30
    waiting = step(turns, "next", at=600)
    assert (standing(waiting).now, waiting.since) == (2, None)


def test_undo_gives_the_word_back_with_the_time_since() -> None:
    turns = step(begin(4, 1, clockwise=True, at=0), "next", at=30)
    assert spent(undo(turns, at=35), at=40) == 40


def test_a_clock_that_is_set_back_never_gives_less_than_nothing() -> None:
    assert spent(begin(4, 1, clockwise=True, at=100), at=50) == 0


@given(turns=rings, presses=actions)
def test_a_round_is_numbers_and_nothing_else(turns: Turns, presses: list[Action]) -> None:
    now = played(turns, presses)
    words = {move.action for move in now.moves}
    assert words <= {"next", "pass"}
    rest = astuple(replace(now, moves=()))
    assert all(isinstance(value, int | float | bool | tuple | None) for value in rest)


@pytest.mark.parametrize(
    ("chairs", "first", "message"),
    [
        (2, 1, "expected 3 to 14 chairs, came 2"),
        (15, 1, "expected 3 to 14 chairs, came 15"),
        (4, 5, "expected a chair from 1 to 4 to begin, came 5"),
    ],
)
def test_a_ring_that_cannot_be_is_refused(chairs: int, first: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        begin(chairs, first, clockwise=True, at=0)


kept = st.builds(played, rings, actions)


@given(turns=kept, paused=st.booleans())
def test_a_round_that_is_kept_comes_back_as_it_was(turns: Turns, paused: bool) -> None:
    turns = pause(turns, at=1000.0) if paused else turns
    assert from_json(json.loads(json.dumps(as_json(turns)))) == turns


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(turns=kept, key=st.sampled_from(["chairs", "first", "clockwise", "moves", "elapsed", "since"]), value=anything)
def test_what_was_tampered_with_is_a_round_that_can_be_or_none(turns: Turns, key: str, value: object) -> None:
    found = from_json({**as_json(turns), key: value})
    if found is not None:
        assert 3 <= found.chairs <= 14
        assert 1 <= found.first <= found.chairs
        assert not (standing(found).over and found.since is not None)
        assert from_json(as_json(found)) == found


@given(turns=kept, missing=st.sampled_from(["chairs", "first", "clockwise", "moves", "elapsed", "since"]))
def test_a_key_too_few_or_too_many_is_no_round(turns: Turns, missing: str) -> None:
    value = as_json(turns)
    assert from_json({**value, "name": "Kari"}) is None
    assert from_json({key: each for key, each in value.items() if key != missing}) is None


def test_a_move_after_the_end_is_no_round() -> None:
    ended = as_json(played(begin(3, 1, clockwise=True, at=0), ["next"] * 3))
    assert from_json(ended) is not None
    assert from_json({**ended, "moves": [*ended["moves"], {"action": "next", "seconds": 1.0}]}) is None
    assert from_json({**ended, "since": 5.0}) is None
