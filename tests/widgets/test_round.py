"""The mentor's round: what the page presses, what the kernel makes of it, and that another page finds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.answers.people import change
from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_exercises.rules import turns as rules
from samling_widgets.round_rules import moved, shown


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        yield entered


@pytest.fixture
def round_() -> BoardPage:
    book = MemoryBook()
    return BoardPage(lambda: book, "check-in", "mentor")


def press(page: BoardPage, action: str, at: float, **more: Any) -> dict[str, Any]:
    page.set_clock(at)
    assert page.act(action, **{"moves": turns(page).get("moves", 0), **more}) == ""
    return turns(page)


def turns(page: BoardPage) -> dict[str, Any]:
    found: dict[str, Any] = page.view["turns"]
    return found


def test_a_round_goes_from_chair_to_chair_and_ends(round_: BoardPage) -> None:
    press(round_, "begin", 10, chairs=3, first=2, clockwise=True)
    assert (turns(round_)["now"], turns(round_)["waiting"], turns(round_)["since"]) == (2, [3, 1], 10)
    press(round_, "next", 40)
    press(round_, "pass", 45)
    assert (turns(round_)["now"], turns(round_)["waiting"], turns(round_)["passed"]) == (1, [3], [3])
    press(round_, "next", 75)
    press(round_, "next", 80)
    assert turns(round_)["over"]
    assert (turns(round_)["spoken"], turns(round_)["total"], turns(round_)["since"]) == ([2, 1, 3], 70, None)


def test_a_second_tap_on_the_same_button_skips_nobody(round_: BoardPage) -> None:
    press(round_, "begin", 0, chairs=5, first=1, clockwise=True)
    press(round_, "next", 5, moves=0)
    press(round_, "next", 5.2, moves=0)
    assert turns(round_)["now"] == 2


def test_a_page_that_comes_back_and_another_device_find_the_round_as_it_stands(group: People) -> None:
    first = BoardPage(lambda: group["mia"], "check-in", "mentor")
    press(first, "begin", 1, chairs=5, first=1, clockwise=False)
    press(first, "next", 6)
    second = BoardPage(lambda: group["mia"], "check-in", "mentor")
    assert turns(second) == turns(first)
    press(second, "next", 30)
    assert first.look().view["turns"]["now"] == 4


def test_stopping_leaves_no_trace(group: People) -> None:
    page = BoardPage(lambda: group["mia"], "check-in", "mentor")
    press(page, "begin", 1, chairs=5, first=1, clockwise=True)
    press(page, "next", 5)
    assert press(page, "stop", 9) == {}
    assert change(group.database, "SELECT content FROM records WHERE content LIKE '%chairs%'") == []
    assert press(page, "begin", 10, chairs=4, first=2, clockwise=True)["now"] == 2


def test_only_a_mentor_moves_the_round_and_only_a_mentor_sees_it(group: People) -> None:
    mentor = BoardPage(lambda: group["mia"], "check-in", "mentor")
    press(mentor, "begin", 1, chairs=5, first=1, clockwise=True)
    for role in ("participant", "mentor"):  # also one whose page says that it is a mentor's
        other = BoardPage(lambda: group["anna"], "check-in", role)
        assert other.act("next", moves=0) == "role"
        assert other.act("stop") == "role"
        assert other.put("lead-turns", {}) == "name"
        assert (other.things, other.view) == ({}, {})
    assert mentor.look().view["turns"]["now"] == 1


def test_what_stands_there_and_is_no_round_is_none() -> None:
    book = MemoryBook()
    book.put("mestring/2/check-in", "lead-turns", {"chairs": 99}, 0)
    assert turns(BoardPage(lambda: book, "check-in", "mentor")) == {}


def test_the_round_s_state_holds_numbers_and_nothing_anybody_said(round_: BoardPage) -> None:
    press(round_, "begin", 0, chairs=4, first=1, clockwise=True, said="noe privat", name="Kari")
    assert turns(round_)["now"] == 1
    assert "privat" not in str(round_.wire)
    assert "Kari" not in str(round_.wire)


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())
forged = st.dictionaries(st.sampled_from(["action", "chairs", "first", "clockwise", "moves"]), anything)


@given(messages=st.lists(forged, max_size=5), under_way=st.booleans())
def test_forged_presses_never_raise(messages: list[dict[str, Any]], under_way: bool) -> None:
    stands = rules.begin(4, 1, clockwise=True, at=0) if under_way else None
    for message in messages:
        stands = moved(stands, message, 1)
    shown(stands)


@pytest.mark.parametrize(
    "wrong", [{"chairs": 2}, {"chairs": 15}, {"chairs": True}, {"first": 0}, {"first": 9}, {"clockwise": 1}]
)
def test_a_ring_that_cannot_be_does_not_begin(round_: BoardPage, wrong: dict[str, Any]) -> None:
    assert press(round_, "begin", 0, **{"chairs": 8, "first": 1, "clockwise": True, **wrong}) == {}
