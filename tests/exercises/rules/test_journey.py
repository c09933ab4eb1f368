"""How two writings of one thing meet, and the order of things: for any of them, not only for those thought of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.answers.records import Clash, Value
from samling_exercises.rules.journey import after, fingerprint, letters, merge, neighbour, ordered, points

NOTE: Value = {"text": "Brevet", "kind": "heard", "mark": None, "phase": "first", "order": 1, "gathering": "1"}
PLACES = ("kind", "mark", "phase", "order")
things = st.fixed_dictionaries(
    {
        "text": st.sampled_from("abc"),
        "mark": st.sampled_from([None, "works", "room"]),
        "phase": st.sampled_from(["first", "last"]),
        "order": st.integers(0, 3),
    }
)
perhaps = st.none() | things


def test_changes_to_different_keys_go_together() -> None:
    moved, marked = {**NOTE, "phase": "last"}, {**NOTE, "mark": "works"}
    assert merge(NOTE, moved, marked) == {**NOTE, "phase": "last", "mark": "works"}


def test_new_words_and_a_new_place_go_together_whoever_comes_first() -> None:
    written, moved = {**NOTE, "text": "Brevet kom fredag"}, {**NOTE, "order": 7}
    assert merge(NOTE, written, moved) == merge(NOTE, moved, written) == {**written, "order": 7}


@pytest.mark.parametrize("key", PLACES)
def test_of_two_places_the_later_stands(key: str) -> None:
    assert merge(NOTE, {**NOTE, key: "theirs"}, {**NOTE, key: "mine"}) == {**NOTE, key: "mine"}


def test_the_same_words_changed_by_two_are_for_people_to_decide() -> None:
    with pytest.raises(Clash):
        merge(NOTE, {**NOTE, "text": "theirs"}, {**NOTE, "text": "mine"})
    with pytest.raises(Clash):
        merge(None, {"title": "Vedtaket", "order": 1}, {"title": "The decision", "order": 1})


def test_two_who_wrote_the_same_words_agree() -> None:
    assert merge(NOTE, {**NOTE, "text": "same"}, {**NOTE, "text": "same", "order": 2}) == {
        **NOTE,
        "text": "same",
        "order": 2,
    }


def test_words_written_while_somebody_took_the_note_away_stand() -> None:
    assert merge(NOTE, None, {**NOTE, "text": "mine"}) == {**NOTE, "text": "mine"}


def test_a_note_that_was_only_moved_while_somebody_took_it_away_stays_away() -> None:
    assert merge(NOTE, None, {**NOTE, "phase": "last"}) is None


def test_taking_away_what_somebody_has_changed_since_is_for_people_to_decide() -> None:
    with pytest.raises(Clash):
        merge(NOTE, {**NOTE, "text": "theirs"}, None)
    assert merge(NOTE, {**NOTE, "phase": "last"}, None) is None


def test_what_was_taken_away_can_be_put_back() -> None:
    assert merge(None, None, NOTE) == NOTE


@given(perhaps, perhaps, perhaps)
def test_doing_the_same_once_more_changes_nothing(seen: Value | None, stands: Value | None, wanted: Value) -> None:
    try:
        once = merge(seen, stands, wanted)
    except Clash:
        return
    if once is not None or wanted is None:
        assert merge(seen, once, wanted) == once


@given(things, perhaps, perhaps)
def test_no_words_go_without_being_replaced_by_somebody_who_had_seen_them(
    seen: Value, stands: Value | None, wanted: Value | None
) -> None:
    try:
        found = merge(seen, stands, wanted)
    except Clash:
        return
    new = {value["text"] for value in (stands, wanted) if value is not None and value["text"] != seen["text"]}
    assert new == ({found["text"]} if found else set()) or (found and not new)


@given(things, things)
def test_a_page_that_changed_nothing_leaves_what_stands(seen: Value, stands: Value) -> None:
    assert merge(seen, stands, seen) == stands
    assert merge(seen, seen, stands) == stands


@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), st.fixed_dictionaries({"order": st.integers(-2, 2)})))
def test_the_order_is_the_same_on_every_page(found: dict[str, Value]) -> None:
    backwards = dict(reversed(found.items()))
    assert ordered(found) == ordered(backwards)
    assert [found[name]["order"] for name in ordered(found)] == sorted(value["order"] for value in found.values())
    assert all(after(found.values()) > value["order"] for value in found.values())


def test_the_notes_of_a_phase_go_to_the_one_before_it() -> None:
    phases: dict[str, Value] = {"c": {"order": 3}, "a": {"order": 1}, "b": {"order": 2}}
    assert [neighbour(phases, name) for name in "abc"] == ["b", "a", "b"]
    assert neighbour({"a": {"order": 1}}, "a") is None


def test_a_sheet_holds_what_was_put_on_it() -> None:
    proposals: dict[str, Value] = {
        "x": {"sheet": "ours", "order": 2},
        "y": {"sheet": "lift", "order": 1},
        "z": {"sheet": "ours", "order": 1},
        "w": {"sheet": None, "order": 0},
    }
    assert points(proposals, "ours") == ["z", "x"]


@given(st.lists(st.text()), st.lists(st.text()))
def test_a_fingerprint_tells_sheets_apart(some: list[str], other: list[str]) -> None:
    assert (fingerprint(some) == fingerprint(other)) == (some == other)


def test_the_letters_are_those_of_the_words_that_differ() -> None:
    bokmål = [
        "Det personen gjorde",
        "Det vi hørte",
        "Det personen kjente",
        "Det som sto i veien",
        "Det som kan bli mulig",
    ]
    english = [
        "What the person did",
        "What we heard",
        "What the person felt",
        "What stood in the way",
        "What may become possible",
    ]
    assert "".join(letters(bokmål)) == "GHKVM"
    assert "".join(letters(english)) == "DHFWP"


@given(st.lists(st.text(), max_size=9))
def test_no_two_kinds_have_the_same_letter(titles: list[str]) -> None:
    found = letters(titles)
    assert len(set(found)) == len(found) == len(titles)
    assert all(len(letter) == 1 for letter in found)
