"""The programme ``mestring`` holds what the curriculum asks, in words a tired colleague can read."""

from __future__ import annotations

import re

import pytest

from samling_exercises import Exercise, load_programme
from samling_exercises.programme import Gathering
from samling_exercises.readability import lix, participant_words
from samling_exercises.rules.agenda import agenda, split

MOST_LIX = 38
PROGRAMME = load_programme("mestring")
GATHERING = PROGRAMME.gathering("2")
ORDER = [
    "opening check-in summing-up journey coping nursing-home scaling pillars situation reflecting-team new-ideas",
    "voices mastery-talk pair-talk between check-out",
]
EVERY = pytest.mark.parametrize(
    "exercise",
    [exercise for gathering in PROGRAMME.gatherings for exercise in gathering.exercises],
    ids=lambda exercise: exercise.key,
)


def test_gathering_2_holds_the_sixteen_activities_in_order() -> None:
    assert [exercise.id for exercise in GATHERING.exercises] == " ".join(ORDER).split()


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_gathering_2_has_three_aims(language: str) -> None:
    assert len(GATHERING.text(language).aims) == 3


@EVERY
def test_bokmal_for_participants_is_easy_to_read(exercise: Exercise) -> None:
    assert lix(participant_words(exercise.text("nb"))) <= MOST_LIX


@pytest.mark.parametrize("gathering", PROGRAMME.gatherings, ids=lambda gathering: gathering.id)
def test_each_gathering_fits_its_time_with_eight_people_and_nothing_left_out_but_what_may_be(
    gathering: Gathering,
) -> None:
    plan = agenda(gathering, 8)
    assert plan.over == 0
    assert {gone.exercise.id for gone in plan.left_out} <= {*gathering.structure.leave_out, "reflecting-team"}
    assert next(entry.start for entry in plan.entries if entry.kind == "break") <= 60


@pytest.mark.parametrize("gathering", PROGRAMME.gatherings, ids=lambda gathering: gathering.id)
def test_every_hint_of_what_is_held_has_its_moment(gathering: Gathering) -> None:
    for exercise in gathering.exercises:
        if "at" in exercise.when and exercise.texts["nb"].hints:
            assert len(exercise.structure.hints_at) in (0, len(exercise.texts["nb"].hints))


@pytest.mark.parametrize("gathering", PROGRAMME.gatherings, ids=lambda gathering: gathering.id)
def test_the_welcome_is_easy_to_read(gathering: Gathering) -> None:
    text = gathering.text("nb")
    assert lix("\n\n".join([text.title, text.summary, *text.aims, text.body])) <= MOST_LIX


@EVERY
@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_no_text_shouts_or_commands(exercise: Exercise, language: str) -> None:
    words = participant_words(exercise.text(language)) + " ".join(exercise.text(language).hints)
    without_pictures = words.replace("![", "[")
    assert "!" not in without_pictures
    assert not re.search(r"brukeren skal|husk å|\bresidents? should\b", words, re.IGNORECASE)


@EVERY
def test_group_tasks_have_hints_for_the_mentor(exercise: Exercise) -> None:
    if exercise.who != "alone":
        assert len(exercise.text("nb").hints) >= 3


@pytest.mark.parametrize(("name", "fewest"), [("nursing-home", 8), ("voices", 8)])
@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_stories_have_voices_enough(name: str, fewest: int, language: str) -> None:
    body = GATHERING.exercise(name).text(language).body
    assert len(re.findall(r"(?m)(?<!^>)(?:\A|\n\n)>", body)) >= fewest


@pytest.mark.parametrize(
    ("name", "minutes"), [("journey", 45), ("reflecting-team", 15), ("pair-talk", 30), ("check-in", 8)]
)
def test_the_time_of_group_tasks_is_the_curriculums(name: str, minutes: float) -> None:
    assert GATHERING.exercise(name).minutes.total(people=8, stories=1) == minutes


@pytest.mark.parametrize("name", ["summing-up", "situation", "mastery-talk"])
def test_prepared_tasks_have_a_three_minute_version(name: str) -> None:
    exercise = GATHERING.exercise(name)
    assert exercise.prepared
    assert exercise.text("nb").three_minutes


def test_the_last_answer_goes_to_the_learning_log() -> None:
    assert [field.id for field in GATHERING.exercise("check-out").fields if field.log] == ["learnt"]


def test_what_is_said_in_the_check_in_is_not_stored() -> None:
    assert GATHERING.exercise("check-in").stored == "nothing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0.0), ("Vi går.", 2.0), ("Vi går. Du blir.", 2.0), ("Samtalen begynner her.", 3 + 100 * 2 / 3)],
)
def test_lix_is_words_a_sentence_plus_the_share_of_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


@pytest.mark.parametrize("minutes", [20, 60, 120])
def test_the_agreement_on_confidentiality_is_held_whatever_a_mentor_takes_away(minutes: int) -> None:
    gathering = load_programme("mestring").gathering("1")
    skipped = frozenset(each.id for each in gathering.exercises)
    assert "confidentiality" in skipped
    for meetings in (
        [agenda(gathering, 8, None, minutes, skipped=skipped)],
        split(gathering, 8, None, minutes, skipped=skipped),
    ):
        held = [entry.exercise.id for plan in meetings for entry in plan.entries if entry.exercise]
        assert held.count("confidentiality") == 1
