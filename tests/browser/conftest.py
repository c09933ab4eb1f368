"""A real browser and real servers for the tests of the page.

Every page fails its test on an error in the console, an uncaught error, or a request to another host. Whoever opens a
notebook's page of our own server has first entered its practice group, through the same door as people do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from tests.build.site.seats import Seated, Seats

from samling_exercises.answers import AnswerBook, open_book
from samling_exercises.groups import Role

expect.set_options(timeout=15_000)

ROOT = Path(__file__).parents[2]
JUPYTER = ROOT / "build" / "samling_build" / "share" / "jupyter"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = (390, 844)
WIDE = (1280, 900)
SITE = """
import sys
from pathlib import Path
from samling_build.site.run import run
from samling_build.site.settings import SiteSettings
say = lambda text: print(text, flush=True)
data, notebooks, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
sys.exit(run(SiteSettings(data, notebooks, port=port, open_browser=False, announce=say)))
"""


@dataclass
class Watch:
    """What went wrong in the pages of one test. ``allow`` names what the test itself brings about."""

    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def allow(self, pattern: str) -> None:
        """Messages that match are expected in this test."""
        self.allowed.append(pattern)

    def observe(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)

    def check(self) -> None:
        """Fail when something else than what was allowed went wrong."""
        faults = [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self.allowed)]
        assert not faults, "The page reported:\n" + "\n".join(faults)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: Error) -> None:
        self.faults.append(f"uncaught: {error.message}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("http", "https", "ws", "wss"):
            return
        self.hosts.add(address.hostname or "")
        if len(self.hosts) > 1:
            self.faults.append(f"request to another host: {request.url}")


def browser_path() -> str:
    """A Chrome, Chromium or Edge of this machine; fails with the remedy where there is none."""
    named = os.environ.get("SAMLING_BROWSER")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        pytest.fail(
            "No browser was found. Install Chromium, Chrome or Edge, or name one in SAMLING_BROWSER.", pytrace=False
        )
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser, started once."""
    started = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser."""
    return chromium


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What is noticed in the test's pages; checked at its end."""
    noticed = Watch()
    yield noticed
    noticed.check()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with a phone."""
    with visitor(browser, PHONE) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """A page on a phone, 390 × 844."""
    opened = context.new_page()
    watch.observe(opened)
    return opened


@pytest.fixture
def wide_page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A page on a large screen, 1280 × 900."""
    with visitor(browser, WIDE) as opened:
        wide = opened.new_page()
        watch.observe(wide)
        yield wide


@contextmanager
def visitor(
    browser: Browser,
    size: tuple[int, int],
    cookies: list[Any] | None = None,
    practise: bool = True,
    scripts: bool = True,
) -> Iterator[BrowserContext]:
    """Somebody with a browser of their own; with the cookies of an earlier one where they are given.

    With ``practise`` they enter the practice group before they open a notebook's page.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts)
    context.add_cookies(cookies or [])
    context.set_default_timeout(15_000)
    context.set_default_navigation_timeout(60_000)  # a page starts a kernel first, on a machine that may be busy
    if practise:
        context.on("page", lambda page: enter_before_opening(context, page))
    yield context
    context.close()


def enter_before_opening(context: BrowserContext, page: Page) -> None:
    """Let the page enter the practice group before it goes to a notebook, in the role the notebook is for."""
    goto = page.goto

    def enter_and_go(address: str, **options: Any) -> Any:
        parts = urlsplit(address)
        if parts.path.startswith("/voila/render/"):
            role = role_of(parts.path)
            enter_practice(context, f"{parts.scheme}://{parts.netloc}/", role)
        return goto(address, **options)

    patched: Any = page
    patched.goto = enter_and_go


def role_of(path: str) -> str:
    """The role that a notebook is for, by its name."""
    if re.search("storskjerm|wall", path):
        return "wall"
    return "mentor" if re.search("veileder|mentor", path) else "participant"


def enter_practice(context: BrowserContext, address: str, role: str) -> None:
    """Take a seat in the practice group, or find one's own again. The plain voila command has no door."""
    if not context.request.get(f"{address}join", headers={"Sec-Fetch-Site": "none"}).ok:
        return
    xsrf = next(cookie["value"] for cookie in context.cookies(address) if cookie["name"] == "_xsrf")
    entered = context.request.post(
        f"{address}practice",
        form={"_xsrf": xsrf, "role": role, "next": "/privacy"},
        headers={"Origin": address.rstrip("/")},
        max_redirects=0,
    )
    assert entered.status == 303, f"the practice group answered {entered.status}"


def seat_on(context: BrowserContext, server: Server, role: Role = "participant", **chosen: Any) -> Seated:
    """A seat in a real group, its cookie in the browser."""
    seated = server.seats.take(role, **chosen)
    context.add_cookies([{"name": seated.cookie, "value": seated.token, "url": server.address}])
    return seated


@contextmanager
def book_of(context: BrowserContext, server: Server, role: str = "participant") -> Iterator[AnswerBook]:
    """The answers of whoever is signed in with this browser, opened as the server opens them: with its cookie."""
    seats = server.seats
    token = next(c["value"] for c in context.cookies(server.address) if c["name"] == seats.cookie)
    visit = seats.register.visit(token)
    member = next(seat.member for seat in (visit.seats if visit else ()) if seat.role == role)
    key = seats.register.key(token, member)
    with open_book({"SAMLING_DATA": str(server.data), "SAMLING_MEMBER": member, "SAMLING_ROLE": role}, key) as book:
        yield book


@dataclass
class Server:
    """A running server. ``page`` gives the address of a notebook's page."""

    process: subprocess.Popen[str]
    address: str
    data: Path

    @cached_property
    def seats(self) -> Seats:
        """Seats in this server's groups."""
        return Seats(self.data)

    def page(self, notebook: str) -> str:
        """The address of the page of ``nb/test/counter.ipynb``."""
        return f"{self.address}voila/render/{notebook}"

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def stop(self) -> None:
        """End it and wait for its end."""
        self.process.terminate()
        self.process.communicate(timeout=20)


def start(command: list[str], data: Path) -> Server:
    """Start a server and wait until it has said its address."""
    paths = [str(ROOT / name) for name in ("exercises", "widgets", "build")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUNBUFFERED": "1",
        "JUPYTER_PATH": str(JUPYTER),
        "JUPYTER_CONFIG_DIR": str(data / "config"),
        "JUPYTER_RUNTIME_DIR": str(data / "runtime"),
        "SAMLING_DATA": str(data),
    }
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if match := re.search(r"https?://\S+:\d+/", line):
            drain(process)
            return Server(process, match[0], data)
    process.stdout.close()
    process.wait()
    pytest.fail("The server ended before it said its address:\n" + "".join(said))


def drain(process: subprocess.Popen[str]) -> None:
    """Read on, so that the server never waits for somebody to read what it says."""
    from threading import Thread

    stream = process.stdout
    assert stream
    Thread(target=lambda: [None for _ in stream], daemon=True).start()


def free_port() -> int:
    """A port nobody uses right now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server for a folder of notebooks: ``servers("site" | "voila", folder, port=0, data=None)``."""
    with ExitStack() as stack:

        def begin(kind: str, folder: Path, port: int = 0, data: Path | None = None) -> Server:
            home = data or tmp_path_factory.mktemp(kind)
            site = [sys.executable, "-c", SITE, str(home), str(folder), str(port)]
            options = ["--template=samling", "--no-browser", f"--port={port or free_port()}"]
            voila = [sys.executable, "-m", "voila", *options, str(folder)]
            server = start(site if kind == "site" else voila, home)
            stack.callback(end, server)
            return server

        yield begin


def end(server: Server) -> None:
    """Stop a server that may have been stopped already."""
    if "seats" in server.__dict__:
        server.seats.close()
    if server.process.poll() is None:
        server.process.terminate()
    server.process.wait(timeout=20)
    if server.process.stdout:
        server.process.stdout.close()
