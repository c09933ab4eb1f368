"""Somebody writes on while what came before is under way: nothing is lost, and nobody clashes with themselves."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.widget_pages import Line, open_widget
from tests.widgets.books import MemoryBook

TOPIC, NEXT = "mestring/2/gathering", "lead-next"
WHEN, PLACE, TASK = "Tirsdag 12. januar", "Fjellvang, stua", "Snakk med én til"
ALL = {"when": WHEN, "place": PLACE, "task": TASK}


def leading(page: Page, book: MemoryBook) -> Line:
    line = open_widget(page, "lead", lambda: book, role="mentor")
    page.locator(".samling-lead").evaluate("part => part.querySelectorAll('details').forEach(each => each.open = true)")
    return line


def write(page: Page, key: str, words: str) -> None:
    page.locator(f"[data-name='next-{key}']").fill(words)
    page.keyboard.press("Tab")


def standing(book: MemoryBook) -> Any:
    return book.records(TOPIC)[NEXT].value


def test_three_lines_written_before_the_first_is_answered_all_stand(page: Page) -> None:
    book = MemoryBook()
    line = leading(page, book)
    line.held = True
    for key, words in ALL.items():
        write(page, key, words)
    line.release()
    expect(page.locator(".lead-next-time .samling-saved")).to_have_text("Lagret")
    assert standing(book) == ALL
    assert page.locator("[role=alert]:not(:empty)").count() == 0


def test_what_was_kept_though_its_answer_was_lost_is_no_clash_with_what_is_written_after(page: Page) -> None:
    book = MemoryBook()
    line = leading(page, book)
    line.held = True
    write(page, "when", WHEN)
    assert standing(book) == {"when": WHEN, "place": "", "task": ""}
    line.lose()
    line.held = False
    line.connection("lost")
    write(page, "place", PLACE)
    line.connection("restored")
    expect(page.locator(".lead-next-time .samling-saved")).to_have_text("Lagret")
    assert standing(book) == {"when": WHEN, "place": PLACE, "task": ""}


def test_a_phone_that_slept_asks_how_things_stand_when_it_wakes(page: Page) -> None:
    """Its timers stood still, and what was sent meanwhile went nowhere without a word."""
    book = MemoryBook()
    leading(page, book)
    book.put(TOPIC, NEXT, ALL, 0)  # nobody tells this page
    expect(page.locator("[data-name='next-when']")).to_have_value("")
    wake = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
    wake += " document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(wake, True)
    expect(page.locator("[data-name='next-when']")).to_have_value("")
    page.evaluate(wake, False)
    expect(page.locator("[data-name='next-when']")).to_have_value(WHEN)


def test_what_somebody_else_wrote_meanwhile_is_still_a_clash(page: Page) -> None:
    book = MemoryBook()
    line = leading(page, book)
    line.cut = True
    write(page, "when", WHEN)
    book.put(TOPIC, NEXT, {"when": "Onsdag", "place": "", "task": ""}, 0)
    line.cut = False
    line.connection("lost")
    line.connection("restored")
    expect(page.locator(".lead-next-time")).to_contain_text("Onsdag")
    expect(page.locator(".lead-next-time")).to_contain_text(WHEN)
    assert standing(book)["when"] == "Onsdag"


def test_going_on_keeps_what_others_changed_of_the_same_thing(page: Page) -> None:
    leading(page, MemoryBook())
    value = page.evaluate(
        """async () => {
          const { goOn, written } = await import("/board_pending.js");
          const own = written({ text: "ny", mark: "works", phase: "a" }, 1);
          goOn(own, { text: "ny", mark: null, phase: "a" }, { name: "note-1", revision: 5, first: "", at: "",
            value: { text: "ny", mark: null, phase: "b" } });
          return [own.value, own.base];
        }"""
    )
    assert value == [{"text": "ny", "mark": "works", "phase": "b"}, 5]
