"""Every place of a booklet has an address of its own, so that all of it can be walked to."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from samling_build.places import notebooks_folder
from samling_build.site.folders import JUPYTER, TEMPLATE
from samling_build.site.sections import Sections
from samling_exercises.loader import RESERVED

PAGE = JUPYTER / "voila" / "templates" / TEMPLATE / "index.html.j2"
NOTEBOOKS = sorted(notebooks_folder().rglob("*.ipynb"))
of_each_notebook = pytest.mark.parametrize(
    "notebook", NOTEBOOKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}-{path.parent.name}"
)
LIKE_AN_ACTIVITY = re.compile(r'\bid="([a-z0-9]+(?:-[a-z0-9]+)*)"')


def _runs(notebook: Path) -> list[str]:
    """The section of each run of cells, in the order of the page: the page opens one section for each."""
    found, _ = Sections().preprocess(  # type: ignore[no-untyped-call]
        nbformat.read(notebook, as_version=4), {}
    )
    sections = [cell.metadata["section"] for cell in found.cells]
    return [each for at, each in enumerate(sections) if at == 0 or each != sections[at - 1]]


@of_each_notebook
def test_no_two_sections_of_a_booklet_have_the_same_address(notebook: Path) -> None:
    runs = _runs(notebook)
    assert len(runs) == len(set(runs)), runs


@of_each_notebook
def test_every_activity_of_a_booklet_has_its_section(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4)
    assert {each["id"] for each in cells.metadata["samling"]["activities"]} <= set(_runs(notebook))


def test_the_page_uses_no_id_an_activity_may_have() -> None:
    used = set(LIKE_AN_ACTIVITY.findall(PAGE.read_text(encoding="utf-8")))
    assert "overview" in used
    assert used <= RESERVED
