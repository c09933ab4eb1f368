"""A plain page with one real widget in it, and the widget's own Python at the other end of the line.

Nothing listens on a port: the browser's requests are answered by the test. Requests to anywhere else fail the test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from samling_widgets import Gathering, modules
from samling_widgets.house_widget import HouseWidget

ADDRESS = "http://workbook.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
HOST = Path(__file__).with_name("plain_host.js")
MORNING, NINE = datetime(2030, 5, 2, 8, tzinfo=UTC), datetime(2030, 5, 2, 9, tzinfo=UTC)
TRAITS = ("exercise", "gathering", "language", "role", "definition", "strings")
OF_GATHERING = ("lead", "together")
"""Widgets of the whole gathering, by the name of the method that gives one."""


@dataclass
class Line:
    """The line between page and kernel. ``cut``: nothing comes through. ``held``: replies wait for ``release``."""

    widget: HouseWidget
    page: Page
    cut: bool = False
    held: bool = False
    saves: list[dict[str, Any]] = field(default_factory=list)
    _replies: list[Any] = field(default_factory=list)
    _waiting: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.widget.send = self._replies.append

    def state(self) -> dict[str, Any]:
        return {name: getattr(self.widget, name) for name in TRAITS if self.widget.has_trait(name)}

    def answer(self, what: str, content: Any) -> dict[str, Any]:
        """What the page asks for: the state at first, then an answer to each message."""
        nothing: dict[str, Any] = {"messages": [], "changed": {}}
        if what == "state":
            return self.state()
        if content["kind"] == "save":
            self.saves.append(content)
        if self.cut:
            return nothing
        before = self.state()
        self.widget._handle_custom_msg(content, [])
        after = self.state()
        answer = {
            "messages": self._replies.copy(),
            "changed": {name: value for name, value in after.items() if value != before[name]},
        }
        self._replies.clear()
        if not self.held:
            return answer
        self._waiting.append(answer)
        return nothing

    def look(self) -> None:
        """What the kernel's own loop does twice a second: look, and tell the page what changed."""
        self.widget._live.look()
        messages = self._replies.copy()
        self._replies.clear()
        self.page.evaluate("messages => window.deliver({messages, changed: {}})", messages)

    def release(self) -> None:
        """Let the replies that waited through, in their order."""
        self.held = False
        while self._waiting:
            self.page.evaluate("answer => window.deliver(answer)", self._waiting.pop(0))

    def lose(self) -> None:
        """The replies that waited never come."""
        self._waiting.clear()

    def connection(self, state: str) -> None:
        """What the page round the widget says about its socket: ``lost`` or ``restored``."""
        told = "state => document.dispatchEvent(new CustomEvent('samling:connection', {detail: {state}}))"
        self.page.evaluate(told, state)

    def told(self, name: str) -> list[Any]:
        """The details of the events ``samling:<name>`` so far."""
        events: list[tuple[str, Any]] = self.page.evaluate("() => window.told")
        return [detail for event, detail in events if event == f"samling:{name}"]


def open_widget(
    page: Page,
    exercise: str,
    book: Callable[[], Any],
    *,
    language: str = "nb",
    role: str = "participant",
    programme: str = "mestring/2",
    cut: bool = False,
) -> Line:
    """The page with one exercise of the workbook's own content (or ``lead``, ``together``), mounted and connected."""
    gathering = Gathering(programme, language=language, role=role, book=book)
    widget = getattr(gathering, exercise)() if exercise in OF_GATHERING else gathering.show(exercise)
    line = Line(widget, page, cut=cut)
    html = (
        f'<!doctype html><html lang="{language}" data-module="{widget.module}.js">'
        f'<head><meta charset="utf-8"><title>{exercise}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css">'
        '</head><body><main></main><script type="module" src="/host.js"></script></body></html>'
    )

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/")
        if not route.request.url.startswith(f"{ADDRESS}/"):
            route.abort()
        elif path == "":
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path == "style.css":
            css = f"{modules.stylesheet()}\nbody {{ margin: 0; padding: 1rem; background: var(--paper) }}"
            route.fulfill(body=css, content_type="text/css")
        elif path == "host.js":
            route.fulfill(path=HOST, content_type="text/javascript")
        elif path.endswith(".js"):
            route.fulfill(body=modules.served(path.removesuffix(".js")), content_type="text/javascript")
        else:
            route.fulfill(status=404)

    page.route("**/*", serve)
    page.expose_function("toKernel", line.answer)
    page.goto(f"{ADDRESS}/")
    page.locator("html[data-ready=yes]").wait_for()
    return line


def open_at_nine(page: Page, exercise: str, book: Callable[[], Any], **more: Any) -> Line:
    """As ``open_widget``, with a clock that stands still at nine until the test moves it."""
    page.clock.install(time=MORNING)
    line = open_widget(page, exercise, book, **more)
    page.clock.pause_at(NINE)
    return line


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.1 A and AA and good practice, one line each."""
    options = {"rules": {"region": {"enabled": False}, "page-has-heading-one": {"enabled": False}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['help']} {[node['html'][:120] for node in each['nodes']]}" for each in found]
