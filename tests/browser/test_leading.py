"""The run sheet on the mentor's page: led with one hand or by keyboard, and nothing moves under the thumb."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.widget_pages import NINE, Line, open_at_nine, open_widget, violations
from tests.widgets.books import MemoryBook

from samling_exercises.answers import Person

GATHERING = "mestring/2/gathering"
TICK = 250
"""Milliseconds between two looks at a clock."""
MARK = """() => {
  const controls = [...document.querySelectorAll(".samling-lead [data-name]")];
  window.controls = new Map(controls.map(one => [one.dataset.name, one]));
  window.parts = [...document.querySelectorAll(".lead-now *, .lead-who *")];
  return Math.min(window.controls.size, window.parts.length);
}"""
"""Keep hold of every control of the run sheet, and of all in what is now and in who is here."""
SAME = """() => {
  const parts = [...document.querySelectorAll(".lead-now *, .lead-who *")];
  return parts.length === window.parts.length && parts.every((one, place) => one === window.parts[place])
    && [...document.querySelectorAll(".samling-lead [data-name]")]
      .every(one => (window.controls.get(one.dataset.name) ?? one) === one);
}"""
"""Whether they are the same, in the same order. The agenda may have a line more or less: that is time."""


class Leading:
    """The run sheet with one clock for page and kernel. Three people have seats."""

    def __init__(self, page: Page, book: MemoryBook, programme: str = "mestring/2") -> None:
        book.people = tuple(Person(str(seat), seat, "", here=True, me=False) for seat in (1, 2, 3))
        self.page, self.book = page, book
        self.line: Line = open_at_nine(page, "lead", lambda: book, role="mentor", programme=programme)
        self.seconds = NINE.timestamp()
        self.line.widget._boards["gathering"]._clock = lambda: self.seconds
        self.reload()

    def reload(self) -> None:
        self.page.evaluate("() => window.unmount().then(window.mount)")
        expect(self.title).to_be_visible()

    def wait(self, seconds: float) -> None:
        """Let so much time pass, on the server and on the page."""
        self.seconds += seconds
        self.page.clock.run_for(int(seconds * 1000))

    def press(self, name: str) -> None:
        control(self.page, name).click()

    def tick(self) -> None:
        """Let the page's clocks draw themselves: on a page whose time stands still, none does."""
        self.page.clock.run_for(TICK)

    def violations(self) -> list[str]:
        """What axe finds, which needs time to go on."""
        self.page.clock.resume()
        return violations(self.page)

    def now(self, name: str) -> None:
        """Go to a line of today's agenda."""
        self.press(f"lead-now-1-{name}")
        expect(control(self.page, f"lead-now-1-{name}")).to_be_hidden()
        self.tick()

    @property
    def title(self) -> Locator:
        return self.page.locator(".lead-title")

    @property
    def clock(self) -> Locator:
        return self.page.locator(".lead-clocked").get_by_role("timer")

    @property
    def hint(self) -> Locator:
        return self.page.locator(".lead-now .samling-hint")

    def stored(self, name: str) -> Any:
        found = self.book.records(GATHERING).get(name)
        return found.value if found else None


@pytest.fixture
def led(page: Page) -> Leading:
    return Leading(page, MemoryBook())


def control(page: Page, name: str) -> Locator:
    return page.locator(f"[data-name='{name}']")


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press Tab until it is reached, as one does without a mouse."""
    for _ in range(80):
        target.page.keyboard.press(key)
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("Tab never got there")


def test_the_whole_run_sheet_goes_by_keyboard_alone(page: Page, led: Leading) -> None:
    keys = page.keyboard
    tab_to(control(page, "present-1"))
    keys.press("Space")
    expect(control(page, "present-1")).to_have_attribute("aria-pressed", "true")
    expect(control(page, "present-1")).to_be_focused()
    tab_to(control(page, "late-2"))
    keys.press("Enter")
    expect(page.get_by_role("button", name="Plass 2, kommer senere", exact=True)).to_be_visible()
    expect(control(page, "late-2")).to_be_focused()
    tab_to(control(page, "paper-more"))
    keys.press("Enter")
    expect(page.get_by_text("2 av 4 er her")).to_be_visible()
    tab_to(page.get_by_text("Endre planen"))
    keys.press("Enter")
    tab_to(control(page, "minutes-more"))
    for _ in range(3):
        keys.press("Enter")
    expect(page.locator(".lead-says").first).to_contain_text("av 135 minutter")
    tab_to(control(page, "plan-split"))
    keys.press("Space")
    expect(page.get_by_role("heading", name="Møte 1, i dag")).to_be_visible()
    keys.press("Space")
    expect(page.get_by_role("heading", name="Møte 1, i dag")).to_be_hidden()
    tab_to(control(page, "lead-next"), "Shift+Tab")
    keys.press("Enter")
    expect(led.title).to_have_text("Innsjekk")
    expect(control(page, "lead-next")).to_be_focused()
    tab_to(control(page, "lead-pause"), "Shift+Tab")
    keys.press("Enter")
    expect(control(page, "lead-pause")).to_have_text("Start klokka")
    keys.press("Tab")
    expect(control(page, "lead-more")).to_be_focused()
    led.tick()
    expect(led.clock).to_have_text("3:00")
    keys.press("Enter")
    expect(control(page, "lead-more")).to_be_focused()
    led.tick()
    expect(led.clock).to_have_text("4:00")
    tab_to(page.locator(".lead-next > summary"))
    keys.press("Enter")
    tab_to(control(page, "next-when"))
    keys.type("Tirsdag")
    keys.press("Tab")
    expect(page.locator(".lead-next-time .samling-saved")).to_have_text("Lagret")
    assert led.stored("lead-next")["when"] == "Tirsdag"
    led.wait(2)
    tab_to(control(page, "lead-now-1-check-out"), "Shift+Tab")
    keys.press("Enter")
    expect(led.title).to_have_text("Utsjekk")
    led.wait(2)
    tab_to(control(page, "lead-next"), "Shift+Tab")
    keys.press("Enter")
    expect(led.title).to_have_text("Takk for i dag")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_run_sheet_is_open_to_all(page: Page, led: Leading, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    for name in ("present-1", "present-2"):
        led.press(name)
    page.locator("details:not([open])").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert led.violations() == []
    led.press("plan-split")
    led.now("journey")
    led.wait(2)
    led.press("lead-pause")
    led.press("away-3")
    assert led.violations() == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    low = """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 40)
      .map(one => one.outerHTML)"""
    assert page.locator("button, select, summary, input[type=time], input[type=text]").evaluate_all(low) == []


def test_the_run_sheet_can_be_read_in_forced_colours(page: Page, led: Leading) -> None:
    page.emulate_media(forced_colors="active")
    led.now("journey")
    expect(led.clock).to_be_visible()
    assert led.violations() == []


@pytest.mark.parametrize("part", ["", "welcome", "break", "next-task", "closing"])
def test_the_wall_s_line_is_open_to_all_and_large(page: Page, part: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    book = MemoryBook()
    at = NINE.timestamp()
    now = {"activity": None if part else "journey", "part": part, "step": "", "since": at, "began": at, "before": None}
    book.put(GATHERING, "lead-now", {**now, "clock": {"length": 60, "elapsed": 90, "since": None}}, 0)
    book.put(GATHERING, "lead-next", {"when": "Tirsdag 12. januar", "place": "Stua", "task": "Snakk med én til"}, 0)
    book.put(GATHERING, "lead-raised", {"text": "Ring før dere kommer", "sheet": "Dette løfter vi"}, 0)
    line = open_widget(page, "together", lambda: book, role="wall")
    line.widget._boards["gathering"]._clock = lambda: at
    page.evaluate("() => window.unmount().then(window.mount)")
    expect(page.get_by_text("Ring før dere kommer")).to_be_visible()
    small = """all => all.filter(one => one.checkVisibility() && one.textContent.trim()
      && parseFloat(getComputedStyle(one).fontSize) < 32).map(one => one.textContent)"""
    assert page.locator(".samling-together p").evaluate_all(small) == []
    assert page.locator("button, a, input, [role=timer]").count() == 0
    assert violations(page) == []


def test_a_tap_on_a_seat_redraws_nothing(page: Page, led: Leading) -> None:
    led.now("check-in")
    tile = control(page, "present-2")
    tile.scroll_into_view_if_needed()
    tile.focus()
    before = page.evaluate(MARK)
    assert before > 20
    control(page, "away-3").scroll_into_view_if_needed()
    where = page.evaluate("() => scrollY")
    box = tile.bounding_box()
    for pressed in ("true", "false", "true"):
        page.keyboard.press("Space")
        expect(tile).to_have_attribute("aria-pressed", pressed)
        assert page.evaluate(SAME)
        expect(tile).to_be_focused()
    assert page.evaluate("() => scrollY") == where
    assert tile.bounding_box() == box
    for state, told in (("late", "kommer senere"), ("left", "har gått"), ("away", "ikke i dag")):
        control(page, f"{state}-3").click()  # one tap each, and nothing moves
        expect(page.get_by_role("button", name=f"Plass 3, {told}", exact=True)).to_be_visible()
        expect(control(page, f"{state}-3")).to_have_attribute("aria-pressed", "true")
        assert page.evaluate(SAME)
        assert tile.bounding_box() == box
    expect(led.title).to_have_text("Innsjekk")


def test_those_on_paper_get_names_and_are_counted_once(page: Page, led: Leading) -> None:
    led.press("paper-more")
    led.press("paper-more")
    expect(page.get_by_text("talt med fra før")).to_be_visible()
    page.get_by_text("Navn på dem som er på papir").click()
    control(page, "called-p2").fill("Kari")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Kari (på papir), ikke krysset av", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="På papir 1, ikke krysset av", exact=True)).to_be_visible()
    assert led.stored("lead-called-p2") == {"name": "Kari"}
    assert led.violations() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert led.violations() == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_another_mentor_does_disturbs_nobody_who_types(page: Page, led: Leading) -> None:
    page.locator(".lead-next > summary").click()
    where = control(page, "next-place")
    where.fill("Fjellv")
    led.book.put(GATHERING, "lead-present-1", {"state": "here"}, 0)
    led.line.widget._boards["gathering"].tell()
    led.line.look()
    expect(control(page, "present-1")).to_have_attribute("aria-pressed", "true")
    expect(where).to_be_focused()
    page.keyboard.type("ang")
    expect(where).to_have_value("Fjellvang")


def test_the_next_date_is_written_where_the_mentor_is_and_the_end_says_what_is_left_to_type_in(
    page: Page, led: Leading
) -> None:
    fold = page.locator("details.lead-next")
    expect(fold.locator("summary")).to_contain_text("ikke avtalt ennå")
    led.now("next-task")
    card = page.locator(".lead-now")
    card.get_by_label("Når").fill("Tirsdag 12. januar")
    card.get_by_label("Hvor").focus()
    expect(card.locator(".samling-saved")).to_have_text("Lagret")
    expect(fold).to_be_hidden()
    assert led.stored("lead-next")["when"] == "Tirsdag 12. januar"
    assert led.violations() == []
    led.now("check-out")
    led.wait(2)
    led.press("lead-next")
    expect(fold.locator("summary")).to_contain_text("Tirsdag 12. januar")
    expect(card.get_by_role("textbox")).to_have_count(0)
    expect(card.get_by_text("Skriv inn det som hang på veggen")).to_be_visible()
    hrefs = card.locator(".lead-after a").evaluate_all("all => all.map(one => one.hash)")
    assert hrefs == ["#journey", "#new-ideas"]
    assert led.violations() == []


def test_a_hint_appears_at_its_minute_and_the_next_takes_its_place(page: Page) -> None:
    led = Leading(page, MemoryBook(), "mestring/1")
    hints = led.line.widget.definition["hints"]["check-in"]
    by_minute = {hint["at"]: hint["text"] for hint in hints}
    expect(page.locator(".lead-now details").get_by_text(by_minute[None], exact=True)).to_have_count(1)
    led.now("check-in")
    expect(led.hint).to_have_text(by_minute[0])
    led.wait(119)
    expect(led.hint).to_have_text(by_minute[0])
    led.wait(2)
    expect(led.hint).to_have_text(by_minute[2])
    led.press("lead-pause")
    led.wait(600)
    expect(led.hint).to_have_text(by_minute[2])
    led.press("lead-pause")
    led.wait(301)
    expect(led.hint).to_have_text(by_minute[7])
    led.now("who-we-are")
    expect(led.hint).not_to_have_text(by_minute[7])


def test_a_page_that_is_opened_at_the_minute_has_its_hint_and_its_clock(page: Page) -> None:
    led = Leading(page, MemoryBook(), "mestring/1")
    hints = {hint["at"]: hint["text"] for hint in led.line.widget.definition["hints"]["check-in"]}
    led.now("check-in")
    led.wait(130)
    left = led.clock.text_content()
    led.reload()
    led.tick()
    expect(led.hint).to_have_text(hints[2])
    expect(led.clock).to_have_text(left or "")


def test_the_clock_is_the_server_s_whatever_the_page_s_own_says(page: Page, led: Leading) -> None:
    led.seconds += 1234
    led.now("journey")
    expect(led.clock).to_have_text("45:00")
    led.wait(60)
    expect(led.clock).to_have_text("44:00")
    led.wait(44 * 60 + 5)
    expect(led.clock).to_have_text("+0:05")
    led.press("lead-more")
    led.tick()
    expect(led.clock).to_have_text("1:00")


def test_the_delay_is_said_calmly_and_with_the_time_it_ends(page: Page, led: Leading) -> None:
    led.now("check-in")
    course = page.locator(".lead-course")
    expect(course).to_contain_text("Dere er i rute")
    led.wait(9 * 60)
    expect(course).to_contain_text("6 minutter")


def test_a_double_tap_goes_on_by_one_line(page: Page, led: Leading) -> None:
    led.press("lead-next")
    expect(led.title).to_have_text("Innsjekk")
    led.press("lead-next")
    expect(led.title).to_have_text("Innsjekk")
    led.wait(2)
    led.press("lead-next")
    expect(led.title).to_have_text("Brukerreisen")


def test_five_quick_taps_are_five_steps(page: Page, led: Leading) -> None:
    page.get_by_text("Endre planen").click()
    led.line.held = True
    for _ in range(5):
        led.press("minutes-less")
    expect(page.get_by_role("group", name="Minutter i dag").locator("output")).to_have_text("95")
    led.line.release()
    expect(page.locator(".lead-says").first).to_contain_text("av 95 minutter")
    assert led.stored("lead-plan")["minutes"] == 95


def test_what_was_yesterday_s_is_not_now(page: Page, led: Leading) -> None:
    led.now("check-out")
    led.wait(20 * 3600)
    led.reload()
    expect(led.title).to_have_text("Ikke begynt ennå")
    expect(led.clock).to_be_hidden()
    led.press("lead-next")
    expect(led.title).to_have_text("Innsjekk")


def test_a_kernel_that_does_not_answer_is_said_in_three_seconds(page: Page, led: Leading) -> None:
    led.line.cut = True
    led.press("present-1")
    led.wait(3.1)
    expect(page.get_by_role("alert")).to_contain_text("Det kom ikke fram. Prøv en gang til.")
