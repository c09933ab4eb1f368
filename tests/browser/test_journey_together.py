"""The journey on several pages at once: nobody's words are lost, and the one who leads types in, approves and shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Watch
from tests.browser.journey_pages import FIRST, SECOND, face, phase, unfold
from tests.browser.widget_room import Room, check_face, control, press_key_on, room
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.journeys import NOTE, PROPOSAL, TOPIC


@pytest.fixture
def group(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "journey", "anna", "bo", reminded=True) as opened:
        yield opened


def both_change_one_note(group: Room) -> tuple[Page, Page]:
    """Anna and Bo both change what the same note says; neither has put it yet."""
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    group.group["anna"].put(TOPIC, "note-a", {**NOTE, "gathering": "2"}, 0)
    group.look()
    for page, words in ((anna, "Annas ord"), (bo, "Bos ord")):
        unfold(page, "decision")
        face(page, NOTE["text"]).click()
        control(page, "edit").click()
        control(page, "text").fill(words)
    return anna, bo


def both_stand(*pages: Page) -> None:
    """Each page shows both texts as notes, and asks nothing."""
    for page in pages:
        texts = phase(page, "decision").locator(".journey-note .journey-text")
        expect(texts).to_have_count(2)
        assert sorted(texts.all_text_contents()) == ["Annas ord", "Bos ord"]
        expect(page.locator(".samling-version")).to_have_count(0)


def test_two_who_change_the_same_note_see_both_texts_and_choose(group: Room) -> None:
    anna, bo = both_change_one_note(group)
    group.press(anna, "send")
    expect(face(anna, "Annas ord")).to_be_visible()
    expect(control(bo, "text")).to_have_value("Bos ord")
    expect(bo.locator(".journey-lost")).to_have_text("Noen har endret dette imens. Nå står det: «Annas ord»")
    group.press(bo, "send")
    versions = bo.locator(".samling-version p")
    expect(versions).to_have_text(["Annas ord", "Bos ord"])
    check_face(bo)
    bo.get_by_role("button", name="La ditt stå").click()
    group.settle(bo)
    for page in (anna, bo):
        expect(phase(page, "decision").locator(".journey-note .journey-text")).to_have_text("Bos ord")
    expect(bo.locator(".samling-version")).to_have_count(0)
    expect(anna.locator(".journey-below")).to_contain_text("Noen har skrevet om det du skrev.")
    expect(anna.locator(".samling-version p")).to_have_text("Annas ord")
    check_face(anna)
    group.press(anna, "replaced-again")
    both_stand(anna, bo)


def test_two_texts_of_one_note_can_both_stand(group: Room) -> None:
    anna, bo = both_change_one_note(group)
    group.press(anna, "send")
    group.press(bo, "send")
    group.press(bo, "keep-both")
    both_stand(anna, bo)


def test_what_was_refused_stood_nowhere_and_so_nobody_rewrote_it(group: Room) -> None:
    anna, _ = both_change_one_note(group)
    control(anna, "text").fill(f"Fnr {ORDINARY}")
    group.press(anna, "send")
    expect(anna.locator(".journey-note .samling-standing")).to_contain_text("fødselsnummer")
    anna.get_by_role("button", name="La det andre stå").click()
    group.settle(anna)
    expect(face(anna, NOTE["text"])).to_be_visible()
    expect(anna.locator(".journey-note .samling-standing")).to_be_empty()


def test_taking_back_a_taken_away_note_never_writes_over_what_another_wrote_since(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    for page in (anna, bo):
        unfold(page, "decision")
    phase(anna, "decision").locator("[data-name=hang]").click()
    control(anna, "text").fill(FIRST)
    group.press(anna, "send")
    face(bo, FIRST).click()
    control(bo, "edit").click()
    bo.locator(".journey-note [data-name=text]").fill("Bos ord")
    face(anna, FIRST).click()
    group.press(anna, "take-away")
    bo.locator(".journey-note [data-name=send]").click()
    group.settle(bo)
    expect(phase(anna, "decision").locator(".journey-note .journey-text")).to_have_text("Bos ord")
    group.press(anna, "undo")
    expect(anna.locator(".samling-version p")).to_have_text(["Bos ord", FIRST])
    expect(phase(bo, "decision").locator(".journey-note .journey-text")).to_have_text("Bos ord")


def test_what_others_hang_up_disturbs_nobody_who_is_writing(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    for page in (anna, bo):
        unfold(page, "decision").locator("[data-name=hang]").click()
    control(bo, "text").fill("Halvskrevet")
    bo.evaluate("() => document.activeElement.setSelectionRange(2, 4)")
    for number in range(3):
        control(anna, "text").fill(f"Annas lapp {number}")
        group.press(anna, "send")
    expect(phase(bo, "decision").locator(".journey-note")).to_have_count(3)
    expect(control(bo, "text")).to_have_value("Halvskrevet")
    expect(control(bo, "text")).to_be_focused()
    assert bo.evaluate("() => [document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [2, 4]


def test_a_note_that_was_taken_away_while_somebody_changed_it_keeps_the_words(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    group.group["anna"].put(TOPIC, "note-a", {**NOTE, "gathering": "2"}, 0)
    group.look()
    for page in (anna, bo):
        unfold(page, "decision")
        face(page, NOTE["text"]).click()
    control(bo, "edit").click()
    bo.locator(".journey-note [data-name=text]").fill("Skrevet om")
    group.press(anna, "take-away")
    expect(bo.locator(".journey-lost")).to_contain_text("tatt bort denne lappen")
    bo.locator(".journey-note [data-name=send]").click()
    group.settle(bo)
    for page in (anna, bo):
        expect(face(page, "Skrevet om")).to_be_visible()


def test_a_mentor_types_in_what_hangs_on_the_wall_and_the_group_approves_a_sheet(group: Room) -> None:
    mia, anna, wall = group.open("mia", "mentor"), group.open("anna"), group.open("veggen", "wall")
    group.press(mia, "begin")
    phase(mia, "decision").locator("[data-name=hang]").click()
    phase(mia, "decision").locator("[data-name=text]").fill(f"{FIRST}\n\n  {SECOND}\n")
    group.press(mia, "send")
    expect(phase(mia, "decision").locator(".journey-text")).to_have_text([FIRST, SECOND])
    expect(wall.locator(".journey-text")).to_have_text([FIRST, SECOND])

    control(anna, "propose-new").click()
    anna.locator(".journey-proposals [data-name=text]").fill(PROPOSAL["text"])
    group.press(anna, "send")
    anna.get_by_role("button", name="Til «Dette gjør vi selv»").click()
    group.settle(anna)
    expect(anna.locator(".journey-sheet [data-name=approve]")).to_have_count(0)
    expect(anna.locator(".journey-sheet [data-name=sheet-txt]")).to_have_count(0)
    group.press(mia, "wall-sheets")
    expect(wall.locator(".journey-sheet").first).to_contain_text(PROPOSAL["text"])
    group.press(mia, "approve")
    for page in (mia, anna):
        expect(page.locator(".journey-approved")).to_contain_text("Godkjent av gruppa")
        expect(page.locator(".journey-approval").first).to_contain_text("når begge arkene er godkjent")
    expect(control(anna, "sheet-txt")).to_have_count(0)
    mia.get_by_role("button", name="Arket skal stå tomt").click()
    group.settle(mia)
    group.look()
    with anna.expect_download() as got:
        control(anna, "sheet-txt").first.click()
    assert "1. Ring når ruta starter" in Path(got.value.path()).read_text(encoding="utf-8")

    anna.locator(".journey-sheet .journey-face").click()
    control(anna, "edit").click()
    anna.locator(".journey-sheet [data-name=text]").fill("Ring før du går hjemmefra")
    anna.locator(".journey-sheet [data-name=send]").click()
    group.settle(anna)
    for page in (mia, anna):
        expect(page.locator(".journey-changed")).to_be_visible()
        expect(control(page, "sheet-txt")).to_have_count(0)
    press_key_on(control(mia, "approve"))
    group.settle(mia)
    expect(mia.locator(".journey-approval button:focus")).to_have_count(1)
    expect(control(anna, "sheet-txt")).to_have_count(2)


def test_a_mentor_brings_a_phase_forward_and_the_wall_follows(group: Room) -> None:
    mia, wall = group.open("mia", "mentor"), group.open("veggen", "wall")
    group.press(mia, "begin")
    for number, home in enumerate(("decision", "everyday")):
        value = {**NOTE, "text": (FIRST, SECOND)[number], "phase": home, "gathering": "2"}
        group.group["mia"].put(TOPIC, f"note-{number}", value, 0)
    group.look()
    expect(wall.locator(".journey-text")).to_have_text([FIRST, SECOND])
    phase(mia, "everyday").locator("[data-name=wall]").click()
    group.settle(mia)
    expect(wall.locator(".journey-text")).to_have_text([SECOND])
    check_face(wall, wall=True)
    group.press(mia, "wall-all")
    expect(wall.locator(".journey-text")).to_have_text([FIRST, SECOND])


def test_a_group_that_has_ended_reads_its_journey_and_changes_nothing(group: Room) -> None:
    group.group["anna"].put(TOPIC, "phase-decision", {"title": "Vedtaket", "order": 1}, 0)
    group.group["anna"].put(TOPIC, "note-a", {**NOTE, "gathering": "2"}, 0)
    group.group.close_group()
    anna = group.open("anna")
    unfold(anna, "decision")
    face(anna, NOTE["text"]).click()
    for name in ("edit", "hang", "new-phase", "propose-new", "tools"):
        expect(control(anna, name)).to_have_count(0)
    expect(control(anna, "svg")).to_be_visible()
    check_face(anna)
