"""Notes on pillars: kept sealed for one's own, one board of two copies, and nothing of it for anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.answers.people import change
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_exercises import load_programme
from samling_exercises.answers import TEXT_LIMIT
from samling_exercises.rules.sorting import NOTES_MOST, TEXT_MOST, Note, merged, written
from samling_widgets import Gathering, Sorting

KEY = "mestring/2/pillars"
EXERCISE = load_programme("mestring").gathering("2").exercise("pillars")
SECRET = "Jeg glemte morfars bursdag 🎈"
BOARD = written((Note("note-a", SECRET, "mine"),))


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        yield entered


def opened(book: Any, role: Any = "participant") -> Sorting:
    return Sorting(EXERCISE, language="nb", role=role, book=lambda: book)


def ask(widget: Sorting, kind: str, **more: Any) -> Any:
    return widget.respond({"kind": kind, "request": 1, **more})


def save(widget: Sorting, text: Any, base: int = 0) -> Any:
    return ask(widget, "save", field="board", text=text, base=base)


def test_a_board_is_kept_and_comes_back() -> None:
    book = MemoryBook()
    assert save(opened(book), BOARD)["kind"] == "saved"
    assert ask(opened(book), "open")["answers"]["board"]["text"] == BOARD


@pytest.mark.parametrize("text", ["notes", "{}", '{"notes": [{"id": "a"}]}', None, 5, "x" * (TEXT_LIMIT + 1)])
def test_the_board_takes_nothing_but_a_board(text: Any) -> None:
    book = MemoryBook()
    assert save(opened(book), text) == {"kind": "not-saved", "request": 1, "field": "board", "reason": "shape"}
    assert book.revisions == {}


def test_a_board_is_sealed_and_reaches_nobody_else(group: People) -> None:
    assert save(opened(group["anna"]), BOARD)["kind"] == "saved"
    assert SECRET.encode() not in group.database.read_bytes()
    assert change(group.database, "SELECT count(*) FROM records") == [(0,)]
    for name, role in (("bo", "participant"), ("mia", "mentor"), ("wall", "wall")):
        widget = opened(group[name], role)
        assert ask(widget, "open")["answers"] == {}
        assert ask(widget, "open")["others"] == []
        if role != "participant":
            assert save(widget, BOARD) is None
            assert ask(widget, "merge", seen="", theirs="", mine=BOARD) is None


def test_two_full_boards_that_met_fit_into_one_answer() -> None:
    full = tuple(Note(f"note-{number:021}", "💬" * TEXT_MOST, "others") for number in range(2 * NOTES_MOST))
    assert save(opened(MemoryBook()), written(full))["kind"] == "saved"


said = st.text(min_size=1, max_size=6).filter(lambda text: text.strip() != "")
boards = st.lists(
    st.builds(Note, st.sampled_from(["a", "b", "c", "d"]), said, st.sampled_from([None, "mine", "luck"])),
    max_size=4,
    unique_by=lambda note: note.id,
).map(tuple)


@given(seen=boards, theirs=boards, mine=boards)
def test_the_kernel_makes_one_board_of_two_by_the_rules(seen: Any, theirs: Any, mine: Any) -> None:
    texts = {"seen": written(seen), "theirs": written(theirs), "mine": written(mine)}
    reply = ask(opened(MemoryBook()), "merge", **texts)
    assert reply == {"kind": "merged", "request": 1, "text": written(merged(seen, theirs, mine))}


def test_what_is_no_board_is_not_put_together_with_one() -> None:
    widget = opened(MemoryBook())
    for broken in ({"theirs": "x", "mine": BOARD}, {"theirs": BOARD, "mine": None}, {}):
        assert ask(widget, "merge", seen="", **broken) == {"kind": "merged", "request": 1, "text": None}
    assert ask(widget, "merge", seen="x", theirs="", mine=BOARD)["text"] == BOARD
    assert widget.respond({"kind": "merge", "request": "1"}) is None


@pytest.mark.parametrize("role", ["participant", "mentor", "wall"])
def test_every_face_names_the_pillars_and_none_holds_a_hint(role: str) -> None:
    widget = Gathering("mestring/2", role=role, book=MemoryBook).show("pillars")
    assert [pillar["name"] for pillar in widget.definition["pillars"]] == ["Mitt ansvar", "Andres ansvar", "Uflaks"]
    state = json.dumps(widget.get_state(), default=str, ensure_ascii=False)
    assert not [hint for hint in EXERCISE.text("nb").hints if hint in state]
