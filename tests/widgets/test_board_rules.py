"""What a board takes of a text and of a place, whatever page sends it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.confidentiality.made_numbers import ORDINARY

from samling_widgets.board_rules import FARTHEST, Refusal, place_of, text_of
from samling_widgets.board_texts import stops_at


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Hun ringte.\r\nIngen svarte. ", "Hun ringte.\nIngen svarte."),
        ("Hun\u2028ringte", "Hun\nringte"),
        ("Hun\x00 ringte\x1b", "Hun ringte"),
        ("\u202egnits\u202c", "gnits"),
        ("Hun \ud800ringte", "Hun ringte"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_what_can_t_be_seen_is_left_out_of_a_text(written: str, kept: str) -> None:
    assert text_of({"text": written}, "text", 280) == kept


@pytest.mark.parametrize("written", ["", "  ", "\u200b\u200b", "\x00", "\ud800", "\u200d", "\u3164"])
def test_a_text_without_a_sign_to_see_is_empty(written: str) -> None:
    with pytest.raises(Refusal, match="empty"):
        text_of({"text": written}, "text", 280)


@given(st.text(max_size=60))
def test_what_is_kept_can_be_stored_and_sent_and_is_kept_again(written: str) -> None:
    try:
        kept = text_of({"text": written}, "text", 280)
    except Refusal:
        return
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert text_of({"text": kept}, "text", 280) == kept


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_there_is_always_a_place_after_the_last(order: float) -> None:
    last = place_of({"order": order})
    assert abs(last) <= FARTHEST
    assert place_of({"order": last + 1}) >= last


@pytest.mark.parametrize("order", [None, True, "1", math.nan, math.inf, [1]])
def test_what_is_no_number_is_no_place(order: object) -> None:
    with pytest.raises(Refusal, match="shape"):
        place_of({"order": order})


@pytest.mark.parametrize("between", ["", "    ", "....", "\n\n\n\n"])
def test_an_identity_number_is_stopped_whatever_stands_between_its_digits(between: str) -> None:
    assert stops_at({"text": f"fnr {ORDINARY[:6]}{between}{ORDINARY[6:]}"})
