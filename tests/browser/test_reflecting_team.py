"""A reflecting team on four screens: the owner, the team, the mentor and the wall, from headlines to the next story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Watch
from tests.browser.widget_room import Room, check_face, control, press_key_on, room

from samling_exercises import load_programme
from samling_widgets.reflecting_team import story_of

KEY = "mestring/2/reflecting-team"
HEADLINE, OTHER = "Døra som ble lukket", "Kaffen som ble kald"
THOUGHT = "Jeg ble redd, ikke sint."
QUESTIONS = ["Hva kan motstanden handle om?", "Hva blir viktig når de to skal samarbeide videre?"]
LIGHTNESS = """() => {
  const sheet = document.createElement('canvas').getContext('2d');
  sheet.fillStyle = getComputedStyle(document.querySelector('.samling')).backgroundColor;
  sheet.fillRect(0, 0, 1, 1);
  return sheet.getImageData(0, 0, 1, 1).data[0] / 255;
}"""


@pytest.fixture
def team(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    with room(browser, watch, tmp_path, "reflecting-team", "anna", "bo", reminded=True) as opened:
        yield opened


def headline(page: Page, text: str) -> None:
    page.get_by_label("Har du en historie?").fill(text)
    page.keyboard.press("Enter")


def lend(team: Room, anna: Page, mia: Page) -> None:
    """Anna has a headline and says yes to lending her story."""
    headline(anna, HEADLINE)
    team.settle(anna)
    team.press(mia, "on")
    mia.get_by_role("button", name=f"Sier ja: Anna Å., {HEADLINE}").click()
    team.settle(mia)


def turn_away(team: Room, mia: Page) -> None:
    """Retelling and questions are over, and the owner turns the chair."""
    for _ in ("retell", "clarify", "team"):
        team.press(mia, "on")


def test_only_headlines_are_shown_and_nobody_is_named_on_the_wall(team: Room) -> None:
    anna, bo, mia, wall = (
        team.open("anna"),
        team.open("bo"),
        team.open("mia", "mentor"),
        team.open("veggen", "wall"),
    )
    for page in (anna, mia, wall):
        check_face(page, wall=page is wall)
    team.press(mia, "on")
    headline(anna, HEADLINE)
    team.settle(anna)
    mia.get_by_label("En overskrift fra en uten egen side").fill(OTHER)
    mia.keyboard.press("Enter")
    team.settle(mia)
    expect(wall.locator("li")).to_have_text([HEADLINE, OTHER])
    expect(bo.get_by_text(HEADLINE)).to_be_visible()
    for page in (bo, wall):
        expect(page.get_by_text("Anna")).to_have_count(0)
    for page in (anna, mia, wall):
        check_face(page, wall=page is wall)


def test_a_story_from_headline_to_the_next_story_by_keyboard_alone(team: Room) -> None:
    anna, mia = team.open("anna"), team.open("mia", "mentor")
    press_key_on(control(mia, "on"))
    team.settle(mia)
    anna.get_by_label("Har du en historie?").focus()
    anna.keyboard.type(HEADLINE)
    anna.keyboard.press("Enter")
    expect(anna.get_by_label("Har du en historie?")).to_be_focused()
    team.settle(anna)
    press_key_on(mia.get_by_role("button", name="Sier ja: Anna"))
    team.settle(mia)
    for face in ("begin", "clarify", "team", "return", "done"):
        expect(mia.locator(".samling-now")).to_be_visible()
        if face == "return":  # the owner comes back before the time is up, with a word of her own
            press_key_on(control(anna, "turn-back"))
            team.settle(anna)
            expect(anna.locator(".samling-live")).to_be_focused()
            expect(mia.get_by_text("Anna Å. vil snu seg tilbake")).to_be_visible()
        press_key_on(control(mia, "on"))
        team.settle(mia)
    expect(mia.get_by_text("Takk for historien")).to_be_visible()
    press_key_on(control(mia, "on"))
    team.settle(mia)
    expect(mia.locator("li[aria-current]")).to_contain_text("Hvem vil?")
    expect(mia.get_by_role("button", name="Sier ja")).to_have_count(0)
    press_key_on(control(mia, "undo"))
    team.settle(mia)
    expect(mia.get_by_text("Takk for historien")).to_be_visible()


def test_a_headline_that_is_full_says_so(team: Room) -> None:
    anna, mia = team.open("anna"), team.open("mia", "mentor")
    team.press(mia, "on")
    for page, label in ((anna, "Har du en historie?"), (mia, "En overskrift fra en uten egen side")):
        page.get_by_label(label).press_sequentially("x" * 59)
        expect(page.locator(".samling-full")).to_be_hidden()
        page.keyboard.type("yz")
        expect(page.locator(".samling-full")).to_contain_text("plass til 60 tegn")
        expect(page.get_by_label(label)).to_have_value("x" * 59 + "y")
        check_face(page)


def test_a_yes_is_taken_back_without_a_reason(team: Room) -> None:
    anna, mia = team.open("anna"), team.open("mia", "mentor")
    lend(team, anna, mia)
    expect(anna.get_by_text(f"Din historie: «{HEADLINE}»")).to_be_visible()
    check_face(anna)
    check_face(mia)
    team.press(anna, "withdraw")
    expect(mia.get_by_text("Det trengs ingen grunn")).to_be_visible()
    expect(mia.get_by_role("button", name="Sier ja: Anna")).to_be_visible()


def test_while_it_is_told_the_phones_are_down_and_the_wall_shows_its_headline(team: Room) -> None:
    anna, bo, mia, wall = (
        team.open("anna"),
        team.open("bo"),
        team.open("mia", "mentor"),
        team.open("veggen", "wall"),
    )
    lend(team, anna, mia)
    for title in ("En gang til", "Det vi trenger å forstå"):
        team.press(mia, "on")
        expect(wall.locator("h3")).to_have_text(title)
        for page in (anna, bo):
            expect(page.get_by_text("Legg bort telefonen")).to_be_visible()
            expect(page.locator("textarea:visible, input[type=text]:visible")).to_have_count(0)
        expect(wall.locator(".samling-large")).to_have_text(HEADLINE)
        for page in (bo, wall):
            expect(page.get_by_text("Anna")).to_have_count(0)
        for page in (anna, bo, mia, wall):
            check_face(page, wall=page is wall)


def test_the_owner_s_page_is_quiet_and_a_little_dimmed_while_the_team_talks(team: Room) -> None:
    anna, bo, mia, wall = (
        team.open("anna"),
        team.open("bo"),
        team.open("mia", "mentor"),
        team.open("veggen", "wall"),
    )
    lend(team, anna, mia)
    turn_away(team, mia)
    expect(anna.locator("button:visible")).to_have_text(["Jeg vil snu meg tilbake"])
    assert 0.8 < anna.evaluate(LIGHTNESS) < 0.95 < bo.evaluate(LIGHTNESS), "dimmed, and far from black"
    expect(anna.locator("h3:visible")).to_have_count(0)
    expect(wall.locator(".samling *:not(:has(*)):not(:empty)")).to_have_text(QUESTIONS)
    for question in QUESTIONS:
        expect(bo.get_by_text(question)).to_be_visible()
        expect(anna.get_by_text(question)).to_have_count(0)
    for page in (anna, bo, mia, wall):
        check_face(page, wall=page is wall)
    team.press(anna, "turn-back")
    expect(anna.get_by_text("Du trenger ikke vente")).to_be_visible()
    expect(mia.get_by_text("Anna Å. vil snu seg tilbake")).to_be_visible()
    check_face(anna)
    team.press(mia, "on")
    assert anna.evaluate(LIGHTNESS) == bo.evaluate(LIGHTNESS)
    for page in (anna, bo, mia, wall):
        check_face(page, wall=page is wall)
    team.press(mia, "on")
    for page in (anna, bo, mia, wall):
        expect(page.get_by_text("Takk for historien")).to_be_visible()
        check_face(page, wall=page is wall)


def test_private_thoughts_are_kept_and_stay_private(team: Room) -> None:
    anna, bo, mia, wall = (
        team.open("anna"),
        team.open("bo"),
        team.open("mia", "mentor"),
        team.open("veggen", "wall"),
    )
    lend(team, anna, mia)
    turn_away(team, mia)
    anna.get_by_label("Tanker mens jeg lytter").fill(THOUGHT)
    expect(anna.get_by_text("Lagret", exact=True)).to_be_visible()
    assert team.group["anna"].answers(KEY)["notes"].text == THOUGHT
    team.press(mia, "on")
    expect(anna.get_by_label("Tanker mens jeg lytter")).to_have_value(THOUGHT)
    for page in (bo, mia, wall):
        assert THOUGHT not in page.content()
    assert THOUGHT.encode() not in team.group.database.read_bytes()
    again = team.open("anna")
    expect(again.get_by_label("Tanker mens jeg lytter")).to_have_value(THOUGHT)


def test_time_that_is_up_is_seconds_to_the_mentor_and_a_soft_word_to_the_rest(team: Room) -> None:
    anna, bo, mia, wall = (
        team.open("anna"),
        team.open("bo"),
        team.open("mia", "mentor"),
        team.open("veggen", "wall"),
    )
    team.set_clock(1000)
    lend(team, anna, mia)
    turn_away(team, mia)
    team.press(mia, "pause")
    expect(mia.get_by_role("timer")).to_have_text("8:00")
    team.press(mia, "more")
    expect(mia.get_by_role("timer")).to_have_text("9:00")
    team.press(mia, "pause")
    team.set_clock(1000 + 9 * 60 + 5)
    team.press(mia, "pause")
    expect(mia.get_by_role("timer")).to_have_text("+0:05")
    for page in (bo, wall):
        expect(page.get_by_text("Tida er ute")).to_be_visible()
        assert "0:05" not in page.content()
    expect(anna.get_by_text("Tida er ute")).to_have_count(0)


def test_a_group_without_a_story_borrows_one_and_the_mentor_reads_it_from_the_page(team: Room) -> None:
    bo, mia, wall = team.open("bo"), team.open("mia", "mentor"), team.open("veggen", "wall")
    name, case = next(iter(load_programme("mestring").stories("nb").items()))
    first, *_, last = story_of(case)
    team.press(mia, "on")
    mia.get_by_text("Har ingen en historie? Lån en").click()
    mia.get_by_text(case.title).click()
    expect(mia.get_by_text(last)).to_be_visible()
    check_face(mia)
    team.press(mia, f"borrow-{name}")
    expect(mia.get_by_text("Den står blant overskriftene nå")).to_be_visible()
    expect(wall.locator("li")).to_have_text([case.headline])
    mia.get_by_role("button", name="Sier ja: Veilederen").click()
    team.settle(mia)
    for title in ("En gang til", "Det vi trenger å forstå"):
        team.press(mia, "on")
        expect(mia.locator("li[aria-current]")).to_contain_text(title)
        expect(mia.get_by_text(last).locator("visible=true")).to_have_count(1)
    mia.set_viewport_size({"width": 390, "height": 844})
    check_face(mia)
    for page in (bo, wall):
        assert first not in page.content()
    team.press(mia, "on")
    expect(mia.get_by_text(last).locator("visible=true")).to_have_count(0)
    mia.get_by_text("Historien, til å lese høyt").click()
    expect(mia.get_by_text(last).locator("visible=true")).to_have_count(1)


def test_a_mentor_on_another_device_finds_all_as_it_was(team: Room) -> None:
    anna, mia = team.open("anna"), team.open("mia", "mentor")
    lend(team, anna, mia)
    turn_away(team, mia)
    phone = team.open("mia", "mentor")
    phone.set_viewport_size({"width": 390, "height": 844})
    expect(phone.locator("li[aria-current]")).to_contain_text("Teamet snakker")
    expect(phone.get_by_text(f"«{HEADLINE}» – Anna Å.")).to_be_visible()
    check_face(phone)
