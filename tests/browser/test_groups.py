"""Groups as people meet them: trying out in a click, making a group, coming in with a card, taking out, erasing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PHONE, WIDE, Server, Watch, book_of, seat_on, visitor
from tests.browser.widget_pages import violations

from samling_build.places import notebooks_folder
from samling_exercises import load_programme
from samling_exercises.answers import Saved

Start = Callable[..., Server]
EXERCISE = load_programme("mestring").gathering("2").exercise("summing-up")
TEXT = "Vi satt ved kjøkkenbordet.\nDet hjalp å ha noe i hendene. 🌱"
OWN_PAGES = ("", "me", "me/erase", "groups/new", "group/{group}", "counts/{group}", "wall/{group}")


@pytest.fixture(scope="module")
def server(servers: Start) -> Server:
    return servers("site", notebooks_folder())


def click(page: Page, name: str) -> None:
    """Press what is called so, a button or a link."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def test_a_newcomer_is_in_the_booklet_with_two_clicks(page: Page, server: Server) -> None:
    page.goto(server.address)
    click(page, "Prøv som deltaker")
    expect(page.get_by_text("Bare til å prøve i")).to_be_visible()
    click(page, "Åpne")
    expect(page.get_by_role("heading", name="En vei gjennom tjenestene").first).to_be_visible()


def test_the_practice_wall_asks_which_gathering_and_writes_large(wide_page: Page, server: Server) -> None:
    wide_page.goto(server.address)
    click(wide_page, "Prøv storskjermen")
    wide_page.get_by_role("link", name="Hva er mestring?").click()
    wide_page.locator("html.ready").wait_for()
    expect(wide_page.get_by_role("heading", name="Hva er mestring?")).to_be_visible()
    assert sizes(wide_page) >= 32


def sizes(page: Page) -> float:
    """The smallest letters on the page, in pixels."""
    smallest: float = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
          .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
          .filter((node) => !node.closest("svg") && node.getClientRects().length)
          .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
    )
    return smallest


def test_an_organiser_makes_a_group_and_a_colleague_comes_in_with_a_code(
    browser: Browser, page: Page, server: Server, watch: Watch
) -> None:
    page.goto(server.address)
    click(page, "Lag en gruppe")
    page.get_by_label("Arrangørkoden").fill((server.data / "organiser-code").read_text().strip().lower())
    page.get_by_label("Navn på gruppa").fill("Solbakken øst")
    page.get_by_label("Antall deltakere").fill("2")
    page.get_by_label("Kallenavnet ditt").fill("Anne")
    page.get_by_label("Min egen telefon").check()
    click(page, "Lag gruppa")
    page.get_by_label("Jeg har skrevet dem ned").check()
    click(page, "Gå videre")
    expect(page.get_by_role("heading", name="Solbakken øst")).to_be_visible()
    click(page, "Plasser og kort")
    click(page, "Ny plass")
    code = page.locator(".code").inner_text()
    with visitor(browser, PHONE) as phone:
        colleague = phone.new_page()
        watch.observe(colleague)
        colleague.goto(server.address)
        click(colleague, "Kom inn med koden din")
        colleague.locator("#code").fill(code)
        colleague.locator("input[value=own]").check()
        click(colleague, "Kom inn")
        colleague.locator("#nickname").fill("Bjørg")
        colleague.locator("main button").click()
        colleague.get_by_label("Jeg har skrevet dem ned").check()
        click(colleague, "Gå videre")
        expect(colleague.get_by_text("De andre ser deg som Bjørg.")).to_be_visible()
    click(page, "Tilbake til gruppa")
    expect(page.get_by_role("row", name="3 Bjørg")).to_be_visible()


def test_D4_what_was_written_is_taken_out_and_erased(page: Page, server: Server, tmp_path: Path) -> None:
    seat_on(page.context, server, nickname="Turid")
    with book_of(page.context, server) as book:
        field = EXERCISE.fields[0].id
        saved = book.save(EXERCISE.key, field, TEXT, 0)
        assert isinstance(saved, Saved)
        book.share(EXERCISE.key, field, saved.revision, "mentor")
    page.goto(f"{server.address}me")
    expect(page.get_by_text("Bare veilederen kan se det")).to_be_visible()
    with page.expect_download() as asked:
        click(page, "Last ned heftet mitt")
    path = tmp_path / "out.zip"
    asked.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        archive.extract("booklet.html", tmp_path)
    booklet = page.context.new_page()
    booklet.goto((tmp_path / "booklet.html").as_uri())
    expect(booklet.get_by_role("heading", name=EXERCISE.text("nb").title)).to_be_visible()
    assert booklet.locator(".text").first.inner_text() == TEXT
    assert violations(booklet) == []
    click(page, "Slutt å dele")
    expect(page.get_by_text("Du deler ingenting.")).to_be_visible()
    click(page, "Slett alt")
    page.get_by_label("Ja, slett alt jeg har skrevet").check()
    click(page, "Slett alt")
    expect(page.get_by_role("heading", name="Alt er slettet")).to_be_visible()
    page.goto(f"{server.address}me")
    expect(page).to_have_url(re.compile("/join"))


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_A18_axe_finds_nothing_no_page_is_too_wide_and_no_policy_is_broken(
    browser: Browser, server: Server, watch: Watch, colours: str, width: tuple[int, int]
) -> None:
    with visitor(browser, width) as context:
        mentor = seat_on(context, server, "mentor")
        page = context.new_page()
        watch.observe(page)
        page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        for path in OWN_PAGES:
            page.goto(server.address + path.format(group=mentor.group.id))
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_everything_on_my_page_can_be_reached_with_the_keyboard(page: Page, server: Server) -> None:
    seat_on(page.context, server)
    page.goto(f"{server.address}me")
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.innerText || document.activeElement.id).trim()"))
    assert {
        "nickname",
        "Bytt kallenavn",
        "Last ned heftet mitt",
        "Lag nye koder",
        "Gå ut av gruppa",
        "Slett alt",
    } <= reached
