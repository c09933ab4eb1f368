"""Sorting on its pages: small notes of one's own on three pillars, by tap, drag and keys, for nobody else to see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import PHONE, WIDE, Watch
from tests.browser.widget_pages import open_widget
from tests.browser.widget_room import Room, check_face, room
from tests.widgets.books import MemoryBook

KEY = "mestring/2/pillars"
NOTE, OTHER = "Jeg spør før jeg hjelper", "Hun hadde sovet godt"
LONG = "Vi banket på og ventet, og så ventet vi litt til 🙂 " * 4
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(WIDE, id="laptop")]


@pytest.fixture
def group(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "pillars", "anna", "bo") as opened:
        yield opened


def shown(page: Page, size: tuple[int, int] = PHONE, book: MemoryBook | None = None) -> MemoryBook:
    """The board on one's own page of this size."""
    found = book or MemoryBook()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_widget(page, "pillars", lambda: found)
    return found


def place(page: Page, pillar: str = "") -> Locator:
    """A pillar by its id, or what lies between them."""
    return page.locator(f"[data-place='{pillar}']")


def card(page: Page, text: str) -> Locator:
    """A note, as it is tapped."""
    return page.locator(".sorting-take", has_text=text)


def write(page: Page, text: str) -> None:
    page.locator(".sorting-composer textarea").fill(text)
    page.keyboard.press("Enter")
    expect(card(page, text.strip())).to_be_visible()


def lies(book: MemoryBook) -> dict[str, Any]:
    """Each note that is stored, and its pillar."""
    text = book.answers(KEY)["board"].text
    return {note["text"]: note["pillar"] for note in json.loads(text)["notes"]} if text else {}


def filled(count: int) -> MemoryBook:
    """A book with so many notes on its board."""
    book = MemoryBook()
    pillars = ("mine", "others", "luck", None)
    notes = [{"id": f"note-{n}", "text": f"{n} {LONG}", "pillar": pillars[n % 4]} for n in range(count)]
    book.save(KEY, "board", json.dumps({"notes": notes}), 0)
    return book


def test_a_note_is_written_sorted_moved_back_and_taken_away_by_keyboard_alone(page: Page) -> None:
    book, keys = shown(page), page.keyboard
    page.locator(".sorting-composer textarea").focus()
    keys.type(NOTE)
    keys.press("Enter")
    expect(page.locator(".sorting-composer textarea")).to_be_focused()
    card(page, NOTE).focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    expect(place(page, "mine").locator(".sorting-take")).to_have_text([NOTE])
    expect(card(page, NOTE)).to_be_focused()
    page.get_by_role("button", name="Angre").focus()
    keys.press("Enter")
    expect(place(page).locator(".sorting-take")).to_have_text([NOTE])
    card(page, NOTE).focus()
    keys.press("Enter")
    page.get_by_role("button", name="Ta bort").focus()
    keys.press("Enter")
    expect(card(page, NOTE)).to_have_count(0)
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    keys.press("Enter")
    expect(card(page, NOTE)).to_be_visible()
    assert lies(book) == {NOTE: None}


def test_a_tap_on_a_note_and_then_on_a_pillar_moves_it_and_it_is_there_on_a_page_built_anew(page: Page) -> None:
    book = shown(page)
    write(page, NOTE)
    write(page, OTHER)
    card(page, OTHER).click()
    place(page, "luck").locator("h3").click()
    expect(place(page, "luck").locator(".sorting-take")).to_have_text([OTHER])
    page.evaluate("() => window.unmount().then(window.mount)")
    expect(place(page, "luck").locator(".sorting-take")).to_have_text([OTHER])
    expect(place(page).locator(".sorting-take")).to_have_text([NOTE])
    assert lies(book) == {NOTE: None, OTHER: "luck"}


def test_a_note_that_was_just_written_is_seen_where_one_writes(page: Page) -> None:
    shown(page)
    write(page, "Bussen gikk for tidlig")
    expect(page.locator(".sorting-said")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Angre")).to_be_in_viewport()
    expect(card(page, "Bussen gikk for tidlig")).to_be_in_viewport()


def test_a_note_is_dragged_to_a_pillar(page: Page) -> None:
    book = shown(page, WIDE)
    write(page, NOTE)
    page.locator(".sorting-places").scroll_into_view_if_needed()
    place(page, "others").locator("h3").scroll_into_view_if_needed()
    start, end = card(page, NOTE).bounding_box(), place(page, "others").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 40, steps=5)
    page.mouse.up()
    expect(place(page, "others").locator(".sorting-take")).to_have_text([NOTE])
    assert lies(book) == {NOTE: "others"}


def test_a_starter_note_is_taken_and_the_rest_can_be_left(page: Page) -> None:
    book = shown(page)
    offered = page.locator(".sorting-starters li:visible")
    expect(offered).to_have_count(6)
    text = offered.first.inner_text()
    offered.first.get_by_role("button").click()
    expect(offered).to_have_count(5)
    expect(card(page, text)).to_be_visible()
    assert lies(book) == {text: None}


def test_two_windows_that_both_sort_lose_nothing(group: Room) -> None:
    first = group.open("anna")
    line = group.lines["anna"]
    second = group.open("anna")
    write(first, NOTE)
    write(second, OTHER)
    for page in (first, second):
        group.settle(page)
    assert line is not group.lines["anna"]
    expect(second.locator(".sorting-take")).to_have_count(2)
    expect(card(second, NOTE)).to_be_visible()
    expect(card(second, OTHER)).to_be_visible()
    text = group.group["anna"].answers(KEY)["board"].text
    assert {note["text"] for note in json.loads(text)["notes"]} == {NOTE, OTHER}


def test_a_board_comes_to_no_other_page(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    mia, wall = group.open("mia", "mentor"), group.open("veggen", "wall")
    write(anna, NOTE)
    group.settle(anna)
    for page in (bo, mia, wall):
        assert NOTE not in page.content()
    check_face(mia)
    check_face(wall, wall=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 3, 60])
def test_the_board_is_open_to_all_with_few_and_many_long_notes(page: Page, size: tuple[int, int], count: int) -> None:
    shown(page, size, filled(count))
    expect(page.locator(".sorting-take")).to_have_count(count)
    check_face(page)
    if count:
        page.locator(".sorting-take").first.click()
        expect(page.locator(".sorting-menu:visible")).to_have_count(1)
        check_face(page)
