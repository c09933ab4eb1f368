"""A journey for tests: what hangs on it, and pages that write on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People

TOPIC = "mestring/path/journey"
PHASES = {
    "before-us": "Før noen spør",
    "first-meeting": "Det første møtet",
    "decision": "Vedtaket",
    "first-weeks": "Den første tida",
    "everyday": "Når det er blitt hverdag",
}
KINDS = ("done", "heard", "felt", "hindrance", "possibility")
WORDS = "Hun ventet fra sju."
NOTE: dict[str, Any] = {"text": WORDS, "kind": "heard", "mark": None, "phase": "decision", "order": 1}
PROPOSAL: dict[str, Any] = {"text": "Ring når ruta starter", "phase": None, "sheet": "ours", "order": 1}
SVG = "{http://www.w3.org/2000/svg}"


def page(group: People, name: str, role: str = "participant", gathering: str = "mestring/2") -> BoardPage:
    """The page of a member with the journey on it."""
    return BoardPage(lambda: group[name], "journey", role, gathering)


def put(by: BoardPage, name: str, value: dict[str, Any] | None) -> str:
    """Write a thing, and get to know what came of it."""
    reason = by.put(name, value)
    by.look()
    return reason


def under(of: BoardPage, prefix: str) -> list[str]:
    """The ids of the things of one sort that a page knows, as they hang."""
    found = {name: value for name, value in of.things.items() if name.startswith(prefix)}
    return [name.removeprefix(prefix) for name in sorted(found, key=lambda name: (found[name]["order"], name))]


def approve(by: BoardPage, sheet: str = "ours") -> str:
    """Approve a sheet as this page shows it."""
    reason = by.act("approve", sheet=sheet, fingerprint=by.view["sheets"][sheet]["fingerprint"])
    by.look()
    return reason


def drawing(by: BoardPage, shape: object = "screen") -> Any:
    """What comes when a page asks for a picture."""
    return by.ask({"kind": "journey-picture", "shape": shape})


def journey_of(notes: int, phases: int = 5, text: Callable[[int], str] = "Lapp nummer {}".format) -> MemoryBook:
    """A book of one's own with so many phases and notes, the notes spread over them, some of them marked."""
    book = MemoryBook()
    names = [*PHASES, *(f"phase{number}" for number in range(len(PHASES), phases))][:phases]
    for number, name in enumerate(names):
        book.put(TOPIC, f"phase-{name}", {"title": PHASES.get(name, f"Fase {number + 1}"), "order": number}, 0)
    for number in range(notes):
        hung = {"phase": names[number * 7 % phases], "kind": KINDS[number % 5], "order": number, "gathering": "2"}
        marked = {"text": text(number), "mark": (None, "works", "room")[number % 3]}
        book.put(TOPIC, f"note-{number}", {**hung, **marked}, 0)
    return book


def texts(svg: str) -> list[str]:
    """The lines of text in a drawing."""
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]
