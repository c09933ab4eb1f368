"""Sharing on a page: an act of its own that names who will see it, seen by others without reload, undone any time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, WebSocket, expect
from tests.browser.conftest import PHONE, WIDE, Server, Watch, visitor
from tests.browser.widget_pages import Line, open_at_nine, open_widget, violations
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_build.places import notebooks_folder

KEY = "mestring/2/summing-up"
PARTICIPANT, MENTOR = "nb/mestring/2-deltaker.ipynb", "nb/mestring/2-veileder.ipynb"
LABEL = "Hva fikk samtalen til å gå godt?"
TEXT = "Vi satt ved kjøkkenbordet.\n\nDet hjalp å ha noe i hendene. 🌱"
PRIVATE = "Dette skrev hun bare til seg selv."
OPEN_PANEL = ".samling-panel:not([hidden])"


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads; Anna and Bo take part, and five more whom nobody hears of."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        for name in ("anna", "bo", "cleo", "dag", "eva", "finn", "guri"):
            entered.enter(name)
        yield entered


class Reader:
    """Somebody in the group with a page of their own, and all that came to it."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.page = line.page
        self.asked: list[dict[str, Any]] = []
        self.wire: list[Any] = []
        respond, answer = line.widget.respond, line._replies.append

        def heard(content: Any) -> Any:
            self.asked.append(content)
            return respond(content)

        def sent(message: Any) -> None:
            self.wire.append(message)
            answer(message)

        line.widget.respond = heard  # type: ignore[method-assign]
        line.widget.send = sent

    def look(self) -> None:
        """What the kernel's own loop does twice a second: look, and tell the page what changed."""
        self.line.widget._live.look()
        messages = self.line._replies.copy()
        self.line._replies.clear()
        self.page.evaluate("messages => window.deliver({messages, changed: {}})", messages)

    @property
    def area(self) -> Locator:
        return self.page.get_by_label(LABEL, exact=True)

    @property
    def field(self) -> Locator:
        return self.page.locator(".samling-field", has=self.area)

    @property
    def panel(self) -> Locator:
        return self.page.locator(OPEN_PANEL)

    @property
    def others(self) -> Locator:
        return self.page.locator(".samling-others")

    def button(self, name: str) -> Locator:
        """A button in sight by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def write(self, text: str) -> None:
        """Write in the field, and leave it."""
        self.area.fill(text)
        self.area.blur()
        expect(self.field.locator(".samling-saved")).to_have_text("Lagret")

    def share(self, text: str) -> None:
        """Write, press the quiet button, and say yes."""
        self.write(text)
        self.button("Del med gruppa …").click()
        self.button("Del").click()
        expect(self.field.locator(".samling-shares")).to_have_text("Delt med gruppa")

    def kinds(self) -> list[str]:
        """What the page asked about sharing."""
        return [message["kind"] for message in self.asked if message["kind"] in ("check", "share", "unshare")]


Enter = Callable[..., Reader]


@pytest.fixture
def enter(browser: Browser, watch: Watch, group: People) -> Iterator[Enter]:
    """``enter("anna")``: a phone with the exercise on it; ``enter("mia", role="mentor")``: a large screen."""
    with ExitStack() as stack:

        def begin(name: str, still: bool = False, size: tuple[int, int] = PHONE, **more: Any) -> Reader:
            place = stack.enter_context(visitor(browser, WIDE if more.get("role") == "mentor" else size))
            page = place.new_page()
            watch.observe(page)
            opening = open_at_nine if still else open_widget
            return Reader(opening(page, "summing-up", lambda: group[name], **more))

        yield begin


def seen(group: People, name: str = "bo") -> list[str]:
    return [one.text for one in group[name].seen(KEY)]


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


def test_what_is_shared_reaches_others_without_reload_and_is_taken_back_from_them(enter: Enter) -> None:
    anna, bo, mia = enter("anna"), enter("bo"), enter("mia", role="mentor")
    expect(bo.others).to_have_count(0)
    expect(mia.others).to_contain_text("Ingen har delt noe her ennå.")
    anna.share(TEXT)
    for reader, heading in ((bo, "Delt i gruppa"), (mia, "Delt med deg")):
        reader.look()
        expect(reader.page.get_by_role("group", name=heading)).to_be_visible()
        item = reader.others.get_by_role("listitem")
        expect(item.locator(".samling-said")).to_have_text(TEXT, use_inner_text=True)
        expect(item).to_contain_text("Anna Å.")
    anna.button("Slutt å dele").click()
    expect(anna.page.get_by_text("Du deler ikke dette lenger.")).to_be_visible()
    for reader in (bo, mia):
        reader.look()
        expect(reader.others.get_by_role("listitem")).to_have_count(0)
    expect(anna.others).to_have_count(0)


def test_before_it_happens_it_says_who_will_see_it_and_what_to_think_of(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    anna.button("Del med gruppa …").click()
    expect(anna.page.get_by_role("group", name="Del med gruppa")).to_be_focused()
    expect(anna.panel).to_have_accessible_description("Veilederen og 6 i gruppa får se dette. Du kan angre når du vil.")
    expect(anna.panel).to_contain_text("Ta bort det historien ikke trenger.")
    expect(anna.panel).to_contain_text("Kunne dette like gjerne handlet om fire–fem andre?")
    expect(anna.panel).to_contain_text("Navn må du se etter selv.")
    expect(anna.panel.get_by_role("button")).to_have_text(["Del", "Ikke nå"])
    assert seen(group) == []
    anna.button("Ikke nå").click()
    expect(anna.panel).to_have_count(0)
    assert anna.kinds() == ["check"]
    assert seen(group) == []


def test_an_identity_number_stops_the_sharing_and_the_way_to_it_is_shown(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(f"Hun 🌱 ringte fra {ORDINARY} i går.")
    anna.button("Del med gruppa …").click()
    expect(anna.panel).to_contain_text("Det står et fødselsnummer i teksten. Ta det ut, så kan du dele resten.")
    expect(anna.panel.locator("mark")).to_have_text(ORDINARY)
    expect(anna.button("Del")).to_have_count(0)
    anna.button("Gå til stedet i teksten").click()
    expect(anna.area).to_be_focused()
    chosen = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert anna.area.evaluate(chosen) == ORDINARY
    anna.page.keyboard.press("Delete")
    anna.button("Del med gruppa …").click()
    anna.button("Del").click()
    expect(anna.page.get_by_text("Delt med gruppa")).to_be_visible()
    assert seen(group) == ["Hun 🌱 ringte fra  i går."]


def test_other_findings_are_named_one_by_one_with_their_passage_and_ask_once(enter: Enter, group: People) -> None:
    anna = enter("anna")
    text = "Vi ble enige om en prøve. Ring meg på 98 76 54 32, eller skriv til kari@example.no etter helga."
    anna.write(text)
    anna.button("Del med gruppa …").click()
    found = anna.panel.locator(".samling-found")
    expect(found.get_by_role("heading")).to_have_text("Skal dette stå der?")
    expect(found.get_by_role("listitem")).to_have_text(
        [
            "Kan være et telefonnummer: … en prøve. Ring meg på 98 76 54 32, eller skriv til …",
            "Kan være en e-postadresse: … 54 32, eller skriv til kari@example.no etter helga.",
        ]
    )
    anna.button("Del").click()
    expect(anna.page.get_by_text("Delt med gruppa")).to_be_visible()
    assert seen(group) == [text]


def test_text_that_is_not_saved_yet_is_saved_first(enter: Enter, group: People) -> None:
    anna = enter("anna", still=True)
    anna.area.fill(TEXT)
    anna.button("Del med gruppa …").click()
    expect(anna.button("Del")).to_be_visible()
    assert [message["kind"] for message in anna.asked[-2:]] == ["save", "check"]
    assert anna.asked[-1]["revision"] == 1


def test_nothing_typed_ever_goes_with_what_is_asked_about_sharing(enter: Enter) -> None:
    anna = enter("anna")
    anna.share(TEXT)
    anna.button("Slutt å dele").click()
    expect(anna.button("Del med gruppa …")).to_be_visible()
    about = [message for message in anna.asked if message["kind"] in ("check", "share", "unshare")]
    assert [message["kind"] for message in about] == ["check", "share", "unshare"]
    assert "kjøkkenbordet" not in json.dumps(about, ensure_ascii=False)


def test_private_text_is_never_in_what_another_reader_s_page_is_sent(enter: Enter, group: People) -> None:
    anna, bo, mia = enter("anna"), enter("bo"), enter("mia", role="mentor")
    anna.share(TEXT)
    anna.write(PRIVATE)
    anna.page.get_by_label("Hvem møtte du?").fill(PRIVATE)
    anna.page.get_by_label("Hvem møtte du?").blur()
    expect(anna.page.locator(".samling-saved").first).to_have_text("Lagret")
    for reader in (bo, mia):
        reader.look()
        expect(reader.others.locator(".samling-said")).to_have_text(TEXT, use_inner_text=True)
        assert PRIVATE not in json.dumps([reader.wire, reader.line.state()], ensure_ascii=False, default=str)


def test_a_text_that_was_changed_since_says_so_and_the_new_one_can_be_shared(enter: Enter, group: People) -> None:
    anna, bo = enter("anna"), enter("bo")
    anna.share(TEXT)
    anna.area.press_sequentially(" Mer.")
    expect(anna.field.locator(".samling-shares")).to_contain_text("Du har endret teksten siden du delte.")
    assert seen(group) == [TEXT]
    anna.button("Del den nye").click()
    anna.button("Del").click()
    expect(anna.field.locator(".samling-shares")).to_have_text("Delt med gruppa")
    assert seen(group) == [f"{TEXT} Mer."]
    bo.look()
    expect(bo.others.get_by_role("listitem")).to_have_count(1)


def test_two_taps_share_once(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    anna.button("Del med gruppa …").click()
    anna.line.held = True
    anna.button("Del").dblclick()
    expect(anna.panel).to_contain_text("Deler …")
    anna.line.release()
    expect(anna.page.get_by_text("Delt med gruppa")).to_be_visible()
    assert anna.kinds() == ["check", "share"]


def test_a_text_that_is_changed_under_the_panel_has_to_be_looked_through_anew(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    anna.button("Del med gruppa …").click()
    expect(anna.panel).to_be_visible()
    anna.area.press_sequentially("x")
    expect(anna.panel).to_have_count(0)
    expect(anna.area).to_be_focused()
    assert seen(group) == []


def test_a_text_changed_in_another_window_is_not_shared_and_that_is_said(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    anna.button("Del med gruppa …").click()
    expect(anna.panel).to_be_visible()
    group.write("anna", KEY, "worked", PRIVATE)
    anna.button("Del").click()
    expect(anna.page.get_by_role("group", name="Ikke delt")).to_be_focused()
    expect(anna.panel).to_contain_text("Ingenting ble delt. Prøv igjen, så ser vi gjennom den på nytt.")
    assert seen(group) == []


def test_without_contact_it_says_that_nothing_was_shared(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    anna.line.connection("lost")
    anna.button("Del med gruppa …").click()
    expect(anna.panel).to_contain_text("Det er ingen kontakt akkurat nå. Ingenting ble delt.")
    anna.line.connection("restored")
    anna.button("Prøv igjen").click()
    anna.button("Del").click()
    expect(anna.page.get_by_text("Delt med gruppa")).to_be_visible()
    assert seen(group) == [TEXT]


@pytest.mark.parametrize("arrived", [True, False], ids=["it arrived", "it did not"])
@pytest.mark.parametrize("anew", [False, True], ids=["same page", "page built anew"])
def test_a_share_whose_answer_is_lost_is_not_guessed_at(enter: Enter, group: People, arrived: bool, anew: bool) -> None:
    anna = enter("anna", still=True)
    anna.write(TEXT)
    anna.button("Del med gruppa …").click()
    expect(anna.button("Del")).to_be_visible()
    anna.line.held, anna.line.cut = arrived, not arrived
    anna.button("Del").click()
    anna.page.clock.run_for(3100)
    expect(anna.panel).to_contain_text("Vi vet ikke ennå om dette ble delt.")
    anna.line.connection("lost")
    anna.line.lose()
    anna.line.held = anna.line.cut = False
    if anew:
        anna.page.evaluate("() => window.unmount()")
        anna.page.evaluate("() => window.mount()")
    anna.line.connection("restored")
    if arrived:
        expect(anna.field.locator(".samling-shares")).to_have_text("Delt med gruppa")
        expect(anna.panel).to_have_count(0)
    else:
        expect(anna.panel).to_contain_text("Kontakten ble borte underveis. Ingenting ble delt.")
        expect(anna.page.get_by_text("Delt med gruppa")).to_have_count(0)
    assert seen(group) == ([TEXT] if arrived else [])
    assert anna.kinds().count("share") <= 1


def test_an_end_that_is_lost_on_its_way_is_said_and_asked_for_again(enter: Enter, group: People) -> None:
    anna = enter("anna", still=True)
    anna.share(TEXT)
    anna.line.cut = True
    anna.button("Slutt å dele").click()
    anna.page.clock.run_for(3100)
    expect(anna.page.get_by_text("Vi vet ikke ennå om delingen er avsluttet.")).to_be_visible()
    anna.line.connection("lost")
    anna.line.cut = False
    anna.line.connection("restored")
    expect(anna.page.get_by_text("Du deler ikke dette lenger.")).to_be_visible()
    assert seen(group) == []


def test_with_the_keyboard_alone_and_the_focus_is_never_lost(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    press = anna.page.keyboard.press
    anna.area.focus()
    press("Tab")
    expect(anna.button("Del med gruppa …")).to_be_focused()
    press("Enter")
    expect(anna.panel).to_be_focused()
    press("Escape")
    expect(anna.panel).to_have_count(0)
    expect(anna.button("Del med gruppa …")).to_be_focused()
    press("Space")
    expect(anna.panel).to_be_focused()
    press("Tab")
    expect(anna.button("Del")).to_be_focused()
    press("Tab")
    expect(anna.button("Ikke nå")).to_be_focused()
    press("Shift+Tab")
    press("Enter")
    expect(anna.field.locator(".samling-shares")).to_be_focused()
    press("Tab")
    expect(anna.button("Slutt å dele")).to_be_focused()
    press("Enter")
    expect(anna.button("Del med gruppa …")).to_be_focused()
    assert seen(group) == []


def test_the_button_says_by_its_name_what_it_is_about(enter: Enter) -> None:
    anna = enter("anna")
    anna.write(TEXT)
    expect(anna.button("Del med gruppa …")).to_have_accessible_description(LABEL)
    expect(anna.button("Del med gruppa …")).to_have_attribute("aria-expanded", "false")


def test_what_others_share_is_added_below_without_moving_what_is_written(enter: Enter, group: People) -> None:
    bo = enter("bo")
    bo.area.fill("Jeg skriver")
    before = box(bo.area)
    group.show("anna", KEY, "worked", TEXT)
    group.show("cleo", KEY, "bring", TEXT)
    bo.look()
    expect(bo.others.get_by_role("listitem")).to_have_count(2)
    bo.page.keyboard.type(" videre")
    expect(bo.area).to_have_value("Jeg skriver videre")
    assert box(bo.area) == before
    questions = bo.others.get_by_role("heading", level=4)
    expect(questions.filter(visible=True)).to_have_text([LABEL, "Hva vil du ta med til brukerreisen?"])


def test_what_is_read_stays_where_it_is_when_something_above_it_comes_or_goes(enter: Enter, group: People) -> None:
    fields = {"anna": "worked", "cleo": "surprised", "dag": "bring", "finn": "bring", "guri": "bring"}
    for name, field in fields.items():
        group.show(name, KEY, field, "En linje.\n" * 9)
    bo = enter("bo")
    read = bo.others.get_by_role("listitem").filter(has_text="Dag")
    read.evaluate("item => item.scrollIntoView({block: 'start'})")
    before = box(read)
    for text in ("Kort.", TEXT, "En linje.\n" * 9):
        group.show("anna", KEY, "worked", text)
        bo.look()
        expect(bo.others.get_by_role("listitem").filter(has_text="Anna")).to_contain_text(text[:5])
        assert abs(box(read)["y"] - before["y"]) < 1
    group["cleo"].unshare(KEY, "surprised")
    group.show("eva", KEY, "worked", TEXT)
    bo.look()
    expect(bo.others.get_by_role("listitem")).to_have_count(5)
    assert abs(box(read)["y"] - before["y"]) < 1


def test_a_long_text_folds_and_stays_open_when_others_are_brought_up_to_date(enter: Enter, group: People) -> None:
    group.show("anna", KEY, "worked", "Et langt svar. " * 100)
    bo = enter("bo")
    said = bo.others.locator(".samling-said")
    folded = box(said)["height"]
    bo.button("Vis hele").click()
    expect(bo.button("Vis mindre")).to_have_attribute("aria-expanded", "true")
    assert box(said)["height"] > 2 * folded
    group.show("cleo", KEY, "worked", TEXT)
    bo.look()
    expect(bo.others.get_by_role("listitem")).to_have_count(2)
    expect(bo.button("Vis mindre")).to_be_visible()


def test_a_screen_reader_is_told_that_something_new_came_and_no_more(enter: Enter, group: People) -> None:
    group.show("anna", KEY, "worked", TEXT)
    bo = enter("bo")
    news = bo.others.get_by_role("status")
    expect(bo.others.get_by_role("listitem")).to_have_count(1)
    expect(news).to_have_text("")
    group.show("cleo", KEY, "worked", TEXT)
    bo.look()
    expect(news).to_have_text("Noe nytt er delt.")
    assert bo.others.locator("[aria-live], [role=status], [role=alert]").count() == 1


def test_a_text_is_shown_as_it_was_written_whatever_it_holds(enter: Enter, group: People) -> None:
    texts = {
        "anna": "<b>ikke fet</b>",
        "cleo": "👩🏽‍⚕️" * 500,
        "dag": "Donaudampfschifffahrt" * 60,
        "eva": "שלום, verden",
    }
    for name, text in texts.items():
        group.show(name, KEY, "worked", text)
    mia = enter("mia", role="mentor")
    expect(mia.others.locator(".samling-said")).to_have_text(list(texts.values()))
    bo = enter("bo")
    expect(bo.others.locator(".samling-said")).to_have_text(list(texts.values()))
    assert bo.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_group_that_has_ended_takes_nothing_more_but_lets_go(enter: Enter, group: People) -> None:
    anna = enter("anna")
    anna.share(TEXT)
    group.close_group()
    anna.area.press_sequentially(" Mer.")
    expect(anna.field.locator(".samling-alarm")).to_contain_text("Ikke lagret. Gruppa er avsluttet")
    anna.line.connection("restored")
    expect(anna.button("Del den nye")).to_have_count(0)
    anna.button("Slutt å dele").click()
    expect(anna.page.get_by_text("Du deler ikke dette lenger.")).to_be_visible()
    assert seen(group) == []


def test_without_a_group_there_is_no_button(page: Page) -> None:
    book = MemoryBook()
    open_widget(page, "summing-up", lambda: book)
    page.get_by_label(LABEL).fill(TEXT)
    page.get_by_label(LABEL).blur()
    expect(page.locator(".samling-below .samling-saved").first).to_have_text("Lagret")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".samling-others")).to_have_count(0)


def test_the_same_in_english(enter: Enter, group: People) -> None:
    anna = enter("anna", language="en")
    area = anna.page.locator("textarea").nth(1)
    area.fill(TEXT)
    area.blur()
    anna.button("Share with the group …").click()
    expect(anna.panel).to_contain_text("The mentor and 6 in the group will see this. You can undo")
    anna.button("Share").click()
    expect(anna.page.get_by_text("Shared with the group")).to_be_visible()
    assert seen(group) == [TEXT]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(enter: Enter, group: People, colours: Any) -> None:
    for name in ("cleo", "dag", "eva", "finn"):
        group.show(name, KEY, "worked", TEXT * 12)
    group.show("guri", KEY, "bring", "👩🏽‍⚕️" * 500)
    mia, anna = enter("mia", role="mentor"), enter("anna")
    for reader in (mia, anna):
        reader.page.emulate_media(color_scheme=colours)
    expect(mia.others.get_by_role("listitem")).to_have_count(5)
    assert violations(mia.page) == []
    anna.write(f"Ring 98 76 54 32. {TEXT}")
    assert violations(anna.page) == []
    anna.button("Del med gruppa …").click()
    expect(anna.panel).to_be_visible()
    assert violations(anna.page) == []
    assert anna.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    anna.button("Del").click()
    expect(anna.page.get_by_text("Delt med gruppa")).to_be_visible()
    assert violations(anna.page) == []
    anna.write(ORDINARY)
    anna.button("Del den nye").click()
    expect(anna.panel.locator("mark")).to_be_visible()
    assert violations(anna.page) == []


class Visitor:
    """Somebody who tries the workbook on this machine, on a real server with a kernel of their own."""

    def __init__(self, page: Page, server: Server, role: str, notebook: str) -> None:
        self.page = page
        self.frames: list[bytes] = []
        page.on("websocket", self._listen)
        page.goto(server.address)
        page.get_by_role("button", name=role).click()
        page.goto(f"{server.page(notebook)}#summing-up")
        self.exercise = page.locator("#summing-up")
        expect(self.exercise.locator(".samling-form")).to_be_visible()
        self.said = self.exercise.locator(".samling-said")

    def write(self, label: str, text: str) -> None:
        area = self.exercise.get_by_label(label, exact=True)
        area.fill(text)
        area.blur()
        field = self.exercise.locator(".samling-field", has=self.page.get_by_label(label, exact=True))
        expect(field.locator(".samling-saved")).to_have_text("Lagret")

    def _listen(self, socket: WebSocket) -> None:
        def keep(frame: bytes | str) -> None:
            self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

        socket.on("framereceived", keep)


def test_A17_what_is_shared_reaches_the_others_within_two_seconds_and_private_text_never(
    browser: Browser, servers: Callable[..., Server], watch: Watch
) -> None:
    server = servers("site", notebooks_folder())
    with ExitStack() as stack:

        def enter(role: str, notebook: str, size: tuple[int, int]) -> Visitor:
            page = stack.enter_context(visitor(browser, size)).new_page()
            watch.observe(page)
            return Visitor(page, server, role, notebook)

        anna = enter("Prøv som deltaker", PARTICIPANT, PHONE)
        others = [
            enter("Prøv som deltaker", PARTICIPANT, PHONE),
            enter("Prøv som veileder", MENTOR, WIDE),
        ]
        anna.write("Hvem møtte du?", "bare-for-meg-1")
        anna.write(LABEL, "dette-deler-jeg")
        anna.exercise.get_by_role("button", name="Del med gruppa …").click()
        anna.exercise.get_by_role("button", name="Del", exact=True).click()
        expect(anna.exercise.get_by_text("Delt med gruppa")).to_be_visible()
        for other in others:
            expect(other.said).to_have_text("dette-deler-jeg", timeout=2_000)
        anna.write(LABEL, "bare-for-meg-2")
        anna.exercise.get_by_role("button", name="Slutt å dele").click()
        expect(anna.exercise.get_by_text("Du deler ikke dette lenger.")).to_be_visible()
        for other in others:
            expect(other.said).to_have_count(0, timeout=2_000)
            other.page.reload()
            expect(other.exercise.locator(".samling-form")).to_be_visible()
            expect(other.said).to_have_count(0)
            assert any(b"dette-deler-jeg" in frame for frame in other.frames)
            assert not any(b"bare-for-meg" in frame for frame in other.frames)
