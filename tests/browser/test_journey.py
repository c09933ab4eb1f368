"""The journey on one page: by keyboard alone, dragged, with very much on it, on a phone and a laptop."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect
from tests.browser import widget_pages
from tests.browser.conftest import PHONE, WIDE
from tests.browser.journey_pages import FIRST, SECOND, SIZES, face, notes, phase, shown, unfold
from tests.browser.widget_room import check_face, control, press_key_on
from tests.widgets.books import MemoryBook
from tests.widgets.journeys import NOTE, PROPOSAL, TOPIC, journey_of


@pytest.mark.parametrize("size", SIZES)
def test_by_keyboard_alone_a_journey_begins_and_a_note_goes_all_its_ways(page: Page, size: tuple[int, int]) -> None:
    book = MemoryBook()
    shown(page, book, size)
    narrow, keys = size == PHONE, page.keyboard
    press_key_on(control(page, "begin"))
    expect(page.locator(".journey-phase")).to_have_count(5)
    if narrow:
        expect(control(page, "stop-before-us")).to_be_focused()
        press_key_on(control(page, "stop-decision"))
    else:
        expect(phase(page, "before-us").locator("[data-name=hang]")).to_be_focused()
    press_key_on(phase(page, "decision").locator("[data-name=hang]"))
    expect(control(page, "text")).to_be_focused()
    keys.type(FIRST)
    keys.press("Control+Enter")
    expect(control(page, "text")).to_be_focused()
    expect(control(page, "text")).to_have_value("")
    keys.type(SECOND)
    keys.press("Control+Enter")
    keys.press("Escape")
    expect(phase(page, "decision").locator("[data-name=hang]")).to_be_focused()
    expect(phase(page, "decision").locator(".journey-text")).to_have_text([FIRST, SECOND])

    press_key_on(face(page, SECOND))
    expect(face(page, SECOND)).to_be_focused()
    press_key_on(control(page, "edit"))
    expect(control(page, "text")).to_be_focused()
    keys.press("End")
    keys.type(" Aldri.")
    keys.press("Control+Enter")
    changed = f"{SECOND} Aldri."
    expect(face(page, changed)).to_be_focused()
    keys.press("Shift+ArrowUp")
    expect(phase(page, "decision").locator(".journey-text")).to_have_text([changed, FIRST])
    expect(face(page, changed)).to_be_focused()

    keys.press("Enter")
    press_key_on(control(page, "mark-works"))
    expect(control(page, "mark-works")).to_have_attribute("aria-pressed", "true")
    expect(control(page, "mark-works")).to_be_focused()
    press_key_on(control(page, "move"))
    control(page, "to-phase").focus()
    keys.press("ArrowDown")
    if narrow:
        expect(control(page, "stop-decision")).to_be_focused()
        press_key_on(control(page, "stop-first-weeks"))
    else:
        expect(control(page, "to-phase")).to_be_focused()
    expect(phase(page, "first-weeks").locator(".journey-text")).to_have_text([changed])
    assert [(note["text"], note["phase"], note["mark"]) for note in notes(book) if note["mark"]] == [
        (changed, "first-weeks", "works")
    ]

    if narrow:
        press_key_on(face(page, changed))
    press_key_on(control(page, "take-away"))
    expect(face(page, changed)).to_have_count(0)
    expect(control(page, "undo")).to_be_focused()
    keys.press("Enter")
    expect(face(page, changed)).to_be_focused()
    assert len(notes(book)) == 2


def test_an_arrow_moves_a_note_across_the_columns_and_the_focus_goes_along(page: Page) -> None:
    book = journey_of(1)
    shown(page, book, WIDE)
    face(page, "Lapp nummer 0").focus()
    for expected in ("first-meeting", "decision"):
        page.keyboard.press("Shift+ArrowRight")
        expect(phase(page, expected).locator(".journey-face")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(phase(page, "first-meeting").locator(".journey-face")).to_be_focused()
    expect(page.locator("[role=status]", has_text="Flyttet til «Det første møtet»")).to_have_count(1)


def test_a_note_is_dragged_to_another_phase_and_a_tap_is_no_drag(page: Page) -> None:
    book = journey_of(2)
    shown(page, book, WIDE)
    card, target = face(page, "Lapp nummer 0"), phase(page, "everyday")
    start, end = card.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 60, steps=4)
    expect(page.locator(".journey-ghost")).to_have_count(1)
    page.mouse.up()
    expect(target.locator(".journey-text")).to_have_text("Lapp nummer 0")
    expect(page.locator(".journey-ghost")).to_have_count(0)
    expect(page.locator(".journey-menu")).to_have_count(0)
    face(page, "Lapp nummer 0").click()
    expect(page.locator(".journey-menu")).to_have_count(1)


def test_a_phase_with_notes_asks_before_it_goes_and_loses_none(page: Page) -> None:
    book = journey_of(5)
    shown(page, book)
    decision = unfold(page, "decision")
    hung = decision.locator(".journey-note").count()
    assert hung
    decision.locator("[data-name=tools]").click()
    control(page, "take-phase").click()
    expect(control(page, "take-phase-yes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".journey-phase")).to_have_count(4)
    expect(page.locator(".journey-stop", has_text="Det første møtet")).to_contain_text("2 lapper")
    assert len(notes(book)) == 5


@pytest.mark.parametrize("count", [0, 40, 300])
def test_the_picture_is_saved_as_it_is_shown(page: Page, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(widget_pages, "POLICY", f"{widget_pages.POLICY}; img-src blob:")
    shown(page, journey_of(count))
    for name, ending in (("svg", "brukerreise.svg"), ("poster", "brukerreise-A3.svg"), ("png", "brukerreise.png")):
        with page.expect_download() as got:
            control(page, name).click()
        assert got.value.suggested_filename == ending
        content = Path(got.value.path()).read_bytes()
        if name == "png":
            wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
            assert content.startswith(b"\x89PNG\r\n\x1a\n")
            assert wide > 1000
            assert wide * high <= 16_100_000
        else:
            assert ElementTree.fromstring(content).tag.endswith("svg")


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("size", SIZES)
def test_each_face_is_open_to_all_in_every_state(page: Page, role: str, size: tuple[int, int]) -> None:
    book = journey_of(12)
    book.put(TOPIC, "proposal-a", {**PROPOSAL, "gathering": "1", "done": True}, 0)
    book.put(TOPIC, "proposal-b", {**PROPOSAL, "sheet": None, "gathering": "2", "done": False}, 0)
    book.put(TOPIC, "note-early", {**NOTE, "gathering": "1", "mark": "room"}, 0)
    book.put(TOPIC, "note-stray", {**NOTE, "phase": "nowhere", "gathering": "2"}, 0)
    shown(page, book, size, role)
    expect(page.locator(".journey-phase")).to_have_count(6)
    check_face(page)
    decision = unfold(page, "decision")
    decision.locator(".journey-face").last.click()
    control(page, "move").click()
    page.locator(".journey-key summary").click()
    check_face(page)
    control(page, "edit").click()
    control(page, "new-phase").click()
    control(page, "propose-new").click()
    decision.locator("[data-name=tools]").click()
    check_face(page)


def test_fifteen_phases_and_three_hundred_notes_can_be_used_on_a_phone(page: Page) -> None:
    book = journey_of(300, 15)
    line = shown(page, book)
    expect(page.locator(".journey-phase")).to_have_count(15)
    expect(page.locator(".journey-note")).to_have_count(0)
    decision = unfold(page, "decision")
    expect(decision.locator(".journey-note")).to_have_count(20)
    check_face(page)
    decision.locator("[data-name=hang]").click()
    control(page, "text").fill(FIRST)
    control(page, "send").click()
    expect(decision.locator(".journey-note")).to_have_count(21)
    control(page, "leave").click()
    book.put(TOPIC, "note-other", {**NOTE, "text": SECOND, "order": 1000, "gathering": "2"}, 0)
    page.evaluate(WATCH_OTHERS)
    line.widget._boards["own"].tell()
    line.look()
    expect(face(page, SECOND)).to_be_visible()
    assert page.evaluate("() => window.touched") == 0
    face(page, FIRST).click()
    control(page, "mark-room").click()
    expect(decision.locator(".journey-note.is-framed-2", has_text=FIRST)).to_have_count(1)
    control(page, "take-away").click()
    expect(decision.locator(".journey-note")).to_have_count(21)


WATCH_OTHERS = """() => {
  window.touched = 0;
  const watch = new MutationObserver(changes => window.touched += changes.length);
  for (const note of document.querySelectorAll('.journey-note')) {
    watch.observe(note, {childList: true, attributes: true, characterData: true, subtree: true});
  }
}"""
"""Counts what is touched of the notes that hang there already."""


def test_fifteen_phases_scroll_inside_the_road_on_a_laptop_and_the_page_stays(page: Page) -> None:
    shown(page, journey_of(300, 15), WIDE)
    expect(page.locator(".journey-note")).to_have_count(300)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDE[0]
    scroll = page.locator(".journey-scroll")
    assert scroll.evaluate("one => one.scrollWidth > one.clientWidth")
    phase(page, "phase14").locator("[data-name=hang]").focus()
    assert scroll.evaluate("one => one.scrollLeft") > 0


def test_what_is_new_since_last_time_can_be_seen_alone(page: Page) -> None:
    book = journey_of(2)
    book.put(TOPIC, "note-early", {**NOTE, "phase": "before-us", "gathering": "1"}, 0)
    shown(page, book, WIDE)
    expect(face(page, NOTE["text"])).to_contain_text("samling 1")
    control(page, "only-new").click()
    expect(page.locator(".journey-note")).to_have_count(2)
    expect(face(page, NOTE["text"])).to_have_count(0)
    counts = page.locator(".journey-counts").all_inner_texts()
    assert sum("1 lapp" in count for count in counts) == 2, "closed phases say where the new ones are"
    assert sum("Ikke noe nytt" in count for count in counts) == 3
    expect(control(page, "only-new")).to_be_focused()
    control(page, "only-new").click()
    expect(page.locator(".journey-note")).to_have_count(3)


def test_the_word_about_confidentiality_comes_before_the_first_note(page: Page) -> None:
    book = journey_of(0)
    book.reminded = lambda gathering: False  # type: ignore[method-assign]
    shown(page, book)
    unfold(page, "decision").locator("[data-name=hang]").click()
    expect(control(page, "text")).to_have_count(0)
    expect(control(page, "reminded")).to_be_focused()
    page.keyboard.press("Enter")
    expect(control(page, "text")).to_be_focused()


def test_what_is_half_written_survives_a_page_built_anew(page: Page) -> None:
    shown(page, journey_of(0))
    unfold(page, "decision").locator("[data-name=hang]").click()
    control(page, "text").fill("Halvveis")
    page.evaluate("() => window.unmount().then(window.mount)")
    expect(control(page, "text")).to_have_value("Halvveis")
