"""A story is lent, told and given back. Only headlines cross to others; the owner alone may want to turn back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.board_pages import BoardPage, seat
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_exercises import ROLES, load_programme
from samling_exercises.programme import CaseText
from samling_widgets.reflecting_team import ReflectingTeam, story_of
from samling_widgets.reflecting_team_rules import ReflectingTeamRules

KEY = "mestring/2/reflecting-team"
GATHERING = "mestring/2/gathering"
EXERCISE = load_programme("mestring").gathering("2").exercise("reflecting-team")
NAMES = ("anna", "bo", "cleo")
HEADLINE = "Døra som ble lukket"
SECRET = "Han har rett, jeg ble redd."


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads; Anna, Bo and Cleo take part on seats 1 to 3, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        seat(entered, *NAMES)
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


def page(group: People, name: str, role: str = "participant") -> BoardPage:
    return BoardPage(lambda: group[name], "reflecting-team", role)


def step(mentor: BoardPage, action: str, **more: Any) -> str:
    """A step as the mentor's page asks for it: from the phase it shows."""
    return mentor.look().act(action, phase=mentor.view["phase"], **more)


def lend(mentor: BoardPage, anna: BoardPage) -> None:
    """Anna has a story, and says yes."""
    assert anna.put("headline-a", {"text": HEADLINE}) == ""
    assert step(mentor, "begin", everyone=False) == ""
    assert step(mentor, "yes", headline="a") == ""


def to_listening(mentor: BoardPage, anna: BoardPage) -> None:
    """Anna has told her story, and turns away."""
    lend(mentor, anna)
    for _ in ("retell", "clarify", "team"):
        assert step(mentor, "next") == ""
    assert mentor.view["phase"] == "team"


def test_a_story_goes_from_its_headline_to_its_owners_last_word(
    mentor: BoardPage, anna: BoardPage, bo: BoardPage, wall: BoardPage
) -> None:
    assert anna.view["face"] is None
    lend(mentor, anna)
    faces = []
    for _ in range(5):
        faces.append([each.look().view["face"] for each in (anna, bo, wall, mentor)])
        step(mentor, "next")
    assert faces == [
        ["choosing"] * 4,
        ["telling"] * 4,
        ["telling"] * 4,
        ["listening", "talking", "talking", "talking"],
        ["returning"] * 4,
    ]
    assert anna.look().view["face"] == "done"
    assert mentor.view["walk"]["told"] == ["a"]
    assert anna.view["headlines"] == []
    assert step(mentor, "another") == ""
    assert mentor.view["phase"] == "choose"
    assert step(mentor, "yes", headline="a") == "", "what is told is not told again"
    assert mentor.view["walk"]["owner"] is None


def test_each_phase_has_its_minutes_and_asking_takes_the_time_it_takes(mentor: BoardPage, anna: BoardPage) -> None:
    anna.put("headline-a", {"text": HEADLINE})
    lengths = {}
    begun: list[tuple[str, dict[str, Any]]] = [("begin", {"everyone": False}), ("ask", {}), ("yes", {"headline": "a"})]
    for action, more in [*begun, *[("next", dict[str, Any]())] * 5]:
        step(mentor, action, **more)
        clock = mentor.view["clock"]
        lengths[mentor.view["phase"]] = clock["length"] if clock else None
    expected = {"tell": 240, "choose": None, "retell": 120, "clarify": 120, "team": 480, "return": 180, "done": None}
    assert lengths == expected


def test_the_clock_pauses_goes_on_and_gets_another_minute(mentor: BoardPage, anna: BoardPage, bo: BoardPage) -> None:
    mentor.set_clock(1000)
    to_listening(mentor, anna)
    mentor.set_clock(1060)
    mentor.act("pause")
    mentor.act("more")
    assert bo.look().view["clock"] == {"length": 540, "elapsed": 60, "since": None}
    mentor.act("resume")
    assert mentor.view["clock"]["since"] == 1060
    for action in ("pause", "resume", "more"):
        assert bo.act(action) == "role"


def test_when_everyone_tells_each_has_two_minutes(mentor: BoardPage) -> None:
    mentor.set_clock(0)
    step(mentor, "begin", everyone=True)
    assert (mentor.view["teller"], mentor.view["clock"]["length"]) == (1, 120)
    mentor.set_clock(100)
    assert step(mentor, "teller", teller=1) == ""
    assert step(mentor, "teller", teller=1) == "", "a second tap passes nobody over"
    assert (mentor.view["teller"], mentor.view["clock"]["since"]) == (2, 100)


def test_a_second_tap_or_an_old_page_moves_nothing(mentor: BoardPage, anna: BoardPage) -> None:
    lend(mentor, anna)
    assert mentor.act("next", phase="choose") == ""
    assert mentor.act("next", phase="choose") == ""
    assert mentor.view["phase"] == "retell"
    assert mentor.act("begin", phase=None, everyone=True) == ""
    assert mentor.act("next", phase="team") == ""
    assert mentor.view["phase"] == "retell"


def test_a_step_can_be_taken_back_with_its_clock(mentor: BoardPage, anna: BoardPage) -> None:
    mentor.set_clock(1000)
    to_listening(mentor, anna)
    mentor.set_clock(1100)
    step(mentor, "next")
    assert mentor.act("undo") == ""
    assert (mentor.view["phase"], mentor.view["clock"]["since"]) == ("team", 1000)


def test_the_owner_takes_a_yes_back_until_the_telling_begins(mentor: BoardPage, anna: BoardPage, bo: BoardPage) -> None:
    lend(mentor, anna)
    assert bo.act("withdraw") == "person"
    assert anna.look().act("withdraw") == ""
    assert mentor.look().view["walk"]["owner"] is None
    assert mentor.view["wish"] == "no"
    assert step(mentor, "next") == ""
    assert mentor.view["phase"] == "choose", "no story begins without its owner's yes"
    step(mentor, "yes", headline="a")
    assert mentor.view["walk"]["owner"] == "1"
    step(mentor, "next")
    assert anna.look().act("withdraw") == "not-now"


def test_the_owner_may_want_back_whenever_and_the_mentor_is_told_quietly(
    mentor: BoardPage, anna: BoardPage, bo: BoardPage, wall: BoardPage
) -> None:
    to_listening(mentor, anna)
    assert anna.look().act("turn-back") == ""
    assert mentor.look().view["wish"] == "back"
    assert anna.view["wish"] == "back"
    for other in (bo, wall):
        assert other.look().view["wish"] is None
        assert "back" not in json.dumps(other.wire)
    assert mentor.view["phase"] == "team", "the mentor calls the owner back; the page only follows"
    step(mentor, "next")
    assert anna.look().view["face"] == "returning"
    assert mentor.view["wish"] is None


def test_only_the_owner_wants_back_and_only_a_mentor_leads(group: People, mentor: BoardPage, anna: BoardPage) -> None:
    to_listening(mentor, anna)
    for other in (page(group, "bo"), page(group, "wall", "wall"), mentor):
        assert other.act("turn-back") == "person"
        assert other.act("withdraw") == "person"
    for action in ("begin", "ask", "yes", "no", "next", "stop", "another", "undo", "teller", "borrow"):
        assert anna.act(action, phase="team", headline="a") == "role"
    for name in ("lead-walk", "wish", "anything"):
        assert anna.put(name, {"wants": "back", "headline": "a", "number": 0}) == "name"
    assert mentor.look().view["phase"] == "team"
    assert mentor.view["wish"] is None


def test_a_story_can_be_stopped_and_is_its_owners_again(mentor: BoardPage, anna: BoardPage) -> None:
    to_listening(mentor, anna)
    assert step(mentor, "stop") == ""
    assert mentor.view["face"] == "done"
    assert mentor.view["walk"]["owner"] is None


def test_a_headline_is_its_writers_and_the_mentors(group: People, mentor: BoardPage, bo: BoardPage) -> None:
    anna = page(group, "anna")
    assert anna.put("headline-a", {"text": f"  {HEADLINE} ", "person": "2"}) == ""
    assert anna.things["headline-a"] == {"text": HEADLINE, "person": "1"}
    bo.revisions["headline-a"] = 1
    assert bo.put("headline-a", {"text": "noe annet"}) == "person"
    assert bo.put("headline-a", None) == "person"
    assert mentor.look().put("headline-a", {"text": "Ei dør"}) == ""
    assert anna.look().things["headline-a"] == {"text": "Ei dør", "person": "1"}
    assert anna.put("headline-a", None) == ""
    assert page(group, "wall", "wall").put("headline-w", {"text": "veggen"}) == "person"


def test_nobody_but_the_mentor_learns_whose_headline_it_is(
    mentor: BoardPage, anna: BoardPage, bo: BoardPage, wall: BoardPage
) -> None:
    lend(mentor, anna)
    for other in (bo, wall):
        other.look()
        assert other.view["headlines"] == [HEADLINE]
        assert other.things == {}
        assert other.view["mine"] is False
        assert '"owner"' not in json.dumps(other.wire)
    assert mentor.look().things["headline-a"]["person"] == "1"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"text": ""}, "empty"),
        ({"text": "x" * 61}, "too-long"),
        ({"text": "to\nlinjer"}, "shape"),
        ({"text": ["a"]}, "shape"),
        ({"text": ORDINARY}, "identity"),
    ],
)
def test_a_headline_is_one_short_line(anna: BoardPage, value: dict[str, Any], reason: str) -> None:
    assert anna.put("headline-a", value) == reason


def test_three_headlines_are_enough_for_one(anna: BoardPage) -> None:
    for number in range(3):
        assert anna.put(f"headline-{number}", {"text": "en til"}) == ""
    assert anna.put("headline-4", {"text": "en til"}) == "too-many"
    assert anna.put("headline-2", {"text": "en annen"}) == ""


def test_the_headline_of_the_story_that_is_told_stays(mentor: BoardPage, anna: BoardPage) -> None:
    lend(mentor, anna)
    assert anna.put("headline-a", None) == "not-now"
    assert mentor.look().put("headline-a", None) == "not-now"


def test_somebody_on_paper_and_the_mentor_can_own_a_story(group: People, mentor: BoardPage) -> None:
    group["mia"].put(GATHERING, "lead-paper", {"count": 1}, 0)
    assert mentor.put("headline-p", {"text": "Kaffen ble kald", "person": "p1"}) == ""
    assert mentor.put("headline-m", {"text": "Min egen"}) == ""
    assert mentor.put("headline-x", {"text": "Ingen", "person": "p2"}) == "shape"
    step(mentor, "begin", everyone=False)
    for name, owner in (("p", "p1"), ("m", "mentor")):
        step(mentor, "yes", headline=name)
        assert mentor.view["walk"]["owner"] == owner
    for _ in range(4):
        step(mentor, "next")
    assert mentor.view["face"] == "returning"


def test_an_invented_story_is_borrowed_like_any_other(group: People, mentor: BoardPage, bo: BoardPage) -> None:
    mentor.widget._boards["own"]._rules = ReflectingTeamRules(EXERCISE, {"kitchen": "Brødet på benken"})
    assert mentor.act("borrow", case="kitchen") == ""
    assert mentor.things["headline-case-kitchen"] == {"text": "Brødet på benken", "person": "mentor"}
    assert mentor.act("borrow", case="kitchen", person="2") == ""
    assert mentor.act("borrow", case="cellar") == "shape"
    assert mentor.act("borrow", case="kitchen", person="9") == "shape"
    assert bo.put("headline-case-cellar", {"text": "x"}) == "name"
    step(mentor, "begin", everyone=False)
    step(mentor, "yes", headline="case-kitchen")
    assert bo.look().view["mine"] is True


def test_only_a_mentors_page_holds_the_invented_stories() -> None:
    offered = {role: ReflectingTeam.describe(EXERCISE, "nb", role)["cases"] for role in ROLES}
    assert offered["participant"] == offered["wall"] == []
    assert [case["id"] for case in offered["mentor"]] == list(load_programme("mestring").stories("nb"))
    assert all(len(case["headline"]) <= 50 and len(case["story"]) >= 4 for case in offered["mentor"])


@pytest.mark.parametrize("gathering", [gathering.id for gathering in load_programme("mestring").gatherings])
def test_five_invented_stories_are_offered_in_both_languages_wherever_there_is_a_team(gathering: str) -> None:
    for exercise in load_programme("mestring").gathering(gathering).exercises:
        if exercise.kind != "reflecting_team":
            continue
        offered = [ReflectingTeam.describe(exercise, language, "mentor")["cases"] for language in ("nb", "en")]
        assert [len(cases) for cases in offered] == [5, 5]
        assert [case["id"] for case in offered[0]] == [case["id"] for case in offered[1]]
        assert not {case["headline"] for case in offered[0]} & {case["headline"] for case in offered[1]}


def test_a_story_is_read_in_paragraphs() -> None:
    case = CaseText(title="Brødet", headline="Brødet på benken", body="## Hjemme\n\nHun vil\nikke.\n\nHan venter.")
    assert story_of(case) == ["Hun vil ikke.", "Han venter."]


def test_a_laptop_alone_leads_a_story_from_beginning_to_end() -> None:
    book = MemoryBook()
    mentor = BoardPage(lambda: book, "reflecting-team", "mentor")
    mentor.put("headline-m", {"text": "Min egen"})
    mentor.look().act("begin", phase=None, everyone=True)
    mentor.act("yes", phase="tell", headline="m")
    for phase in ("choose", "retell", "clarify", "team", "return"):
        assert mentor.act("next", phase=phase) == ""
    assert mentor.view["face"] == "done"


def test_another_device_of_the_mentor_finds_all_as_it_was(group: People, mentor: BoardPage, anna: BoardPage) -> None:
    to_listening(mentor, anna)
    assert page(group, "mia", "mentor").view == mentor.look().view


def test_notes_reach_no_other_kernel_and_stand_sealed(group: People, mentor: BoardPage) -> None:
    pages = {name: page(group, name, role) for name, role in [("bo", "participant"), ("wall", "wall")]}
    pages["mia"] = mentor
    group.write("anna", KEY, "notes", SECRET)
    for name, other in pages.items():
        other.look().ask({"kind": "board-open"})
        other.wire.append(other.widget.respond({"kind": "open", "request": 1}))
        assert SECRET not in json.dumps(other.wire, ensure_ascii=False)
        assert group[name].answers(KEY) == {}
        assert group[name].seen(KEY) == ()
        share = {"kind": "check", "request": 2, "field": "notes", "revision": 1}
        assert other.widget.respond(share) is None
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in group.folder.iterdir() if file.is_file())


def test_whoever_is_taken_out_of_the_group_takes_the_headline_along(group: People, anna: BoardPage) -> None:
    anna.put("headline-a", {"text": HEADLINE})
    change(group.database, "DELETE FROM members WHERE id = 'anna'")
    assert page(group, "mia", "mentor").things == {}


def test_whoever_gets_the_seat_of_an_owner_who_left_has_no_page_of_the_story(
    group: People, mentor: BoardPage, anna: BoardPage
) -> None:
    to_listening(mentor, anna)
    assert anna.look().view["mine"] is True
    change(group.database, "UPDATE members SET seat = NULL, left_at = made_at WHERE id = 'anna'")
    change(group.database, "DELETE FROM records WHERE member_id = 'anna'")
    assert group["eva"]
    change(group.database, "UPDATE members SET seat = 1 WHERE id = 'eva'")
    eva = page(group, "eva")
    assert (eva.view["mine"], eva.view["face"]) == (False, page(group, "bo").view["face"])
    assert eva.act("turn-back") == "person"
    mia = page(group, "mia", "mentor")
    assert mia.view["walk"]["owner"] is None, "the mentor is told no other's name"
    assert step(mia, "next") == "", "the mentor goes on"


def test_a_yes_is_none_when_who_said_it_has_left(group: People, mentor: BoardPage, anna: BoardPage) -> None:
    lend(mentor, anna)
    assert mentor.look().view["walk"]["owner"] == "1"
    change(group.database, "DELETE FROM records WHERE member_id = 'anna'")
    mia = page(group, "mia", "mentor")
    assert (mia.view["face"], mia.view["walk"]["owner"]) == ("choosing", None)


@pytest.mark.parametrize("stored", [{"walk": 3}, {"walk": {"phase": "team", "owner": None}}, {}])
def test_a_walk_that_is_none_is_as_if_nothing_had_begun(stored: dict[str, Any]) -> None:
    book = MemoryBook()
    book.put(KEY, "lead-walk", stored, 0)
    assert BoardPage(lambda: book, "reflecting-team").view["face"] is None
