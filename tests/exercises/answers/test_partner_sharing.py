"""A text that is given to those one talked with: they see it, and nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exercises.answers.people import change, enrol

from samling_exercises.answers import AnswerBook, NotShared

EXERCISE = "mestring/2/pair-talk"
NAMES = ("kari", "per", "ola")


@pytest.fixture
def books(database: Path, opened: Callable[..., AnswerBook]) -> dict[str, AnswerBook]:
    made = {name: opened(name) for name in NAMES}
    for seat, name in enumerate(NAMES, 1):
        change(database, "UPDATE members SET seat = ? WHERE id = ?", seat, name)
    for name, role in (("marit", "mentor"), ("skjerm", "wall")):
        enrol(database, name, role)
        made[name] = opened(name)
    made["kari"].save(EXERCISE, "notes", "Du smilte da du sa det", 0)
    return made


def texts(book: AnswerBook) -> list[str]:
    return [one.text for one in book.seen(EXERCISE)]


def test_only_those_it_is_given_to_see_it(books: dict[str, AnswerBook]) -> None:
    assert books["kari"].audience("partner", frozenset({"2"})).members == 1
    books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"2"}))
    assert {name: texts(book) for name, book in books.items()} == {
        "kari": [],
        "per": ["Du smilte da du sa det"],
        "ola": [],
        "marit": [],
        "skjerm": [],
    }


def test_what_is_given_to_one_is_taken_back_before_it_is_given_to_another(books: dict[str, AnswerBook]) -> None:
    books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"2"}))
    with pytest.raises(NotShared, match="an earlier text is with somebody else than would get this one"):
        books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"3"}))
    assert (texts(books["per"]), texts(books["ola"])) == (["Du smilte da du sa det"], [])
    books["kari"].unshare(EXERCISE, "notes")
    books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"3"}))
    assert (texts(books["per"]), texts(books["ola"])) == ([], ["Du smilte da du sa det"])


def test_taken_back_nobody_sees_it(books: dict[str, AnswerBook], database: Path) -> None:
    books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"2", "3"}))
    books["kari"].unshare(EXERCISE, "notes")
    assert texts(books["per"]) == texts(books["ola"]) == []
    assert change(database, "SELECT count(*) FROM shared_with") == [(0,)]


@pytest.mark.parametrize("people", [frozenset(), frozenset({"1"}), frozenset({"9", "p1"})])
def test_with_nobody_to_give_it_to_nothing_is_shared(books: dict[str, AnswerBook], people: frozenset[str]) -> None:
    with pytest.raises(
        NotShared, match=r"nobody with a page of their own is drawn to talk with you\. Give it on paper"
    ):
        books["kari"].share(EXERCISE, "notes", 1, "partner", people)


def test_whoever_gets_the_seat_later_does_not_get_what_was_given(
    books: dict[str, AnswerBook], database: Path, opened: Callable[..., AnswerBook]
) -> None:
    books["kari"].share(EXERCISE, "notes", 1, "partner", frozenset({"2"}))
    change(database, "UPDATE members SET seat = NULL, left_at = '2030-05-02 12:00:00.000000' WHERE id = 'per'")
    new = opened("ida")
    change(database, "UPDATE members SET seat = 2 WHERE id = 'ida'")
    assert texts(new) == []
    assert texts(books["per"]) == []
