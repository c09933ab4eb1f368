"""What a filled form changes: new texts, texts instead of others, notes beside others; and never one less."""

from __future__ import annotations

import pytest

from samling_exercises import load_programme
from samling_exercises.rules.filled import NotThisVersion, changes
from samling_exercises.rules.sorting import KEPT_MOST, TEXT_MOST, Note, read, written

PROGRAMME = load_programme("mestring")
FORM, SCALE, PILLARS = "mestring/2/summing-up", "mestring/2/scaling", "mestring/2/pillars"
FIRST = next(iter(PROGRAMME.gathering("2").exercise("pillars").structure.pillars))  # type: ignore[attr-defined]
OWN = f"board/{FIRST}"


def test_an_empty_field_becomes_what_the_form_says() -> None:
    (change,) = changes(PROGRAMME, {FORM: {"met": "Kari"}}, {})
    assert (change.exercise.key, change.field, change.text, change.state) == (FORM, "met", "Kari", "new")


def test_another_text_gives_way_and_the_same_stays() -> None:
    found = changes(PROGRAMME, {FORM: {"met": "Kari", "worked": "Kaffe"}}, {FORM: {"met": "Per", "worked": "Kaffe"}})
    assert [(change.field, change.state) for change in found] == [("met", "instead")]


def test_a_field_the_form_leaves_empty_changes_nothing() -> None:
    assert changes(PROGRAMME, {FORM: {"met": ""}}, {FORM: {"met": "Per"}}) == ()


def test_changes_come_in_the_order_of_the_content() -> None:
    found = changes(PROGRAMME, {SCALE: {"belief": "3", "importance": "9"}, FORM: {"bring": "b", "met": "a"}}, {})
    assert [change.field for change in found] == ["met", "bring", "importance", "belief"]


def test_lines_become_notes_beside_those_that_lie_there() -> None:
    kept = written((Note("a", "Bussen", FIRST),))
    (change,) = changes(PROGRAMME, {PILLARS: {OWN: "Bussen\n\n Regn \nRegn"}}, {PILLARS: {"board": kept}})
    board = read(change.text)
    assert board is not None
    assert [(note.text, note.pillar) for note in board] == [("Bussen", FIRST), ("Regn", FIRST)]
    assert change.state == "more"


def test_the_same_form_twice_changes_nothing_the_second_time() -> None:
    values = {PILLARS: {OWN: "Regn\nBussen"}, FORM: {"met": "Kari"}, SCALE: {"belief": "4"}}
    first = changes(PROGRAMME, values, {})
    answers: dict[str, dict[str, str]] = {}
    for change in first:
        answers.setdefault(change.exercise.key, {})[change.field] = change.text
    assert changes(PROGRAMME, values, answers) == ()


@pytest.mark.parametrize("line", [" ".join(f"ord{number}" for number in range(200)), "å" * 1_000])
def test_a_line_longer_than_a_note_becomes_several_and_no_word_is_lost(line: str) -> None:
    (change,) = changes(PROGRAMME, {PILLARS: {OWN: line}}, {})
    board = read(change.text)
    assert board is not None
    assert all(len(note.text) <= TEXT_MOST for note in board)
    assert set(line.split()) <= {word for note in board for word in note.text.split()} or " " not in line
    assert "".join(note.text for note in board).replace(" ", "").startswith(line[:TEXT_MOST].replace(" ", "")[:100])


def test_a_board_that_cannot_be_read_is_left_alone() -> None:
    assert changes(PROGRAMME, {PILLARS: {OWN: "Regn"}}, {PILLARS: {"board": "ikke JSON"}}) == ()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mestring/2/gone": {"x": "y"}}, "mestring has no exercise 'mestring/2/gone'"),
        ({FORM: {"gone": "y"}}, "mestring/2/summing-up has no field 'gone'"),
        ({FORM: {"done": "yes"}}, "mestring/2/summing-up has no field 'done'"),
        ({SCALE: {"belief": "11"}}, "mestring/2/scaling has no such number in 'belief'"),
        ({PILLARS: {"board/gone": "y"}}, "mestring/2/pillars has no field 'board/gone'"),
        ({PILLARS: {OWN: "\n".join(map(str, range(KEPT_MOST + 1)))}}, "The form has more than 400 notes"),
    ],
)
def test_what_the_programme_has_no_place_for_is_refused_whole(values: dict[str, dict[str, str]], sentence: str) -> None:
    with pytest.raises(NotThisVersion, match=sentence):
        changes(PROGRAMME, {**values, "mestring/2/situation": {}}, {})
