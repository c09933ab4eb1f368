"""What is begun and not hung up yet: it is there again on a page that is loaded anew, and nobody else ever gets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Watch
from tests.browser.journey_pages import FIRST, face, phase, unfold
from tests.browser.widget_pages import Line, open_widget
from tests.browser.widget_room import Room, control, room
from tests.widgets.books import MemoryBook
from tests.widgets.journeys import NOTE, TOPIC, journey_of
from tests.widgets.sheets import ACTIVITY, give_sheet

HALF = "Halvskrevet, og bare for meg"
SAVED = "() => window.told.findLast(([name]) => name === 'samling:saved')?.[1].state === 'saved'"


@pytest.fixture
def group(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "journey", "anna", "bo", reminded=True) as opened:
        yield opened


def again(page: Page) -> None:
    """The page as somebody gets it who loads it anew, once what was typed is safe."""
    page.wait_for_function(SAVED)
    page.reload()
    page.locator("html[data-ready=yes]").wait_for()


def test_a_half_written_note_and_proposal_stand_on_a_page_that_is_loaded_anew(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    unfold(anna, "decision").locator("[data-name=hang]").click()
    control(anna, "text").fill(HALF)
    again(anna)
    expect(control(anna, "text")).to_have_value(HALF)
    expect(phase(anna, "decision").locator("[data-name=text]")).to_be_visible()
    group.press(anna, "send")
    expect(face(anna, HALF)).to_be_visible()
    again(anna)
    expect(control(anna, "text")).to_have_count(0)
    control(anna, "propose-new").click()
    control(anna, "text").fill("Halvt forslag")
    again(anna)
    expect(control(anna, "text")).to_have_value("Halvt forslag")
    group.look()
    assert "Halvt forslag" not in bo.content()
    assert "Halvt forslag" not in str(group.group["bo"].records(TOPIC))


def test_a_change_of_a_note_that_is_not_put_yet_goes_on_from_what_its_writer_saw(group: Room) -> None:
    anna = group.open("anna")
    group.press(anna, "begin")
    group.group["bo"].put(TOPIC, "note-a", {**NOTE, "text": FIRST, "gathering": "2"}, 0)
    group.look()
    unfold(anna, "decision")
    face(anna, FIRST).click()
    control(anna, "edit").click()
    control(anna, "text").fill("Annas ord")
    anna.wait_for_function(SAVED)
    stands = group.group["bo"].records(TOPIC)["note-a"]
    group.group["bo"].put(TOPIC, "note-a", {**(stands.value or {}), "text": "Bos ord"}, stands.revision)
    again(anna)
    expect(control(anna, "text")).to_have_value("Annas ord")
    group.press(anna, "send")
    expect(anna.locator(".samling-version p")).to_have_text(["Bos ord", "Annas ord"])


def test_what_hung_in_a_phase_that_is_gone_is_begun_in_the_first_one(page: Page) -> None:
    book = journey_of(0)
    open_widget(page, "journey", lambda: book)
    unfold(page, "decision").locator("[data-name=hang]").click()
    control(page, "text").fill(HALF)
    page.wait_for_function(SAVED)
    book.put(TOPIC, "phase-decision", None, 1)
    page.reload()
    expect(control(page, "text")).to_have_value(HALF)
    expect(page.locator(".journey-phase").first.locator("[data-name=text]")).to_be_visible()


def test_what_a_mentor_types_in_from_the_wall_is_there_again_and_no_participant_gets_it(group: Room) -> None:
    mia, anna = group.open("mia", "mentor"), group.open("anna")
    group.press(mia, "begin")
    phase(mia, "decision").locator("[data-name=hang]").click()
    control(mia, "text").fill("En lapp\nEn lapp til")
    again(mia)
    expect(control(mia, "text")).to_have_value("En lapp\nEn lapp til")
    group.look()
    assert "draft-writing" not in group.group["anna"].records(TOPIC)
    assert "En lapp til" not in anna.content()


def test_two_pages_of_one_writer_keep_what_is_begun_on_each(group: Room) -> None:
    one = group.open("anna")
    group.press(one, "begin")
    other = group.open("anna")
    for page, name, words in ((one, "decision", "På den ene"), (other, "first-meeting", "På den andre")):
        unfold(page, name).locator("[data-name=hang]").click()
        control(page, "text").fill(words)
        page.wait_for_function(SAVED)
    again(other)
    for name, words in (("decision", "På den ene"), ("first-meeting", "På den andre")):
        stop = unfold(other, name)
        if stop.locator("[data-name=hang]").is_visible():
            stop.locator("[data-name=hang]").click()
        expect(stop.locator("[data-name=text]")).to_have_value(words)


class TestTheCommonSheet:
    @pytest.fixture(autouse=True)
    def _sheet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_sheet(monkeypatch)

    def opened(self, page: Page, role: str = "participant") -> Line:
        book = MemoryBook()
        book.put(f"mestring/2/{ACTIVITY}", "line-1", {"text": "Vi spør først", "order": 1}, 0)
        return open_widget(page, ACTIVITY, lambda: book, role=role)

    @pytest.mark.parametrize("role", ["participant", "mentor"])
    def test_half_a_line_and_half_a_change_are_there_again(self, page: Page, role: str) -> None:
        self.opened(page, role)
        line = control(page, "new-line")
        line.fill("Halvveis")
        page.get_by_role("button", name="Endre «Vi spør først»").click()
        change = page.get_by_role("textbox", name="Teksten på linja")
        change.fill("Vi spør alltid")
        again(page)
        expect(line).to_have_value("Halvveis")
        expect(change).to_have_value("Vi spør alltid")
        control(page, "add-line").click()
        change.press("Enter")
        expect(page.locator(".sheet-text")).to_have_text(["Vi spør alltid", "Halvveis"])
        again(page)
        expect(line).to_have_value("")
        expect(change).to_be_hidden()


def test_half_a_note_for_a_pillar_is_there_again(page: Page) -> None:
    book = MemoryBook()
    open_widget(page, "pillars", lambda: book)
    page.get_by_label("Skriv en lapp").fill("Bussen gikk")
    again(page)
    expect(page.get_by_label("Skriv en lapp")).to_have_value("Bussen gikk")
    page.get_by_role("button", name="Legg til lappen").click()
    again(page)
    expect(page.get_by_label("Skriv en lapp")).to_have_value("")
    expect(page.locator(".sorting-note")).to_have_count(1)


def test_half_a_change_of_a_pillar_note_is_there_again(page: Page) -> None:
    book = MemoryBook()
    open_widget(page, "pillars", lambda: book)
    page.get_by_label("Skriv en lapp").fill("Bussen gikk")
    page.get_by_role("button", name="Legg til lappen").click()
    page.locator(".sorting-take").click()
    page.get_by_role("button", name="Endre teksten").click()
    page.locator(".sorting-editor textarea").fill("Bussen gikk for ti")
    again(page)
    expect(page.locator(".sorting-editor textarea")).to_have_value("Bussen gikk for ti")
    page.locator(".sorting-editor").get_by_role("button", name="Ferdig").click()
    expect(page.locator(".sorting-take")).to_have_text("Bussen gikk for ti")
    again(page)
    expect(page.locator(".sorting-editor")).to_have_count(0)


def test_half_a_headline_is_there_again(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    with room(browser, watch, tmp_path, "reflecting-team", "anna", reminded=True) as team:
        anna = team.open("anna")
        anna.get_by_label("Har du en historie?").fill("Døra på")
        again(anna)
        expect(anna.get_by_label("Har du en historie?")).to_have_value("Døra på")
        anna.get_by_label("Har du en historie?").press("Enter")
        again(anna)
        expect(anna.get_by_label("Har du en historie?")).to_have_value("")
        expect(anna.locator(".samling-own-headlines li")).to_have_count(1)
