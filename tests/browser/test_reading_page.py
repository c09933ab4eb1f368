"""What follows a reading, and the readable page of the kinds that have no screen of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.widget_pages import open_at_nine, open_widget, violations
from tests.widgets.books import MemoryBook
from tests.widgets.outlines import ACTIVITY, OUTLINES, give_outline

from samling_exercises import load_programme

EXERCISES = load_programme("mestring").gathering("2").exercises
READINGS = [exercise.id for exercise in EXERCISES if exercise.kind == "reading"]
LOOKED_AT = ["summing-up", "check-in", "check-out", "coping", "scaling", "reflecting-team"]


def test_a_reading_has_one_thing_to_think_about_and_a_mark(page: Page) -> None:
    book = MemoryBook()
    line = open_widget(page, "coping", lambda: book)
    expect(page.get_by_text(line.widget.definition["think"])).to_be_visible()
    mark = page.get_by_role("checkbox", name="Jeg har lest dette")
    mark.focus()
    page.keyboard.press("Space")
    expect(page.locator(".samling-mark .samling-saved")).to_have_text("Lagret")
    assert book.revisions["mestring/2/coping", "done"] == ["yes"]
    page.keyboard.press("Space")
    expect(mark).not_to_be_checked()
    expect(page.locator(".samling-mark .samling-saved")).to_have_text("Lagret")
    done = [detail["done"] for detail in line.told("done")]
    assert done == [False, True, False]


def test_a_mark_set_before_is_set_when_the_page_opens(page: Page) -> None:
    book = MemoryBook()
    book.save("mestring/2/coping", "done", "yes", 0)
    line = open_widget(page, "coping", lambda: book)
    expect(page.get_by_role("checkbox", name="Jeg har lest dette")).to_be_checked()
    assert line.told("done") == [{"exercise": "mestring/2/coping", "done": True}]


def test_a_mark_that_is_not_saved_is_said(page: Page) -> None:
    line = open_at_nine(page, "coping", MemoryBook)
    line.cut = True
    page.get_by_role("checkbox", name="Jeg har lest dette").check()
    page.clock.run_for(3100)
    expect(page.get_by_role("alert").last).to_contain_text("Ikke lagret. Merket er ikke lagret ennå")


def test_two_windows_that_disagree_about_a_mark_ask_nobody(page: Page) -> None:
    book = MemoryBook()
    line = open_widget(page, "coping", lambda: book)
    expect(page.get_by_role("checkbox")).to_be_enabled()
    book.save("mestring/2/coping", "done", "yes", 0)
    book.save("mestring/2/coping", "done", "", 1)
    page.get_by_role("checkbox").check()
    expect(page.locator(".samling-mark .samling-saved")).to_have_text("Lagret")
    expect(page.locator(".samling-version")).to_have_count(0)
    assert book.revisions["mestring/2/coping", "done"][-1] == "yes"
    assert len(line.saves) == 2


@pytest.mark.parametrize("exercise", READINGS)
def test_a_mentor_s_reading_has_the_question_and_no_mark(page: Page, exercise: str) -> None:
    line = open_widget(page, exercise, MemoryBook, role="mentor")
    expect(page.get_by_text(line.widget.definition["think"])).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)


@pytest.mark.parametrize("kind", OUTLINES)
def test_a_kind_without_its_own_screen_is_a_page_to_read(
    page: Page, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_outline(monkeypatch, kind)
    line = open_widget(page, ACTIVITY, MemoryBook)
    for section in line.widget.definition["sections"]:
        expect(page.get_by_role("heading", name=section["heading"], exact=True)).to_be_visible()
        for item in section["items"]:
            expect(page.get_by_text(item["title"]).first).to_be_visible()
            for answer in item["answer"]:
                expect(page.get_by_text(answer)).to_be_hidden()
    expect(page.get_by_role("textbox")).to_have_count(len(line.widget.definition["fields"]))
    expect(page.get_by_role("checkbox", name="Merk som gjort")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("exercise", LOOKED_AT)
def test_axe_finds_nothing(page: Page, exercise: str, role: str) -> None:
    open_widget(page, exercise, MemoryBook, role=role)
    page.locator(".samling").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("exercise", LOOKED_AT)
def test_nothing_is_wider_than_a_small_phone(page: Page, exercise: str, role: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_widget(page, exercise, MemoryBook, role=role)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("exercise", ["check-in", "coping"])
def test_what_can_be_pressed_is_as_large_as_a_thumb(page: Page, exercise: str) -> None:
    role = "mentor" if exercise == "check-in" else "participant"
    open_widget(page, exercise, MemoryBook, role=role)
    targets = page.locator(".samling :is(button, select, summary, label:has(input))")
    heights = targets.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 44
