"""A round on a page: the mentor leads it with keyboard or thumb, a participant sees the question."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from tests.browser.widget_pages import NINE, Line, open_at_nine, open_widget, violations
from tests.widgets.books import MemoryBook

from samling_exercises.answers import Person
from samling_exercises.rules import turns as rules
from samling_widgets import Round


class Led:
    """The mentor's page of a round, with one clock for page and kernel."""

    def __init__(self, page: Page, line: Line) -> None:
        self.page, self.line = page, line
        self.seconds = NINE.timestamp()
        assert isinstance(line.widget, Round)
        line.widget._boards["own"]._clock = lambda: self.seconds
        self.page.evaluate("() => window.unmount().then(window.mount)")

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self.page.clock.run_for(int(seconds * 1000))

    def begin(self, chairs: int = 8) -> None:
        for _ in range(8 - chairs):
            self.page.get_by_role("button", name="Én stol færre").click()
        self.page.get_by_role("button", name="Start runden").click()
        expect(self.page.locator(".samling-now")).to_have_text("Nå: stol 1")


@pytest.fixture
def led(page: Page) -> Led:
    book = MemoryBook()
    return Led(page, open_at_nine(page, "check-in", lambda: book, role="mentor"))


def test_a_participant_sees_the_question_and_that_passing_is_fine(page: Page) -> None:
    line = open_widget(page, "check-in", MemoryBook)
    for question in line.widget.definition["questions"]:
        expect(page.get_by_text(question)).to_be_visible()
    expect(page.get_by_text("Du kan stå over")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("textarea")).to_have_count(0)


def test_the_private_field_of_the_check_out_saves_as_in_a_form(page: Page) -> None:
    book = MemoryBook()
    line = open_widget(page, "check-out", lambda: book)
    page.get_by_role("textbox").fill("At stillhet er et svar.")
    page.get_by_role("textbox").blur()
    expect(page.locator(".samling-saved").first).to_have_text("Lagret")
    assert book.revisions["mestring/2/check-out", "learnt"] == ["At stillhet er et svar."]
    page.get_by_role("checkbox", name="Merk som gjort").check()
    expect(page.locator(".samling-saved").last).to_have_text("Lagret")
    assert line.told("done")[-1] == {"exercise": "mestring/2/check-out", "done": True}


def test_the_whole_round_goes_by_keyboard_alone(page: Page, led: Led) -> None:
    keys = page.keyboard
    page.get_by_role("button", name="Én stol færre").focus()
    for _ in range(5):
        keys.press("Enter")
    expect(page.locator(".samling-count")).to_have_text("3")
    keys.press("Enter")
    expect(page.locator(".samling-count")).to_have_text("3")
    page.get_by_label("Hvilken stol begynner?").focus()
    keys.press("ArrowDown")
    page.get_by_label("Med klokka", exact=True).focus()
    keys.press("ArrowRight")
    page.get_by_role("button", name="Start runden").focus()
    keys.press("Space")
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    expect(page.locator(".samling-then")).to_have_text("Så: stol 1")
    following = page.get_by_role("button", name="Neste")
    expect(following).to_be_focused()
    keys.press("Enter")
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 1")
    expect(following).to_be_focused()
    page.get_by_role("button", name="Står over").focus()
    keys.press("Enter")
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 3")
    expect(page.get_by_text("Kommer tilbake til slutt: 1")).to_be_visible()
    following.focus()
    keys.press("Enter")
    expect(page.locator(".samling-then")).to_have_text("Så har alle hatt ordet")
    keys.press("Enter")
    expect(page.locator(".samling-now")).to_have_text("Alle har hatt ordet")


def test_the_clock_counts_each_speaker_and_the_whole_round(page: Page, led: Led) -> None:
    led.begin()
    led.wait(42)
    expect(page.get_by_role("timer")).to_have_text("0:42")
    page.get_by_role("button", name="Neste").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    led.wait(5)
    expect(page.get_by_role("timer")).to_have_text("0:05")
    expect(page.get_by_text("0:47 til sammen")).to_be_visible()


def test_the_end_of_the_time_is_a_soft_sign_without_a_sound(page: Page, led: Led) -> None:
    led.begin()
    led.wait(59)
    expect(page.locator(".samling-end")).to_have_text("")
    led.wait(2)
    expect(page.locator(".samling-end")).to_have_text("Tida er ute. La setningen bli ferdig.")
    expect(page.locator(".ring-arc")).to_have_class("ring-arc is-full")
    expect(page.locator("audio, video")).to_have_count(0)


def test_a_pause_holds_the_clock(page: Page, led: Led) -> None:
    led.begin()
    led.wait(10)
    page.get_by_role("button", name="Stans klokka").click()
    expect(page.get_by_role("button", name="Start klokka")).to_be_focused()
    led.wait(300)
    expect(page.get_by_role("timer")).to_have_text("0:10")
    page.get_by_role("button", name="Start klokka").click()
    expect(page.get_by_role("button", name="Stans klokka")).to_be_visible()
    led.wait(2)
    expect(page.get_by_role("timer")).to_have_text("0:12")


def test_undo_gives_the_word_back_and_is_not_offered_at_the_start(page: Page, led: Led) -> None:
    led.begin()
    expect(page.get_by_role("button", name="Angre")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Neste").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    page.get_by_role("button", name="Angre").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 1")


def test_a_page_built_anew_finds_the_round_where_it_was(page: Page, led: Led) -> None:
    led.begin()
    page.get_by_role("button", name="Neste").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    led.wait(20)
    page.evaluate("() => window.unmount()")
    assert page.evaluate("() => window.listening()") == 0
    page.evaluate("() => window.mount()")
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    expect(page.get_by_role("timer")).to_have_text("0:20")


def test_another_device_of_the_mentor_finds_the_round(page: Page) -> None:
    book = MemoryBook()
    kept = rules.step(rules.begin(5, 1, clockwise=True, at=0), "next", at=10)
    book.put("mestring/2/check-in", "lead-turns", rules.as_json(kept), 0)
    open_widget(page, "check-in", lambda: book, role="mentor")
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")


def test_a_ring_is_set_up_for_those_who_are_here(page: Page) -> None:
    book = MemoryBook()
    book.people = tuple(Person(str(seat), seat, "", here=False, me=False) for seat in range(1, 7))
    open_widget(page, "check-in", lambda: book, role="mentor")
    expect(page.locator(".samling-count")).to_have_text("7")


@pytest.mark.parametrize("activity", ["check-in", "check-out"])
def test_the_wall_shows_the_questions_alone_and_large(page: Page, activity: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    line = open_widget(page, activity, MemoryBook, role="wall")
    for question in line.widget.definition["questions"]:
        expect(page.get_by_text(question)).to_be_visible()
    expect(page.locator("button, textarea, input, h3")).to_have_count(0)
    assert page.locator(".samling-spoken").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 32
    assert violations(page) == []


def test_a_kernel_whose_clock_differs_does_not_disturb_the_seconds(page: Page, led: Led) -> None:
    led.seconds += 3600
    led.begin()
    led.wait(7)
    expect(page.get_by_role("timer")).to_have_text("0:07")


def test_a_kernel_that_does_not_answer_is_said_in_three_seconds(page: Page, led: Led) -> None:
    led.begin()
    led.line.cut = True
    page.get_by_role("button", name="Neste").click()
    led.wait(3.1)
    expect(page.get_by_role("alert")).to_contain_text("Det er ikke kontakt akkurat nå")


def test_a_chair_can_be_tapped_to_begin(page: Page, led: Led) -> None:
    page.locator(".ring-chair").nth(4).click()
    expect(page.get_by_label("Hvilken stol begynner?")).to_have_value("5")
    page.get_by_role("button", name="Start runden").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 5")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_and_its_buttons_can_be_read_in_forced_colours(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    book = MemoryBook()
    open_widget(page, "check-in", lambda: book, role="mentor")
    page.get_by_role("button", name="Start runden").click()
    expect(page.get_by_role("button", name="Neste")).to_be_visible()
    assert violations(page) == []


def test_who_speaks_is_told_by_more_than_colour(page: Page, led: Led) -> None:
    led.begin()
    page.get_by_role("button", name="Neste").click()
    expect(page.locator(".samling-now")).to_have_text("Nå: stol 2")
    expect(page.locator(".ring-chair.is-spoken .ring-sign")).to_have_text("✓")
    sizes = page.locator(".ring-seat").evaluate_all("seats => seats.map(seat => seat.getBoundingClientRect().width)")
    assert max(sizes) == sizes[1]
