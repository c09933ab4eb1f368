"""The agenda: promises that hold for every gathering an author can write, every group and every length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.kinds import kinds
from samling_exercises.loader import CONTENT, read_programme
from samling_exercises.programme import Exercise, Gathering, GatheringStructure
from samling_exercises.rules.agenda import SLACK, Agenda, agenda, never_left_out, split

NAMES = ("one", "two", "three", "four", "five", "six")
WHENS = (["at"], ["at", "after"], ["before", "at"], ["before"], ["after"])
MINUTES = st.one_of(
    st.integers(1, 60),
    st.fixed_dictionaries({"each": st.sampled_from([0.5, 1, 2])}),
    st.fixed_dictionaries({"story": st.integers(5, 20), "stories": st.integers(1, 3)}),
)


def exercise(name: str, when: list[str], minutes: object, kind: str = "round", **own: Any) -> Exercise:
    common = {"kind": kind, "when": when, "who": "everyone", "minutes": minutes, "stored": "nothing"}
    rest = {"questions": ["q"]} | own
    return Exercise("made/1", name, kinds()[kind][0].model_validate(common | {"sees": ["nobody"]} | rest), {})


def team(name: str, stories: int, headlines: int = 4) -> Exercise:
    phases = [{"id": "tell", "minutes": {"each": 2}}, *({"id": name, "minutes": 5} for name in ("retell", "team"))]
    own = {"phases": phases, "headlines": headlines, "tell": "tell", "story": "retell", "listening": "team"}
    return exercise(name, ["at"], {"story": 10, "stories": stories}, "reflecting_team", **own)


def gathering_of(exercises: list[Exercise], leave_out: Iterable[str], pause: int = 7, next_task: int = 3) -> Gathering:
    names = [one.id for one in exercises]
    written = {"minutes": 120, "pause": pause, "next_task": next_task, "activities": names, "leave_out": [*leave_out]}
    return Gathering("made", "1", GatheringStructure.model_validate(written), {}, tuple(exercises))


@st.composite
def gatherings(draw: st.DrawFn) -> Gathering:
    """Check-in, up to six activities of any kind and time, check-out; anything may stand in ``leave_out``."""
    middle = [
        team(name, draw(st.integers(1, 3)), draw(st.integers(1, 8)))
        if draw(st.integers(0, 3)) == 0
        else exercise(name, draw(st.sampled_from(WHENS)), draw(MINUTES), add_at=draw(st.sampled_from([None, 10])))
        for name in NAMES[: draw(st.integers(0, len(NAMES)))]
    ]
    ends = [exercise(name, ["at"], {"each": 1}) for name in ("check-in", "check-out")]
    exercises = [ends[0], *middle, ends[1]]
    words = ["telling", "second-story", *(one.id for one in exercises)]
    leave_out = draw(st.lists(st.sampled_from(words), unique=True))
    return gathering_of(exercises, leave_out, draw(st.integers(0, 15)), draw(st.integers(0, 5)))


groups = st.integers(0, 14)
stories_chosen = st.none() | st.integers(0, 4)
lengths = st.integers(10, 300)
names_chosen = st.frozensets(st.sampled_from([*NAMES, "check-in", "check-out", "telling", "unknown"]))


def held(plan: Agenda) -> defaultdict[str, float]:
    """Minutes of each activity by id."""
    minutes: defaultdict[str, float] = defaultdict(float)
    for entry in plan.entries:
        minutes[entry.exercise.id if entry.exercise else entry.kind] += entry.minutes
    return minutes


def present(plan: Agenda) -> dict[str, None]:
    """The ids of the activities in the plan, in order, also of one that takes no time."""
    return {entry.exercise.id: None for entry in plan.entries if entry.exercise}


def outline(plan: Agenda) -> list[tuple[str, float]]:
    """The entries as ``(what, minutes)``."""
    return [
        (entry.exercise.id if entry.exercise and entry.kind == "activity" else entry.kind, entry.minutes)
        for entry in plan.entries
    ]


@pytest.fixture(scope="module")
def second() -> Gathering:
    """Gathering 2 of ``mestring``, also while another gathering is being written."""
    programme, faults = read_programme(CONTENT / "mestring")
    assert programme is not None, faults
    return programme.gathering("2")


def test_the_gathering_of_two_hours_is_the_one_that_works(second: Gathering) -> None:
    plan = agenda(second, people=8)
    assert outline(plan) == [
        ("check-in", 8),
        ("journey", 45),
        ("break", 7),
        ("headlines", 4),
        ("story", 15),
        ("pair-talk", 30),
        ("next-task", 3),
        ("check-out", 8),
    ]
    assert (plan.total, plan.over, plan.stories) == (120, 0, 1)
    assert [(gone.what, gone.exercise.id, gone.how) for gone in plan.left_out] == [
        ("telling", "reflecting-team", "headlines"),
        ("second-story", "reflecting-team", "one-story"),
        ("new-ideas", "new-ideas", "home"),
    ]
    assert [entry.start_phrase for entry in plan.entries[2:5]] == ["0:53", "1:00", "1:04"]


@pytest.mark.parametrize(
    ("minutes", "gone", "over"),
    [
        (162, [], 0),
        (159, [], 3),
        (158, ["headlines"], 0),
        (146, ["headlines", "one-story"], 0),
        (131, ["headlines", "one-story", "home"], 0),
        (117, ["headlines", "one-story", "home"], 3),
        (116, ["headlines", "one-story", "home", "another-day"], 0),
        (90, ["headlines", "one-story", "home", "another-day"], 0),
        (85, ["headlines", "one-story", "home", "another-day"], 5),
    ],
)
def test_less_time_leaves_out_one_thing_more_in_order(
    second: Gathering, minutes: int, gone: list[str], over: float
) -> None:
    plan = agenda(second, people=8, minutes=minutes)
    assert ([one.how for one in plan.left_out], plan.over) == (gone, over)


def test_of_three_stories_no_more_give_way_than_must(second: Gathering) -> None:
    plan = agenda(second, people=8, stories=3, minutes=150)
    assert (plan.stories, plan.total) == (2, 150)
    assert [gone.how for gone in plan.left_out] == ["headlines", "fewer-stories"]
    shorter = agenda(second, people=8, stories=3, minutes=135)
    assert [gone.how for gone in shorter.left_out] == ["headlines", "one-story"]


def test_what_the_mentor_adds_takes_the_minutes_added_and_what_is_taken_away_none(second: Gathering) -> None:
    plan = agenda(second, 8, 1, 180, added=frozenset({"scaling", "coping"}), skipped=frozenset({"pair-talk"}))
    assert ("scaling", 10) in outline(plan)
    assert held(plan)["coping"] == held(plan)["pair-talk"] == 0
    assert plan.left_out == ()
    chosen = agenda(second, 8, 1, 180, skipped=frozenset({"telling"}))
    assert ("headlines", 4) in outline(chosen)
    assert chosen.left_out == ()


def test_a_whole_activity_left_out_says_so_once() -> None:
    made = gathering_of(
        [exercise("check-in", ["at"], 5), team("six", 2), exercise("check-out", ["at"], 5)],
        ["telling", "second-story", "six"],
    )
    plan = agenda(made, people=8, minutes=20)
    assert [(gone.what, gone.how) for gone in plan.left_out] == [("six", "another-day")]
    assert plan.stories == 0


def test_the_break_stands_between_two_stories_rather_than_too_early() -> None:
    made = gathering_of([exercise("check-in", ["at"], 8), team("six", 3), exercise("check-out", ["at"], 8)], [])
    plan = agenda(made, people=14, stories=4)
    assert [entry.kind for entry in plan.entries] == [
        *("activity", "telling", "story", "story", "break", "story", "story", "next-task", "activity")
    ]
    assert plan.entries[4].start == 56


def test_two_meetings_have_both_ends_and_share_the_rest(second: Gathering) -> None:
    first, then = split(second, people=8, stories=2, minutes=90)
    assert outline(first)[1:-2] == [("journey", 45), ("break", 7), ("headlines", 4), ("story", 15)]
    assert [name for name, _ in outline(then)] == [
        "check-in",
        "new-ideas",
        "break",
        "pair-talk",
        "next-task",
        "check-out",
    ]
    assert [gone.how for gone in first.left_out] == ["headlines", "one-story"]
    assert (first.over, then.over, then.left_out) == (0, 0, ())


@given(made=gatherings(), people=groups, stories=stories_chosen, minutes=lengths, added=names_chosen, gone=names_chosen)
def test_every_run_sheet_keeps_its_promises(
    made: Gathering,
    people: int,
    stories: int | None,
    minutes: int,
    added: frozenset[str],
    gone: frozenset[str],
) -> None:
    check(agenda(made, people, stories, minutes, added=added, skipped=gone), made, minutes)


@given(made=gatherings(), people=groups, stories=stories_chosen, minutes=lengths, added=names_chosen, gone=names_chosen)
def test_two_meetings_keep_the_same_promises_and_lose_nothing(
    made: Gathering,
    people: int,
    stories: int | None,
    minutes: int,
    added: frozenset[str],
    gone: frozenset[str],
) -> None:
    meetings = split(made, people, stories, minutes, added=added, skipped=gone)
    for meeting in meetings:
        check(meeting, made, minutes)
    whole = agenda(made, people, stories, 600, added=added, skipped=gone)
    middle = [name for name in present(whole) if name not in never_left_out(made)]
    first, then = ([name for name in middle if name in {*present(one), *gone_from(one)}] for one in meetings)
    assert [*first, *then] == middle
    assert len(middle) < 2 or (first and then)


@given(made=gatherings(), people=groups, stories=stories_chosen, minutes=lengths)
def test_two_meetings_leave_nothing_out_when_they_need_not(
    made: Gathering, people: int, stories: int | None, minutes: int
) -> None:
    meetings = split(made, people, stories, minutes)
    nothing = replace(made, structure=made.structure.model_copy(update={"leave_out": ()}))
    undiminished = split(nothing, people, stories, minutes)
    if not any(meeting.too_long for meeting in undiminished):
        assert meetings == undiminished
    for meeting in meetings:
        assert meeting.over <= max(SLACK, agenda(made, people, stories, minutes).over)


@given(made=gatherings(), people=groups, stories=stories_chosen, minutes=lengths, more=st.integers(1, 120))
def test_more_minutes_never_leave_out_more(
    made: Gathering, people: int, stories: int | None, minutes: int, more: int
) -> None:
    short, long = agenda(made, people, stories, minutes), agenda(made, people, stories, minutes + more)
    for name, taken in held(short).items():
        assert held(long)[name] >= taken or name == "break"
    assert long.stories >= short.stories


@given(made=gatherings(), people=groups, stories=stories_chosen, minutes=lengths)
def test_it_stops_leaving_out_as_soon_as_the_rest_fits(
    made: Gathering, people: int, stories: int | None, minutes: int
) -> None:
    plan = agenda(made, people, stories, minutes)
    if not plan.left_out:
        return
    order = made.structure.leave_out
    before = order[: order.index(plan.left_out[-1].what)]
    earlier = replace(made, structure=made.structure.model_copy(update={"leave_out": before}))
    assert agenda(earlier, people, stories, minutes).too_long


def gone_from(plan: Agenda) -> set[str]:
    return {one.exercise.id for one in plan.left_out}


def check(plan: Agenda, made: Gathering, minutes: float) -> None:
    """The promises of one run sheet."""
    entries = plan.entries
    assert entries[0].start == 0
    assert all(after.start == before.end for before, after in pairwise(entries))
    assert plan.total == pytest.approx(sum(entry.minutes for entry in entries))
    assert plan.over == max(0, plan.total - minutes)

    kept = never_left_out(made)
    assert present(plan).keys() & kept == kept
    assert not gone_from(plan) & kept
    assert entries[0].exercise == made.exercises[0]
    assert entries[-1].exercise == made.exercises[-1]
    tasks = [entry for entry in entries if entry.kind == "next-task"]
    assert [task.minutes for task in tasks] == ([made.structure.next_task] if made.structure.next_task else [])

    order = made.structure.leave_out
    places = [order.index(one.what) for one in plan.left_out]
    assert places == sorted(places)
    assert plan.too_long == (plan.over > SLACK)
    if plan.too_long:
        still = {one.id for one in made.exercises if held(plan)[one.id] and one.id not in kept}
        assert not still & set(order)
        assert plan.stories <= 1 or "second-story" not in order
    for one in plan.left_out:
        if one.what == one.exercise.id:
            assert one.how == ("home" if "after" in one.exercise.when else "another-day")
            assert one.what not in present(plan)

    breaks = [entry for entry in entries if entry.kind == "break"]
    without = plan.total - sum(entry.minutes for entry in breaks)
    works = [entry for entry in entries[1:-1] if entry.kind not in ("break", "next-task")]
    breakable = any((entry.kind, entry.number) != ("story", 1) for entry in works)
    assert len(breaks) == (made.structure.pause > 0 and minutes > 60 and without > 60 and breakable)
    for pause in breaks:
        place = entries.index(pause)
        assert pause.start <= 60 or place == 1
        assert 0 < place < len(entries) - 1
        assert entries[place + 1] in works, "nobody comes back from a break to close"
        later = [entry for entry in works if entry.start > pause.start and (entry.kind, entry.number) != ("story", 1)]
        assert later[0] is entries[place + 1]
        assert all(entry.start - pause.minutes > 60 for entry in later[1:])


@pytest.mark.parametrize(
    ("people", "stories", "minutes", "message"),
    [
        (-1, 1, 120, "expected 0 to 60 people, came -1"),
        (8, 13, 120, "expected 0 to 12 stories, came 13"),
        (8, 1, 0, "expected up to 600 minutes, came 0"),
        (8, 1, float("nan"), "expected up to 600 minutes, came nan"),
    ],
)
def test_numbers_that_no_gathering_has_are_refused(
    second: Gathering, people: int, stories: int, minutes: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        agenda(second, people, stories, minutes)
