"""The two sheets: put together by all, approved by the group as they were read aloud, and only then for the manager."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people
from tests.widgets.journeys import NOTE, PROPOSAL, WORDS, approve, page, put, texts


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads; Anna and Bo take part, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        yield entered


@pytest.fixture
def mentor(group: People) -> BoardPage:
    return page(group, "mia", "mentor")


@pytest.fixture
def anna(group: People) -> BoardPage:
    return page(group, "anna")


@pytest.fixture
def wall(group: People) -> BoardPage:
    return page(group, "wall", "wall")


def test_proposals_are_put_on_a_sheet_and_taken_back(group: People, anna: BoardPage) -> None:
    assert put(anna, "proposal-a", {**PROPOSAL, "sheet": None, "phase": "decision"}) == ""
    bo = page(group, "bo")
    waiting = {**PROPOSAL, "sheet": None, "phase": "decision", "done": False, "gathering": "2"}
    assert bo.things["proposal-a"] == waiting
    for sheet in ("ours", "lift", None):
        assert put(bo, "proposal-a", {**waiting, "sheet": sheet}) == ""
        assert anna.look().things["proposal-a"]["sheet"] == sheet


def test_a_mentor_approves_a_sheet_and_nobody_else(mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "proposal-a", PROPOSAL)
    assert approve(anna) == "role"
    assert mentor.look().act("approve", sheet="manager", fingerprint="") == "shape"
    assert approve(mentor) == ""
    stands = anna.look().view["sheets"]["ours"]
    assert stands["changed"] is False
    assert stands["approved"].startswith("20")
    assert anna.view["sheets"]["lift"]["approved"] is None
    assert anna.act("withdraw", sheet="ours") == "role"
    assert mentor.act("withdraw", sheet="ours") == ""
    assert anna.look().view["sheets"]["ours"]["approved"] is None


def approve_both(mentor: BoardPage) -> None:
    for sheet in ("ours", "lift"):
        assert approve(mentor.look(), sheet) == ""


def test_neither_sheet_leaves_the_room_before_both_are_approved(mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "proposal-a", PROPOSAL)
    assert approve(mentor.look()) == ""
    for each in (mentor, anna.look()):
        for sheet in ("ours", "lift"):
            assert each.ask({"kind": "journey-sheet", "sheet": sheet})["reason"] == "not-now"
    assert approve(mentor, "lift") == "", "a sheet may be empty, when that is what the group wants"
    for sheet in ("ours", "lift"):
        assert anna.ask({"kind": "journey-sheet", "sheet": sheet})["kind"] == "journey-sheet"


def test_only_what_was_read_aloud_is_approved(mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "proposal-a", PROPOSAL)
    read = mentor.look().view["sheets"]["ours"]["fingerprint"]
    put(anna, "proposal-b", {**PROPOSAL, "text": "Ett navn og ett nummer", "order": 2})
    for fingerprint in (read, "", None, 5):
        assert mentor.act("approve", sheet="ours", fingerprint=fingerprint) == "not-now"
    assert approve(mentor.look()) == ""


CHANGES: dict[str, tuple[str, dict[str, Any] | None]] = {
    "another word": ("proposal-a", {**PROPOSAL, "text": "Ring når du går hjemmefra"}),
    "one more": ("proposal-c", {**PROPOSAL, "text": "Enda ett", "order": 3}),
    "one less": ("proposal-b", None),
    "another order": ("proposal-a", {**PROPOSAL, "order": 3}),
    "to the other sheet": ("proposal-a", {**PROPOSAL, "sheet": "lift"}),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_sheet_that_changed_after_approval_stays_in_the_room(
    mentor: BoardPage, anna: BoardPage, changed: str
) -> None:
    put(anna, "proposal-a", PROPOSAL)
    put(anna, "proposal-b", {**PROPOSAL, "text": "Ett navn og ett nummer", "order": 2})
    approve_both(mentor)
    name, value = CHANGES[changed]
    assert put(anna, name, value) == ""
    assert anna.view["sheets"]["ours"]["changed"] is True
    for each in (anna, mentor.look()):
        reply = each.ask({"kind": "journey-sheet", "sheet": "ours"})
        assert (reply["kind"], reply["reason"]) == ("journey-refused", "not-now")
    approve_both(mentor)
    assert anna.look().view["sheets"]["ours"]["changed"] is False
    assert anna.ask({"kind": "journey-sheet", "sheet": "ours"})["kind"] == "journey-sheet"


def test_marking_a_point_as_done_asks_for_no_new_approval(mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "proposal-a", PROPOSAL)
    approve(mentor.look())
    put(anna, "proposal-a", {**PROPOSAL, "done": True})
    assert anna.view["sheets"]["ours"]["changed"] is False


def test_a_sheet_for_the_manager_carries_the_approval_the_points_and_no_names(
    mentor: BoardPage, anna: BoardPage, wall: BoardPage
) -> None:
    put(anna, "proposal-b", {**PROPOSAL, "text": "Ett navn\nog ett nummer <&>", "order": 2})
    put(anna, "proposal-a", PROPOSAL)
    put(anna, "note-a", NOTE)
    for each in (anna, mentor, wall):
        assert each.ask({"kind": "journey-sheet", "sheet": "ours"})["reason"] == "not-now"
    approve_both(mentor)
    sheet = anna.ask({"kind": "journey-sheet", "sheet": "ours"})
    title, approved, *points = sheet["text"].splitlines()
    assert title == "Dette gjør vi selv"
    assert approved.startswith("Godkjent av gruppa ")
    assert points == ["", "1. Ring når ruta starter", "2. Ett navn og ett nummer <&>"]
    drawn = " ".join(texts(sheet["svg"]))
    for words in (title, approved, "Ring når ruta starter", "Ett navn og ett nummer <&>"):
        assert words in drawn
    for hidden in ("Anna", "Mia", WORDS):
        assert hidden not in json.dumps(sheet, ensure_ascii=False)


@pytest.mark.parametrize("sheet", ["manager", None, 3, ["ours"]])
def test_a_sheet_there_is_not_is_refused(anna: BoardPage, sheet: object) -> None:
    assert anna.ask({"kind": "journey-sheet", "sheet": sheet})["reason"] == "shape"


def test_a_mentor_alone_with_a_laptop_types_in_a_whole_journey() -> None:
    book = MemoryBook()
    mentor = BoardPage(lambda: book, "journey", "mentor")
    assert mentor.act("begin") == ""
    assert put(mentor, "note-a", NOTE) == ""
    assert put(mentor, "proposal-a", PROPOSAL) == ""
    approve_both(mentor)
    assert mentor.ask({"kind": "journey-sheet", "sheet": "ours"})["kind"] == "journey-sheet"
