"""Sealed text opens with its key and in its place, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.answers.people import key_of

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.sealing import revision_place, seal, unseal

KARI, OLA = key_of("kari"), key_of("ola")
PLACE = revision_place("kari", "mestring/2/summing-up", "met", 1)

parts = st.lists(st.text(max_size=4) | st.integers(0, 99), max_size=4).map(tuple)


@given(st.text(), parts)
def test_what_was_sealed_for_a_place_opens_there(text: str, place: tuple[str | int, ...]) -> None:
    assert unseal(KARI, seal(KARI, text, place), place) == text


@given(parts, parts)
def test_D2_what_was_sealed_for_one_place_opens_in_no_other(
    place: tuple[str | int, ...], other: tuple[str | int, ...]
) -> None:
    content = seal(KARI, "text", place)
    if list(map(str, place)) == list(map(str, other)):
        assert unseal(KARI, content, other) == "text"
    else:
        with pytest.raises(Refused, match="tampered"):
            unseal(KARI, content, other)


@pytest.mark.parametrize(
    "other",
    [
        revision_place("ola", "mestring/2/summing-up", "met", 1),
        revision_place("kari", "mestring/3/summing-up", "met", 1),
        revision_place("kari", "mestring/2/summing-up", "worked", 1),
        revision_place("kari", "mestring/2/summing-up", "met", 2),
        revision_place("kari", "mestring/2/summing-u", "pmet", 1),
        ("karimestring/2/summing-upmet1",),
        (*PLACE, ""),
        (),
    ],
)
def test_D2_a_text_moved_to_another_member_exercise_field_or_revision_is_refused(other: tuple[str | int, ...]) -> None:
    with pytest.raises(Refused, match="tampered"):
        unseal(KARI, seal(KARI, "text", PLACE), other)


def test_D3_another_key_opens_nothing() -> None:
    with pytest.raises(Refused, match="tampered"):
        unseal(OLA, seal(KARI, "text", PLACE), PLACE)


def test_D2_a_change_of_any_byte_is_refused() -> None:
    content = seal(KARI, "Kari", PLACE)
    for at in range(len(content)):
        with pytest.raises(Refused, match="tampered"):
            unseal(KARI, content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], PLACE)
        with pytest.raises(Refused, match="tampered"):
            unseal(KARI, content[:at], PLACE)


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({seal(KARI, "text", PLACE) for _ in range(100)}) == 100


def test_a_refusal_carries_neither_text_nor_key() -> None:
    with pytest.raises(Refused) as refused:
        unseal(OLA, seal(KARI, "Private words", PLACE), PLACE)
    assert refused.value.args == ("tampered",)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
