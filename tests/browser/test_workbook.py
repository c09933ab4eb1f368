"""The workbook as people use it: real notebooks, real kernels, a real database, a phone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import WIDE, Server, Watch, book_of, visitor
from tests.browser.wire import Wire

from samling_build.places import notebooks_folder
from samling_exercises import load_programme

Start = Callable[..., Server]
GATHERING = load_programme("mestring").gathering("2")
FORM = GATHERING.exercise("summing-up")
PARTICIPANT = {"nb": "nb/mestring/2-deltaker.ipynb", "en": "en/mestring/2-participant.ipynb"}
MENTOR = {"nb": "nb/mestring/2-veileder.ipynb", "en": "en/mestring/2-mentor.ipynb"}
BROKEN_CONNECTION = "WebSocket|ERR_|status of"
NORWEGIAN = "Hun sa «æ e itj redd» og så på meg.\nÅ, så rart å høre. 🌱\n\n"
LONG = (NORWEGIAN * 120)[:5000].rstrip()
MOST_REQUESTS, MOST_BYTES = 15, 150_000


@pytest.fixture(scope="module")
def server(servers: Start) -> Server:
    return servers("site", notebooks_folder())


def open_form(page: Page, server: Server, language: str = "nb") -> None:
    page.goto(f"{server.page(PARTICIPANT[language])}#{FORM.id}")
    expect(page.locator(f"#{FORM.id} textarea").first).to_be_visible()


def area(page: Page, field: str):  # type: ignore[no-untyped-def]
    """The text area of one of the form's fields, found by its label as a screen reader finds it."""
    return page.locator(f"#{FORM.id}").get_by_label(FORM.text("nb").fields[field].label, exact=False)


def kernels(server: Server) -> list[psutil.Process]:
    return [p for p in psutil.Process(server.process.pid).children() if "ipykernel" in " ".join(p.cmdline())]


def test_every_character_is_there_after_browser_and_server_were_stopped(
    browser: Browser, servers: Start, tmp_path: Path, watch: Watch
) -> None:
    texts = {field.id: f"{field.id}: {LONG}" for field in FORM.fields}
    first = servers("site", notebooks_folder(), data=tmp_path)
    with visitor(browser, (390, 844)) as phone:
        page = phone.new_page()
        watch.observe(page)
        open_form(page, first)
        for field, text in texts.items():
            area(page, field).fill(text)
        expect(page.locator("footer").get_by_text("Lagret", exact=True)).to_be_visible()
        expect(page.locator("html")).not_to_have_attribute("data-unsaved", "")
        cookies = phone.cookies()
    first.stop()

    second = servers("site", notebooks_folder(), data=tmp_path)
    with visitor(browser, (390, 844), cookies) as phone:
        page = phone.new_page()
        watch.observe(page)
        open_form(page, second)
        for field, text in texts.items():
            expect(area(page, field)).to_have_value(text)


@pytest.mark.parametrize("strike", [psutil.Process.kill, psutil.Process.suspend], ids=["killed", "hanging"])
def test_F1_a_kernel_struck_while_typing_is_said_within_five_seconds_and_nothing_is_lost(
    page: Page, servers: Start, tmp_path: Path, watch: Watch, strike: Callable[[psutil.Process], None]
) -> None:
    watch.allow(BROKEN_CONNECTION)
    server = servers("site", notebooks_folder(), data=tmp_path)
    open_form(page, server)
    area(page, "met").fill("Det som alt var lagret.")
    expect(page.locator("footer")).to_contain_text("Lagret")
    area(page, "met").press_sequentially(" Midt i")
    struck = kernels(server)
    for kernel in struck:
        strike(kernel)
    area(page, "met").press_sequentially(" et ord")
    expect(page.get_by_text("Ikke lagret").first).to_be_visible(timeout=5_000)
    expect(area(page, "met")).to_have_value("Det som alt var lagret. Midt i et ord")
    for kernel in struck:
        with suppress(psutil.NoSuchProcess):
            kernel.kill()  # one that hangs is ended before the page can go on
    expect(page.get_by_text("Ikke lagret")).to_have_count(0, timeout=30_000)
    page.reload()
    expect(area(page, "met")).to_have_value("Det som alt var lagret. Midt i et ord")


def test_F2_a_restarted_server_takes_over_what_was_typed_meanwhile(
    page: Page, servers: Start, tmp_path: Path, watch: Watch
) -> None:
    watch.allow(BROKEN_CONNECTION)
    first = servers("site", notebooks_folder(), data=tmp_path)
    open_form(page, first)
    area(page, "met").fill("Før. ")
    expect(page.locator("footer")).to_contain_text("Lagret")
    first.stop()
    area(page, "met").press_sequentially("Mens tjeneren var borte.")
    expect(page.get_by_text("Ikke lagret").first).to_be_visible(timeout=5_000)
    servers("site", notebooks_folder(), port=first.port, data=tmp_path)
    expect(page.get_by_text("Ikke lagret")).to_have_count(0, timeout=40_000)
    with book_of(page.context, first) as book:
        assert book.answers(FORM.key)["met"].text == "Før. Mens tjeneren var borte."


def test_F3_a_network_gone_for_thirty_seconds_loses_nothing(page: Page, server: Server, watch: Watch) -> None:
    watch.allow(BROKEN_CONNECTION)
    words = "Nettet forsvant i kjelleren, og jeg skrev videre om det hun sa."
    with Wire(server.port) as wire:
        page.goto(f"http://localhost:{wire.port}/voila/render/{PARTICIPANT['nb']}#{FORM.id}")
        area(page, "met").fill("Før. ")
        expect(page.locator("footer")).to_contain_text("Lagret")
        wire.cut()
        # Half a second a key: whoever writes sees within five seconds that nothing of it arrives, and writes on.
        area(page, "met").press_sequentially(words[:10], delay=500)
        expect(page.get_by_text("Ikke lagret").first).to_be_visible(timeout=100)
        area(page, "met").press_sequentially(words[10:], delay=500, timeout=60_000)
        wire.mend()
        expect(page.get_by_text("Ikke lagret")).to_have_count(0, timeout=40_000)
        expect(page.locator("footer")).to_contain_text("Lagret")
    with book_of(page.context, server) as book:
        assert book.answers(FORM.key)["met"].text == f"Før. {words}"


def test_F10_a_closed_tab_takes_its_kernel_along(page: Page, server: Server) -> None:
    earlier = {kernel.pid for kernel in kernels(server)}
    open_form(page, server)
    area(page, "met").fill("Det siste før fanen lukkes.")
    expect(page.locator("footer")).to_contain_text("Lagret")
    (kernel,) = [one for one in kernels(server) if one.pid not in earlier]
    page.close(run_before_unload=False)
    kernel.wait(20)


def test_F7_two_tabs_show_the_conflict_and_overwrite_nothing(page: Page, server: Server, watch: Watch) -> None:
    other = page.context.new_page()
    watch.observe(other)
    open_form(page, server)
    open_form(other, server)
    field = FORM.fields[1].id
    area(page, field).fill("Fra den første fanen.")
    expect(page.locator("footer")).to_contain_text("Lagret")
    area(other, field).fill("Fra den andre fanen.")
    expect(other.get_by_text("Fra den første fanen.").first).to_be_visible()
    expect(area(other, field)).to_have_value("Fra den andre fanen.")


@pytest.mark.parametrize(
    ("notebook", "language"),
    [(PARTICIPANT["nb"], "nb"), (PARTICIPANT["en"], "en"), (MENTOR["nb"], "nb"), (MENTOR["en"], "en")],
    ids=["participant-nb", "participant-en", "mentor-nb", "mentor-en"],
)
def test_every_activity_is_shown_and_open_to_all(page: Page, server: Server, notebook: str, language: str) -> None:
    """The structure is the same in both languages, so axe looks at each role in one of them."""
    page.goto(server.page(notebook))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".samling-form").first).to_be_attached()
    for exercise in GATHERING.exercises:
        page.evaluate("id => { location.hash = id }", exercise.id)
        section = page.locator(f"#{exercise.id}")
        expect(section.get_by_role("heading", name=exercise.text(language).title).first).to_be_visible()
        expect(section.locator(".samling").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{exercise.id} is too wide"
        if notebook in (PARTICIPANT["nb"], MENTOR["en"]):
            violations = Axe().run(page).response["violations"]
            assert not violations, [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in violations]


def test_a_large_screen_has_no_violations_either(browser: Browser, server: Server, watch: Watch) -> None:
    with visitor(browser, WIDE) as desk:
        page = desk.new_page()
        watch.observe(page)
        for address in (server.address, server.page(PARTICIPANT["nb"])):
            page.goto(address)
            expect(page.locator("h1").first).to_be_visible()
            violations = Axe().run(page).response["violations"]
            assert not violations, [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in violations]


def test_a_first_visit_is_light(page: Page, server: Server) -> None:
    """Counted where they leave the browser: a module that is preloaded and then imported is fetched once."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    received: dict[str, int] = {}
    sockets: list[str] = []
    network.on("Network.loadingFinished", lambda e: received.update({e["requestId"]: int(e["encodedDataLength"])}))
    network.on("Network.webSocketCreated", lambda event: sockets.append(event["url"]))
    page.goto(server.page(PARTICIPANT["nb"]))
    for exercise in GATHERING.exercises:
        expect(page.locator(f"#{exercise.id} .samling").first).to_be_attached()
    fetched = [size for size in received.values() if size]
    assert len(fetched) + len(sockets) <= MOST_REQUESTS
    assert sum(fetched) <= MOST_BYTES
