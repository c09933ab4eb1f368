"""The people of a whole gathering, each with a browser of their own on one server, and all that ever came to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browser.conftest import PHONE, WIDE, Server, Watch, visitor

from samling_exercises.answers import AnswerBook, open_book

BIG_SCREEN = (1920, 1080)
NAMES = ("Anna", "Bo", "Cecilie", "Dag", "Eva", "Frode", "Gro", "Hans")
NOTEBOOKS = {"participant": "nb/mestring/2-deltaker.ipynb", "mentor": "nb/mestring/2-veileder.ipynb"}
NOTEBOOKS["wall"] = "nb/mestring/2-storskjerm.ipynb"


@dataclass
class Player:
    """Somebody with a seat and a browser; ``received``: every page and every frame that came to it."""

    name: str
    role: str
    member: str
    token: str
    key: bytes
    context: BrowserContext
    server: Server
    page: Page
    code: str
    received: list[str] = field(default_factory=list)

    def go(self, section: str = "", server: str = "") -> None:
        """Open the booklet at a section."""
        address = self.server.page(NOTEBOOKS[self.role])
        self.page.goto(f"{server or address}{'#' if section else ''}{section}")
        self.page.locator("html.ready").wait_for()
        # The widgets are there when the gathering's line knows where the group is, or that it is nowhere yet.
        expect(self.page.locator("section.together .samling-together")).to_be_attached(timeout=60_000)

    def turn_to(self, section: str) -> None:
        """Go to another section of the booklet that is open."""
        self.page.evaluate("hash => { location.hash = hash; }", f"#{section}")
        expect(self.page.locator(f"#{section}.current")).to_be_visible()

    def part(self, section: str) -> Locator:
        """A section of the page."""
        return self.page.locator(f"section[id='{section}']")

    def press(self, section: str, name: str) -> None:
        """The control of this name in a section."""
        self.part(section).locator(f"[data-name='{name}']").first.click()

    def on(self, section: str) -> None:
        """Go one step on in a section, and see it done: a tap meant for the step before would change nothing."""
        way = self.part(section).locator("[data-name='on']").first
        label = way.inner_text()
        way.click()
        expect(self.part(section).locator("[data-name='on']").get_by_text(label, exact=True)).to_have_count(0)

    def unfold(self, section: str) -> None:
        """Open all that is folded in a section."""
        self.part(section).evaluate("part => part.querySelectorAll('details').forEach(each => { each.open = true; })")

    @property
    def text(self) -> str:
        """What the page shows."""
        return self.page.locator("body").inner_text()

    @contextmanager
    def book(self) -> Iterator[AnswerBook]:
        """Their answers and what the group makes, as the database has it."""
        environ = {"SAMLING_DATA": str(self.server.data), "SAMLING_MEMBER": self.member, "SAMLING_ROLE": self.role}
        with open_book(environ, self.key) as book:
            yield book

    def things(self, topic: str) -> dict[str, Any]:
        """What stands in the database under a topic, as this role may see it."""
        with self.book() as book:
            return {name: kept.value for name, kept in book.records(topic).items()}


class Cast:
    """One mentor, one wall, participants with a phone each, and seats whose cards nobody uses: those are on paper."""

    def __init__(
        self, browser: Browser, server: Server, watch: Watch, stack: ExitStack, names: Sequence[str], on_paper: int
    ) -> None:
        self._browser, self._server, self._watch, self._stack = browser, server, watch, stack
        register = server.seats.register
        made = register.new_group("Fjellvang", "mestring", len(names) + on_paper)
        self.group = made.group.id
        codes = [str(each.code) for each in made.invitations if each.role == "participant"]
        self.people = [self.enter(name, "participant", code) for name, code in zip(names, codes, strict=False)]
        mentor = next(each for each in made.invitations if each.role == "mentor")
        self.mentor = self.enter("Mona", "mentor", str(mentor.code))
        wall = register.new_invitations(None, self.group, role="wall")[-1]
        self.wall = self.enter("Storskjermen", "wall", str(wall.code))

    def enter(self, name: str, role: Any, code: str) -> Player:
        """Take a seat, and a browser."""
        register = self._server.seats.register
        entered = register.take_seat(code, name)
        register.codes_seen(entered.member)
        key = register.key(entered.token, entered.member)
        assert key
        cookie = {"name": self._server.seats.cookie, "value": entered.token, "url": self._server.address}
        return self._player(name, role, (entered.member, entered.token, key), str(entered.personal), cookie)

    def another_device(self, of: Player, size: tuple[int, int]) -> Player:
        """The same person with another browser, who comes in by their own code as anybody would."""
        player = self._player(of.name, of.role, (of.member, of.token, of.key), of.code, None, size)
        player.page.goto(f"{self._server.address.rstrip('/')}/join")
        player.page.get_by_label("Koden din").fill(of.code)
        player.page.get_by_label("Min egen telefon eller datamaskin").check()
        player.page.get_by_role("button", name="Kom inn").click()
        player.page.wait_for_url(self._server.address)
        return player

    def _player(
        self,
        name: str,
        role: str,
        who: tuple[str, str, bytes],
        code: str,
        cookie: dict[str, str] | None,
        size: tuple[int, int] | None = None,
    ) -> Player:
        usual = {"participant": PHONE, "mentor": WIDE, "wall": BIG_SCREEN}[role]
        context = self._stack.enter_context(visitor(self._browser, size or usual, practise=False))
        if cookie:
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        self._watch.observe(page)
        player = Player(name, role, *who, context, self._server, page, code)
        page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda frame: player.received.append(text(frame)))
        )
        page.on("response", lambda response: _keep_page(response, player))
        return player


def text(frame: str | bytes) -> str:
    """A frame as text: JSON in it stands readable."""
    found = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    # ensure_ascii writes æ as \u00e6
    return re.sub(r"\\u([0-9a-f]{4})", lambda escaped: chr(int(escaped[1], 16)), found)


def _keep_page(response: Any, player: Player) -> None:
    if response.request.resource_type == "document" and response.status == 200:
        player.received.append(response.text())


@contextmanager
def cast(
    browser: Browser, server: Server, watch: Watch, names: Sequence[str] = NAMES, on_paper: int = 1
) -> Iterator[Cast]:
    """Everybody of a gathering, seated; all leave at the end."""
    with ExitStack() as stack:
        yield Cast(browser, server, watch, stack, names, on_paper)
