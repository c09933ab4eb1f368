"""A scale on its pages: two numbers that stay one's own, questions that follow them, and a common picture in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import PHONE, WIDE, Watch
from tests.browser.widget_pages import open_widget
from tests.browser.widget_room import Room, check_face, control, room
from tests.widgets.books import MemoryBook

KEY = "mestring/2/scaling"
NAMES = ("anna", "bo", "cleo", "dag", "eva", "finn")
NUMBERS = {"anna": 2, "bo": 3, "cleo": 6, "dag": 5, "eva": 9}
IMPORTANCE, BELIEF = "Hvor viktig er dette for deg?", "Hvor stor tro har du på at du får det til?"
COMMON = "Hvor stor tro har du på at vi får til denne måten å jobbe på, i vår hverdag?"


@pytest.fixture
def group(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "scaling", *NAMES) as opened:
        yield opened


def strip(page: Page, label: str) -> Locator:
    """A strip by its question."""
    return page.get_by_role("radiogroup", name=label)


def number(page: Page, label: str, value: int) -> Locator:
    """One number of a strip."""
    return strip(page, label).get_by_role("radio").nth(value - 1)


def choose(page: Page, label: str, value: int) -> None:
    """Tap a number."""
    strip(page, label).locator("label").nth(value - 1).click()


def stored(book: MemoryBook) -> dict[str, str]:
    return {field: answer.text for field, answer in book.answers(KEY).items()}


def opened(page: Page, size: tuple[int, int] = PHONE) -> MemoryBook:
    """The scale on one's own page of this size."""
    book = MemoryBook()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_widget(page, "scaling", lambda: book)
    return book


def test_both_numbers_are_placed_changed_and_taken_away_by_keyboard_alone(page: Page) -> None:
    book = opened(page)
    number(page, IMPORTANCE, 1).focus()
    page.keyboard.press("End")
    expect(number(page, IMPORTANCE, 10)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(number(page, IMPORTANCE, 10)).to_be_checked()
    page.keyboard.press("ArrowLeft")
    expect(number(page, IMPORTANCE, 9)).to_be_checked()
    number(page, BELIEF, 4).focus()
    page.keyboard.press("Space")
    expect(page.locator(".scale-strips .scale-said")).to_have_text(["9 av 10", "4 av 10"])
    expect(page.locator(".scale-between")).not_to_be_empty()
    assert stored(book) == {"importance": "9", "belief": "4"}
    page.keyboard.press("Delete")
    expect(number(page, BELIEF, 4)).not_to_be_checked()
    expect(page.locator(".scale-between")).to_be_empty()
    expect(strip(page, BELIEF).get_by_role("radio", checked=True)).to_have_count(0)
    assert stored(book)["belief"] == ""


def test_a_second_tap_takes_a_number_away_and_a_page_built_anew_has_what_was_placed(page: Page) -> None:
    book = opened(page)
    choose(page, IMPORTANCE, 7)
    choose(page, BELIEF, 3)
    choose(page, BELIEF, 3)
    expect(strip(page, BELIEF).get_by_role("radio", checked=True)).to_have_count(0)
    choose(page, BELIEF, 5)
    expect(page.locator(".scale-strips .scale-said")).to_have_text(["7 av 10", "5 av 10"])
    page.evaluate("() => window.unmount().then(window.mount)")
    expect(number(page, IMPORTANCE, 7)).to_be_checked()
    expect(number(page, BELIEF, 5)).to_be_checked()
    assert stored(book) == {"importance": "7", "belief": "5"}


def test_a_finger_or_a_mouse_that_slides_takes_the_number_along_and_leaves_it_there(page: Page) -> None:
    book = opened(page, WIDE)
    cells = strip(page, BELIEF).locator("label")
    boxes: list[Any] = [cells.nth(at).bounding_box() for at in (1, 4, 6)]
    middle = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    page.mouse.move(*middle[0])
    page.mouse.down()
    page.mouse.move(*middle[1], steps=4)
    expect(number(page, BELIEF, 5)).to_be_checked()
    assert "belief" not in stored(book), "nothing is placed before it is lifted"
    page.mouse.move(*middle[2], steps=4)
    page.mouse.up()
    expect(number(page, BELIEF, 7)).to_be_checked()
    assert stored(book) == {"belief": "7"}
    assert page.locator(".scale-cells").first.evaluate("one => getComputedStyle(one).touchAction") == "pan-y"


def test_where_a_goal_matters_little_the_question_is_whose_it_is(page: Page) -> None:
    opened(page)
    choose(page, IMPORTANCE, 2)
    choose(page, BELIEF, 9)
    questions = page.locator(".scale-questions .samling-field:visible")
    expect(questions).to_have_count(1)
    expect(questions.locator("label")).to_have_text("Hvem sitt mål er dette? Hva vil du heller bruke kreftene på?")
    check_face(page)


def test_a_mentor_reads_the_questions_without_a_number_to_fill_in(page: Page) -> None:
    open_widget(page, "scaling", MemoryBook, role="mentor")
    asked = page.locator(".samling-asked ul")
    expect(asked).to_contain_text("Hva gjør at troen ikke er lavere?")
    expect(asked).not_to_contain_text("…")
    expect(asked).not_to_contain_text("{")


def test_questions_follow_the_numbers_and_what_was_written_stays_when_they_change(page: Page) -> None:
    opened(page)
    questions = page.locator(".scale-questions")
    choose(page, IMPORTANCE, 9)
    choose(page, BELIEF, 3)
    expect(questions.get_by_text("Du satte troen på 3. Hva gjør at tallet ikke er lavere?")).to_be_visible()
    field = questions.locator("textarea:visible").first
    field.fill("Jeg klarte trappa i vår")
    expect(page.get_by_text("Lagret", exact=True).first).to_be_visible()
    reading = page.locator(".scale-reading").inner_text()
    choose(page, BELIEF, 10)
    expect(page.locator(".scale-reading")).not_to_have_text(reading)
    kept = questions.locator("textarea:visible").evaluate_all("all => all.map(one => one.value)")
    assert kept.count("Jeg klarte trappa i vår") == 1


@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(WIDE, id="laptop")])
def test_one_s_own_page_is_open_to_all_before_and_after_the_numbers(page: Page, size: tuple[int, int]) -> None:
    opened(page, size)
    check_face(page)
    choose(page, IMPORTANCE, 10)
    choose(page, BELIEF, 2)
    expect(page.locator(".scale-between")).not_to_be_empty()
    check_face(page)


def test_then_stands_beside_now_at_the_third_gathering(page: Page) -> None:
    book = MemoryBook()
    book.save(KEY, "importance", "8", 0)
    book.save(KEY, "belief", "3", 0)
    book.save(KEY, "goal", "Svømme tre lengder", 0)
    open_widget(page, "scaling", lambda: book, programme="mestring/3")
    expect(page.locator(".scale-earlier")).to_contain_text("På samling 2 skrev du:")
    expect(page.locator(".scale-goal")).to_have_text("Svømme tre lengder")
    expect(page.locator(".scale-cell.is-then")).to_have_count(2)
    choose(page, IMPORTANCE, 8)
    choose(page, BELIEF, 6)
    expect(page.locator(".scale-strips")).to_contain_text("samling 2")
    check_face(page)
    assert book.answers("mestring/3/scaling")["belief"].text == "6"
    assert stored(book)["belief"] == "3"


def test_two_numbers_come_to_no_other_page(group: Room) -> None:
    anna, bo = group.open("anna"), group.open("bo")
    mia, wall = group.open("mia", "mentor"), group.open("veggen", "wall")
    choose(anna, IMPORTANCE, 7)
    expect(anna.get_by_text("7 av 10")).to_be_visible()
    group.settle(anna)
    for page in (bo, mia, wall):
        assert "7 av 10" not in page.locator("main").inner_text()
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    check_face(mia)
    check_face(wall, wall=True)


def test_the_common_question_waits_for_the_mentor_and_for_five_and_is_shown_in_words_alone(group: Room) -> None:
    pages = {name: group.open(name) for name in NUMBERS}
    mia, wall = group.open("mia", "mentor"), group.open("veggen", "wall")
    for page in pages.values():
        expect(strip(page, COMMON)).to_be_hidden()
    group.press(mia, "main")
    expect(wall.get_by_text(COMMON)).to_be_visible()
    check_face(wall, wall=True)
    for name, page in pages.items():
        expect(control(mia, "main")).to_have_attribute("aria-disabled", "true")
        choose(page, COMMON, NUMBERS[name])
        group.settle(page)
        expect(page.locator(".scale-kept")).not_to_be_empty()
    check_face(pages["anna"])
    expect(mia.locator(".scale-count")).to_contain_text("5")
    group.press(mia, "main")
    check_face(mia)
    group.press(mia, "main")
    for page in (mia, wall, *pages.values()):
        expect(page.locator(".scale-spread strong")).to_have_text(["flere", "flere", "få eller ingen"])
    check_face(wall, wall=True)
    check_face(mia)
    check_face(pages["anna"])

    late = group.open("finn")
    expect(late.locator(".scale-spread")).to_be_visible()
    expect(strip(late, COMMON)).to_be_hidden()
    group.press(mia, "main")
    expect(wall.locator(".scale-spread")).to_have_count(0)
    expect(late.locator(".scale-spread")).to_have_count(0)
    group.press(mia, "main")
    expect(wall.locator(".scale-spread strong")).to_have_text(["flere", "flere", "få eller ingen"])
