"""One exercise on the pages of several people of one group: each page real, all on one real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import PHONE, WIDE, Watch
from tests.browser.widget_pages import Line, open_widget, violations
from tests.widgets.board_pages import seat
from tests.widgets.groups import People, people

Role = Literal["participant", "mentor", "wall"]
SIZES = {"participant": PHONE, "mentor": WIDE, "wall": (1920, 1080)}
SMALLEST_ON_WALL = 32
"""Pixels: what can be read from six metres."""
SMALL_WORDS = """size => [...document.querySelectorAll('.samling *')].filter(one => one.checkVisibility()
  && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(one).fontSize) < size).map(one => one.textContent)"""

TOO_FAINT = """async () => (await axe.run({runOnly: ['color-contrast']})).violations
  .flatMap(({nodes}) => nodes.map(({html}) => html))"""
"""In the dark only the colours are others; axe is there since it looked in the light."""


@dataclass
class Room:
    """Mia leads, Veggen is the wall, and the others sit on seats 1, 2, 3 … in the order of their names."""

    exercise: str
    group: People
    browser: Browser
    watch: Watch
    stack: ExitStack
    lines: dict[str, Line] = field(default_factory=dict)

    def open(self, name: str, role: Role = "participant", *, touch: bool = False) -> Page:
        """The page of somebody, as large as their screen usually is."""
        width, height = SIZES[role]
        context = self.browser.new_context(viewport={"width": width, "height": height}, has_touch=touch)
        context.set_default_timeout(15_000)
        self.stack.callback(context.close)
        page = context.new_page()
        self.watch.observe(page)
        self.lines[name] = open_widget(page, self.exercise, lambda: self.group[name], role=role)
        return page

    def look(self) -> None:
        """What every kernel's own loop does twice a second."""
        for line in self.lines.values():
            line.look()

    def set_clock(self, seconds: float) -> None:
        """What the server's clock shows from now on."""
        for line in self.lines.values():
            for board in line.widget._boards.values():
                board._clock = lambda: seconds

    def press(self, page: Page, name: str) -> None:
        """Press the control of this name, and let everybody see what came of it."""
        control(page, name).click()
        self.settle(page)

    def settle(self, page: Page) -> None:
        """Whatever the page asked for is answered, and everybody has looked."""
        page.evaluate("() => window.toKernel('state', null)")  # answered in turn, after all that was asked before
        self.look()


def control(page: Page, name: str) -> Locator:
    """A control of the page by its name in code: the words on it are another matter."""
    return page.locator(f"[data-name='{name}']")


@contextmanager
def room(
    browser: Browser, watch: Watch, folder: Path, exercise: str, *names: str, reminded: bool = False
) -> Iterator[Room]:
    """A group with these people, none of whom has opened a page yet; ``reminded``: of confidentiality, before."""
    with people(folder) as group, ExitStack() as stack:
        group.enter("mia", "mentor")
        group.enter("veggen", "wall")
        seat(group, *names)
        for name in names if reminded else ():
            group[name].remind("mestring/2")
        yield Room(exercise, group, browser, watch, stack)


def check_face(page: Page, *, wall: bool = False) -> None:
    """Open to all in light and dark, nothing to be scrolled sideways; on a wall nothing to press and nothing small."""
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(TOO_FAINT) == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    if wall:
        expect(page.locator("button, textarea, input, select")).to_have_count(0)
        assert page.evaluate(SMALL_WORDS, SMALLEST_ON_WALL) == []
        assert page.evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 0


def press_key_on(target: Locator, key: str = "Enter") -> None:
    """Go to something and press a key on it, as one does without a mouse."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press(key)
