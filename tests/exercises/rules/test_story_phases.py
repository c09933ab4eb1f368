"""The reflecting team's walk: whatever is pressed in whatever order, nobody's story begins without a yes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_exercises import load_programme
from samling_exercises.kinds import reflecting_team
from samling_exercises.rules import story_phases as rules
from samling_exercises.rules.story_phases import DONE, Course, Walk


def course_of_2() -> Course:
    structure = load_programme("mestring").gathering("2").exercise("reflecting-team").structure
    assert isinstance(structure, reflecting_team.Structure)
    phases = tuple(phase.id for phase in structure.phases)
    return Course(phases, structure.tell, structure.story, structure.listening)


COURSE = course_of_2()
STORY = COURSE.phases[COURSE.phases.index(COURSE.story) :]
ACTIONS = st.sampled_from(["ask", "choose", "take-back", "onward", "turn-back", "finish", "next"])
PRESSED = st.lists(st.tuples(ACTIONS, st.sampled_from(["3", "p1", "mentor"]), st.sampled_from("uvwxyz")), max_size=60)


def after(walk: Walk, action: str, owner: str, headline: str) -> Walk:
    match action:
        case "ask":
            return rules.ask(walk, COURSE)
        case "choose":
            return rules.chosen(walk, COURSE, owner, headline)
        case "take-back":
            return rules.taken_back(walk, COURSE)
        case "onward":
            return rules.onward(walk, COURSE)
        case "turn-back":
            return rules.turn_back(walk, COURSE)
        case "finish":
            return rules.finish(walk, COURSE)
    return rules.next_story(walk, COURSE)


@given(PRESSED)
def test_a_story_has_an_owner_who_said_yes_and_is_told_once(pressed: list[tuple[str, str, str]]) -> None:
    walk, yes = rules.begin(COURSE), None
    for action, owner, headline in pressed:
        before, walk = walk, after(walk, action, owner, headline)
        if action == "choose" and walk != before:
            yes = (owner, headline)
        if walk.phase in STORY:
            assert (walk.owner, walk.headline) == yes
        if action == "turn-back" and walk != before:
            assert before.phase == COURSE.listening
        assert len(set(walk.told)) == len(walk.told)
        assert walk.told[: len(before.told)] == before.told
        assert rules.turned_away(walk, COURSE) == (walk.phase == COURSE.listening)


@given(PRESSED)
def test_what_is_stored_comes_back_and_every_page_has_a_face(pressed: list[tuple[str, str, str]]) -> None:
    walk = rules.begin(COURSE)
    for action, owner, headline in pressed:
        walk = after(walk, action, owner, headline)
        assert rules.from_json(rules.as_json(walk), COURSE) == walk
        faces = {role: rules.face(walk, COURSE, role) for role in ("owner", "team", "mentor", "wall")}
        assert (faces["owner"] == "listening") == rules.turned_away(walk, COURSE)
        assert "listening" not in (faces["team"], faces["wall"])


def test_the_whole_way_through_two_stories() -> None:
    walk = rules.chosen(rules.ask(rules.begin(COURSE), COURSE), COURSE, "3", "a")
    seen = []
    while walk.phase != DONE:
        walk = rules.onward(walk, COURSE)
        seen.append(walk.phase)
    assert seen == ["retell", "clarify", "team", "return", DONE]
    walk = rules.next_story(walk, COURSE)
    assert walk == Walk("choose", told=("a",))
    assert rules.chosen(walk, COURSE, "3", "a") == walk
    assert rules.chosen(walk, COURSE, "5", "b").owner == "5"


def test_the_owner_turns_back_before_the_time_is_up() -> None:
    walk = Walk("team", "3", "a")
    assert rules.turn_back(walk, COURSE) == Walk("return", "3", "a")


def test_a_yes_can_be_taken_back_until_the_story_is_told_again() -> None:
    yes = rules.chosen(Walk("choose"), COURSE, "3", "a")
    assert rules.taken_back(yes, COURSE) == Walk("choose")
    told = rules.onward(yes, COURSE)
    assert rules.taken_back(told, COURSE) == told


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {},
        {"phase": "team", "owner": None, "headline": None, "told": []},
        {"phase": "team", "owner": "3", "headline": None, "told": []},
        {"phase": "night", "owner": "3", "headline": "a", "told": []},
        {"phase": "team", "owner": "", "headline": "a", "told": []},
        {"phase": "team", "owner": 3, "headline": "a", "told": []},
        {"phase": "choose", "owner": None, "headline": None, "told": "abc"},
        {"phase": "choose", "owner": None, "headline": None, "told": [1]},
        {"phase": "choose", "owner": None, "headline": None, "told": [], "more": 1},
    ],
)
def test_what_is_no_walk_is_none(forged: object) -> None:
    assert rules.from_json(forged, COURSE) is None
