"""A whole gathering 2 with the mentor's laptop alone: no phone, no wall, and what hung on paper is typed in after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from tests.browser.cast import Player, cast
from tests.browser.conftest import Server, Watch
from tests.browser.test_whole_gathering import GATHERING, JOURNEY, PAIRS, TEAM, go_on, on_to

from samling_build.places import notebooks_folder

PAPER = {"1": "Kari", "2": "Ola", "3": "Liv", "4": "Per"}
ON_THE_WALL = ("Ventet ved vinduet", "Fikk velge dagen selv", "Ingen sa hvem som kom")


@pytest.fixture(scope="module")
def server(servers: Callable[..., Server]) -> Server:
    return servers("site", notebooks_folder())


@pytest.fixture
def mona(browser: Browser, server: Server, watch: Watch) -> Iterator[Player]:
    with cast(browser, server, watch, names=(), on_paper=len(PAPER)) as made:
        yield made.mentor


def test_a_whole_gathering_with_the_mentor_s_laptop_alone(mona: Player) -> None:
    mona.go("run-sheet")
    who_is_here(mona)
    for title in ("Innsjekk", "Brukerreisen", "Pause", "Reflekterende team"):
        on_to(mona, title)
    one_story(mona)
    on_to(mona, "Samtale to og to")
    two_and_two(mona)
    on_to(mona, "Neste dato og neste oppgave")
    mona.part("run-sheet").locator(".lead-now").get_by_label("Når").fill("Tirsdag 12. januar")
    mona.page.keyboard.press("Tab")
    expect(mona.part("run-sheet").locator(".samling-saved").first).to_have_text("Lagret")
    on_to(mona, "Utsjekk")
    go_on(mona)
    expect(mona.part("run-sheet").locator(".lead-title")).to_have_text("Takk for i dag")
    mona.part("run-sheet").locator(".lead-after").get_by_role("link", name="Brukerreisen").click()
    what_hung_on_the_wall(mona)
    assert mona.things(GATHERING)["lead-now"]["part"] == "closing"
    assert mona.things(GATHERING)["lead-next"]["when"] == "Tirsdag 12. januar"


def who_is_here(mona: Player) -> None:
    """Everybody is on paper, and called by name."""
    sheet = mona.part("run-sheet")
    sheet.get_by_text("Navn på dem som er på papir").click()
    for seat, name in PAPER.items():
        sheet.locator(f"[data-name='called-{seat}']").fill(name)
        mona.page.keyboard.press("Tab")
        tap = sheet.locator(f"[data-name='present-{seat}']")
        expect(tap).to_contain_text(name)
        tap.click()
        expect(tap).to_have_attribute("aria-pressed", "true")
    expect(sheet.get_by_text("4 av 4 er her").first).to_be_visible()


def one_story(mona: Player) -> None:
    """The headline is typed by the mentor, for one who has no page; the story goes all its ways."""
    mona.turn_to("reflecting-team")
    team = mona.part("reflecting-team")
    mona.on("reflecting-team")
    team.locator("[data-name='whose']").select_option(label="Liv")
    headline = team.get_by_label("En overskrift fra en uten egen side")
    headline.fill("Døra på gløtt")
    headline.press("Enter")
    team.get_by_role("button", name="Sier ja: Liv, Døra på gløtt").click()
    for _ in range(6):
        mona.on("reflecting-team")
    expect(team.get_by_text("Takk for historien")).to_be_visible()
    assert len(mona.things(TEAM)["lead-walk"]["walk"]["told"]) == 1
    mona.turn_to("run-sheet")
    expect(mona.part("run-sheet").locator("[aria-current='step']")).to_contain_text("historie 1")


def two_and_two(mona: Player) -> None:
    """Pairs of people on paper, by their names."""
    mona.turn_to("pair-talk")
    mona.press("pair-talk", "draw")
    mona.press("pair-talk", "show")
    talk = mona.part("pair-talk")
    expect(talk.locator("[data-name='show']")).to_have_count(0)
    for name in PAPER.values():
        expect(talk.get_by_text(name).first).to_be_visible()
    assert sorted(person for group in mona.things(PAIRS)["lead-pairs"]["groups"] for person in group) == list(PAPER)


def what_hung_on_the_wall(mona: Player) -> None:
    """Notes are typed in, each line one; a point is put on a sheet, both are approved, and one is taken out."""
    journey = mona.part("journey")
    mona.press("journey", "begin")
    phase = journey.locator("[data-phase='before-us']")
    phase.locator("[data-name='hang']").click()
    write(phase, "\n".join(ON_THE_WALL))
    expect(phase.locator(".journey-note")).to_have_count(len(ON_THE_WALL))
    mona.press("journey", "propose-new")
    write(journey.locator(".journey-proposals"), "Ring når ruta starter")
    journey.get_by_role("button", name="Til «Dette gjør vi selv»").click()
    for number in (1, 2):
        mona.press("journey", "approve")
        expect(journey.locator(".journey-approved")).to_have_count(number)
    with mona.page.expect_download() as taken:
        mona.press("journey", "sheet-txt")
    assert "1. Ring når ruta starter" in Path(taken.value.path()).read_text(encoding="utf-8")
    things = mona.things(JOURNEY)
    assert sorted(value["text"] for name, value in things.items() if name.startswith("note-")) == sorted(ON_THE_WALL)


def write(place: Locator, words: str) -> None:
    place.locator("[data-name='text']").fill(words)
    place.locator("[data-name='send']").click()
