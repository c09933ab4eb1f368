"""Coming in and being signed out, in a real browser: nothing typed is lost, and none of it becomes somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import PHONE, Server, Watch, seat_on, visitor
from tests.browser.wire import Wire

from samling_build.places import notebooks_folder
from samling_exercises import load_programme

FORM = load_programme("mestring").gathering("2").exercise("summing-up")
FIELD = FORM.fields[0].id
NOTEBOOK = "nb/mestring/2-deltaker.ipynb"
BROKEN = "WebSocket|ERR_|status of"
PATIENCE = 30_000


@pytest.fixture(scope="module")
def server(servers: Callable[..., Server]) -> Server:
    return servers("site", notebooks_folder())


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who has not come in."""
    with visitor(browser, PHONE, practise=False) as opened:
        yield opened


@pytest.fixture
def page(phone: BrowserContext, watch: Watch) -> Page:
    opened = phone.new_page()
    watch.observe(opened)
    return opened


def area(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(f"#{FORM.id} textarea").first


def open_form(page: Page, address: str) -> None:
    page.goto(f"{address}voila/render/{NOTEBOOK}#{FORM.id}")
    expect(area(page)).to_be_visible()


def sign_out_elsewhere(server: Server, token: str) -> None:
    """End the visit behind the page's back."""
    server.seats.register.sign_out(token)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:2]]}" for each in found]


def test_from_the_card_to_the_start_page(page: Page, server: Server, watch: Watch) -> None:
    watch.allow("status of 403")
    invitation = server.seats.invitation()
    page.goto(f"{server.address}join/{server.seats.group.link}")
    assert not violations(page)
    code = page.get_by_label("Koden din")
    code.fill("K7QP-2MXD-9RTA")
    page.get_by_label("Min egen telefon eller datamaskin").check()
    page.get_by_role("button", name="Kom inn").click()
    expect(page.get_by_role("alert")).to_contain_text("Den koden åpner ingenting her.")
    expect(code).to_be_focused()
    expect(code).to_have_value("")
    code.fill(str(invitation).lower())
    page.get_by_role("button", name="Kom inn").click()
    page.get_by_label("Hva kan de andre kalle deg?").fill("Blåveis 🌱")
    assert not violations(page)
    page.get_by_role("button", name="Ta plassen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De to kodene dine")
    assert not violations(page)
    personal, recovery = (page.locator(f"#{kind}-code").inner_text() for kind in ("personal", "recovery"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre som fil").click()
    kept = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "kodene-mine.txt"
    assert f"Din egen kode: {personal}" in kept
    assert f"Gjenopprettingskode: {recovery}" in kept
    page.get_by_label("Jeg har skrevet dem ned").check()
    page.get_by_role("button", name="Gå videre").click()
    page.wait_for_url(server.address)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(f"{server.address}voila/render/{NOTEBOOK}")
    expect(page.locator(".group").first).to_contain_text("Solbakken · du er Blåveis 🌱 · Gruppa avsluttes ")
    page.get_by_role("button", name="Logg av").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget av")
    page.go_back()
    expect(page.get_by_label("Koden din")).to_be_visible()


@pytest.mark.parametrize("path", ["join", "lost", "privacy", "out"])
def test_the_pages_at_the_door_are_open_to_all(page: Page, server: Server, path: str) -> None:
    for language in ("nb", "en"):
        page.goto(f"{server.address}{path}?language={language}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not violations(page)


def test_A12_a_page_with_everything_saved_goes_to_the_join_page(page: Page, server: Server, watch: Watch) -> None:
    watch.allow(BROKEN)
    seated = seat_on(page.context, server)
    open_form(page, server.address)
    area(page).fill("Dette er lagret.")
    expect(page.locator("footer")).to_contain_text("Lagret")
    sign_out_elsewhere(server, seated.token)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_url("**/join?**")
    page.get_by_label("Koden din").fill(str(seated.personal))
    page.get_by_label("Min egen telefon eller datamaskin").check()
    page.get_by_role("button", name="Kom inn").click()
    page.wait_for_url(f"**/{NOTEBOOK}?group=*")
    page.evaluate("id => { location.hash = id }", FORM.id)
    expect(area(page)).to_have_value("Dette er lagret.")


def test_A12_what_is_not_saved_stays_and_is_saved_when_the_same_person_is_back(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.allow(BROKEN)
    seated = seat_on(page.context, server)
    with Wire(server.port) as wire:
        open_form(page, f"http://localhost:{wire.port}/")
        type_without_network(page, wire, "Skrevet uten nett.")
        sign_out_elsewhere(server, seated.token)
        wire.mend()
        expect(page.locator(".bar")).to_contain_text("Du er logget av.", timeout=PATIENCE)
        expect(area(page)).to_have_value("Skrevet uten nett.")
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Logg på i et nytt vindu").click()
        other = opened.value
        watch.observe(other)
        other.get_by_label("Koden din").fill(str(seated.personal))
        other.get_by_label("Min egen telefon eller datamaskin").check()
        other.get_by_role("button", name="Kom inn").click()
        other.get_by_role("button", name="Logg av").wait_for()
        page.bring_to_front()
        expect(page.locator("footer")).to_contain_text("Lagret", timeout=PATIENCE)
        expect(page.locator("footer")).not_to_contain_text("Ikke")
    with server.seats.book(seated) as book:
        assert book.answers(FORM.key)[FIELD].text == "Skrevet uten nett."


def test_A12_what_one_person_left_unsaved_is_never_saved_as_the_next_persons(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.allow(BROKEN)
    seated = seat_on(page.context, server)
    with Wire(server.port) as wire:
        open_form(page, f"http://localhost:{wire.port}/")
        type_without_network(page, wire, "Bare mitt.")
        sign_out_elsewhere(server, seated.token)
        after = seat_on(page.context, server)
        wire.mend()
        expect(page.locator(".bar")).to_contain_text("En annen er logget på her nå", timeout=PATIENCE)
        expect(area(page)).to_have_value("Bare mitt.")
        expect(page.get_by_text("Ikke lagret").first).to_be_visible()
    for one in (after, seated):
        with server.seats.book(one) as book:
            assert book.answers(FORM.key) == {}


def test_somebody_who_reads_is_told_to_the_server_and_nothing_else_is(page: Page, server: Server) -> None:
    seat_on(page.context, server, shared_computer=True)
    page.clock.install()
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url) if request.url.endswith("/here") else None)
    open_form(page, server.address)
    page.clock.fast_forward(120_000)
    assert told == []
    with page.expect_response("**/here") as answered:
        page.mouse.wheel(0, 200)
        page.clock.fast_forward(1_000)
    assert answered.value.status == 204
    for _ in range(3):
        page.mouse.wheel(0, 200)
    page.clock.fast_forward(30_000)
    assert len(told) == 1, "at most once a minute"
    with page.expect_response("**/here"):
        page.clock.fast_forward(31_000)
    assert len(told) == 2


def type_without_network(page: Page, wire: Wire, text: str) -> None:
    """Write something that does not reach the kernel."""
    wire.cut()
    page.evaluate("dispatchEvent(new Event('offline'))")
    area(page).fill(text)
    expect(page.get_by_text("Ikke lagret").first).to_be_visible()
