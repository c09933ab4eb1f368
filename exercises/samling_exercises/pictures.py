"""Pictures in content: which ones a text shows, and whether a drawing is safe to put in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from .faults import Fault

IMAGE = re.compile(r"!\[(?P<alternative>[^\]]*)\]\((?P<target>[^)\s]*)\)")
PLACE = re.compile(r"^pictures/(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\.svg$")
ACTIVE = frozenset({"script", "foreignObject", "iframe", "image", "use", "a", "animate", "set", "style"})
"""Elements that could run code, fetch something, or leak style into the page around the drawing."""


@dataclass(frozen=True)
class Shown:
    """A picture where a text shows it. ``row`` counts from 0 within the body."""

    row: int
    alternative: str
    target: str

    @property
    def name(self) -> str | None:
        """The picture's name, or None when the target is no file in ``pictures/``."""
        match = PLACE.match(self.target)
        return match["name"] if match else None


def pictures_in(body: str) -> list[Shown]:
    """The pictures of a Markdown text, in order."""
    rows = enumerate(body.split("\n"))
    return [Shown(row, m["alternative"].strip(), m["target"]) for row, line in rows for m in IMAGE.finditer(line)]


def picture_faults(path: Path) -> list[Fault]:
    """What keeps a drawing from being put in a page as it is."""
    try:
        text = path.read_text("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return [Fault(path, 1, "Expected a plain SVG, came a document type.", "Save the drawing as plain SVG.")]
        root = ElementTree.fromstring(text)
    except (OSError, UnicodeDecodeError, ElementTree.ParseError):
        return [Fault(path, 1, "This is not an SVG drawing that can be read.", "Save the drawing as plain SVG.")]
    if _local(root.tag) != "svg" or "viewBox" not in root.attrib:
        return [Fault(path, 1, "Expected an svg element with a viewBox.", "Save the drawing as plain SVG.")]
    found = sorted({reason for element in root.iter() for reason in _reasons(element)})
    return [
        Fault(path, 1, f"The drawing holds {reason}.", "Take it away: a drawing is lines alone.") for reason in found
    ]


def _reasons(element: ElementTree.Element) -> list[str]:
    reasons = [f"the element {_local(element.tag)}"] if _local(element.tag) in ACTIVE else []
    for key, value in element.attrib.items():
        name = _local(key)
        if name == "id":
            reasons.append("an id, which clashes when the picture is shown twice on a page")
        elif name.startswith("on") or name == "href" or "url(" in value or "script:" in value:
            reasons.append(f"the attribute {name} with something that acts")
    return reasons


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
