"""The journey on its pages: by keyboard alone, by two at once, on a phone with very much on it, and on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser import widget_pages
from tests.browser.conftest import PHONE, WIDE, Watch
from tests.browser.widget_pages import Line, open_widget
from tests.browser.widget_room import Room, check_face, control, press_key_on, room
from tests.widgets.books import MemoryBook
from tests.widgets.journeys import NOTE, PROPOSAL, TOPIC, journey_of

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(WIDE, id="laptop")]
FIRST, SECOND = "Hun ventet ved vinduet.", "Ingen sa hvem som kom."


@pytest.fixture
def group(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "journey", "anna", "bo") as opened:
        for name in ("anna", "bo"):
            opened.group[name].remind("mestring/2")
        yield opened


def shown(page: Page, book: MemoryBook, size: tuple[int, int] = PHONE, role: str = "participant") -> Line:
    """The journey on a screen of this size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return open_widget(page, "journey", lambda: book, role=role)


def phase(page: Page, name: str) -> Locator:
    """A phase on the road."""
    return page.locator(f"[data-phase='{name}']")


def unfold(page: Page, name: str) -> Locator:
    """A phase with its notes in sight: where phases stand beside each other they always are."""
    stop = control(page, f"stop-{name}")
    if stop.count():
        stop.click()
    return phase(page, name)


def face(page: Page, words: str) -> Locator:
    """A note or a point, as it is tapped."""
    return page.locator(".journey-face", has_text=words)


def notes(book: MemoryBook) -> list[dict[str, Any]]:
    """The notes that stand, as they hang."""
    found = [kept.value for name, kept in book.records(TOPIC).items() if name.startswith("note-") and kept.value]
    return sorted(found, key=lambda value: value["order"])


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


def test_two_who_change_the_same_note_see_both_texts_and_choose(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    for page in (anna, bo):
        unfold(page, "decision")
    phase(anna, "decision").locator("[data-name=hang]").click()
    control(anna, "text").fill(FIRST)
    group.press(anna, "send")
    for page, words in ((anna, "Annas ord"), (bo, "Bos ord")):
        face(page, FIRST).click()
        control(page, "edit").click()
        page.locator(".journey-note [data-name=text]").fill(words)
    anna.locator(".journey-note [data-name=send]").click()
    group.settle(anna)
    expect(face(anna, "Annas ord")).to_be_visible()
    expect(bo.locator(".journey-note [data-name=text]")).to_have_value("Bos ord")
    expect(bo.locator(".journey-lost")).to_have_text("Noen har endret dette imens. Nå står det: «Annas ord»")
    bo.locator(".journey-note [data-name=send]").click()
    group.settle(bo)
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
    for page in (anna, bo):
        texts = phase(page, "decision").locator(".journey-note .journey-text")
        expect(texts).to_have_count(2)
        assert sorted(texts.all_text_contents()) == ["Annas ord", "Bos ord"]
        expect(page.locator(".samling-version")).to_have_count(0)


def test_two_texts_of_one_note_can_both_stand(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    group.press(anna, "begin")
    group.group["anna"].put(TOPIC, "note-a", {**NOTE, "gathering": "2"}, 0)
    group.look()
    for page, words in ((anna, "Annas ord"), (bo, "Bos ord")):
        unfold(page, "decision")
        face(page, NOTE["text"]).click()
        control(page, "edit").click()
        control(page, "text").fill(words)
    group.press(anna, "send")
    group.press(bo, "send")
    group.press(bo, "keep-both")
    for page in (anna, bo):
        texts = phase(page, "decision").locator(".journey-note .journey-text")
        expect(texts).to_have_count(2)
        assert sorted(texts.all_text_contents()) == ["Annas ord", "Bos ord"]
        expect(page.locator(".samling-version")).to_have_count(0)


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


@pytest.mark.parametrize("count", [0, 12, 40])
@pytest.mark.parametrize("large", [None, "decision", "sheets"])
def test_the_wall_can_be_read_from_six_metres(page: Page, count: int, large: str | None) -> None:
    book = journey_of(count)
    book.put(TOPIC, "proposal-a", {**PROPOSAL, "gathering": "2", "done": False}, 0)
    book.put(TOPIC, "lead-shown", {"phase": large, "gathering": "2"}, 0)
    shown(page, book, (1920, 1080), "wall")
    expect(page.locator(".journey-stage")).not_to_be_empty()
    check_face(page, wall=True)
    assert not page.evaluate(CUT_OFF)


CUT_OFF = """() => [...document.querySelectorAll('.journey-note, .journey-point, .journey-tiles li')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().bottom > innerHeight)
  .map(one => one.textContent)"""
"""What hangs below the wall's edge."""


def test_the_wall_keeps_what_is_marked_and_the_newest_where_there_is_no_room_for_all(page: Page) -> None:
    long = "Hun ventet ved vinduet fra klokka sju om morgenen, nummer {}".format
    book = journey_of(43, text=long)
    page.set_viewport_size({"width": 1920, "height": 1080})
    open_widget(page, "journey", lambda: book, role="wall")
    notes_of = page.locator(".journey-column .journey-note")
    expect(notes_of.first).to_be_attached()
    expect(page.locator(".journey-more").first).to_contain_text("til")
    for column in page.locator(".journey-column").all():
        hidden = column.locator(".journey-note[hidden]")
        shown_unmarked = column.locator(".journey-note:not([hidden], [data-marked])").count()
        assert hidden.count()
        assert hidden.and_(column.locator("[data-marked]")).count() == 0 or shown_unmarked == 0
    assert not page.evaluate(CUT_OFF)
    expect(page.get_by_text("Det som ikke får plass her, finner du på din egen side.")).to_be_in_viewport()


@pytest.mark.parametrize("count", [12, 43])
def test_the_wall_says_what_the_papers_mean_however_much_hangs_there(page: Page, count: int) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    book = journey_of(count, text="Hjemmehjelpen ventet ved kjøkkenbordet hele morgenen, nummer {}".format)
    open_widget(page, "journey", lambda: book, role="wall")
    expect(page.locator(".journey-column .journey-note:visible").first).to_be_visible()
    expect(page.locator(".journey-wall-head .journey-legend")).to_be_visible()
    check_face(page, wall=True)


def test_a_wall_where_nothing_hangs_asks_the_room(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    open_widget(page, "journey", lambda: journey_of(0), role="wall")
    expect(page.locator(".journey-asked li")).to_have_count(3)
    check_face(page, wall=True)


def test_very_much_on_a_wall_is_counted_and_a_phase_of_it_is_shown(page: Page) -> None:
    book = journey_of(300, 15)
    line = shown(page, book, (1920, 1080), "wall")
    expect(page.locator(".journey-tiles li")).to_have_count(15)
    check_face(page, wall=True)
    assert not page.evaluate(CUT_OFF)
    book.put(TOPIC, "lead-shown", {"phase": "decision", "gathering": "2"}, 0)
    line.widget._boards["own"].tell()
    line.look()
    expect(page.locator(".journey-note").first).to_be_visible()
    check_face(page, wall=True)
    assert not page.evaluate(CUT_OFF)


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
