"""The booklet around the activities, with the real notebooks of gathering 2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PHONE, ROOT, Server, Watch, visitor

Start = Callable[..., Server]
NOTEBOOKS = ROOT / "notebooks"
BOOKLET = "nb/mestring/2-deltaker.ipynb"


@pytest.fixture(scope="module")
def server(servers: Start) -> Server:
    return servers("site", NOTEBOOKS)


def about(notebook: str = BOOKLET) -> dict[str, Any]:
    """What the notebook says of itself."""
    return dict(json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["metadata"]["samling"])


def open_booklet(page: Page, server: Server, place: str = "", notebook: str = BOOKLET) -> None:
    page.goto(f"{server.page(notebook)}{place}")
    expect(page.locator("html.mounted")).to_be_attached()
    # A mark is open to the reader once the kernel has told what is stored; what it tells counts, whenever it comes.
    expect(page.locator(".samling-mark input:disabled")).to_have_count(0)


def say(page: Page, name: str, detail: dict[str, Any]) -> None:
    """A widget's event, from within its activity."""
    script = """([name, detail]) => document.querySelector(".activity .mount")
        .dispatchEvent(new CustomEvent(name, {detail, bubbles: true}))"""
    page.evaluate(script, [name, detail])


def activities(notebook: str = BOOKLET) -> list[dict[str, Any]]:
    """In the order of the overview: what belongs before the gathering, at it, after it."""
    return sorted(
        about(notebook)["activities"], key=lambda activity: ["before", "at", "after"].index(activity["when"][0])
    )


def titles() -> list[str]:
    return [activity["title"] for activity in activities()]


def test_language_title_and_landmarks_are_right(page: Page, server: Server) -> None:
    open_booklet(page, server)
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page).to_have_title(f"{about()['title']} · Samling 2 · Samlingsheftet")
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)


@pytest.mark.parametrize("gathering", [1, 2, 3])
def test_one_activity_shows_at_a_time_and_the_links_lead_through_all(
    page: Page, server: Server, gathering: int
) -> None:
    notebook = f"nb/mestring/{gathering}-deltaker.ipynb"
    titles = [activity["title"] for activity in activities(notebook)]
    open_booklet(page, server, notebook=notebook)
    expect(page.locator(".activity:visible")).to_have_count(0)
    seen = []
    for number in range(1, len(titles) + 1):
        page.locator(".next").click()
        expect(page.locator(".count")).to_have_text(f" · {number} av {len(titles)}")
        expect(page.locator(".activity:visible")).to_have_count(1)
        seen.append(page.locator(".activity:visible h2").first.evaluate("heading => heading.firstChild.textContent"))
    assert seen == titles
    expect(page.locator(".next")).to_have_text("Oversikt")


def test_focus_goes_to_the_heading_and_the_title_follows(page: Page, server: Server) -> None:
    open_booklet(page, server)
    page.locator(".next").click()
    expect(page.locator(".activity.current h2").first).to_be_focused()
    expect(page).to_have_title(f"{titles()[0]} · Samling 2 · Samlingsheftet")


def test_the_back_button_leads_back_to_where_one_was(page: Page, server: Server) -> None:
    open_booklet(page, server)
    page.locator(".next").click()
    expect(page.locator(".activity.current h2").first).to_be_focused()
    page.evaluate("scrollTo(0, 300); document.querySelector('.next').click()")
    expect(page.locator(".activity.current")).to_have_attribute("id", activities()[1]["id"])
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(".activity.current")).to_have_attribute("id", activities()[0]["id"])
    assert page.evaluate("scrollY") == 300


def test_an_address_with_an_activity_opens_it_at_once(page: Page, server: Server) -> None:
    open_booklet(page, server, "#check-in")
    expect(page.locator("#check-in")).to_be_visible()
    expect(page.locator(".front p").first).to_be_hidden()


def test_the_overview_groups_by_time_and_counts_what_is_done_at_the_gathering(page: Page, server: Server) -> None:
    open_booklet(page, server)
    expect(page.locator(".overview h3")).to_have_text(["Før samlingen", "På samlingen", "Etter samlingen", "Skriv ut"])
    counted = sum(activity["counts"] for activity in about()["activities"])
    expect(page.locator(".progress")).to_have_text(f"0 av {counted} gjort på samlingen")
    say(page, "samling:done", {"exercise": "mestring/2/check-in", "done": True})
    say(page, "samling:done", {"exercise": "mestring/2/opening", "done": True})
    expect(page.locator(".progress")).to_have_text(f"1 av {counted} gjort på samlingen")
    expect(page.locator(".overview a.done")).to_have_count(2)
    expect(page.locator(".overview a[href='#check-in']")).to_contain_text("ferdig")
    expect(page.locator(".next")).to_have_text("Fortsett")
    expect(page.locator(".next")).to_have_attribute("href", "#summing-up")


def test_saved_is_said_quietly_and_unsaved_clearly(page: Page, server: Server) -> None:
    open_booklet(page, server, "#summing-up")
    expect(page.locator(".saved")).to_have_text("")
    say(page, "samling:saved", {"exercise": "mestring/2/summing-up", "state": "saved"})
    expect(page.locator(".saved")).to_have_text("Lagret")
    say(page, "samling:saved", {"exercise": "mestring/2/summing-up", "state": "unsaved"})
    expect(page.locator(".saved.alarmed")).to_have_text("Ikke lagret")
    page.locator(".next").click()
    expect(page.locator(".saved.alarmed")).to_have_text("Ikke lagret")


def test_a_real_field_saves_and_the_foot_says_so(page: Page, server: Server) -> None:
    open_booklet(page, server, "#summing-up")
    page.locator("#summing-up textarea").first.fill("Det gikk på stumpene. Blåbær 🌱")
    expect(page.locator(".foot .saved")).to_have_text("Lagret")


def test_the_language_link_leads_to_the_same_activity(page: Page, server: Server) -> None:
    open_booklet(page, server, "#check-in")
    page.locator("a.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#check-in")).to_be_visible()


def test_the_skip_link_leads_to_the_heading(page: Page, server: Server) -> None:
    open_booklet(page, server, "#check-in")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#check-in h2").first).to_be_focused()
    expect(page.locator("#check-in")).to_be_visible()


def test_a_field_with_focus_is_not_covered_by_the_foot(page: Page, server: Server) -> None:
    open_booklet(page, server, "#summing-up")
    areas = page.locator("#summing-up textarea")
    for number in range(areas.count()):
        areas.nth(number).focus()
        page.keyboard.type("a")
        caret = areas.nth(number).bounding_box()
        foot = page.locator(".foot").bounding_box()
        assert caret
        assert foot
        assert caret["y"] + min(caret["height"], 40) <= foot["y"], f"field {number} begins below the foot"


def test_on_a_large_screen_the_overview_stands_beside_lines_of_good_length(wide_page: Page, server: Server) -> None:
    open_booklet(wide_page, server, "#opening")
    expect(wide_page.locator(".overview")).to_be_visible()
    expect(wide_page.locator(".overview a[aria-current=page]")).to_contain_text(titles()[0])
    width = wide_page.locator("#opening .text").first.bounding_box()
    assert width
    assert width["width"] <= 38 * 16


def test_nothing_sticks_out_on_a_narrow_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    open_booklet(page, server)
    for activity in ["", *(each["id"] for each in about()["activities"])]:
        page.evaluate("id => { location.hash = id }", activity)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{activity or 'front'} is too wide"


def test_pictures_stand_in_the_page_with_their_text(page: Page, server: Server) -> None:
    open_booklet(page, server)
    expect(page.locator(".front svg[role=img]").first).to_have_attribute("aria-label", re.compile(r"\w+"))
    expect(page.locator("main img")).to_have_count(0)


def test_without_javascript_everything_can_be_read(browser: Browser, server: Server, watch: Watch) -> None:
    with visitor(browser, PHONE, scripts=False) as phone:
        page = phone.new_page()
        watch.observe(page)
        page.goto(server.page(BOOKLET))
        expect(page.locator("noscript p")).to_contain_text("Du kan lese alt her.")
        expect(page.locator(".activity:visible")).to_have_count(len(titles()))


def test_on_paper_all_activities_stand_after_each_other(page: Page, server: Server) -> None:
    open_booklet(page, server, "#check-in")
    page.emulate_media(media="print")
    expect(page.locator(".activity:visible")).to_have_count(len(titles()))
    expect(page.locator(".foot")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "#summing-up", "#coping"])
def test_axe_finds_nothing(page: Page, server: Server, scheme: Any, place: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_booklet(page, server, place)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_on_can_be_read_in_forced_colours(page: Page, server: Server, scheme: Any) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    open_booklet(page, server)
    text, ground = page.locator(".next").evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert text != ground
    bare = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground not in ("rgba(0, 0, 0, 0)", bare), "the main one is filled"


def test_the_mentors_parts_have_pages_of_their_own(page: Page, server: Server) -> None:
    open_booklet(page, server, notebook="nb/mestring/2-veileder.ipynb")
    expect(page.locator(".overview h3").first).to_have_text("Til deg som leder")
    page.locator(".overview a[href='#run-sheet']").click()
    expect(page.locator("#run-sheet .samling-lead")).to_be_visible()
