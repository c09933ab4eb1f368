"""What a notebook calls: a gathering, and each of its exercises as a widget."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.widgets.books import MemoryBook

from samling_exercises import load_programme
from samling_exercises.answers import Answer
from samling_widgets import ExerciseWidget, Form, Gathering, Journey, Reading, Round

KEY = "mestring/2"
IDS = [exercise.id for exercise in load_programme("mestring").gathering("2").exercises]
HINTS = {exercise.id: exercise.text("nb").hints for exercise in load_programme("mestring").gathering("2").exercises}


def heard(widget: ExerciseWidget, content: Any) -> list[Any]:
    """What the widget sends back when the page says ``content``."""
    said: list[Any] = []
    widget.send = said.append
    widget._handle_custom_msg(content, [])
    return said


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("exercise", IDS)
def test_every_exercise_has_a_page_in_each_language_and_role(exercise: str, language: str, role: str) -> None:
    widget = Gathering(KEY, language=language, role=role, book=MemoryBook).show(exercise)
    json.dumps([widget.definition, widget.strings])
    assert (widget.exercise, widget.language, widget.role) == (f"{KEY}/{exercise}", language, role)
    assert widget.definition["privacy"]


def test_a_kind_with_a_screen_gets_it_and_any_other_gets_the_readable_page() -> None:
    gathering = Gathering(KEY, book=MemoryBook)
    expected = {"summing-up": Form, "check-in": Round, "coping": Reading, "journey": Journey}
    for exercise, widget in expected.items():
        assert isinstance(gathering.show(exercise), widget)


def test_an_unknown_exercise_is_answered_with_the_known_ones() -> None:
    with pytest.raises(LookupError, match=r"has no exercise 'chek-in'\. Choose .*check-in"):
        Gathering(KEY).show("chek-in")


def test_wrong_gathering_language_role_and_key_are_answered_with_what_was_expected() -> None:
    with pytest.raises(LookupError, match=r"mestring has no gathering '9'\. Choose "):
        Gathering("mestring/9")
    with pytest.raises(LookupError, match=r"There is no programme 'mestrin'\. Choose mestring"):
        Gathering("mestrin/2")
    with pytest.raises(LookupError, match="is not written in 'sv'"):
        Gathering(KEY, language="sv")
    with pytest.raises(ValueError, match="Expected the role participant, mentor or wall, came 'manager'"):
        Gathering(KEY, role="manager")
    with pytest.raises(ValueError, match="Expected programme/gathering, as in 'mestring/2', came 'mestring'"):
        Gathering("mestring")


@pytest.mark.parametrize("exercise", IDS)
def test_a_participant_s_widget_holds_none_of_the_mentor_s_hints(exercise: str) -> None:
    state = json.dumps(Gathering(KEY, book=MemoryBook).show(exercise).get_state(), default=str, ensure_ascii=False)
    assert not [hint for hint in HINTS[exercise] if hint in state]


def test_answers_are_never_part_of_the_widget_s_state() -> None:
    book = MemoryBook()
    widget = Gathering(KEY, book=lambda: book).show("summing-up")
    heard(widget, {"kind": "save", "request": 1, "field": "met", "text": "bare mitt", "base": 0})
    [answer] = heard(widget, {"kind": "open", "request": 2})
    assert answer["answers"]["met"]["text"] == "bare mitt"
    assert "bare mitt" not in json.dumps(widget.get_state(), default=str)


def test_what_a_page_sends_as_state_changes_nothing() -> None:
    widget = Gathering(KEY, role="mentor", book=MemoryBook).show("check-in")
    before = widget.get_state()
    forged = {"role": "participant", "exercise": "other/1/x", "definition": {}, "_esm": "alert(1)"}
    widget._handle_msg({"content": {"data": {"method": "update", "state": forged}}, "buffers": []})
    assert widget.get_state() == before


def test_a_mentor_s_page_neither_reads_nor_writes_answers() -> None:
    class Untouched(MemoryBook):
        def answers(self, exercise: str) -> dict[str, Answer]:
            raise AssertionError("answers were read")

    book = Untouched()
    widget = Gathering(KEY, role="mentor", book=lambda: book).show("summing-up")
    [opened] = heard(widget, {"kind": "open", "request": 1})
    assert opened == {"kind": "answers", "request": 1, "answers": {}, "sharing": "none", "shares": {}, "others": []}
    assert heard(widget, {"kind": "save", "request": 2, "field": "met", "text": "x", "base": 0}) == []
    assert book.revisions == {}


def test_the_mark_of_a_reading_is_an_answer_of_its_own() -> None:
    book = MemoryBook()
    widget = Gathering(KEY, book=lambda: book).show("coping")
    [reply] = heard(widget, {"kind": "save", "request": 1, "field": "done", "text": "yes", "base": 0})
    assert reply["kind"] == "saved"
    assert book.revisions[f"{KEY}/coping", "done"] == ["yes"]


def test_one_book_serves_all_exercises_of_a_gathering(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []

    def open_book(environ: Any) -> MemoryBook:
        opened.append(environ)
        return MemoryBook()

    monkeypatch.setattr("samling_widgets.gathering.open_book", open_book)
    gathering = Gathering(KEY)
    for exercise in ("summing-up", "coping", "check-in"):
        heard(gathering.show(exercise), {"kind": "open", "request": 1})
    assert len(opened) == 1


def test_in_jupyterlab_a_widget_carries_its_module_and_style() -> None:
    widget = Gathering(KEY, book=MemoryBook).show("summing-up")
    assert "data:text/javascript;base64," in widget._esm
    assert "--paper" in widget._css


def test_under_our_server_a_widget_carries_an_address_and_no_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMLING_HOSTED", "/samling/widgets/")
    widget = Gathering(KEY, book=MemoryBook).show("summing-up")
    assert "/samling/widgets/form.js?v=" in widget._esm
    assert len(widget._esm) < 200
    assert widget._css == ""
