"""The journey on the wall: read from six metres, however much hangs there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.journey_pages import shown
from tests.browser.widget_pages import open_widget
from tests.browser.widget_room import check_face
from tests.widgets.journeys import PROPOSAL, TOPIC, journey_of


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
