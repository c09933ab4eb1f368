"""What the journey's pages have in common for those who look at them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page
from tests.browser.conftest import PHONE, WIDE
from tests.browser.widget_pages import Line, open_widget
from tests.browser.widget_room import control
from tests.widgets.books import MemoryBook
from tests.widgets.journeys import TOPIC

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(WIDE, id="laptop")]
FIRST, SECOND = "Hun ventet ved vinduet.", "Ingen sa hvem som kom."


def shown(page: Page, book: MemoryBook, size: tuple[int, int] = PHONE, role: str = "participant") -> Line:
    """The journey on a screen of this size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return open_widget(page, "journey", lambda: book, role=role)


def phase(page: Page, name: str) -> Locator:
    """A phase on the road."""
    return page.locator(f"[data-phase='{name}']")


def unfold(page: Page, name: str) -> Locator:
    """A phase with its notes in sight: where phases stand beside each other they always are."""
    stop = control(page, f"stop-{name}")
    if stop.count():
        stop.click()
    return phase(page, name)


def face(page: Page, words: str) -> Locator:
    """A note or a point, as it is tapped."""
    return page.locator(".journey-face", has_text=words)


def notes(book: MemoryBook) -> list[dict[str, Any]]:
    """The notes that stand, as they hang."""
    found = [kept.value for name, kept in book.records(TOPIC).items() if name.startswith("note-") and kept.value]
    return sorted(found, key=lambda value: value["order"])
