"""Notes on pillars: a board survives being kept, and two copies that were changed apart lose no text when they meet."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.rules.sorting import KEPT_MOST, TEXT_MOST, Board, Note, merged, read, written

PILLARS = ("mine", "others", "luck")
IDS = [f"note-{number}" for number in range(6)]
said = st.text(min_size=1, max_size=8).filter(lambda text: text.strip() != "")
notes = st.builds(Note, st.sampled_from(IDS), said, st.sampled_from((None, *PILLARS)))
boards: st.SearchStrategy[Board] = st.lists(notes, max_size=6, unique_by=lambda note: note.id).map(tuple)


@st.composite
def apart(draw: st.DrawFn) -> tuple[Board, Board, Board]:
    """A board, and two copies of it in which notes were rewritten, moved, added and taken away."""
    seen = draw(boards)

    def changed() -> Board:
        kept = [note for note in seen if draw(st.booleans())]
        moved = [replace(note, pillar=draw(st.sampled_from((note.pillar, *PILLARS)))) for note in kept]
        rewritten = [replace(note, text=draw(said)) if draw(st.booleans()) else note for note in moved]
        free = [name for name in IDS if name not in {note.id for note in seen}]
        added = draw(st.lists(notes, max_size=2, unique_by=lambda note: note.id))
        return (*rewritten, *(note for note in added if note.id in free))

    return seen, changed(), changed()


def texts(board: Board) -> set[str]:
    return {note.text for note in board}


def by_id(board: Board) -> dict[str, Note]:
    return {note.id: note for note in board}


@given(board=boards)
def test_a_board_that_is_kept_is_read_as_it_was(board: Board) -> None:
    assert read(written(board)) == board


@given(three=apart())
def test_no_text_that_somebody_wrote_is_lost(three: tuple[Board, Board, Board]) -> None:
    seen, theirs, mine = three
    assert (texts(theirs) | texts(mine)) - texts(seen) <= texts(merged(seen, theirs, mine))


@given(theirs=boards, mine=boards)
def test_where_nobody_knows_what_both_came_from_every_note_stays(theirs: Board, mine: Board) -> None:
    together = merged(None, theirs, mine)
    assert texts(theirs) | texts(mine) <= texts(together)
    assert set(by_id(theirs)) | set(by_id(mine)) <= set(by_id(together))


@given(three=apart())
def test_it_does_not_matter_for_the_texts_who_came_first(three: tuple[Board, Board, Board]) -> None:
    seen, theirs, mine = three
    assert texts(merged(seen, theirs, mine)) == texts(merged(seen, mine, theirs))


@given(three=apart())
def test_what_only_one_changed_is_as_that_one_left_it(three: tuple[Board, Board, Board]) -> None:
    seen, theirs, _ = three
    assert merged(seen, theirs, seen) == theirs
    assert by_id(merged(seen, seen, theirs)) == by_id(theirs)
    assert merged(seen, theirs, theirs) == theirs


@given(three=apart())
def test_what_came_together_is_a_board_and_meets_either_copy_without_change(three: tuple[Board, Board, Board]) -> None:
    seen, theirs, mine = three
    together = merged(seen, theirs, mine)
    assert read(written(together)) == together
    assert by_id(merged(theirs, theirs, together)) == by_id(together)


@given(three=apart())
def test_a_note_one_took_away_and_nobody_touched_is_gone(three: tuple[Board, Board, Board]) -> None:
    seen, theirs, mine = three
    found = by_id(merged(seen, theirs, mine))
    for name, note in by_id(seen).items():
        copies = (by_id(theirs).get(name), by_id(mine).get(name))
        if copies in ((None, note), (note, None), (None, None)):
            assert name not in found


def test_two_who_rewrote_the_same_note_have_one_each() -> None:
    seen = (Note("bus", "Bussen", None),)
    theirs, mine = (Note("bus", "Bussen gikk", "luck"),), (Note("bus", "Bussen var sein", None),)
    assert merged(seen, theirs, mine) == (Note("bus", "Bussen var sein", "luck"), Note("bus-2", "Bussen gikk", "luck"))


def test_two_who_moved_the_same_note_leave_it_where_it_was_put_last() -> None:
    seen, theirs, mine = ((Note("bus", "Bussen", pillar),) for pillar in (None, "mine", "luck"))
    assert merged(seen, theirs, mine) == mine


def test_a_note_taken_away_here_and_moved_there_stays() -> None:
    seen, theirs = ((Note("bus", "Bussen", pillar),) for pillar in (None, "mine"))
    assert merged(seen, theirs, ()) == theirs
    assert merged(seen, (), theirs) == theirs


def note(**changes: object) -> dict[str, object]:
    return {"id": "bus", "text": "Bussen", "pillar": None, **changes}


def kept(*found: object) -> str:
    return json.dumps({"notes": list(found)})


def test_notes_of_every_kind_are_read() -> None:
    long = "å" * TEXT_MOST
    found = read(kept(note(), note(id="example-1", text="👩‍👩‍👧\nto linjer", pillar="mine"), note(id="c", text=long)))
    assert found is not None
    assert [one.text for one in found] == ["Bussen", "👩‍👩‍👧\nto linjer", long]
    assert read("") == read("  ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bussen",
        "[]",
        "null",
        "{}",
        '{"notes": {}}',
        '{"notes": [], "more": 1}',
        "[" * 100_000,
        kept("bus"),
        kept(note(more=1)),
        kept({"id": "bus", "text": "Bussen"}),
        kept(note(id="")),
        kept(note(id="Bus")),
        kept(note(id="a" * 81)),
        kept(note(id=1)),
        kept(note(text="  ")),
        kept(note(text=None)),
        kept(note(text="a" * (TEXT_MOST + 1))),
        kept(note(text="\ud83d")),
        kept(note(pillar=3)),
        kept(note(pillar="<b>")),
        kept(note(), note()),
        kept(*(note(id=f"n{number}") for number in range(KEPT_MOST + 1))),
    ],
)
def test_what_is_no_board_is_not_read(text: str) -> None:
    assert read(text) is None
