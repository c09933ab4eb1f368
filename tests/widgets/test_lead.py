"""Leading a gathering: what is now and its clock, who is here, the next date. For a mentor alone, on any device."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.widgets.board_pages import BoardPage, seat
from tests.widgets.gathering_pages import BEGAN, GatheringPage, run_sheet, standing
from tests.widgets.groups import People, people

from samling_widgets.board_rules import Entry

NAMES = ("anna", "bo", "cleo")
MINUTE, HOUR = 60, 3600


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads, and so does Ola; Anna, Bo and Cleo take part on seats 1 to 3, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("ola", "mentor")
        entered.enter("wall", "wall")
        seat(entered, *NAMES)
        yield entered


@pytest.fixture
def mia(group: People) -> GatheringPage:
    return run_sheet(group, "mia")


def test_what_is_now_has_the_agenda_s_minutes_on_its_clock(mia: GatheringPage) -> None:
    assert mia.view["here"] is None
    lengths: dict[str, float] = {}
    for name, activity, step, part in [
        ("check-in", "check-in", "", ""),
        ("journey", "journey", "", ""),
        ("break", None, "", "break"),
        ("reflecting-team/telling", "reflecting-team", "telling", ""),
        ("reflecting-team/story-1", "reflecting-team", "story-1", ""),
        ("next-task", None, "", "next-task"),
        ("check-out", "check-out", "", ""),
    ]:
        mia.plan(minutes=180)
        assert mia.now(activity, step, part=part) == ""
        assert mia.view["here"] == name
        clock = mia.is_now["clock"]
        assert (clock["elapsed"], clock["since"]) == (0, BEGAN)
        lengths[name] = clock["length"] / MINUTE
    assert lengths == {
        "check-in": 3,
        "journey": 45,
        "break": 7,
        "reflecting-team/telling": 6,
        "reflecting-team/story-1": 15,
        "next-task": 3,
        "check-out": 3,
    }


def test_an_activity_the_mentor_added_has_its_minutes_and_one_that_gave_way_has_no_clock(mia: GatheringPage) -> None:
    mia.plan(minutes=240, added=["scaling"])
    mia.now("scaling")
    assert mia.is_now["clock"]["length"] == 10 * MINUTE
    mia.plan(skipped=["pair-talk"])
    assert mia.now("pair-talk") == ""
    assert mia.is_now["clock"] is None
    assert mia.act("more") == mia.act("pause") == "not-now"
    assert mia.view["next"] == "next-task"


def test_the_clock_pauses_goes_on_and_gets_a_minute_on_the_server_s_time(mia: GatheringPage) -> None:
    mia.now("journey")
    mia.set_clock(BEGAN + 600)
    mia.act("pause")
    assert mia.is_now["clock"] == {"length": 2700, "elapsed": 600, "since": None}
    mia.set_clock(BEGAN + 900)
    mia.act("pause")
    assert mia.is_now["clock"] == {"length": 2700, "elapsed": 600, "since": None}
    mia.act("more")
    mia.act("resume")
    assert mia.is_now["clock"] == {"length": 2760, "elapsed": 600, "since": BEGAN + 900}
    mia.set_clock(BEGAN + 900 + 3000)
    mia.act("more")
    assert mia.is_now["clock"]["length"] == 3660, "after the end a minute more is a minute from now"


def test_a_second_tap_begins_nothing_anew(mia: GatheringPage) -> None:
    mia.now("check-in")
    mia.set_clock(BEGAN + 30)
    assert mia.now("check-in") == ""
    assert mia.is_now["since"] == BEGAN


def test_whoever_tapped_too_early_goes_back_and_the_clock_has_gone_on(mia: GatheringPage) -> None:
    assert mia.act("back") == "not-now"
    mia.now("check-in")
    mia.set_clock(BEGAN + 60)
    mia.now("journey")
    mia.set_clock(BEGAN + 70)
    assert mia.act("back") == ""
    assert (mia.view["here"], mia.is_now["clock"]["since"]) == ("check-in", BEGAN)
    assert mia.act("back") == "not-now"


def test_what_was_brought_forward_is_known_and_the_delay_is_against_the_plan(mia: GatheringPage) -> None:
    mia.plan(minutes=180)
    mia.now("check-in")
    assert mia.is_now["began"] == BEGAN
    assert mia.view["course"] == {"start": 0, "minutes": 3, "total": 142}
    mia.set_clock(BEGAN + 10 * MINUTE)
    mia.now("journey")
    assert (mia.is_now["began"], mia.is_now["since"]) == (BEGAN, BEGAN + 10 * MINUTE)
    assert mia.view["course"]["start"] == 3


def test_the_welcome_is_before_the_beginning(mia: GatheringPage) -> None:
    mia.now(part="welcome")
    assert (mia.is_now["began"], mia.is_now["clock"]) == (None, None)
    assert mia.view["next"] == "check-in"
    mia.set_clock(BEGAN + 600)
    mia.now("check-in")
    assert mia.is_now["began"] == BEGAN + 600


def test_after_the_end_there_is_nothing_more_and_another_day_begins_anew(mia: GatheringPage) -> None:
    mia.now("check-out")
    mia.now(part="closing")
    assert (mia.view["next"], mia.view["here"]) == (None, None)
    mia.set_clock(BEGAN + 20 * HOUR)
    mia.reopen()
    assert mia.view["next"] == "check-in"
    assert mia.act("back") == "not-now"
    assert mia.now("check-in") == ""
    assert mia.is_now["began"] == BEGAN + 20 * HOUR


def test_an_activity_that_was_tried_out_the_day_before_begins_anew(mia: GatheringPage) -> None:
    mia.now("check-in")
    mia.set_clock(BEGAN + 24 * HOUR)
    mia.reopen()
    assert (mia.view["here"], mia.view["course"]) == (None, None)
    assert mia.act("more") == "not-now"
    assert mia.now("check-in") == ""
    assert mia.is_now["clock"]["since"] == mia.is_now["began"] == BEGAN + 24 * HOUR


def test_one_tap_says_who_is_here_and_a_second_control_who_is_late_or_left(mia: GatheringPage) -> None:
    assert mia.act("tap", person="1", state="") == ""
    assert mia.act("tap", person="1", state="") == "", "a second tap of the same finger changes nothing"
    assert mia.view["states"] == {"1": "here"}
    mia.act("tap", person="1", state="here")
    assert mia.view["states"] == {"1": "away"}
    mia.act("mark", person="2", state="late")
    mia.act("tap", person="2", state="late")
    mia.act("mark", person="3", state="left")
    assert mia.view["states"] == {"1": "away", "2": "here", "3": "left"}


def test_who_comes_and_who_leaves_moves_nothing_but_the_count(mia: GatheringPage) -> None:
    mia.now("journey")
    before = mia.is_now
    for person in ("1", "2"):
        mia.act("tap", person=person, state="")
    assert mia.view["people"] == 2
    mia.act("mark", person="3", state="late")
    assert mia.view["people"] == 3
    mia.act("mark", person="2", state="left")
    assert mia.view["people"] == 2
    assert mia.is_now == before


def test_what_somebody_was_goes_with_them_when_they_leave_the_group(group: People, mia: GatheringPage) -> None:
    mia.act("tap", person="1", state="")
    assert standing(group)["lead-present-1"] == {"state": "here"}
    change(group.database, "DELETE FROM members WHERE id = 'anna'")
    assert "lead-present-1" not in standing(group)


def test_when_and_where_next_and_the_task_until_then_are_typed_by_the_mentor(group: People, mia: GatheringPage) -> None:
    next_time = {"when": " Tirsdag 12. januar ", "place": "Fjellvang", "task": "Snakk med én til"}
    assert mia.put("lead-next", {**next_time, "more": "noe"}) == ""
    assert standing(group)["lead-next"] == {**next_time, "when": "Tirsdag 12. januar"}
    assert mia.look().put("lead-next", {"when": "", "place": " ", "task": ""}) == ""
    assert standing(group).get("lead-next") is None


def test_a_reload_and_another_device_find_all_as_it_was(group: People, mia: GatheringPage) -> None:
    mia.plan(minutes=150, split=True, part=2, begins="18:00", stories=1)
    for person, state in (("1", "here"), ("2", "late")):
        mia.act("mark", person=person, state=state)
    mia.act("paper", count=1)
    mia.now("check-in")
    mia.now("pair-talk")
    mia.act("pause")
    mia.act("raise", text="Ring før dere kommer", sheet="Dette gjør vi selv")
    mia.put("lead-next", {"when": "Tirsdag", "place": "", "task": ""})
    mia.reopen()
    again = run_sheet(group, "mia")
    assert (again.things, again.view) == (mia.things, mia.view)
    assert mia.act("back") == ""
    assert again.look().view["here"] == "check-in"


def test_two_mentors_lead_the_same_gathering(group: People, mia: GatheringPage) -> None:
    ola = run_sheet(group, "ola")
    mia.now("check-in")
    assert ola.look().view["here"] == "check-in"
    ola.act("tap", person="1", state="")
    mia.now("journey")
    assert mia.now("journey") == ola.now("journey") == ""
    assert mia.look().view["states"] == ola.look().view["states"] == {"1": "here"}
    assert mia.is_now == ola.is_now


def test_two_mentors_who_tap_at_the_same_moment_lose_nothing(group: People, mia: GatheringPage) -> None:
    ola = run_sheet(group, "ola")
    mia.now("journey")
    ola.look()
    act = mia.rules.act

    def while_the_other_taps(action: str, message: Mapping[str, Any], seen: Any) -> Sequence[Entry]:
        mia.rules.act = act
        assert ola.act("pause") == ""
        done: Sequence[Entry] = act(action, message, seen)
        return done

    mia.rules.act = while_the_other_taps
    assert mia.act("more") == ""
    assert mia.look().is_now["clock"] == {"length": 2760, "elapsed": 0, "since": None}


def test_two_mentors_who_type_the_next_date_see_each_other_s(group: People, mia: GatheringPage) -> None:
    ola = run_sheet(group, "ola")
    mia.put("lead-next", {"when": "Tirsdag", "place": "", "task": ""})
    assert ola.put("lead-next", {"when": "Onsdag", "place": "", "task": ""}) == "clash"
    assert ola.wire[-1]["thing"]["value"]["when"] == "Tirsdag"


def test_the_hints_go_to_the_mentor_s_page_alone_each_with_its_minute(group: People) -> None:
    page = GatheringPage(lambda: group["mia"], gathering="mestring/1")
    hints = page.widget.definition["hints"]["check-in"]
    assert [hint["at"] for hint in hints] == [None, 0, 2, 7]
    line = GatheringPage(lambda: group["anna"], "together", "participant", gathering="mestring/1")
    told = json.dumps([line.widget.definition, line.widget.strings, line.wire], ensure_ascii=False)
    assert "hints" not in line.widget.definition
    assert not [hint["text"] for hint in hints if hint["text"] in told]


def test_a_group_that_has_ended_is_led_no_more(group: People, mia: GatheringPage) -> None:
    mia.now("check-out")
    group.close_group()
    assert mia.now(part="closing") == "closed"
    assert standing(group)["lead-now"]["activity"] == "check-out"


def test_those_on_paper_have_names_that_stand_wherever_they_are_named(group: People, mia: GatheringPage) -> None:
    mia.act("paper", count=1)
    assert mia.put("lead-called-p1", {"name": "  Kari "}) == ""
    pages = [BoardPage(lambda: group["mia"], name, "mentor") for name in ("pair-talk", "reflecting-team")]
    for page in (mia.look(), *pages):
        assert {"id": "p1", "seat": None, "nickname": "Kari", "here": False, "me": False} in people_told(page)
    assert mia.put("lead-called-p1", None) == ""
    for page in (mia, *pages):
        assert "p1" not in {one["id"] for one in people_told(page.look())}


def test_a_name_goes_with_whoever_is_no_longer_counted(mia: GatheringPage) -> None:
    mia.act("paper", count=2)
    for person, name in (("p1", "Kari"), ("p2", "Per")):
        assert mia.put(f"lead-called-{person}", {"name": name}) == ""
    mia.look().act("paper", count=1)
    mia.look().act("paper", count=2)
    told = {one["id"]: one["nickname"] for one in people_told(mia.look())}
    assert told.get("p1") == "Kari"
    assert "p2" not in told, "the next one there is somebody else"


def people_told(page: BoardPage) -> list[dict[str, Any]]:
    """The people as the page was told of them last."""
    return next(list(message["people"]) for message in reversed(page.wire) if "people" in message)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("lead-called-1", {"name": "Kari"}, "person"),
        ("lead-called-p2", {"name": "Kari"}, "person"),
        ("lead-called-p1", {"name": " "}, "empty"),
        ("lead-called-p1", {"name": "x" * 41}, "too-long"),
        ("lead-called-p1", {"name": "Kari\u202e"}, "shape"),
        ("lead-called-p1", {}, "empty"),
    ],
)
def test_a_name_for_somebody_on_paper_is_checked_as_nicknames_are(
    group: People, mia: GatheringPage, name: str, value: dict[str, Any], reason: str
) -> None:
    mia.act("paper", count=1)
    assert mia.put(name, value) == reason
    anna = GatheringPage(lambda: group["anna"], "together", "participant")
    assert anna.put("lead-called-p1", {"name": "Kari"}) in ("role", "name")


@pytest.mark.parametrize("gathering", ["mestring/1", "mestring/2", "mestring/3"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_activity_that_is_led_has_hints_with_words_and_a_moment(
    group: People, gathering: str, language: str
) -> None:
    sheet = GatheringPage(lambda: group["mia"], gathering=gathering, language=language)
    hints = sheet.widget.definition["hints"]
    led = [entry["activity"] for meeting in sheet.view["meetings"] for entry in meeting["entries"] if entry["activity"]]
    for activity in led:
        assert hints[activity], activity
        assert all(hint["text"].strip() for hint in hints[activity])
        assert any(hint["at"] is not None for hint in hints[activity]), f"{activity} has hints for the way only"
