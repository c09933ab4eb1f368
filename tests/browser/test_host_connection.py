"""Lost network, dead kernel, restarted server: the page says so, keeps what was typed, and comes back by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import Server, Watch
from tests.browser.host_notebooks import write_notebooks
from tests.browser.wire import Wire

Start = Callable[..., Server]
LOST = "The connection is gone. What you have written is safe in the field."
TEXT = "Blåbær, æøå 🌱"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture(scope="module")
def server(servers: Start, folder: Path) -> Server:
    return servers("site", folder)


@pytest.fixture
def area(page: Page, server: Server, watch: Watch):  # type: ignore[no-untyped-def]
    """The text area of a widget that tells how much text its kernel has; a broken connection shows in the console."""
    watch.allow("WebSocket|ERR_|status of")
    page.goto(server.page("nb/test/field.ipynb"))
    found = page.locator("textarea")
    found.fill("først")
    expect(page.locator("output")).to_have_text("5")
    return found


def kernel_of(page: Page) -> str:
    return str(page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"))


def hear_connection(page: Page) -> None:
    page.evaluate(
        """() => document.addEventListener("samling:connection", ({ detail }) => {
            document.body.dataset.heard = (document.body.dataset.heard ?? "") + " " + detail.state;
        })"""
    )


def test_after_a_dead_kernel_the_widget_comes_back_in_place_with_text_focus_and_caret(page: Page, area) -> None:  # type: ignore[no-untyped-def]
    hear_connection(page)
    page.locator(".die").click()
    area.press_sequentially(TEXT)
    area.press("ArrowLeft")
    expect(page.locator("body")).to_have_attribute("data-heard", " lost restored")
    expect(area).to_have_value(f"først{TEXT}")
    expect(area).to_be_focused()
    area.press_sequentially("x")
    assert area.input_value().endswith("x🌱"), "the caret has moved"
    length = len(f"først{TEXT}x")
    expect(page.locator("output")).to_have_text(str(length))


def test_after_a_lost_network_the_same_kernel_goes_on(page: Page, server: Server, watch: Watch) -> None:
    watch.allow("WebSocket|ERR_|status of")
    with Wire(server.port) as wire:
        page.goto(f"http://localhost:{wire.port}/voila/render/nb/test/field.ipynb")
        area = page.locator("textarea")
        area.fill("før")
        expect(page.locator("output")).to_have_text("3")
        kernel = kernel_of(page)
        hear_connection(page)
        wire.cut()
        page.evaluate("window.dispatchEvent(new Event('offline'))")
        area.fill("skrevet uten nett")
        expect(page.locator(".bar")).to_contain_text(LOST)
        wire.mend()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("body")).to_have_attribute("data-heard", " lost restored", timeout=30_000)
        expect(area).to_have_value("skrevet uten nett")
        expect(page.locator("output")).to_have_text(str(len("skrevet uten nett")))
        expect(page.locator(".bar")).to_contain_text("Connected again.")
        assert kernel_of(page) == kernel


def test_after_a_restarted_server_the_page_comes_back(page: Page, servers: Start, folder: Path, watch: Watch) -> None:
    watch.allow("WebSocket|ERR_|status of")
    first = servers("site", folder)
    page.goto(first.page("nb/test/field.ipynb"))
    page.locator("textarea").fill("før")
    expect(page.locator("output")).to_have_text("3")
    first.stop()
    expect(page.locator(".bar")).to_contain_text(LOST)
    page.locator("textarea").press_sequentially(" og etter")
    servers("site", folder, port=first.port, data=first.data)
    expect(page.locator("output")).to_have_text(str(len("før og etter")), timeout=30_000)
    expect(page.locator("textarea")).to_have_value("før og etter")


def test_F10_a_closed_page_takes_its_kernel_along(page: Page, context: BrowserContext, server: Server, area) -> None:  # type: ignore[no-untyped-def]
    kernel = kernel_of(page)
    page.close(run_before_unload=False)
    other = context.new_page()
    other.goto(server.page("nb/test/counter.ipynb"))
    expect(other.locator(".counter")).to_be_visible()
    answer = other.request.get(f"{server.address}api/kernels/{kernel}")
    assert answer.status in (403, 404), f"the kernel of the closed page still runs: {answer.status}"
