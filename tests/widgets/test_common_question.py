"""The common question: one picture, taken once, from five answers up; of a person nothing is seen and nothing stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.widgets.board_pages import BoardPage, seat
from tests.widgets.books import MemoryBook
from tests.widgets.gathering_pages import GatheringPage
from tests.widgets.groups import People, people

from samling_exercises.answers import NotSaved
from samling_widgets import Gathering

KEY = "mestring/2/scaling"
NAMES = ("anna", "bo", "cleo", "dag", "eva", "finn")
NUMBERS = {"anna": 2, "bo": 3, "cleo": 6, "dag": 5, "eva": 9}
SIZES = ["several", "several", "few"]


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads; six take part on seats 1 to 6, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        seat(entered, *NAMES)
        yield entered


@pytest.fixture
def mentor(group: People) -> BoardPage:
    return page(group, "mia", "mentor")


def page(group: People, name: str, role: str = "participant") -> BoardPage:
    return BoardPage(lambda: group[name], "scaling", role)


def place(group: People, name: str, number: int) -> str:
    return page(group, name).put(own(name), {"number": number})


def own(name: str) -> str:
    return f"own-common-{NAMES.index(name) + 1}"


def all_answer(group: People, mentor: BoardPage) -> None:
    assert mentor.act("open") == ""
    for name, number in NUMBERS.items():
        assert place(group, name, number) == ""


def rows(group: People) -> dict[str, Any]:
    found = change(group.database, "SELECT name, content FROM records WHERE topic = ?", KEY)
    return {name: json.loads(content) for name, content in found}


def test_it_is_off_until_a_mentor_opens_it(group: People, mentor: BoardPage) -> None:
    assert page(group, "anna").view["state"] == "closed"
    assert place(group, "anna", 5) == "not-now"
    assert page(group, "anna").act("open") == "role"
    assert mentor.act("open") == ""
    assert place(group, "anna", 5) == ""


def test_of_an_answer_only_the_band_is_kept_and_only_its_owner_gets_it(group: People, mentor: BoardPage) -> None:
    mentor.act("open")
    anna, bo, wall = page(group, "anna"), page(group, "bo"), page(group, "wall", "wall")
    anna.put(own("anna"), {"number": 9})
    assert rows(group)[own("anna")] == {"band": 2}
    for other in (bo, wall, mentor):
        other.look()
        assert other.things == {}
        assert own("anna") not in json.dumps(other.wire)
        assert "band" not in json.dumps(other.wire)
    assert anna.look().things == {own("anna"): {"band": 2}}


def test_an_answer_may_be_changed_and_taken_away_from_any_of_one_s_phones(group: People, mentor: BoardPage) -> None:
    mentor.act("open")
    first, second = page(group, "anna"), page(group, "anna")
    assert first.put(own("anna"), {"number": 9}) == ""
    assert second.put(own("anna"), {"number": 2}) == ""
    assert rows(group)[own("anna")] == {"band": 0}
    assert first.look().put(own("anna"), None) == ""
    assert rows(group)[own("anna")] is None


def test_the_mentor_sees_how_many_have_answered_and_no_one_else_does(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    assert mentor.look().view == {"state": "open", "sizes": None, "answered": 5, "fewest": 5}
    for name, role in (("anna", "participant"), ("wall", "wall")):
        assert page(group, name, role).view["answered"] == 0


def test_the_picture_needs_five_answers(group: People, mentor: BoardPage) -> None:
    mentor.act("open")
    for name in ("anna", "bo", "cleo", "dag"):
        place(group, name, NUMBERS[name])
    assert mentor.act("picture") == "not-now"
    assert mentor.look().view["state"] == "open"
    assert set(rows(group)) == {"lead-common", *(own(name) for name in ("anna", "bo", "cleo", "dag"))}
    place(group, "eva", 9)
    assert mentor.act("picture") == ""


def test_the_picture_is_three_words_for_everybody(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    assert mentor.act("picture") == ""
    for name, role in (("anna", "participant"), ("finn", "participant"), ("wall", "wall"), ("mia", "mentor")):
        assert page(group, name, role).view == {"state": "shown", "sizes": SIZES, "answered": 0, "fewest": 5}


def test_after_the_picture_nothing_of_a_person_is_left_in_the_database(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    stored = group.database.read_bytes()
    assert b"own-common-" in stored
    mentor.act("picture")
    assert rows(group) == {"lead-common": {"state": "shown", "sizes": SIZES}}
    for path in group.folder.iterdir():
        left = path.read_bytes() if path.is_file() else b""
        assert b"own-common-" not in left
        assert b'{"band"' not in left


def test_who_comes_late_or_changes_their_mind_changes_nothing(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    mentor.act("picture")
    before = rows(group)
    assert place(group, "finn", 10) == "not-now"
    assert place(group, "anna", 10) == "not-now"
    for action in ("picture", "open", "withdraw"):
        assert mentor.act(action) == "not-now"
    assert mentor.act("hide") == mentor.act("show") == ""
    assert rows(group) == before


def test_an_answer_that_crosses_with_the_picture_is_removed_by_its_own_writer_s_kernel(
    group: People, mentor: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_answer(group, mentor)
    finn = page(group, "finn")
    checked = finn.rules.checked

    def overtaken(*seen: Any) -> Any:
        entry = checked(*seen)
        mentor.act("picture")
        return entry

    monkeypatch.setattr(finn.rules, "checked", overtaken)
    finn.put(own("finn"), {"number": 10})
    assert {name: value for name, value in rows(group).items() if value} == {
        "lead-common": {"state": "shown", "sizes": SIZES}
    }
    assert b'{"band"' not in group.database.read_bytes()


def test_what_could_not_be_removed_at_once_goes_at_the_mentor_s_next_look(
    group: People, mentor: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_answer(group, mentor)

    def fail(*_: Any) -> None:
        raise NotSaved("busy")

    with monkeypatch.context() as broken:
        broken.setattr(type(group["mia"]), "forget", fail)
        assert mentor.act("picture") == "busy"
        assert mentor.look().view["sizes"] == SIZES
    assert own("anna") in rows(group)
    page(group, "mia", "mentor")
    assert set(rows(group)) == {"lead-common"}


def test_a_hidden_picture_is_the_mentor_s_alone(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    mentor.act("picture")
    mentor.act("hide")
    assert mentor.look().view["sizes"] == SIZES
    for name, role in (("anna", "participant"), ("wall", "wall")):
        hidden = page(group, name, role)
        assert hidden.view == {"state": "hidden", "sizes": None, "answered": 0, "fewest": 5}
        assert "several" not in json.dumps(hidden.wire)
    mentor.act("show")
    assert page(group, "anna").view["sizes"] == SIZES


def test_a_question_that_is_left_leaves_no_answer_and_may_be_asked_anew(group: People, mentor: BoardPage) -> None:
    all_answer(group, mentor)
    assert mentor.act("withdraw") == ""
    assert {name: value for name, value in rows(group).items() if value} == {}
    assert mentor.look().view["state"] == "closed"
    assert mentor.act("open") == ""
    assert mentor.look().view["answered"] == 0


@pytest.mark.parametrize(
    "value",
    [
        {"number": 0},
        {"number": 11},
        {"number": "7"},
        {"number": 7.0},
        {"number": True},
        {"number": 7, "more": 1},
        {"band": 2},
        {},
    ],
)
def test_a_forged_number_is_refused(group: People, mentor: BoardPage, value: dict[str, Any]) -> None:
    mentor.act("open")
    assert page(group, "anna").put(own("anna"), value) == "shape"
    assert set(rows(group)) == {"lead-common"}


def test_nobody_answers_for_somebody_else(group: People, mentor: BoardPage) -> None:
    mentor.act("open")
    assert place(group, "anna", 5) == ""
    bo = page(group, "bo")
    for name in (own("anna"), "own-common-99", "lead-common", "common", "own-other-2"):
        assert bo.put(name, {"number": 5}) == "person"
    assert mentor.put(own("anna"), {"number": 5}) == "person"
    assert page(group, "wall", "wall").put(own("anna"), {"number": 5}) == "person"
    for action in ("picture", "withdraw", "hide", "show"):
        assert bo.act(action) == "role"
        assert page(group, "wall", "wall").act(action) == "role"
    assert mentor.act("paint") == "name"


def test_a_role_that_only_the_page_was_opened_in_counts_for_nothing(group: People) -> None:
    forged = page(group, "anna", "mentor")
    assert forged.act("open") == "role"
    assert forged.view["answered"] == 0


def test_a_workbook_in_no_group_shows_it_closed() -> None:
    alone = BoardPage(MemoryBook, "scaling")
    assert alone.view["state"] == "closed"
    assert alone.put("own-common-None", {"number": 5}) == "person"


def test_a_scale_without_a_common_question_has_no_board() -> None:
    assert set(Gathering("mestring/2", book=MemoryBook).show("scaling")._boards) == {"own"}
    assert Gathering("mestring/2", book=MemoryBook).show("pillars")._boards == {}


def test_the_open_question_is_told_above_every_page_of_whoever_has_not_answered(
    group: People, mentor: BoardPage
) -> None:
    lines: dict[str, GatheringPage] = {
        "anna": GatheringPage(lambda: group["anna"], "together", "participant"),
        "bo": GatheringPage(lambda: group["bo"], "together", "participant"),
        "mia": GatheringPage(lambda: group["mia"], "together", "mentor"),
        "wall": GatheringPage(lambda: group["wall"], "together", "wall"),
    }

    def told() -> dict[str, Any]:
        return {name: line.look().view["asked"] for name, line in lines.items()}

    nobody = dict.fromkeys(lines)
    assert told() == nobody
    mentor.act("open")
    assert told() == {**nobody, "anna": "scaling", "bo": "scaling"}
    place(group, "anna", 4)
    assert told() == {**nobody, "bo": "scaling"}
    mentor.act("withdraw")
    assert told() == nobody
