"""A pair talk on several screens: pairs waiting to be shown, roles, notes to the teller alone, a sheet of keywords."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import Watch
from tests.browser.widget_room import Room, check_face, control, press_key_on, room

KEY, GATHERING = "mestring/2/pair-talk", "mestring/2/gathering"
NAMES = ("anna", "bo", "cleo", "dag", "eva")
GROUPS = [["1", "2"], ["3", "4", "5"]]
NOTED, RETOLD = "Du lente deg fram da hun sa «fjellet».", "Bare slutten."


@pytest.fixture
def pairs(browser: Browser, watch: Watch, tmp_path: Path) -> Iterator[Room]:
    """Five are here; Anna and Bo are to talk together, and Cleo, Dag and Eva are three."""
    with room(browser, watch, tmp_path, "pair-talk", *NAMES) as opened:
        here(opened, *NAMES)
        opened.group["mia"].put(KEY, "draft-pairs", {"groups": GROUPS}, 0, history=False)
        yield opened


def here(pairs: Room, *names: str) -> None:
    for name in names:
        seat = NAMES.index(name) + 1
        pairs.group["mia"].put(GATHERING, f"lead-present-{seat}", {"state": "here"}, 0)


def rows(mia: Page) -> Locator:
    return mia.locator(".samling-pair-list > li")


def show(pairs: Room, mia: Page, *, phases: int = 0) -> None:
    """The pairs are shown, and so many phases have begun."""
    pairs.press(mia, "show")
    for _ in range(phases):
        pairs.press(mia, "on")


def give(page: Page, words: str) -> None:
    """Give what stands in the field away."""
    page.get_by_role("button", name=f"{words} …").click()
    page.get_by_role("group", name=words).get_by_role("button", name="Gi til ").click()
    expect(page.get_by_role("button", name="Slutt å dele")).to_be_visible()


def test_pairs_are_drawn_for_the_mentor_s_eyes_and_seen_by_all_when_shown(pairs: Room) -> None:
    anna, mia, wall = pairs.open("anna"), pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    pairs.press(mia, "draw")
    expect(rows(mia)).to_have_count(2)
    for page in (anna, wall):
        assert "Bo Å." not in page.content()
        assert "Dag Å." not in page.content()
    for page in (anna, mia, wall):
        check_face(page, wall=page is wall)
    show(pairs, mia)
    expect(wall.locator(".samling-pairs > li")).to_have_count(2)
    expect(anna.get_by_text("Du snakker med")).to_be_visible()
    expect(control(mia, "draw")).to_have_count(0)
    for page in (anna, mia, wall):
        check_face(page, wall=page is wall)


def test_two_change_places_before_the_pairs_are_shown_by_keyboard(pairs: Room) -> None:
    mia, wall = pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    press_key_on(control(mia, "person-1"))
    expect(control(mia, "person-1")).to_be_focused()
    expect(mia.get_by_text("Hvem skal Anna Å. bytte plass med?")).to_be_visible()
    check_face(mia)
    press_key_on(control(mia, "person-5"), "Space")
    pairs.settle(mia)
    expect(rows(mia).first).to_contain_text("Eva Å.")
    press_key_on(control(mia, "show"))
    pairs.settle(mia)
    expect(wall.locator(".samling-pairs > li").first).to_have_text("Eva Å. og Bo Å.")
    expect(mia.locator("[data-name^='person-']")).to_have_count(0)


def test_tellers_change_when_they_want_to_and_it_says_what_it_costs(pairs: Room) -> None:
    anna, bo, mia = pairs.open("anna"), pairs.open("bo"), pairs.open("mia", "mentor")
    show(pairs, mia, phases=2)
    expect(anna.get_by_role("heading", name="Du forteller")).to_be_visible()
    expect(bo.get_by_role("heading", name="Du spør")).to_be_visible()
    press_key_on(control(anna, "change"))
    expect(anna.get_by_text("Et bytte koster 10 minutter til")).to_be_visible()
    check_face(anna)
    press_key_on(control(anna, "change-now"))
    pairs.settle(anna)
    expect(anna.get_by_role("heading", name="Du spør")).to_be_visible()
    expect(bo.get_by_role("heading", name="Du forteller")).to_be_visible()
    expect(mia.get_by_text("Anna Å. og Bo Å. har byttet roller")).to_be_visible()
    expect(mia.locator(".samling-swaps")).to_contain_text("10 minutter")
    check_face(mia)
    pairs.set_clock(1000)
    pairs.press(mia, "give")
    expect(mia.get_by_text("De 10 minuttene er gitt")).to_be_visible()
    pairs.press(anna, "change")
    expect(anna.get_by_role("heading", name="Du forteller")).to_be_visible()
    expect(mia.locator(".samling-swaps li")).to_have_count(0)


def test_the_listener_s_notes_go_to_the_teller_and_to_nobody_else(pairs: Room) -> None:
    cleo, dag, eva = pairs.open("cleo"), pairs.open("dag"), pairs.open("eva")
    anna, mia, wall = pairs.open("anna"), pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    show(pairs, mia, phases=2)
    expect(eva.get_by_role("heading", name="Du lytter")).to_be_visible()
    expect(eva.get_by_label("Det kan fortelles videre")).to_be_hidden()
    eva.get_by_label("Det jeg la merke til", exact=True).fill(NOTED)
    expect(eva.get_by_text("Lagret", exact=True)).to_be_visible()
    give(eva, "Gi til den som fortalte")
    pairs.look()
    expect(cleo.get_by_text(NOTED)).to_be_visible()
    check_face(eva)
    check_face(cleo)
    for page in (anna, dag, mia, wall):
        assert NOTED not in page.content()
    eva.get_by_role("button", name="Slutt å dele").click()
    pairs.settle(eva)
    expect(cleo.get_by_text(NOTED)).to_have_count(0)


def test_after_a_change_of_roles_the_new_teller_gets_notes_of_their_own(pairs: Room) -> None:
    cleo, dag, eva, mia = pairs.open("cleo"), pairs.open("dag"), pairs.open("eva"), pairs.open("mia", "mentor")
    show(pairs, mia, phases=2)
    first, after = "Det jeg la merke til", "Det jeg la merke til etter byttet"
    eva.get_by_label(first, exact=True).fill(NOTED)
    expect(eva.get_by_text("Lagret", exact=True)).to_be_visible()
    give(eva, "Gi til den som fortalte")
    pairs.look()
    expect(eva.get_by_label(after)).to_be_hidden()
    pairs.press(dag, "change")
    pairs.press(dag, "change-now")
    expect(eva.get_by_label(first, exact=True)).to_have_value(NOTED)
    expect(cleo.get_by_label(first, exact=True)).to_be_hidden()
    eva.get_by_label(after).fill("Til deg, Dag")
    expect(eva.locator("[data-field='notes-after'] .is-saved")).to_be_visible()
    eva.locator("[data-field='notes-after']").get_by_role("button", name="Gi til den som fortalte").click()
    expect(eva.locator(".samling-panel:visible")).to_contain_text("Dag Å.")
    eva.locator(".samling-panel:visible").get_by_role("button", name="Gi til").click()
    pairs.settle(eva)
    expect(eva.locator("[data-field='notes-after']").get_by_text("Gitt til Dag Å.")).to_be_visible()
    expect(eva.get_by_text("Gitt til Cleo Å.")).to_be_visible()
    expect(dag.get_by_text("Til deg, Dag")).to_be_visible()
    expect(cleo.get_by_text(NOTED)).to_be_visible()
    expect(cleo.get_by_text("Til deg, Dag")).to_have_count(0)
    expect(dag.get_by_text(NOTED)).to_have_count(0)
    top = "one => one.getBoundingClientRect().top"
    assert dag.get_by_text("Til deg, Dag").evaluate(top) < dag.locator(".samling-prompts").evaluate(top), "by the tool"
    check_face(eva)


def test_what_may_be_retold_is_the_teller_s_word_to_those_in_the_talk(pairs: Room) -> None:
    cleo, dag, eva = pairs.open("cleo"), pairs.open("dag"), pairs.open("eva")
    anna, mia = pairs.open("anna"), pairs.open("mia", "mentor")
    show(pairs, mia, phases=2)
    expect(cleo.get_by_label("Det jeg la merke til", exact=True)).to_be_hidden()
    cleo.get_by_label("Det kan fortelles videre").fill(RETOLD)
    expect(cleo.get_by_text("Lagret", exact=True)).to_be_visible()
    for page in (dag, eva):
        assert RETOLD not in page.content()
    give(cleo, "Gi til dem du snakket med")
    pairs.look()
    for page in (dag, eva):
        expect(page.get_by_text("Dette kan fortelles videre")).to_be_visible()
        expect(page.get_by_text(RETOLD)).to_be_visible()
    for page in (anna, mia):
        assert RETOLD not in page.content()


def test_each_phase_says_what_happens_now_and_phones_are_away_for_the_retelling(pairs: Room) -> None:
    anna, mia, wall = pairs.open("anna"), pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    pairs.set_clock(1000)
    show(pairs, mia)
    for title, clock in (("Del planene", "8:00"), ("Snakk sammen", "10:00"), ("Fortell videre", "12:00")):
        pairs.press(mia, "on")
        expect(wall.locator("h3")).to_have_text(title)
        expect(anna.get_by_role("heading", name=title)).to_be_visible()
        expect(mia.get_by_role("timer")).to_have_text(clock)
        check_face(wall, wall=True)
    expect(anna.get_by_text("Legg bort telefonen")).to_be_visible()
    check_face(anna)
    pairs.set_clock(1000 + 12 * 60)
    pairs.press(mia, "pause")
    for page in (anna, wall):
        expect(page.get_by_text("Tida er ute")).to_be_visible()
    check_face(wall, wall=True)


def test_keywords_stay_the_mentor_s_until_the_sheet_is_shown(pairs: Room) -> None:
    anna, mia, wall = pairs.open("anna"), pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    show(pairs, mia, phases=3)
    for word in ("mot", "å bli sett", "stolthet"):
        mia.get_by_label("Nytt stikkord").fill(word)
        mia.keyboard.press("Enter")
        expect(mia.get_by_label("Nytt stikkord")).to_be_focused()
    mia.get_by_role("button", name="Ta bort: stolthet").click()
    pairs.settle(mia)
    for page in (anna, wall):
        assert "å bli sett" not in page.content()
    pairs.press(mia, "sheet")
    expect(wall.locator(".samling-keywords > li")).to_have_text(["mot", "å bli sett"])
    check_face(mia)
    check_face(wall, wall=True)
    pairs.press(mia, "sheet")
    expect(wall.get_by_text("å bli sett")).to_have_count(0)


def test_whoever_comes_late_is_put_with_a_pair_and_nobody_is_moved(pairs: Room) -> None:
    pairs.group["mia"].put(KEY, "draft-pairs", {"groups": [["1", "2"], ["3", "4"]]}, 1, history=False)
    eva, mia = pairs.open("eva"), pairs.open("mia", "mentor")
    show(pairs, mia)
    expect(eva.get_by_text("Du er ikke i noe par ennå")).to_be_visible()
    expect(mia.get_by_text("Eva Å. er her, men ikke i noe par")).to_be_visible()
    check_face(eva)
    check_face(mia)
    pairs.press(mia, "add-5-3")
    expect(eva.get_by_role("heading", name="Du lytter")).to_be_visible()
    expect(rows(mia).first).to_contain_text("Anna Å. forteller")


def test_seven_pairs_with_long_names_stand_large_on_the_wall(pairs: Room) -> None:
    seven = [[f"p{2 * number - 1}", f"p{2 * number}"] for number in range(1, 7)] + [["1", "2", "3"]]
    pairs.group["mia"].put(KEY, "draft-pairs", {"groups": seven}, 1, history=False)
    mia, wall = pairs.open("mia", "mentor"), pairs.open("veggen", "wall")
    show(pairs, mia)
    expect(wall.locator(".samling-pairs > li")).to_have_count(7)
    check_face(wall, wall=True)
