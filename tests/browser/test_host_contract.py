"""What anywidgets may expect of the page, in our own server and with the plain ``voila`` command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import Server, Watch
from tests.browser.host_notebooks import SLOW_MODULE, write_notebooks

Start = Callable[..., Server]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_notebooks(tmp_path_factory.mktemp("notebooks"))


@pytest.fixture(scope="module", params=["site", "voila"])
def server(request: pytest.FixtureRequest, servers: Start, folder: Path) -> Server:
    return servers(request.param, folder)


def open_notebook(page: Page, server: Server, name: str) -> None:
    page.goto(server.page(f"nb/test/{name}.ipynb"))


def test_a_click_reaches_python_and_its_answer_the_page(page: Page, server: Server) -> None:
    open_notebook(page, server, "counter")
    counter = page.locator(".counter")
    expect(counter).to_have_text("0 doubled 0")
    for _ in range(5):
        counter.click()
    expect(counter).to_have_text("5 doubled 10")


def test_a_widgets_own_style_applies(page: Page, server: Server) -> None:
    open_notebook(page, server, "counter")
    expect(page.locator(".counter")).to_have_css("color", "rgb(1, 2, 3)")


def test_bytes_go_both_ways_as_state(page: Page, server: Server) -> None:
    open_notebook(page, server, "binary")
    expect(page.locator(".binary")).to_have_text("0 1")
    page.locator(".set").click()
    expect(page.locator(".binary")).to_have_text("7 8 9")


def test_custom_messages_carry_buffers_both_ways(page: Page, server: Server) -> None:
    open_notebook(page, server, "binary")
    page.locator(".send").click()
    expect(page.locator(".answer")).to_have_text("reply 255 1")


def test_invoke_and_an_async_default_export_work(page: Page, server: Server) -> None:
    open_notebook(page, server, "invoke")
    expect(page.locator(".invoked")).to_have_text("boolean function HEI 6")


def test_references_to_other_widgets_lead_to_them(page: Page, server: Server) -> None:
    open_notebook(page, server, "references")
    expect(page.locator(".parent")).to_have_text("child child child")
    expect(page.locator(".child")).to_have_text("child")


def test_widgets_made_later_are_found(page: Page, server: Server) -> None:
    open_notebook(page, server, "references")
    page.locator(".more").click()
    expect(page.get_by_text("late", exact=True)).to_be_visible()
    expect(page.get_by_text("renamed", exact=True).first).to_be_visible()


def test_a_module_that_takes_three_seconds_misses_no_message(page: Page, server: Server) -> None:
    held: list[Route] = []
    page.route("**/slow.js", lambda route: held.append(route))
    with page.expect_request("**/slow.js"):
        open_notebook(page, server, "slow")
    page.wait_for_timeout(3000)  # the delay is what is tested: anywidget itself gives up after two seconds
    held[0].fulfill(body=SLOW_MODULE, content_type="text/javascript")
    expect(page.locator(".slow")).to_have_text("hears")
    expect(page.locator(".slow")).to_have_attribute("data-gaps", "false")
    assert int(page.locator(".slow").get_attribute("data-first") or 99) < 25, (
        "the messages sent while it waited are lost"
    )


def test_a_module_that_cannot_be_loaded_is_said_in_its_place_only(page: Page, server: Server, watch: Watch) -> None:
    watch.allow("nowhere.js|404")
    open_notebook(page, server, "broken")
    expect(page.locator(".counter")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("This part could not be opened.")


def test_what_is_no_widget_is_shown_as_it_is(page: Page, server: Server) -> None:
    open_notebook(page, server, "output")
    expect(page.locator(".stream")).to_have_text("printed")
    expect(page.locator(".bold")).to_have_text("bold")
    expect(page.get_by_text("'plain'")).to_be_visible()


def test_another_ipywidget_gets_voilas_own_front_end_on_the_same_kernel(page: Page, server: Server) -> None:
    open_notebook(page, server, "mixed")
    expect(page.locator(".widget-slider")).to_be_visible()
    expect(page.locator(".counter")).to_have_count(2)
    page.locator(".counter").first.click()
    expect(page.locator(".counter")).to_have_text(["2 doubled 4", "2 doubled 4"])


def test_a_plain_notebook_is_a_plain_page_with_landmarks(page: Page, server: Server) -> None:
    open_notebook(page, server, "counter")
    expect(page).to_have_title("The page of counter")
    expect(page.locator("main h1")).to_contain_text("The page of counter")
    expect(page.locator("header")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Some text.")
