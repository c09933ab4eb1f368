"""The mentor's round: what the page presses, and what the kernel makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.widgets.books import MemoryBook

from samling_exercises.rules import turns as rules
from samling_widgets import Gathering, Round
from samling_widgets.round import moved, shown


@pytest.fixture
def round_() -> Round:
    widget = Gathering("mestring/2", role="mentor", book=MemoryBook).show("check-in")
    assert isinstance(widget, Round)
    return widget


def press(widget: Round, action: str, at: float, **more: Any) -> dict[str, Any]:
    widget._clock = lambda: at
    message = {"kind": "turns", "request": 1, "action": action, "moves": widget.turns.get("moves", 0), **more}
    reply = widget.respond(message)
    assert reply == {"kind": "turns", "request": 1, "at": at}
    return widget.turns


def test_a_round_goes_from_chair_to_chair_and_ends(round_: Round) -> None:
    press(round_, "begin", 10, chairs=3, first=2, clockwise=True)
    assert (round_.turns["now"], round_.turns["waiting"], round_.turns["since"]) == (2, [3, 1], 10)
    press(round_, "next", 40)
    press(round_, "pass", 45)
    assert (round_.turns["now"], round_.turns["waiting"], round_.turns["passed"]) == (1, [3], [3])
    press(round_, "next", 75)
    press(round_, "next", 80)
    assert round_.turns["over"]
    assert (round_.turns["spoken"], round_.turns["total"], round_.turns["since"]) == ([2, 1, 3], 70, None)


def test_a_second_tap_on_the_same_button_skips_nobody(round_: Round) -> None:
    press(round_, "begin", 0, chairs=5, first=1, clockwise=True)
    press(round_, "next", 5, moves=0)
    press(round_, "next", 5.2, moves=0)
    assert round_.turns["now"] == 2


def test_a_page_that_comes_back_finds_the_round_as_it_stands(round_: Round) -> None:
    press(round_, "begin", 0, chairs=5, first=1, clockwise=False)
    press(round_, "next", 5)
    before = dict(round_.turns)
    assert press(round_, "look", 30) == before


def test_stopping_leaves_no_trace(round_: Round) -> None:
    press(round_, "begin", 0, chairs=5, first=1, clockwise=True)
    assert press(round_, "stop", 9) == {}


def test_a_participant_s_page_cannot_move_the_round() -> None:
    widget = Gathering("mestring/2", book=MemoryBook).show("check-in")
    message = {"kind": "turns", "request": 1, "action": "begin", "chairs": 3, "first": 1, "clockwise": True}
    assert widget.respond(message) is None
    assert isinstance(widget, Round)
    assert widget.turns == {}


def test_the_round_s_state_holds_numbers_and_nothing_anybody_said(round_: Round) -> None:
    press(round_, "begin", 0, chairs=4, first=1, clockwise=True, said="noe privat", name="Kari")
    assert "privat" not in str(round_.turns)
    assert "Kari" not in str(round_.turns)


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())
forged = st.dictionaries(st.sampled_from(["action", "chairs", "first", "clockwise", "moves"]), anything)


@given(messages=st.lists(forged, max_size=5), under_way=st.booleans())
def test_forged_presses_never_raise(messages: list[dict[str, Any]], under_way: bool) -> None:
    turns = rules.begin(4, 1, clockwise=True, at=0) if under_way else None
    for message in messages:
        turns = moved(turns, message, 1)
    shown(turns)


@pytest.mark.parametrize(
    "wrong", [{"chairs": 2}, {"chairs": 15}, {"chairs": True}, {"first": 0}, {"first": 9}, {"clockwise": 1}]
)
def test_a_ring_that_cannot_be_does_not_begin(round_: Round, wrong: dict[str, Any]) -> None:
    assert press(round_, "begin", 0, **{"chairs": 8, "first": 1, "clockwise": True, **wrong}) == {}
