"""Drawings put into the page itself, so that they follow its colours, also in dark mode and forced colours."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
PICTURE = re.compile(
    rf"^[ \t]*!\[(?P<alternative>[^\]]*)\]\((?:\.\./)*pictures/(?P<programme>{NAME})/(?P<name>{NAME})\.svg\)[ \t]*$",
    re.MULTILINE,
)
"""A picture on a line of its own, with the address it has in a notebook."""

ElementTree.register_namespace("", SVG)


def picture_file(programme: str, name: str) -> Path:
    """Where the drawing lies in the content; the file need not exist."""
    return Path(str(files("samling_exercises"))) / "content" / programme / "pictures" / f"{name}.svg"


def with_pictures(markdown: str) -> str:
    """The Markdown with each of our drawings as a ``<figure>``. Pictures that are not ours stay as they are."""
    return PICTURE.sub(_figure, markdown)


def _figure(match: re.Match[str]) -> str:
    path = picture_file(match["programme"], match["name"])
    if not path.is_file():
        return match[0]
    drawing = inline(path, match["alternative"].strip())
    # Blank lines around it, and none within, or Markdown would take the drawing for text.
    return f'\n<figure class="picture">{drawing}</figure>\n'


@cache
def inline(path: Path, alternative: str) -> str:
    """A drawing as one line of ``<svg>`` with its text alternative.

    It has no ids and refers to none (the content is checked for that), so drawings may share a page.

    Raises ``xml.etree.ElementTree.ParseError`` when the file is no XML.
    """
    root = ElementTree.parse(path).getroot()
    for described in ("title", "desc", "metadata"):  # the alternative says it, and a title shows as a tooltip
        for element in root.findall(f"{{{SVG}}}{described}"):
            root.remove(element)
    for key in ("width", "height", "aria-labelledby", "aria-describedby"):
        root.attrib.pop(key, None)
    root.attrib.update({"role": "img", "aria-label": alternative, "focusable": "false"})
    return " ".join(ElementTree.tostring(root, encoding="unicode").split())
