"""The plan for today on the run sheet: what the time suffices for, and what it says when it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.widgets.books import MemoryBook
from tests.widgets.gathering_pages import GatheringPage

from samling_exercises.answers import Person

GATHERING = "mestring/2/gathering"
HEADLINES = "Dere samler bare overskriftene; ikke alle forteller."
ONE_STORY = "Dere tar én historie."
AT_HOME = "«Fem nye forslag» gjør hver og en hjemme, etter samlingen."
ANOTHER_DAY = "«Samtale to og to» venter til en annen dag."


def sheet(book: MemoryBook, **more: Any) -> GatheringPage:
    return GatheringPage(lambda: book, **more)


def seated(count: int) -> MemoryBook:
    """A book that knows so many people by their seats."""
    book = MemoryBook()
    book.people = tuple(Person(str(seat), seat, "", here=True, me=False) for seat in range(1, count + 1))
    return book


def test_eight_people_and_two_hours_have_the_gathering_that_works() -> None:
    page = sheet(seated(8))
    assert page.agenda() == [
        ("check-in", "0:00", "8 min"),
        ("journey", "0:08", "45 min"),
        ("break", "0:53", "7 min"),
        ("reflecting-team/headlines", "1:00", "4 min"),
        ("reflecting-team/story-1", "1:04", "15 min"),
        ("pair-talk", "1:19", "30 min"),
        ("next-task", "1:49", "3 min"),
        ("check-out", "1:52", "8 min"),
    ]
    assert page.left_out() == [HEADLINES, ONE_STORY, AT_HOME]
    assert page.says() == "120 av 120 minutter."
    assert page.view["meetings"][0]["over"] is False


def test_with_time_enough_all_tell_for_two_minutes_and_two_stories_get_a_quarter_each() -> None:
    page = sheet(seated(6))
    page.plan(minutes=180)
    lengths = {name: minutes for name, _, minutes in page.agenda()}
    assert lengths["check-in"] == lengths["check-out"] == "6 min"
    assert lengths["reflecting-team/telling"] == "12 min"
    assert lengths["reflecting-team/story-1"] == lengths["reflecting-team/story-2"] == "15 min"
    assert page.left_out() == []
    page.plan(stories=3)
    assert ("reflecting-team/story-3", "1:40", "15 min") in page.agenda()


@pytest.mark.parametrize(
    ("minutes", "gone"),
    [
        (165, []),
        (158, [HEADLINES]),
        (145, [HEADLINES, ONE_STORY]),
        (120, [HEADLINES, ONE_STORY, AT_HOME]),
        (90, [HEADLINES, ONE_STORY, AT_HOME, ANOTHER_DAY]),
    ],
)
def test_what_gives_way_is_said_in_words_and_in_its_order(minutes: int, gone: list[str]) -> None:
    page = sheet(seated(8))
    page.plan(minutes=minutes)
    assert page.left_out() == gone
    names = [name for name, _, _ in page.agenda()]
    assert (names[0], names[-2:]) == ("check-in", ["next-task", "check-out"])


def test_the_order_is_told_before_anything_has_to_give_way() -> None:
    assert sheet(seated(8)).widget.definition["gives_way"] == (
        "Når tida ikke rekker, viker dette, i denne rekkefølgen: at alle forteller, historie nummer to, «Fem nye "
        "forslag» og «Samtale to og to». Innsjekk, utsjekk og ordet om taushetsplikt står alltid."
    )


def test_too_little_time_is_said_with_the_minutes_and_what_to_do() -> None:
    page = sheet(seated(8))
    page.plan(minutes=60)
    assert page.says() == (
        "23 minutter for langt: Det tar 83, og dere har 60. Sett av mer tid, dropp noe, eller del i to møter."
    )
    assert page.view["meetings"][0]["over"] is True
    page.plan(split=True)
    assert page.says() == "4 minutter for langt: Det tar 64, og dere har 60. Sett av mer tid, eller dropp noe."


def test_two_minutes_too_many_leave_nothing_out_and_are_said() -> None:
    page = sheet(seated(9))
    assert page.left_out() == [HEADLINES, ONE_STORY, AT_HOME]
    assert "pair-talk" in [name for name, _, _ in page.agenda()]
    assert page.says() == "122 minutter, 2 mer enn dere har. Så lite henter dere inn underveis."
    assert page.view["meetings"][0]["over"] is False
    assert page.view["meetings"][0]["fits"] is False


@pytest.mark.parametrize(("minutes", "brief"), [(60, "83 av 60 minutter"), (120, "120 av 120 minutter")])
def test_the_heading_says_the_minutes_whether_they_suffice_or_not(minutes: int, brief: str) -> None:
    page = sheet(seated(8))
    page.plan(minutes=minutes)
    assert page.view["meetings"][0]["brief"] == brief


def test_the_break_lies_within_the_first_hour_and_an_hour_has_none() -> None:
    page = sheet(seated(8))
    for minutes in (90, 120, 150, 180, 240):
        page.plan(minutes=minutes)
        [at] = [at for name, at, _ in page.agenda() if name == "break"]
        assert "0:30" <= at <= "1:00", minutes
    page.plan(minutes=60)
    assert "break" not in [name for name, _, _ in page.agenda()]


def test_the_plan_says_the_clock_s_time_when_it_is_known_when_they_begin() -> None:
    page = sheet(seated(8))
    page.plan(begins="22:30")
    assert [at for _, at, _ in page.agenda()][:3] == ["22:30", "22:38", "23:23"]
    assert page.agenda()[-1][1] == "00:22"
    page.plan(begins=None)
    assert page.agenda()[1][1] == "0:08"


def test_split_in_two_both_meetings_open_and_close_and_nothing_is_lost() -> None:
    page = sheet(seated(8))
    page.plan(split=True)
    assert len(page.view["meetings"]) == 2
    for meeting in (1, 2):
        names = [name for name, _, _ in page.agenda(meeting) if name != "break"]
        assert (names[0], names[-2:]) == ("check-in", ["next-task", "check-out"])
        assert page.left_out(meeting) == []
    held = {name for meeting in (1, 2) for name, _, _ in page.agenda(meeting)}
    assert {"journey", "reflecting-team/telling", "reflecting-team/story-2", "new-ideas", "pair-talk"} <= held


def test_what_comes_next_is_today_s_meeting_s() -> None:
    page = sheet(seated(8))
    page.plan(split=True, part=2)
    first = page.agenda(2)[1][0]
    page.now("check-in")
    assert page.view["next"] == first
    page.plan(part=1)
    assert page.view["next"] == "journey"


def test_the_mentor_adds_and_leaves_out_by_hand_but_never_the_ends() -> None:
    page = sheet(seated(8))
    assert {each["id"] for each in page.widget.definition["optional"]} == {"scaling", "pillars"}
    page.plan(minutes=240, added=["scaling"])
    assert ("scaling", "1:00", "10 min") in page.agenda()
    page.plan(skipped=["pair-talk", "telling", "check-in", "check-out"])
    names = [name for name, _, _ in page.agenda()]
    assert "pair-talk" not in names
    assert "reflecting-team/headlines" in names
    assert (names[0], names[-1]) == ("check-in", "check-out")


def test_a_number_is_typed_until_somebody_is_marked_and_then_they_are_counted() -> None:
    page = sheet(seated(8))
    page.plan(people=5)
    assert (page.view["people"], page.agenda()[0][2]) == (5, "5 min")
    for person in ("1", "2", "3"):
        page.act("tap", person=person, state="")
    page.act("mark", person="4", state="late")
    assert (page.view["marked"], page.view["people"]) == (True, 4)
    assert page.agenda()[0][2] == page.agenda()[-1][2] == "4 min"
    page.act("mark", person="1", state="left")
    assert page.view["people"] == 3


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": 5},
        {"minutes": 605},
        {"minutes": "120"},
        {"minutes": True},
        {"minutes": 90.5},
        {"stories": -1},
        {"stories": 5},
        {"people": 31},
        {"added": ["journey"]},
        {"added": ["scaling", "scaling"]},
        {"added": "scaling"},
        {"skipped": ["nothing-of-the-kind"]},
        {"skipped": [["journey"]]},
        {"split": 1},
        {"part": 3},
        {"begins": "24:00"},
        {"begins": "8:00"},
        {"begins": "18:00\n"},
        {"unknown": 1},
        "minutes",
        None,
        [],
    ],
)
def test_a_plan_that_is_none_is_refused_and_the_old_one_stands(change: Any) -> None:
    book = seated(8)
    page = sheet(book)
    page.plan(minutes=150)
    assert page.act("plan", change=change) == "shape"
    kept = book.records(GATHERING)["lead-plan"].value
    assert kept is not None
    assert (kept["minutes"], kept["stories"], "unknown" in kept) == (150, 2, False)


@pytest.mark.parametrize("stored", [{}, {"minutes": "x", "added": 7, "begins": 8, "part": 9, "split": "yes"}])
def test_a_stored_plan_that_is_none_is_as_the_content_has_it(stored: dict[str, Any]) -> None:
    book = seated(8)
    book.put(GATHERING, "lead-plan", stored, 0)
    page = sheet(book)
    assert page.view["plan"]["minutes"] == 120
    assert page.says() == "120 av 120 minutter."


def test_the_whole_gathering_runs_with_the_mentor_s_laptop_alone() -> None:
    book = MemoryBook()
    page = sheet(book)
    assert (page.view["everyone"], page.view["people"]) == ([], 8)
    page.plan(people=6)
    assert (page.view["people"], page.agenda()[0][2]) == (6, "6 min")
    been = []
    while page.view["next"]:
        line = next(each for each in page.view["meetings"][0]["entries"] if each["name"] == page.view["next"])
        assert page.now(line["activity"], line["step"], part=line["part"]) == ""
        been.append(page.view["here"])
    assert been == [name for name, _, _ in page.agenda()]
    assert page.now(part="closing") == ""
    assert sheet(book).things == page.things


def test_people_on_paper_are_counted_with_those_who_have_a_seat() -> None:
    page = sheet(seated(3))
    page.act("paper", count=2)
    assert page.view["everyone"] == ["1", "2", "3", "p1", "p2"]
    assert page.view["people"] == 5
    page.act("tap", person="1", state="")
    assert (page.view["people"], page.view["states"]) == (3, {"1": "here", "p1": "here", "p2": "here"})
    page.act("mark", person="p2", state="left")
    page.act("paper", count=1)
    assert "lead-present-p2" not in page.things
    page.act("paper", count=2)
    assert page.view["states"]["p2"] == "here"


@pytest.mark.parametrize("count", [-1, 13, "2", True, None, 1.5])
def test_a_number_of_people_on_paper_that_is_none_is_refused(count: object) -> None:
    page = sheet(seated(3))
    assert page.act("paper", count=count) == "shape"
    assert page.view["paper"] == 0


@pytest.mark.parametrize(("language", "says"), [("nb", "120 av 120 minutter."), ("en", "120 of 120 minutes.")])
def test_the_agenda_speaks_the_page_s_language(language: str, says: str) -> None:
    page = sheet(seated(8), language=language)
    assert page.says() == says
    assert page.widget.definition["wall"] == {"nb": "2-storskjerm.ipynb", "en": "2-wall.ipynb"}[language]
