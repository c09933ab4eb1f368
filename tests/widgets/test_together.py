"""The line above every page: what each role is told of where the group is, live, and never more than that."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.widgets.board_pages import BoardPage, seat
from tests.widgets.books import MemoryBook
from tests.widgets.gathering_pages import GatheringPage, Role
from tests.widgets.groups import People, people

from samling_exercises import load_programme

EVERYONE: list[tuple[str, Role]] = [("anna", "participant"), ("wall", "wall"), ("mia", "mentor")]


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads, Anna takes part on seat 1, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        seat(entered, "anna")
        yield entered


@pytest.fixture
def mia(group: People) -> GatheringPage:
    return GatheringPage(lambda: group["mia"])


def lines(group: People) -> list[GatheringPage]:
    """The line on the page of a participant, of the wall and of the mentor."""
    return [line(group, name, role) for name, role in EVERYONE]


def line(group: People, name: str, role: Role) -> GatheringPage:
    return GatheringPage(lambda: group[name], "together", role)


def test_before_the_gathering_there_is_nothing_to_say(group: People) -> None:
    assert [each.things for each in lines(group)] == [{}, {}, {}]


def test_now_reaches_every_page_with_the_same_clock(group: People, mia: GatheringPage) -> None:
    pages = lines(group)
    for activity, part in (("check-in", ""), ("journey", ""), (None, "break"), (None, "closing")):
        mia.now(activity, part=part)
        for each in pages:
            assert each.look().is_now == mia.is_now
    mia.now("journey")
    for action in ("pause", "more", "resume"):
        mia.act(action)
        assert {json.dumps(each.look().is_now["clock"]) for each in pages} == {json.dumps(mia.is_now["clock"])}


def to_listening(group: People, mentor: BoardPage) -> BoardPage:
    """Anna has told her story, and turns away; gives her page."""
    anna = BoardPage(lambda: group["anna"], "reflecting-team")
    anna.put("headline-a", {"text": "Døra som ble lukket"})
    step(mentor, "begin", everyone=False)
    step(mentor, "yes", headline="a")
    for _ in ("retell", "clarify", "team"):
        step(mentor, "next")
    return anna


def step(mentor: BoardPage, action: str, **more: object) -> None:
    assert mentor.look().act(action, phase=mentor.view["phase"], **more) == ""


def test_the_clock_of_a_story_is_the_one_that_every_page_shows(group: People, mia: GatheringPage) -> None:
    pages = [*lines(group), mia]
    team = BoardPage(lambda: group["mia"], "reflecting-team", "mentor")
    mia.now("reflecting-team", "headlines")
    of_line = mia.is_now["clock"]
    assert [(each.look().view["clock"], each.view["own"]) for each in pages] == [(of_line, False)] * 4
    to_listening(group, team)
    own = team.view["clock"]
    assert own["length"] == 8 * 60
    assert [(each.look().view["clock"], each.view["own"]) for each in pages] == [(own, True)] * 4
    team.act("more")
    assert {each.look().view["clock"]["length"] for each in pages} == {9 * 60}
    mia.now(part="break")
    assert [each.look().view["clock"] for each in pages] == [mia.is_now["clock"]] * 4
    mia.now("reflecting-team", "story-1")
    step(team, "stop")
    assert [each.look().view["clock"] for each in pages] == [mia.is_now["clock"]] * 4, "the story is over"


def test_the_run_sheet_follows_a_story_that_begins_on_the_team_s_own_page(group: People, mia: GatheringPage) -> None:
    team = BoardPage(lambda: group["mia"], "reflecting-team", "mentor")
    mia.plan(minutes=240)
    mia.now("reflecting-team", "telling")
    names = [name for name, _, _ in mia.look().agenda()]
    story = "reflecting-team/story-1"
    assert mia.view["here"] == "reflecting-team/telling"
    to_listening(group, team)
    assert (mia.look().view["here"], mia.view["next"]) == (story, "reflecting-team/story-2")
    step(team, "stop")
    assert (mia.look().view["here"], mia.view["next"]) == (story, "reflecting-team/story-2"), (
        "what comes next is offered"
    )
    lines = {line["name"]: line for line in mia.view["meetings"][0]["entries"]}
    minutes = [float(lines[name]["minutes"].split()[0]) for name in ("reflecting-team/telling", story)]
    assert mia.view["course"]["minutes"] == sum(minutes), "from the line that was tapped to the one the team is at"
    mia.now("reflecting-team", "story-2")
    assert mia.look().view["here"] == "reflecting-team/story-2"
    assert mia.view["next"] == names[names.index("reflecting-team/story-2") + 1]
    mia.now("journey")
    assert mia.look().view["here"] == "journey"


def test_a_mentor_who_taps_an_earlier_line_after_the_story_is_back_there(group: People, mia: GatheringPage) -> None:
    team = BoardPage(lambda: group["mia"], "reflecting-team", "mentor")
    mia.plan(minutes=240)
    to_listening(group, team)
    mia.set_clock(time.time() + 60)
    mia.now("reflecting-team", "telling")
    assert mia.look().view["here"] == "reflecting-team/telling"


def test_the_clock_of_a_pair_talk_is_the_one_that_every_page_shows(group: People, mia: GatheringPage) -> None:
    pages = [*lines(group), mia]
    talk = BoardPage(lambda: group["mia"], "pair-talk", "mentor")
    mia.now("pair-talk")
    talk.act("go", to="plans")
    own = talk.look().things["lead-talk"]["clock"]
    assert own["length"] == 8 * 60
    assert [(each.look().view["clock"], each.view["own"]) for each in pages] == [(own, True)] * 4


def test_wherever_the_mentor_is_it_is_seen_that_the_owner_wants_to_turn_back(group: People, mia: GatheringPage) -> None:
    of_anna, of_wall, of_mia = lines(group)
    team = BoardPage(lambda: group["mia"], "reflecting-team", "mentor")
    mia.now("reflecting-team", "story-1")
    anna = to_listening(group, team)
    assert anna.look().act("turn-back") == ""
    assert [each.look().view["back"] for each in (mia, of_mia)] == [True, True]
    assert [each.look().view["back"] for each in (of_anna, of_wall)] == [False, False]
    step(team, "next")
    assert [each.look().view["back"] for each in (mia, of_mia)] == [False, False]


def test_a_page_that_is_opened_late_or_again_is_told_where_the_group_is(group: People, mia: GatheringPage) -> None:
    mia.now("check-in")
    mia.now("journey")
    for each in lines(group):
        assert each.is_now["activity"] == "journey"
        each.reopen()
        assert each.wire[-1]["full"] is True
        assert each.is_now == mia.is_now


def test_the_page_is_told_the_server_s_time_so_that_its_clock_is_right(group: People, mia: GatheringPage) -> None:
    anna = line(group, "anna", "participant")
    mia.now("journey")
    anna.set_clock(mia.is_now["since"] + 600)
    anna.reopen()
    assert anna.wire[-1]["now"] - anna.is_now["clock"]["since"] == 600


def test_a_point_that_is_brought_up_stands_on_every_page_until_it_is_taken_down(
    group: People, mia: GatheringPage
) -> None:
    pages = lines(group)
    mia.now("journey")
    mia.act("raise", text="Ring før dere kommer", sheet="Dette gjør vi selv")
    point = {"text": "Ring før dere kommer", "sheet": "Dette gjør vi selv"}
    assert [each.look().things["lead-raised"] for each in pages] == [point] * 3
    mia.act("lower")
    assert not [each for each in pages if "lead-raised" in each.look().things]
    mia.act("raise", text="Ring før dere kommer", sheet="Dette gjør vi selv")
    mia.now("check-out")
    assert not [each for each in pages if "lead-raised" in each.look().things], "it belonged to what was now then"


def test_when_the_group_meets_next_reaches_the_wall_and_the_phones(group: People, mia: GatheringPage) -> None:
    pages = lines(group)
    next_time = {"when": "Tirsdag 12. januar", "place": "Fjellvang", "task": "Snakk med én til"}
    mia.put("lead-next", next_time)
    assert [each.look().things["lead-next"] for each in pages] == [next_time] * 3


def test_who_is_here_and_the_plan_are_the_mentor_s_own(group: People, mia: GatheringPage) -> None:
    anna, wall, _ = lines(group)
    mia.act("mark", person="1", state="late")
    mia.act("paper", count=2)
    mia.plan(minutes=150)
    mia.now("journey")
    for each in (anna, wall):
        assert set(each.look().things) == {"lead-now"}
        assert "late" not in json.dumps(each.wire)
        assert set(each.view) == {"clock", "own", "back", "asked"}


def test_the_line_takes_nothing_from_anybody(group: People, mia: GatheringPage) -> None:
    mia.now("journey")
    for each in lines(group):
        for name in ("lead-now", "lead-next", "lead-raised", "anything"):
            assert each.put(name, {"activity": None, "part": "closing"}) == "name"
        for action in ("now", "back", "more", "tap", "raise", "lower"):
            assert each.act(action, part="closing", person="1", state="", text="x") == "name"
    mia.look()
    assert mia.is_now["activity"] == "journey"


def test_another_gathering_and_another_group_are_told_nothing(group: People, mia: GatheringPage) -> None:
    group.enter("kari", "mentor", group="south")
    mia.now("journey")
    other = GatheringPage(lambda: group["anna"], "together", "participant", gathering="mestring/1")
    assert (other.things, line(group, "kari", "mentor").things) == ({}, {})


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_activity_and_part_has_a_name_in_the_page_s_language(language: str) -> None:
    page = GatheringPage(MemoryBook, "together", "wall", language=language)
    gathering = load_programme("mestring").gathering("2")
    assert page.widget.definition["title"] == gathering.text(language).title
    named = {each["id"]: each["title"] for each in page.widget.definition["activities"]}
    assert named == {each.id: each.text(language).title for each in gathering.exercises}
    for part in ("welcome", "break", "next-task", "closing"):
        assert page.widget.strings[part]
    assert page.widget.strings["closing"] == {"nb": "Takk for i dag", "en": "Thank you for today"}[language]
