"""As JupyterLab loads a widget: its whole module as one text, from a blob, with no server that knows of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.widget_pages import ADDRESS
from tests.widgets.books import MemoryBook

from samling_widgets import Gathering

MOUNT = """async ({ esm, css, state, into }) => {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  const heard = [];
  const model = {
    get: (name) => state[name],
    on: (name, call) => heard.push(call),
    off: () => {},
    send: (sent) => {
      const reply = { ...sent, kind: "answers", answers: {} };
      if (sent.kind === "open") setTimeout(() => heard.forEach((call) => call(reply)));
    },
  };
  const el = document.createElement("div");
  el.id = into;
  document.body.append(el);
  window[into] = await widget.render({ model, el, signal: new AbortController().signal });
}"""


@pytest.fixture
def lab(page: Page) -> Page:
    """A page with nothing on it."""
    html = '<!doctype html><html lang="en"><title>Lab</title><body data-jp-theme-light="true"></body></html>'
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{ADDRESS}/")
    return page


def mount(page: Page, exercise: str, role: str, into: str) -> None:
    widget = Gathering("mestring/2", role=role, book=MemoryBook).show(exercise)
    names = ("exercise", "language", "role", "definition", "strings")
    state = {name: getattr(widget, name) for name in names if widget.has_trait(name)}
    page.evaluate(MOUNT, {"esm": widget._esm, "css": widget._css, "state": state, "into": into})


@pytest.mark.parametrize("role", ["participant", "mentor"])
@pytest.mark.parametrize("exercise", ["summing-up", "check-in", "coping", "journey"])
def test_a_widget_runs_from_its_text_alone(lab: Page, exercise: str, role: str) -> None:
    mount(lab, exercise, role, "cell")
    expect(lab.locator("#cell > .samling")).to_be_visible()
    assert lab.locator(".samling").get_attribute("lang") == "nb"


def test_a_cell_that_is_run_again_finds_the_text_that_was_not_saved(lab: Page) -> None:
    mount(lab, "summing-up", "participant", "first")
    lab.locator("#first textarea").first.fill("midt i en setning")
    lab.evaluate("() => window.first()")
    mount(lab, "summing-up", "participant", "second")
    expect(lab.locator("#second textarea").first).to_have_value("midt i en setning")


@pytest.mark.parametrize(("theme", "paper"), [("true", "rgb(251, 248, 242)"), ("false", "rgb(23, 29, 32)")])
def test_the_notebook_s_theme_decides_and_not_the_system_s(lab: Page, theme: str, paper: str) -> None:
    lab.emulate_media(color_scheme="dark" if theme == "true" else "light")
    lab.evaluate("theme => { document.body.dataset.jpThemeLight = theme }", theme)
    mount(lab, "coping", "mentor", "cell")
    expect(lab.locator(".samling")).to_have_css("background-color", paper)
