"""What each role may put on the journey and do with it, and what two who write at once see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people
from tests.widgets.journeys import NOTE, PHASES, PROPOSAL, TOPIC, WORDS, drawing, page, put, under

from samling_widgets.journey_rules import LIMITS


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
def bo(group: People) -> BoardPage:
    return page(group, "bo")


@pytest.fixture
def wall(group: People) -> BoardPage:
    return page(group, "wall", "wall")


def test_an_empty_journey_offers_five_phases_once_though_two_begin(anna: BoardPage, bo: BoardPage) -> None:
    assert anna.things == {}
    assert anna.act("begin") == ""
    assert bo.act("begin") == ""
    assert [bo.look().things[f"phase-{name}"]["title"] for name in under(bo, "phase-")] == [*PHASES.values()]
    assert bo.revisions == dict.fromkeys(bo.things, 1)


def test_beginning_at_a_journey_of_one_s_own_adds_nothing(anna: BoardPage, bo: BoardPage) -> None:
    put(anna, "phase-own", {"title": "Telefonen", "order": 1})
    assert bo.act("begin") == ""
    assert under(bo.look(), "phase-") == ["own"]


def test_a_note_is_hung_changed_moved_marked_and_taken_away_for_everybody(
    mentor: BoardPage, anna: BoardPage, bo: BoardPage, wall: BoardPage
) -> None:
    anna.act("begin")
    changes: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({}, {"text": WORDS, "phase": "decision", "mark": None}),
        ({"text": "Hun satt klar fra sju."}, {"text": "Hun satt klar fra sju."}),
        ({"phase": "everyday", "order": 2.5}, {"phase": "everyday", "order": 2.5}),
        ({"mark": "room"}, {"mark": "room"}),
        ({"mark": None, "kind": "felt"}, {"mark": None, "kind": "felt"}),
    ]
    for new, expected in changes:
        assert put(anna, "note-a", {**NOTE, **anna.things.get("note-a", {}), **new}) == ""
        for other in (mentor, bo, wall):
            found = other.look().things["note-a"]
            assert {key: found[key] for key in expected} == expected
    assert bo.put("note-a", None) == "", "a note is the group's, whoever wrote it"
    for other in (mentor, anna, wall):
        assert "note-a" not in other.look().things


def test_nobody_learns_who_wrote_what(group: People, mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "note-a", {**NOTE, "person": "anna", "by": "Anna Å."})
    assert set(mentor.look().things["note-a"]) == {"text", "kind", "mark", "phase", "order", "gathering"}
    assert change(group.database, "SELECT count(*) FROM records WHERE member_id IS NOT NULL") == [(0,)]


def test_a_note_that_was_taken_away_can_be_put_back_as_it_was(anna: BoardPage, bo: BoardPage) -> None:
    put(anna, "note-a", {**NOTE, "mark": "works"})
    before = anna.things["note-a"]
    put(anna, "note-a", None)
    anna.revisions["note-a"] = 0
    assert put(anna, "note-a", before) == ""
    assert bo.look().things["note-a"] == before


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("note-a", {"text": "  "}, "empty"),
        ("note-a", {"text": "x" * 281}, "too-long"),
        ("note-a", {"text": 5}, "shape"),
        ("note-a", {"text": f"fnr {ORDINARY}"}, "identity"),
        ("note-a", {"kind": "gossip"}, "shape"),
        ("note-a", {"kind": None}, "shape"),
        ("note-a", {"mark": "bad"}, "shape"),
        ("note-a", {"mark": ["works"]}, "shape"),
        ("note-a", {"phase": "../etc"}, "shape"),
        ("note-a", {"phase": None}, "shape"),
        ("note-a", {"phase": "x" * 61}, "shape"),
        ("note-a", {"order": True}, "shape"),
        ("note-a", {"order": "1"}, "shape"),
        ("note-a", {"order": float("nan")}, "shape"),
        ("phase-sheets", {"title": "Arkene", "order": 1}, "name"),
        ("note-A", {}, "name"),
        ("note-", {}, "name"),
        (f"note-{'x' * 61}", {}, "name"),
        ("lead-approved-ours", {"fingerprint": "0" * 16}, "name"),
        ("draft-a", {}, "name"),
        ("own-a-1", {}, "name"),
        ("phase-a", {"title": "x" * 61}, "too-long"),
        ("phase-a", {"title": ""}, "empty"),
        ("phase-a", {"title": ORDINARY}, "identity"),
        ("proposal-a", {"sheet": "manager"}, "shape"),
        ("proposal-a", {"phase": 3}, "shape"),
        ("proposal-a", {"done": "yes"}, "shape"),
    ],
)
def test_what_is_forged_is_refused_and_nothing_hangs(
    anna: BoardPage, mentor: BoardPage, name: str, value: dict[str, Any], reason: str
) -> None:
    whole = {**NOTE, "sheet": None, "done": False, "title": "Vedtaket", **value}
    for each in (anna, mentor):
        assert each.put(name, whole) == reason
        assert each.look().things == {}


def test_a_wall_shows_and_never_writes(anna: BoardPage, wall: BoardPage) -> None:
    anna.act("begin")
    put(anna, "note-a", NOTE)
    wall.look()
    assert wall.put("note-a", None) == "role"
    assert wall.put("note-b", NOTE) == "role"
    assert wall.put("lead-shown", {"phase": None}) == "role"
    for action in ("begin", "take-phase", "approve", "withdraw"):
        assert wall.act(action, phase="decision", title="Vedtaket", sheet="ours") == "role"
    assert "note-a" in wall.look().things


def test_where_a_note_was_added_cannot_be_forged_and_never_changes(group: People, anna: BoardPage) -> None:
    put(anna, "note-a", {**NOTE, "gathering": "9"})
    assert anna.things["note-a"]["gathering"] == "2"
    put(anna, "note-a", {**NOTE, "gathering": "1", "text": "Noe annet"})
    assert anna.things["note-a"] == {**NOTE, "gathering": "2", "text": "Noe annet"}


def test_the_journey_is_the_same_at_every_gathering_and_says_what_was_added_when(group: People) -> None:
    first = page(group, "anna", gathering="mestring/1")
    first.act("begin")
    put(first, "note-early", NOTE)
    put(first, "proposal-early", PROPOSAL)
    second = page(group, "bo", gathering="mestring/2")
    put(second, "note-late", NOTE)
    assert under(second, "phase-") == under(first.look(), "phase-")
    found = {name: second.things[name]["gathering"] for name in ("note-early", "note-late", "proposal-early")}
    assert found == {"note-early": "1", "note-late": "2", "proposal-early": "1"}
    assert put(second, "note-early", {**second.things["note-early"], "mark": "works"}) == ""
    assert second.things["note-early"]["gathering"] == "1", "a later change does not make it new"
    assert put(second, "proposal-early", {**second.things["proposal-early"], "done": True}) == ""
    assert first.look().things["proposal-early"]["done"] is True


def test_all_three_gatherings_of_the_programme_show_one_journey(group: People) -> None:
    pages = [page(group, "anna", gathering=f"mestring/{number}") for number in (1, 2, 3)]
    pages[0].act("begin")
    for number, each in enumerate(pages, 1):
        assert put(each.look(), f"note-at-{number}", NOTE) == ""
    for each in pages:
        found = {name: value["gathering"] for name, value in each.look().things.items() if name.startswith("note-")}
        assert found == {"note-at-1": "1", "note-at-2": "2", "note-at-3": "3"}


def test_a_phase_that_is_taken_away_hands_its_notes_to_its_neighbour(anna: BoardPage, bo: BoardPage) -> None:
    anna.act("begin")
    for name, phase, order in [("a", "first-meeting", 5), ("b", "decision", 2), ("c", "decision", 1)]:
        put(anna, f"note-{name}", {**NOTE, "phase": phase, "order": order})
    assert anna.act("take-phase", phase="decision", title="Vedtaket") == ""
    assert under(bo.look(), "phase-") == ["before-us", "first-meeting", "first-weeks", "everyday"]
    assert {bo.things[f"note-{name}"]["phase"] for name in "abc"} == {"first-meeting"}
    assert under(bo, "note-") == ["a", "c", "b"], "in their order, after what hung there"
    assert bo.act("take-phase", phase="decision", title="Vedtaket") == "", "a second tap does nothing"
    assert bo.act("take-phase", phase="before-us", title="Før noen spør") == ""
    assert len(under(bo.look(), "note-")) == 3


def test_the_last_phase_keeps_its_notes_and_goes_when_it_is_empty(anna: BoardPage) -> None:
    put(anna, "phase-one", {"title": "Alt", "order": 1})
    put(anna, "note-a", {**NOTE, "phase": "one"})
    assert anna.act("take-phase", phase="one", title="Alt") == "not-now"
    assert set(anna.look().things) == {"phase-one", "note-a"}
    put(anna, "note-a", None)
    assert anna.act("take-phase", phase="one", title="Alt") == ""
    assert anna.look().things == {}


def test_a_phase_goes_only_by_asking_and_by_the_name_that_was_read(anna: BoardPage, bo: BoardPage) -> None:
    anna.act("begin")
    bo.look()
    assert bo.put("phase-decision", None) == "shape", "its notes would hang nowhere"
    put(anna.look(), "phase-decision", {"title": "Brevet", "order": 3})
    assert bo.act("take-phase", phase="decision", title="Vedtaket") == "not-now"
    assert bo.act("take-phase", phase=["decision"], title="Brevet") == ""
    assert "decision" in under(bo.look(), "phase-")


def test_a_note_written_while_its_phase_was_taken_away_is_not_lost(anna: BoardPage, bo: BoardPage) -> None:
    anna.act("begin")
    bo.look()
    anna.look().act("take-phase", phase="decision", title="Vedtaket")
    assert put(bo, "note-late", NOTE) == ""
    assert anna.look().things["note-late"]["text"] == WORDS
    assert "Uten fase" in drawing(anna)["svg"]


def test_two_who_change_the_same_note_both_see_it(anna: BoardPage, bo: BoardPage) -> None:
    put(anna, "note-a", NOTE)
    bo.look()
    assert anna.put("note-a", {**NOTE, "text": "Annas ord"}) == ""
    assert bo.put("note-a", {**NOTE, "text": "Bos ord"}) == "clash"
    clash = bo.wire[-1]
    assert clash["thing"]["value"]["text"] == "Annas ord", "the other's words come along"
    bo.revisions["note-a"] = clash["thing"]["revision"]
    assert bo.put("note-a", {**NOTE, "text": "Bos ord"}) == "", "a choice made in sight of both stands"
    assert anna.look().things["note-a"]["text"] == "Bos ord"


def test_changes_to_different_sides_of_a_note_go_together(anna: BoardPage, bo: BoardPage, mentor: BoardPage) -> None:
    put(anna, "note-a", NOTE)
    bo.look()
    mentor.look()
    assert anna.put("note-a", {**NOTE, "text": "Hun satt klar."}) == ""
    assert bo.put("note-a", {**NOTE, "mark": "room"}) == ""
    assert mentor.put("note-a", {**NOTE, "phase": "everyday", "order": 9}) == ""
    both = {**NOTE, "text": "Hun satt klar.", "mark": "room", "phase": "everyday", "order": 9, "gathering": "2"}
    assert all(each.look().things["note-a"] == both for each in (anna, bo, mentor))


def test_a_writing_whose_answer_was_lost_doubles_nothing(anna: BoardPage) -> None:
    anna.put("note-a", NOTE)
    anna.put("note-a", NOTE)
    assert anna.look().revisions == {"note-a": 1}


@pytest.mark.parametrize("prefix", LIMITS)
def test_there_is_an_end_to_what_hangs_and_what_hangs_can_still_be_changed(prefix: str) -> None:
    book = MemoryBook()
    values = {"phase-": {"title": "Fase", "order": 1}, "note-": NOTE, "proposal-": {**PROPOSAL, "done": False}}
    for number in range(LIMITS[prefix]):
        book.put(TOPIC, f"{prefix}{number}", {**values[prefix], "gathering": "2"}, 0)
    anna = BoardPage(lambda: book, "journey")
    assert anna.put(f"{prefix}new", values[prefix]) == "too-many"
    assert anna.put(f"{prefix}0", {**values[prefix], "order": 7}) == ""


def test_a_mentor_brings_a_phase_forward_on_the_wall(mentor: BoardPage, anna: BoardPage, wall: BoardPage) -> None:
    anna.act("begin")
    assert anna.put("lead-shown", {"phase": "decision"}) == "role"
    for phase in ("decision", "sheets", None):
        assert put(mentor.look(), "lead-shown", {"phase": phase}) == ""
        assert wall.look().things["lead-shown"] == {"phase": phase, "gathering": "2"}
    for value in ({"phase": "nowhere"}, {"phase": 3}, {"phase": ["decision"]}):
        assert mentor.put("lead-shown", value) == "shape"
    assert mentor.put("lead-shown", {"phase": "decision", "gathering": "1"}) == ""
    assert wall.look().things["lead-shown"]["gathering"] == "2"


def test_what_a_mentor_has_begun_is_the_mentors_alone(mentor: BoardPage, anna: BoardPage, wall: BoardPage) -> None:
    begun = {"begun": {"new decision": {"text": "Halvskrevet"}}}
    assert put(mentor, "draft-writing", {**begun, "more": 1}) == ""
    assert mentor.things["draft-writing"] == begun
    for each in (anna, wall):
        assert each.put("draft-writing", begun) == "role"
        assert each.look().things == {}
    assert mentor.put("draft-writing", {"begun": ["x"]}) == "shape"
    assert put(mentor, "draft-writing", None) == ""
    assert mentor.things == {}


def test_a_mentor_brings_a_point_up_and_puts_it_away(mentor: BoardPage, anna: BoardPage) -> None:
    for each in (mentor, anna):
        each.ask({"kind": "board-open", "board": "gathering"})
    raising = {"kind": "board-act", "board": "gathering", "action": "raise", "text": WORDS}
    assert anna.ask(raising)["reason"] == "role"
    assert mentor.ask({**raising, "text": ""})["reason"] == "empty"
    assert mentor.ask({**raising, "text": "x" * 281})["reason"] == "too-long"
    assert mentor.ask({**raising, "sheet": "Dette løfter vi"})["kind"] == "board-kept"
    anna.look()
    [point] = [message for message in anna.wire if message.get("board") == "gathering" and message["things"]]
    assert point["things"][0]["value"] == {"text": WORDS, "sheet": "Dette løfter vi"}
    assert mentor.ask({**raising, "action": "lower"})["kind"] == "board-kept"
    anna.look()
    assert anna.wire[-1]["gone"] == ["lead-raised"]


def test_a_group_that_has_ended_keeps_its_journey_and_takes_no_more(group: People, anna: BoardPage) -> None:
    anna.act("begin")
    put(anna, "note-a", NOTE)
    group.close_group()
    late = page(group, "anna")
    assert late.put("note-b", NOTE) == "closed"
    assert late.act("take-phase", phase="decision", title="Vedtaket") == "closed"
    assert "note-a" in late.look().things
    assert drawing(late)["kind"] == "journey-picture"


def test_another_group_has_a_journey_of_its_own(group: People, anna: BoardPage) -> None:
    anna.act("begin")
    group.enter("siv", "participant", "south")
    assert page(group, "siv").things == {}
