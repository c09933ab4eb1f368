"""The journey: what each role may put on it and do with it, what two who write at once see, and what leaves the room."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from tests.exercises.answers.people import change
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_widgets.journey_picture import Shape
from samling_widgets.journey_rules import LIMITS

TOPIC = "mestring/path/journey"
TITLES = ["Før noen spør", "Det første møtet", "Vedtaket", "Den første tida", "Når det er blitt hverdag"]
NOTE = {"text": "Hun ventet fra sju.", "kind": "heard", "mark": None, "phase": "decision", "order": 1}
PROPOSAL = {"text": "Ring når ruta starter", "phase": None, "sheet": "ours", "order": 1}
LONG = "Rehabiliteringskoordinatormøtereferatskriving" * 6
SVG = "{http://www.w3.org/2000/svg}"


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


def page(group: People, name: str, role: str = "participant", gathering: str = "mestring/2") -> BoardPage:
    return BoardPage(lambda: group[name], "journey", role, gathering)


def put(by: BoardPage, name: str, value: dict[str, Any] | None) -> str:
    """Write a thing, and get to know what came of it."""
    reason = by.put(name, value)
    by.look()
    return reason


def under(of: BoardPage, prefix: str) -> list[str]:
    """The ids of the things of one sort that a page knows, as they hang."""
    found = {name: value for name, value in of.things.items() if name.startswith(prefix)}
    return [name.removeprefix(prefix) for name in sorted(found, key=lambda name: (found[name]["order"], name))]


def approve(by: BoardPage, sheet: str = "ours") -> str:
    """Approve a sheet as this page shows it."""
    reason = by.act("approve", sheet=sheet, fingerprint=by.view["sheets"][sheet]["fingerprint"])
    by.look()
    return reason


def drawing(by: BoardPage, **what: Any) -> Any:
    """What comes when a page asks for a picture or a sheet."""
    return by.ask({"kind": "journey-picture", **what})


def journey_of(notes: int, text: Callable[[int], str] = "Lapp nummer {}".format) -> MemoryBook:
    """A book of one's own with five phases and so many notes on them, some of them marked."""
    book = MemoryBook()
    for number, name in enumerate(["before-us", "first-meeting", "decision", "first-weeks", "everyday"]):
        book.put(TOPIC, f"phase-{name}", {"title": TITLES[number], "order": number}, 0)
    homes, kinds = ["before-us", "decision", "everyday"], ["done", "heard", "felt", "hindrance", "possibility"]
    for number in range(notes):
        value = {**NOTE, "text": text(number), "phase": homes[number % 3], "kind": kinds[number % 5], "order": number}
        book.put(TOPIC, f"note-{number}", {**value, "mark": [None, "works", "room"][number % 3], "gathering": "2"}, 0)
    return book


def test_an_empty_journey_offers_five_phases_once_though_two_begin(anna: BoardPage, bo: BoardPage) -> None:
    assert anna.things == {}
    assert anna.act("begin") == ""
    assert bo.act("begin") == ""
    assert [bo.look().things[f"phase-{name}"]["title"] for name in under(bo, "phase-")] == TITLES
    assert bo.revisions == dict.fromkeys(bo.things, 1)


def test_beginning_at_a_journey_of_one_s_own_adds_nothing(anna: BoardPage, bo: BoardPage) -> None:
    put(anna, "phase-own", {"title": "Telefonen", "order": 1})
    assert bo.act("begin") == ""
    assert under(bo.look(), "phase-") == ["own"]


def test_a_note_is_hung_changed_moved_marked_and_taken_away_for_everybody(
    mentor: BoardPage, anna: BoardPage, bo: BoardPage, wall: BoardPage
) -> None:
    anna.act("begin")
    for change_, expected in [
        ({}, {"text": NOTE["text"], "phase": "decision", "mark": None}),
        ({"text": "Hun satt klar fra sju."}, {"text": "Hun satt klar fra sju."}),
        ({"phase": "everyday", "order": 2.5}, {"phase": "everyday", "order": 2.5}),
        ({"mark": "room"}, {"mark": "room"}),
        ({"mark": None, "kind": "felt"}, {"mark": None, "kind": "felt"}),
    ]:
        assert put(anna, "note-a", {**NOTE, **anna.things.get("note-a", {}), **change_}) == ""
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
        ("note-a", {"order": 1e10}, "shape"),
        ("note-a", {"order": float("nan")}, "shape"),
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
    assert anna.look().things["note-late"]["text"] == NOTE["text"]
    assert "Uten fase" in drawing(anna, shape="screen")["svg"]


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


def test_proposals_are_put_on_a_sheet_and_taken_back(anna: BoardPage, bo: BoardPage) -> None:
    assert put(anna, "proposal-a", {**PROPOSAL, "sheet": None, "phase": "decision"}) == ""
    waiting = {**PROPOSAL, "sheet": None, "phase": "decision", "done": False, "gathering": "2"}
    assert bo.look().things["proposal-a"] == waiting
    for sheet in ("ours", "lift", None):
        assert put(bo, "proposal-a", {**waiting, "sheet": sheet}) == ""
        assert anna.look().things["proposal-a"]["sheet"] == sheet


def test_a_mentor_approves_a_sheet_and_nobody_else(mentor: BoardPage, anna: BoardPage) -> None:
    put(anna, "proposal-a", PROPOSAL)
    assert approve(anna) == "role"
    assert approve(mentor.look(), "lift") == "empty"
    assert mentor.act("approve", sheet="manager", fingerprint="") == "shape"
    assert approve(mentor) == ""
    stands = anna.look().view["sheets"]["ours"]
    assert stands["changed"] is False
    assert stands["approved"].startswith("20")
    assert anna.view["sheets"]["lift"]["approved"] is None
    assert anna.act("withdraw", sheet="ours") == "role"
    assert mentor.act("withdraw", sheet="ours") == ""
    assert anna.look().view["sheets"]["ours"]["approved"] is None


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
    approve(mentor.look())
    name, value = CHANGES[changed]
    assert put(anna, name, value) == ""
    assert anna.view["sheets"]["ours"]["changed"] is True
    for each in (anna, mentor.look()):
        reply = each.ask({"kind": "journey-sheet", "sheet": "ours"})
        assert (reply["kind"], reply["reason"]) == ("journey-refused", "not-now")
    assert approve(mentor) == ""
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
    approve(mentor.look())
    sheet = anna.ask({"kind": "journey-sheet", "sheet": "ours"})
    title, approved, *points = sheet["text"].splitlines()
    assert title == "Dette gjør vi selv"
    assert approved.startswith("Godkjent av gruppa ")
    assert points == ["", "1. Ring når ruta starter", "2. Ett navn og ett nummer <&>"]
    drawn = " ".join(texts(sheet["svg"]))
    for words in (title, approved, "Ring når ruta starter", "Ett navn og ett nummer <&>"):
        assert words in drawn
    for hidden in ("Anna", "Mia", NOTE["text"]):
        assert hidden not in json.dumps(sheet, ensure_ascii=False)


@pytest.mark.parametrize("sheet", ["manager", None, 3, ["ours"]])
def test_a_sheet_there_is_not_is_refused(anna: BoardPage, sheet: object) -> None:
    assert anna.ask({"kind": "journey-sheet", "sheet": sheet})["reason"] == "shape"


@pytest.mark.parametrize("count", [0, 40, 300])
@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_picture_is_drawn_of_however_many_notes(count: int, shape: str) -> None:
    anna = BoardPage(lambda: journey_of(count), "journey")
    reply = drawing(anna, shape=shape)
    assert reply["kind"] == "journey-picture"
    drawn = ElementTree.fromstring(reply["svg"])
    assert len(drawn.findall(f".//{SVG}g[@class='note']")) == count
    words = texts(reply["svg"])
    assert {"Brukerreisen", "Det vi hørte", "Fungerer godt", "Rom for endring"} <= set(words)
    assert all(title in " ".join(words) for title in TITLES)
    assert len([each for each in words if each.startswith("Lapp nummer")]) == count
    left, top, wide, high = map(float, drawn.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    if shape == "poster":
        assert wide / high == pytest.approx(420 / 297, rel=1e-4)
        assert (drawn.attrib["width"], drawn.attrib["height"]) == ("420mm", "297mm")


def test_the_same_journey_gives_the_same_picture() -> None:
    pages = [BoardPage(lambda: journey_of(40), "journey", role) for role in ("participant", "mentor")]
    for each in pages:
        each.set_clock(1_900_000_000)
    assert drawing(pages[0], shape="screen")["svg"] == drawing(pages[1], shape="screen")["svg"]


@pytest.mark.parametrize("text", [LONG, "<script>alert(1)</script> & «»", "\x00\ud83d 👩‍👧 \u202e", "én\nto\r\ntre"])
def test_a_picture_holds_whatever_somebody_wrote(text: str) -> None:
    drawn = drawing(BoardPage(lambda: journey_of(3, lambda _: text), "journey"), shape="screen")["svg"]
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_a_long_word_stays_inside_its_note() -> None:
    drawn = drawing(BoardPage(lambda: journey_of(1, lambda _: LONG), "journey"), shape="screen")["svg"]
    lines = [text for text in texts(drawn) if text and text in LONG]
    assert "".join(lines) == LONG
    assert max(map(len, lines)) < 30


@pytest.mark.parametrize("shape", ["wall", None, ["poster"], 3])
def test_a_picture_of_another_shape_is_refused(anna: BoardPage, shape: object) -> None:
    reply = drawing(anna, shape=shape)
    assert (reply["kind"], reply["reason"]) == ("journey-refused", "shape")


def test_a_picture_that_cannot_be_made_says_nothing_of_what_hangs(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ValueError(NOTE["text"])

    monkeypatch.setattr("samling_widgets.journey.journey_picture", broken)
    reply = drawing(BoardPage(lambda: journey_of(1), "journey"), shape="screen")
    assert reply["kind"] == "journey-refused"
    assert NOTE["text"] not in json.dumps(reply) + caplog.text


def test_a_mentor_brings_a_phase_forward_on_the_wall(mentor: BoardPage, anna: BoardPage, wall: BoardPage) -> None:
    anna.act("begin")
    assert anna.put("lead-shown", {"phase": "decision"}) == "role"
    for phase in ("decision", "sheets", None):
        assert put(mentor.look(), "lead-shown", {"phase": phase}) == ""
        assert wall.look().things["lead-shown"] == {"phase": phase, "gathering": "2"}
    for phase in ("nowhere", 3, ["decision"]):
        assert mentor.put("lead-shown", {"phase": phase}) == "shape"
    assert mentor.put("lead-shown", {"phase": "decision", "gathering": "1"}) == ""
    assert wall.look().things["lead-shown"]["gathering"] == "2"


def test_a_mentor_brings_a_point_up_and_puts_it_away(mentor: BoardPage, anna: BoardPage) -> None:
    for each in (mentor, anna):
        each.ask({"kind": "board-open", "board": "gathering"})
    raising = {"kind": "board-act", "board": "gathering", "action": "raise", "text": NOTE["text"]}
    assert anna.ask(raising)["reason"] == "role"
    assert mentor.ask({**raising, "text": ""})["reason"] == "empty"
    assert mentor.ask({**raising, "text": "x" * 281})["reason"] == "too-long"
    assert mentor.ask({**raising, "sheet": "Dette løfter vi"})["kind"] == "board-kept"
    anna.look()
    [point] = [message for message in anna.wire if message.get("board") == "gathering" and message["things"]]
    assert point["things"][0]["value"] == {"text": NOTE["text"], "sheet": "Dette løfter vi"}
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
    assert drawing(late, shape="screen")["kind"] == "journey-picture"


def test_another_group_has_a_journey_of_its_own(group: People, anna: BoardPage) -> None:
    anna.act("begin")
    group.enter("siv", "participant", "south")
    assert page(group, "siv").things == {}


def test_a_mentor_alone_with_a_laptop_types_in_a_whole_journey() -> None:
    book = MemoryBook()
    mentor = BoardPage(lambda: book, "journey", "mentor")
    assert mentor.act("begin") == ""
    assert put(mentor, "note-a", NOTE) == ""
    assert put(mentor, "proposal-a", PROPOSAL) == ""
    assert approve(mentor) == ""
    assert mentor.ask({"kind": "journey-sheet", "sheet": "ours"})["kind"] == "journey-sheet"


def texts(svg: str) -> list[str]:
    """The lines of text in a drawing."""
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]
