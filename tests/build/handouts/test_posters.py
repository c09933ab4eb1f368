"""Posters: everything a group hung up is on them, never smaller than 9 points, and no name on what leaves the room."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf import PdfReader
from tests.build.handouts.papers import PROGRAMME, opened, text_of, without_space

from samling_build.handouts.drawn_journey import Journey, Note, Phase, Sheet, journey_of
from samling_build.handouts.poster import Size, journeys, managers_handout, poster, text_size, two_sheets
from samling_exercises.rules.journey import fingerprint

EXERCISE = journeys(PROGRAMME)["path"]
A3 = (1190.55, 841.89)
A4 = (841.89, 595.28)


def journey(notes: int, phases: int = 5, approved: bool = True) -> Journey:
    """So many notes in so many phases, each with a text of its own and of another length."""
    kinds, marks = ("done", "heard", "felt"), ("works", "room", "")
    hung = [
        Note(f"Lapp {n}: " + "datteren ringte og ingen svarte " * (1 + n % 4), kinds[n % 3], marks[n % 3])
        for n in range(notes)
    ]
    sheets = {name: Sheet(tuple(f"Punkt {n} på {name}" for n in range(4)), approved) for name in ("ours", "lift")}
    return Journey(tuple(Phase(f"Fase {n}", tuple(hung[n::phases])) for n in range(phases)), sheets)


def sizes(content: bytes) -> set[tuple[float, float]]:
    pages = PdfReader(opened(content)).pages
    return {(round(float(page.mediabox.width), 2), round(float(page.mediabox.height), 2)) for page in pages}


@pytest.mark.parametrize(("notes", "phases", "pages"), [(40, 5, 1), (300, 5, 4), (300, 12, 4)])
def test_with_many_notes_it_goes_on_to_another_sheet_and_nothing_is_lost(notes: int, phases: int, pages: int) -> None:
    whole = journey(notes, phases)
    content = poster(PROGRAMME, EXERCISE, "nb", whole).pdf()
    found = text_of(content)
    for phase in whole.phases:
        assert without_space(phase.title) in found
        for note in phase.notes:
            assert without_space(note.text) in found
    assert sizes(content) == {A3}
    assert 1 <= len(PdfReader(opened(content)).pages) <= pages + 2


@pytest.mark.parametrize(("notes", "size"), [(0, "a3"), (12, "a3"), (40, "a3"), (300, "a3"), (40, "a4")])
def test_no_type_on_a_journey_is_smaller_than_nine_points(notes: int, size: Size) -> None:
    html = poster(PROGRAMME, EXERCISE, "nb", journey(notes), size).html
    (points,) = set(re.findall(r'style="font-size: ([\d.]+)pt"', html))
    assert float(points) >= 9
    assert float(points) == text_size(journey(notes).phases, size)


def test_few_notes_are_set_large() -> None:
    assert text_size(journey(5).phases, "a3") == 14
    assert text_size(journey(300).phases, "a3") == 9


def test_kinds_and_marks_are_said_by_letter_and_word_not_by_colour_alone() -> None:
    found = text_of(poster(PROGRAMME, EXERCISE, "nb", journey(3)).pdf())
    text = EXERCISE.text("nb")
    for title in (*text.note_kinds.values(), *text.marks.values()):  # type: ignore[attr-defined] # a journey's text
        assert without_space(title) in found
    assert "HLapp1" in found


@pytest.mark.parametrize(("size", "page"), [("a3", A3), ("a4", A4)])
def test_a_blank_journey_has_the_phases_to_hang_notes_on(size: Size, page: tuple[float, float]) -> None:
    content = poster(PROGRAMME, EXERCISE, "nb", size=size).pdf()
    assert sizes(content) == {page}
    for title in EXERCISE.text("nb").phases.values():  # type: ignore[attr-defined] # a journey's text
        assert without_space(title) in text_of(content)


def test_the_two_sheets_are_a_page_each_with_every_point() -> None:
    content = two_sheets(PROGRAMME, EXERCISE, "nb", journey(0)).pdf()
    first, second = (without_space(page.extract_text()) for page in PdfReader(opened(content)).pages)
    assert "Punkt3påours" in first
    assert "Punkt3pålift" in second


def test_the_manager_gets_what_the_group_approved_and_nothing_else() -> None:
    half = journey(3)
    half = Journey(half.phases, {**half.sheets, "lift": Sheet(("Hemmelig ennå",), approved=False)})
    found = text_of(managers_handout(PROGRAMME, EXERCISE, "nb", half).pdf())
    assert "Punkt0påours" in found
    assert "Hemmelig" not in found
    assert "Lapp" not in found


def test_the_manager_gets_nothing_before_anything_is_approved() -> None:
    with pytest.raises(LookupError, match="Gruppa har ikke godkjent noen av arkene ennå"):
        managers_handout(PROGRAMME, EXERCISE, "nb", journey(0, approved=False))


def test_a_journey_is_read_from_what_the_group_keeps() -> None:
    points = ["Vi ringer"]
    records: dict[str, dict[str, Any]] = {
        "phase-b": {"title": "Så", "order": 2},
        "phase-a": {"title": "Først", "order": 1},
        "note-1": {"text": "Kaffe", "kind": "heard", "mark": None, "phase": "a", "order": 1},
        "note-2": {"text": "Regn", "kind": "felt", "mark": "room", "phase": "gone", "order": 1},
        "proposal-1": {"text": "Vi ringer", "sheet": "ours", "order": 1},
        "proposal-2": {"text": "Uten ark", "sheet": None, "order": 1},
        "lead-approved-ours": {"fingerprint": fingerprint(points)},
    }
    found = journey_of(records)
    assert [phase.title for phase in found.phases] == ["Først", "Så"]
    assert found.phases[0].notes == (Note("Kaffe", "heard", ""),)
    assert found.sheets == {"ours": Sheet(("Vi ringer",), True)}
    changed = journey_of({**records, "proposal-3": {"text": "En til", "sheet": "ours", "order": 2}})
    assert not changed.sheets["ours"].approved
