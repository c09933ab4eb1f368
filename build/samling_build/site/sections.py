"""What the page's template needs to know of a notebook: its sections, its words and its pictures.

The template's ``conf.json`` names :class:`Sections`, so that it works under our own server and with a plain
``voila --template=samling`` alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Bool

from samling_build.site.folders import LOCALE, TEMPLATE_STATIC
from samling_build.site.pictures import with_pictures
from samling_exercises.interface import Translator, translator

DOMAIN = "site"
FRONT = "front"
LEADING = {"run-sheet": "lead", "card": "lead", "paper": "paper"}
"""Parts that belong to no activity and get a section each, with the group of the overview they stand in."""
TOGETHER = "together"
"""The part that stands above every section."""
TOGETHER_ID = "_together"
"""Its id on the page. No activity can have it: their ids hold no underscore. The page's other ids are refused for an
activity when its content is read (``samling_exercises.loader.RESERVED``)."""
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
GROUPS = {
    "lead": "For you who lead",
    "before": "Before the gathering",
    "at": "At the gathering",
    "after": "After the gathering",
    "paper": "Print",
}
SCRIPTED = re.compile(r"""\bsay\(\s*"((?:[^"\\]|\\.)*)\"""")
"""A text shown by the page's modules: ``say("Saved")``."""


@dataclass(frozen=True)
class Section:
    """One page of the booklet. ``group`` is a key of ``GROUPS``; ``counts`` says whether progress counts it."""

    id: str
    title: str
    group: str
    kind: str = ""
    minutes: str = ""
    counts: bool = False


class Sections(Preprocessor):
    """Marks each cell with its section and gives the template ``resources.page``."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook with ``metadata.section`` on each cell and our drawings in place."""
        samling = nb.metadata.get("samling", {})
        nb.cells = [cell for cell in nb.cells if cell.metadata.get("samling", {}).get("paper") != "only"]
        for cell in nb.cells:
            cell.metadata["section"] = section_of(cell) if samling else FRONT
            if cell.cell_type == "markdown":
                cell.source = with_pictures(cell.source)
        resources["page"] = page_of(nb, samling, str(resources.get("metadata", {}).get("name", "")))
        return nb, resources


def section_of(cell: NotebookNode) -> str:
    """The id of the section a cell stands in."""
    own = cell.metadata.get("samling", {})
    if own.get("activity"):
        return str(own["activity"])
    part = str(own.get("part", FRONT))
    return TOGETHER_ID if part == TOGETHER else part if part in LEADING else FRONT


def page_of(nb: NotebookNode, samling: dict[str, Any], name: str) -> dict[str, Any]:
    """Everything the template shows beside the cells."""
    language = str(samling.get("language") or nb.metadata.get("language") or "en")
    say = translator(LOCALE, DOMAIN, language)
    sections = [*_leading(nb.cells), *_activities(samling)] if samling else []
    # One walks the pages in the order of the overview, so that who prepares on the bus does not land in a group task.
    sections.sort(key=lambda section: list(GROUPS).index(section.group))
    return {
        "language": language,
        "say": say,
        "title": samling.get("title") or nb.metadata.get("title") or _first_heading(nb.cells) or name,
        "gathering": say("Gathering {number}", number=samling["gathering"]) if "gathering" in samling else "",
        "sections": [asdict(section) for section in sections],
        "groups": [
            {"id": group, "title": say(title), "sections": [asdict(s) for s in sections if s.group == group]}
            for group, title in GROUPS.items()
            if any(section.group == group for section in sections)
        ],
        "sheets": _sheets(sections),
        "marks": samling.get("role") == "participant",
        "wall": samling.get("role") == "wall",
        "strings": strings(say),
        "house": _house(),
    }


def strings(say: Translator) -> dict[str, str]:
    """The texts of the page's modules in the reader's language, found in the modules themselves."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATE_STATIC.glob("*.js"))]
    return {key: say(key) for text in texts for key in SCRIPTED.findall(text)}


def _activities(samling: dict[str, Any]) -> list[Section]:
    return [
        Section(
            id=str(each["id"]),
            title=str(each["title"]),
            group=str((each.get("when") or ["at"])[0]),
            kind=str(each.get("kind", "")),
            minutes=str(each.get("minutes", "")),
            # A mentor marks nothing as done: those are the participants' own marks.
            counts=bool(each.get("counts", False)) and samling.get("role") == "participant",
        )
        for each in samling.get("activities", [])
    ]


def _sheets(sections: Sequence[Section]) -> list[str]:
    """The ids of the activities whose sheet can be printed from this page."""
    return [section.id for section in sections if section.kind] if any(one.id == "paper" for one in sections) else []


def _first_heading(cells: Sequence[NotebookNode]) -> str:
    found = (HEADING.search(cell.source) for cell in cells if cell.cell_type == "markdown")
    return next((heading[1] for heading in found if heading), "")


def _leading(cells: Sequence[NotebookNode]) -> list[Section]:
    found = [(section_of(cell), HEADING.search(cell.source)) for cell in cells]
    titled = {part: heading[1] for part, heading in reversed(found) if part in LEADING and heading}
    return [Section(id=part, title=title, group=LEADING[part]) for part, title in reversed(titled.items())]


def _house() -> str:
    """The house style as text, for a page whose server links no style of ours."""
    spec = find_spec("samling_widgets")
    path = Path(spec.origin).parent / "house.css" if spec and spec.origin else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""
