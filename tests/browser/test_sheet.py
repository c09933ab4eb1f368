"""A common sheet on a page: several write on it, by keyboard as well, and nothing that is being written is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.widget_pages import Line, open_widget, violations
from tests.widgets.books import MemoryBook
from tests.widgets.sheets import ACTIVITY, give_sheet

TOPIC = f"mestring/2/{ACTIVITY}"


@pytest.fixture(autouse=True)
def _sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    give_sheet(monkeypatch)


def sheet(page: Page, book: MemoryBook, role: str = "participant") -> Line:
    return open_widget(page, ACTIVITY, lambda: book, role=role)


def with_lines(*texts: str) -> MemoryBook:
    book = MemoryBook()
    for number, text in enumerate(texts, 1):
        book.put(TOPIC, f"line-{number}", {"text": text, "order": number}, 0)
    return book


def standing(book: MemoryBook) -> list[Any]:
    values = [kept.value for kept in book.records(TOPIC).values() if kept.value]
    return [value["text"] for value in sorted(values, key=lambda value: value["order"])]


def test_a_participant_writes_changes_moves_and_takes_away_by_keyboard_alone(page: Page) -> None:
    book = with_lines("Vi spør først")
    sheet(page, book)
    keys = page.keyboard
    page.get_by_label("Skriv en linje").focus()
    keys.type("Vi venter litt")
    keys.press("Enter")
    texts = page.locator(".sheet-text")
    expect(texts).to_have_text(["Vi spør først", "Vi venter litt"])
    expect(page.get_by_label("Skriv en linje")).to_be_focused()
    page.get_by_role("button", name="Endre «Vi venter litt»").focus()
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Teksten på linja")).to_be_focused()
    keys.press("End")
    keys.type(" lenger")
    keys.press("Enter")
    expect(texts).to_have_text(["Vi spør først", "Vi venter litt lenger"])
    change = page.get_by_role("button", name="Endre «Vi venter litt lenger»")
    expect(change).to_be_focused()
    keys.press("Enter")
    page.get_by_role("button", name="Flytt opp").focus()
    keys.press("Enter")
    expect(texts).to_have_text(["Vi venter litt lenger", "Vi spør først"])
    expect(page.get_by_role("button", name="Flytt opp")).to_be_focused()
    assert standing(book) == ["Vi venter litt lenger", "Vi spør først"]
    page.get_by_role("button", name="Ta bort").focus()
    keys.press("Enter")
    expect(texts).to_have_text(["Vi spør først"])
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    keys.press("Enter")
    expect(texts).to_have_text(["Vi venter litt lenger", "Vi spør først"])


def test_a_mentor_types_in_what_hangs_on_the_wall_several_lines_at_once(page: Page) -> None:
    book = MemoryBook()
    sheet(page, book, "mentor")
    page.get_by_label("Skriv inn det som henger på veggen").fill("Vi spør først\n\n  Vi venter litt \nAlle får ordet")
    page.get_by_role("button", name="Sett det på arket").click()
    expect(page.locator(".sheet-text")).to_have_text(["Vi spør først", "Vi venter litt", "Alle får ordet"])
    assert standing(book) == ["Vi spør først", "Vi venter litt", "Alle får ordet"]


def test_what_others_write_disturbs_nobody_who_is_writing(page: Page) -> None:
    book = with_lines("Vi spør først")
    line = sheet(page, book)
    page.get_by_role("button", name="Endre «Vi spør først»").click()
    page.get_by_role("textbox", name="Teksten på linja").fill("Vi spør alltid")
    book.put(TOPIC, "line-2", {"text": "Fra noen andre", "order": 0}, 0)
    book.put(TOPIC, "line-1", {"text": "Vi spør to ganger", "order": 1}, 1)
    line.widget._boards["own"].tell()
    line.look()
    expect(page.get_by_text("Fra noen andre")).to_be_visible()
    expect(page.get_by_role("textbox", name="Teksten på linja")).to_have_value("Vi spør alltid")
    expect(page.get_by_role("textbox", name="Teksten på linja")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noen andre endret dette")).to_be_visible()
    page.get_by_role("button", name="La ditt stå").click()
    expect(page.locator(".sheet-text")).to_have_text(["Fra noen andre", "Vi spør alltid"])


def test_a_line_that_was_taken_away_meanwhile_keeps_its_writer_s_words(page: Page) -> None:
    book = with_lines("Vi spør først")
    line = sheet(page, book)
    page.get_by_role("button", name="Endre «Vi spør først»").click()
    field = page.get_by_role("textbox", name="Teksten på linja")
    field.fill("Vi spør alltid")
    book.put(TOPIC, "line-1", None, 1)
    line.widget._boards["own"].tell()
    line.look()
    expect(field).to_have_value("Vi spør alltid")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".sheet-text")).to_have_text("Vi spør alltid")
    assert standing(book) == ["Vi spør alltid"]


def test_a_line_that_is_too_long_stays_in_the_field(page: Page) -> None:
    book = MemoryBook()
    sheet(page, book)
    page.get_by_label("Skriv en linje").fill("x" * 203)
    page.get_by_role("button", name="Sett det på arket").click()
    expect(page.get_by_text("3 tegn for lang")).to_be_visible()
    expect(page.get_by_label("Skriv en linje")).to_have_value("x" * 203)
    assert standing(book) == []


def test_an_identity_number_stops_and_the_line_still_stands_there(page: Page) -> None:
    book = MemoryBook()
    sheet(page, book)
    page.get_by_label("Skriv en linje").fill("fnr 13097248022")
    page.keyboard.press("Enter")
    expect(page.get_by_text("fødselsnummer")).to_be_visible()
    assert standing(book) == []


def test_the_word_about_confidentiality_comes_before_the_first_line(page: Page) -> None:
    book = with_lines("Vi spør først")
    book.reminded = lambda gathering: False  # type: ignore[method-assign]
    sheet(page, book)
    expect(page.get_by_label("Skriv en linje")).to_have_count(0)
    expect(page.get_by_role("button", name="Endre")).to_have_count(0)
    page.get_by_role("button", name="Det har jeg tenkt på").click()
    expect(page.get_by_label("Skriv en linje")).to_be_focused()
    expect(page.get_by_role("button", name="Endre «Vi spør først»")).to_be_visible()


def test_what_is_being_written_survives_a_page_built_anew(page: Page) -> None:
    book = with_lines("Vi spør først")
    sheet(page, book)
    page.get_by_label("Skriv en linje").fill("Halvveis")
    page.get_by_role("button", name="Endre «Vi spør først»").click()
    page.get_by_role("textbox", name="Teksten på linja").fill("Vi spør alltid")
    page.evaluate("() => window.unmount().then(window.mount)")
    expect(page.get_by_label("Skriv en linje")).to_have_value("Halvveis")
    expect(page.get_by_role("textbox", name="Teksten på linja")).to_have_value("Vi spør alltid")


def test_the_wall_shows_the_lines_large_and_follows(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    book = MemoryBook()
    line = sheet(page, book, "wall")
    expect(page.get_by_text("Hva ville personen selv ha foreslått?")).to_be_visible()
    book.put(TOPIC, "line-1", {"text": "Vi spør først", "order": 1}, 0)
    line.widget._boards["own"].tell()
    line.look()
    expect(page.get_by_text("Vi spør først")).to_be_visible()
    expect(page.get_by_text("Hva ville personen selv ha foreslått?")).to_be_hidden()
    expect(page.locator("button, textarea, input")).to_have_count(0)
    sizes = page.locator(".samling *").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 32


@pytest.mark.parametrize("role", ["participant", "mentor", "wall"])
def test_each_face_is_open_to_all_and_fits_a_phone(page: Page, role: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sheet(page, with_lines("Vi spør først", "Vi venter litt"), role)
    expect(page.get_by_text("Vi spør først")).to_be_visible()
    if role != "wall":
        page.get_by_role("button", name="Endre «Vi spør først»").click()
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("activity", ["coping", "nursing-home", "between", "summing-up"])
def test_other_walls_are_calm(page: Page, activity: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    line = open_widget(page, activity, MemoryBook, role="wall")
    expect(page.get_by_text(line.widget.definition["title"])).to_be_visible()
    expect(page.locator("button, textarea, input")).to_have_count(0)
    assert violations(page) == []
