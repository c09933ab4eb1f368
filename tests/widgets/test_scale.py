"""A scale: numbers are private answers, the kernel chooses the follow-ups, and then stands beside now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.widgets.books import BrokenBook, MemoryBook
from tests.widgets.groups import People, people

from samling_exercises import Exercise, load_programme
from samling_exercises.answers import NotRead
from samling_exercises.rules import follow_ups
from samling_widgets import ExerciseWidget, Gathering, Scale
from samling_widgets.scale_words import readings
from samling_widgets.wording import words

KEY, LATER = "mestring/2/scaling", "mestring/3/scaling"
EXERCISE = load_programme("mestring").gathering("2").exercise("scaling")
SECRET = "Å ringe broren min"


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        yield entered


def later() -> Exercise:
    """The same scale at gathering 3, held beside the one of gathering 2."""
    return replace(
        EXERCISE, gathering="mestring/3", structure=EXERCISE.structure.model_copy(update={"then": "2/scaling"})
    )


def opened(book: Any, exercise: Exercise = EXERCISE, role: Any = "participant") -> Scale:
    return Scale(exercise, language="nb", role=role, book=lambda: book)


def ask(widget: ExerciseWidget, kind: str, **more: Any) -> Any:
    return widget.respond({"kind": kind, "request": 1, **more})


def save(widget: ExerciseWidget, field: str, text: Any, base: int = 0) -> Any:
    return ask(widget, "save", field=field, text=text, base=base)


def test_a_number_is_an_answer_under_the_strip_s_id() -> None:
    book = MemoryBook()
    widget = opened(book)
    for revision, text in enumerate(("7", "10", ""), 1):
        assert save(widget, "importance", text, revision - 1)["revision"] == revision
    assert book.revisions[KEY, "importance"] == ["7", "10", ""]


@pytest.mark.parametrize("text", ["0", "11", "07", " 7", "seven", "7.5", "-1", 7, None, ["7"], SECRET])
def test_a_strip_takes_nothing_but_a_number(text: Any) -> None:
    book = MemoryBook()
    refused = {"kind": "not-saved", "request": 1, "field": "belief", "reason": "shape"}
    assert save(opened(book), "belief", text) == refused
    assert book.revisions == {}


def test_a_text_field_takes_any_text_as_before() -> None:
    book = MemoryBook()
    assert save(opened(book), "goal", SECRET)["kind"] == "saved"


@pytest.mark.parametrize("field", [None, 3, ["importance"], {"importance": 1}, "importances"])
def test_a_field_there_is_not_is_refused(field: Any) -> None:
    assert save(opened(MemoryBook()), field, "7")["reason"] == "field"


def test_numbers_are_sealed_and_reach_nobody_else(group: People) -> None:
    widget = opened(group["anna"])
    assert save(widget, "belief", "3")["kind"] == "saved"
    rows = change(group.database, "SELECT cipher, content FROM revisions")
    assert len(rows) == 1
    assert rows[0][1] != b"3"
    for name, role in (("bo", "participant"), ("mia", "mentor")):
        assert ask(opened(group[name], role=role), "open")["answers"] == {}


def test_the_follow_ups_are_the_rules_own() -> None:
    widget = opened(MemoryBook())
    offered = tuple(EXERCISE.texts["nb"].follow_ups)  # type: ignore[attr-defined]
    for importance in (None, *range(1, 11)):
        for belief in (None, *range(1, 11)):
            reply = ask(widget, "follow-ups", importance=importance, belief=belief)
            assert reply["ids"] == list(follow_ups.choose(importance, belief, offered))
            assert reply["reading"] == follow_ups.reading(importance, belief)
            assert reply["reading"] in widget.definition["readings"]


@pytest.mark.parametrize("number", ["10", 0, 11, 5.0, True, [], {}, "x" * 10_000])
def test_a_forged_number_is_no_number(number: Any) -> None:
    reply = ask(opened(MemoryBook()), "follow-ups", importance=number, belief=5)
    assert reply == {"kind": "follow-ups", "request": 1, "ids": [], "reading": "wait"}


@pytest.mark.parametrize("request_", [None, -1, "1", True])
def test_a_message_without_a_number_is_not_answered(request_: Any) -> None:
    assert opened(MemoryBook()).respond({"kind": "follow-ups", "request": request_, "importance": 5}) is None


def test_no_reading_judges_or_says_what_somebody_should_do() -> None:
    for language in ("nb", "en"):
        said = Gathering("mestring/2", language=language, book=MemoryBook).show("scaling").definition["readings"]
        assert set(said) == set(readings(words("en")))
        for sentence in said.values():
            assert sentence[-1] in ".?"
            assert not {"bør", "må", "should", "must"} & set(sentence.lower().split())


def test_then_and_its_goal_stand_beside_now_and_nothing_else_of_then(group: People) -> None:
    group.write("anna", KEY, "importance", "9")
    group.write("anna", KEY, "belief", "3")
    group.write("anna", KEY, "goal", " Svømme tre lengder ")
    group.write("anna", KEY, "fear", SECRET)
    group.write("bo", KEY, "belief", "8")
    reply = ask(opened(group["anna"], later()), "open")
    assert reply["then"] == {"importance": "9", "belief": "3", "goal": "Svømme tre lengder"}
    assert SECRET not in json.dumps(reply, ensure_ascii=False)
    assert ask(opened(group["bo"], later()), "open")["then"] == {"belief": "8"}


def test_then_without_numbers_is_empty(group: People) -> None:
    assert ask(opened(group["anna"], later()), "open")["then"] == {}
    assert ask(opened(group["anna"]), "open")["then"] == {}
    group.write("anna", KEY, "belief", "")
    assert ask(opened(group["anna"], later()), "open")["then"] == {}


def test_then_that_cannot_be_read_is_told_apart_from_none(caplog: pytest.LogCaptureFixture) -> None:
    class Half(MemoryBook):
        def answers(self, exercise: str) -> Any:
            if exercise == KEY:
                raise NotRead("tampered")
            return super().answers(exercise)

    reply = ask(opened(Half(), later()), "open")
    assert (reply["kind"], reply["then"]) == ("answers", None)
    assert "tampered" in caplog.text


def test_a_mentor_and_a_wall_get_no_numbers_from_then() -> None:
    class Untouched(MemoryBook):
        def answers(self, exercise: str) -> Any:
            raise AssertionError("answers were read")

    for role in ("mentor", "wall"):
        widget = opened(Untouched(), later(), role)
        assert "then" not in ask(widget, "open")
        assert save(widget, "belief", "3") is None
        assert save(widget, "belief", "x") is None


def test_the_page_knows_which_gathering_then_was() -> None:
    assert opened(MemoryBook(), later()).definition["then"] == "2"
    assert opened(MemoryBook()).definition["then"] == ""


def test_a_book_that_cannot_be_read_is_answered_as_ever() -> None:
    assert ask(opened(BrokenBook(NotRead("database")), later()), "open")["kind"] == "not-opened"
