"""The reflecting team's walk: whatever is pressed in whatever order, nobody's story begins without a yes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises.kinds.reflecting_team import Structure
from samling_exercises.loader import CONTENT, read_programme
from samling_exercises.rules import story_phases as rules
from samling_exercises.rules.story_phases import DONE, MOST_STORIES, Course, Role, Walk

COURSE = Course(("tell", "choose", "retell", "clarify", "team", "return"), "tell", "retell", "team")
COURSES = [
    COURSE,
    Course(("tell", "ask", "story", "after"), "tell", "story", "story"),
    Course(
        ("warm-up", "tell", "wait", "ask", "story", "back-turned", "home", "thanks"), "tell", "story", "back-turned"
    ),
]
ROLES: tuple[Role, ...] = ("owner", "team", "mentor", "wall")
ACTIONS = st.sampled_from(["ask", "choose", "take-back", "onward", "finish", "next"])
PRESSES = st.lists(st.tuples(ACTIONS, st.sampled_from(["3", "p1", "mentor"]), st.sampled_from("uvwxyz")), max_size=60)
courses = st.sampled_from(COURSES)


def after(walk: Walk, course: Course, action: str, owner: str, headline: str) -> Walk:
    match action:
        case "ask":
            return rules.ask(walk, course)
        case "choose":
            return rules.chosen(walk, course, owner, headline)
        case "take-back":
            return rules.taken_back(walk, course)
        case "onward":
            return rules.onward(walk, course)
        case "finish":
            return rules.finish(walk, course)
    return rules.next_story(walk, course)


def walked(course: Course, presses: list[tuple[str, str, str]]) -> list[Walk]:
    """Every walk on the way, the first included."""
    walks = [rules.begin(course)]
    for press in presses:
        walks.append(after(walks[-1], course, *press))
    return walks


def test_the_course_is_the_contents() -> None:
    programme, faults = read_programme(CONTENT / "mestring")
    assert programme is not None, faults
    structure = programme.gathering("2").exercise("reflecting-team").structure
    assert isinstance(structure, Structure)
    assert Course.of(structure) == COURSE
    assert COURSE.choose == "choose"


@given(courses, PRESSES)
def test_a_story_has_an_owner_who_said_yes_and_is_told_once(
    course: Course, presses: list[tuple[str, str, str]]
) -> None:
    yes: tuple[str, str] | None = None
    walk = rules.begin(course)
    for action, owner, headline in presses:
        before, walk = walk, after(walk, course, action, owner, headline)
        if action == "choose" and walk != before:
            yes = (owner, headline)
        if action == "take-back" and walk != before:
            yes = None
        if course.tells(walk.phase):
            assert (walk.owner, walk.headline) == yes
        assert len(set(walk.told)) == len(walk.told) <= MOST_STORIES
        assert walk.told[: len(before.told)] == before.told


@given(courses, PRESSES)
def test_an_action_that_does_not_fit_leaves_the_walk_as_it_is(
    course: Course, presses: list[tuple[str, str, str]]
) -> None:
    for walk in walked(course, presses):
        asking, under_way = walk.phase in (course.tell, course.choose), course.tells(walk.phase)
        fits = {
            "ask": walk.phase == course.tell,
            "choose": asking,
            "take-back": walk.phase == course.choose and walk.owner is not None,
            "onward": walk.phase == course.tell or walk.owner is not None,
            "finish": under_way,
            "next": walk.phase == DONE and len(walk.told) < MOST_STORIES,
        }
        for action, fitting in fits.items():
            assert (after(walk, course, action, "someone-else", "new") != walk) == fitting
        assert rules.chosen(walk, course, "", "new") == rules.chosen(walk, course, "3", "") == walk
        assert all(rules.chosen(walk, course, "3", headline) == walk for headline in walk.told)


@given(courses, PRESSES)
def test_what_is_kept_comes_back_and_every_page_has_a_face(course: Course, presses: list[tuple[str, str, str]]) -> None:
    for walk in walked(course, presses):
        kept = rules.as_json(walk)
        assert rules.from_json(kept, course) == rules.from_json(json.loads(json.dumps(kept)), course) == walk
        faces = {role: rules.face(walk, course, role) for role in ROLES}
        assert (faces["owner"] == "listening") == (walk.phase == course.listening)
        assert "listening" not in (faces["team"], faces["mentor"], faces["wall"])
        if faces["owner"] != "listening":
            assert len(set(faces.values())) == 1


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_whatever_comes_is_a_walk_or_none(value: object) -> None:
    assert rules.from_json(value, COURSE) is None
    for key in ("phase", "owner", "headline", "told"):
        found = rules.from_json({**rules.as_json(Walk("team", "3", "a", ("b",))), key: value}, COURSE)
        assert found is None or rules.from_json(rules.as_json(found), COURSE) == found


def test_the_whole_way_through_two_stories() -> None:
    walk = rules.chosen(rules.ask(rules.begin(COURSE), COURSE), COURSE, "3", "a")
    seen, faces = [], []
    while walk.phase != DONE:
        walk = rules.onward(walk, COURSE)
        seen.append(walk.phase)
        faces.append((rules.face(walk, COURSE, "owner"), rules.face(walk, COURSE, "team")))
    assert seen == ["retell", "clarify", "team", "return", DONE]
    assert faces == [
        ("telling", "telling"),
        ("telling", "telling"),
        ("listening", "talking"),
        ("returning", "returning"),
        ("done", "done"),
    ]
    walk = rules.next_story(walk, COURSE)
    assert walk == Walk("choose", told=("a",))
    assert rules.chosen(walk, COURSE, "3", "a") == walk
    assert rules.chosen(walk, COURSE, "5", "b").owner == "5"


def test_a_yes_can_be_taken_back_until_the_story_is_told_again() -> None:
    yes = rules.chosen(Walk("choose"), COURSE, "3", "a")
    assert rules.taken_back(yes, COURSE) == Walk("choose")
    told = rules.onward(yes, COURSE)
    assert rules.taken_back(told, COURSE) == told


def test_a_story_may_be_stopped_midway_and_is_not_asked_for_again() -> None:
    assert rules.finish(Walk("clarify", "3", "a"), COURSE) == Walk(DONE, told=("a",))
    assert rules.finish(Walk("choose", "3", "a"), COURSE) == Walk("choose", "3", "a")


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {},
        {"phase": "team", "owner": None, "headline": None, "told": []},
        {"phase": "team", "owner": "3", "headline": None, "told": []},
        {"phase": "night", "owner": "3", "headline": "a", "told": []},
        {"phase": ["team"], "owner": "3", "headline": "a", "told": []},
        {"phase": "team", "owner": "", "headline": "a", "told": []},
        {"phase": "team", "owner": 3, "headline": "a", "told": []},
        {"phase": "team", "owner": "3", "headline": "a", "told": ["a"]},
        {"phase": "team", "owner": "3", "headline": "a", "told": ["b", "b"]},
        {"phase": "tell", "owner": "3", "headline": "a", "told": []},
        {"phase": DONE, "owner": "3", "headline": "a", "told": ["b"]},
        {"phase": DONE, "owner": None, "headline": None, "told": []},
        {"phase": "choose", "owner": None, "headline": None, "told": "abc"},
        {"phase": "choose", "owner": None, "headline": None, "told": [1]},
        {"phase": "choose", "owner": None, "headline": None, "told": [""]},
        {"phase": "choose", "owner": None, "headline": None, "told": [str(n) for n in range(MOST_STORIES + 1)]},
        {"phase": "choose", "owner": None, "headline": None, "told": [], "more": 1},
    ],
)
def test_what_is_no_walk_is_none(forged: object) -> None:
    assert rules.from_json(forged, COURSE) is None


@pytest.mark.parametrize(
    "phases",
    [
        ("tell", "retell", "team", "return"),
        ("choose", "tell", "retell", "team", "return"),
        ("tell", "choose", "team", "retell", "return"),
        ("tell", "choose", "retell", "team"),
        ("tell", "choose", "retell", "return"),
        ("tell", "choose", "retell", "team", "done"),
        ("tell", "choose", "retell", "team", "team", "return"),
    ],
)
def test_an_order_nobody_can_walk_is_refused(phases: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"expected 'tell', a phase for asking, .* put the phases in this order"):
        Course(phases, "tell", "retell", "team")
