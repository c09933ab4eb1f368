"""One's own answers on paper: every character, however long, continued over pages; and nothing of it anywhere else."""

from __future__ import annotations

import random
from typing import Final

import pytest
from tests.build.handouts.papers import GATHERING, PROGRAMME, text_of, without_space

from samling_build.handouts.booklet import booklet
from samling_build.handouts.drawn_journey import Journey, Note, Phase, Sheet
from samling_build.handouts.filling import Filling
from samling_build.handouts.sheets import worksheet, worksheets
from samling_exercises.rules import sorting

LENGTHS: Final = (1, 2, 17, 80, 240, 500, 1_000, 2_000, 4_000, 8_000, 14_000, 20_000)
WORDS: Final = (
    "å",
    "ære",
    "«nei»",
    "kaffe",
    "fysioterapeut",
    "hver",
    "morgen",
    "–",
    "50 %",
    "(kanskje)",
    "Łódź",
    "їжа",
)


def words(length: int, seed: int) -> str:
    """A text of so many characters, with lines and paragraphs, begun with its own number."""
    chosen = random.Random(seed)
    text = f"{seed}:"
    while len(text) < length:
        text += chosen.choice(WORDS) + chosen.choice((" ", " ", " ", "\n", "\n\n"))
    return text[:length]


def twelve() -> dict[str, dict[str, str]]:
    """Twelve answers of 1 to 20,000 characters in the fields of gathering 2."""
    places = [(exercise.key, field.id) for exercise in GATHERING.exercises for field in exercise.fields][: len(LENGTHS)]
    written: dict[str, dict[str, str]] = {}
    for number, ((key, field), length) in enumerate(zip(places, LENGTHS, strict=True)):
        written.setdefault(key, {})[field] = words(length, number)
    return written


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_the_text_of_a_filled_booklet_is_what_was_written(language: str) -> None:
    written = twelve()
    found = text_of(booklet(PROGRAMME, language, Filling(written)).pdf(), PROGRAMME.text(language).title)
    texts = [text for of_exercise in written.values() for text in of_exercise.values()]
    assert sorted(map(len, texts)) == list(LENGTHS)
    for text in texts:
        assert without_space(text) in found


def test_a_word_wider_than_the_page_and_signs_no_font_has_are_there() -> None:
    text = "x" * 400 + " 🌱 மலர் \u200b"
    exercise = GATHERING.exercise("summing-up")
    found = text_of(worksheet(PROGRAMME, exercise, "nb", Filling({exercise.key: {"met": text}})).pdf())
    assert "x" * 400 in found
    assert "🌱மலர்" in found


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</div><h1>", "&amp; {{ 7*7 }} {% raw %}"])
def test_what_was_written_is_text_and_never_markup(text: str) -> None:
    exercise = GATHERING.exercise("summing-up")
    html = worksheet(PROGRAMME, exercise, "nb", Filling({exercise.key: {"met": text}})).html
    assert "<script>" not in html
    assert "49" not in html
    assert "</div><h1>" not in html


def test_a_text_with_signs_that_no_page_can_hold_is_printed_without_them() -> None:
    exercise = GATHERING.exercise("summing-up")
    written = {exercise.key: {"met": "før\x00\x0b\ud800etter"}}
    found = text_of(worksheet(PROGRAMME, exercise, "nb", Filling(written)).pdf())
    assert "før" in found
    assert "etter" in found


def test_the_numbers_chosen_are_said_and_held_beside_the_earlier_ones() -> None:
    last = PROGRAMME.gathering("3")
    written = {"mestring/2/scaling": {"importance": "9", "belief": "3"}, "mestring/3/scaling": {"belief": "6"}}
    found = text_of(worksheet(PROGRAMME, last.exercise("scaling"), "nb", Filling(written)).pdf())
    assert "Duvalgte6.Påsamling2valgtedu3." in found


def test_notes_lie_on_their_pillars_and_the_others_between() -> None:
    exercise = GATHERING.exercise("pillars")
    first = next(iter(exercise.text("nb").pillars))  # type: ignore[attr-defined] # a sorting's text
    board = sorting.written((sorting.Note("a", "Bussen kom ikke", first), sorting.Note("b", "Vet ikke helt", None)))
    found = text_of(worksheet(PROGRAMME, exercise, "nb", Filling({exercise.key: {"board": board}})).pdf())
    assert "Bussenkomikke" in found
    assert "MellomsøyleneVetikkehelt" in found


def test_the_groups_journey_and_its_sheets_stand_in_ones_own_sheets() -> None:
    journey = Journey(
        (Phase("Før noen spør", (Note("Datteren ringte tre ganger", "heard", "room"),)),),
        {"ours": Sheet(("Vi ringer når vi starter",), approved=False)},
    )
    found = text_of(worksheets(PROGRAMME, GATHERING, "nb", Filling({}, {"path": journey})).pdf())
    assert "Datterenringtetreganger" in found
    assert "Viringernårvistarter" in found
