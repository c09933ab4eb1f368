"""The nbconvert exporter ``handout``: a notebook as worksheets on A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from traitlets import default

from samling_exercises import load_programme

from ..wording import words
from .markdown import to_html
from .pdf import make_pdf
from .sheets import Page, pages

TEMPLATES = Path(__file__).parent / "templates"


class HandoutExporter(HTMLExporter):
    """``jupyter nbconvert --to handout NOTEBOOK`` writes a tagged PDF.

    A notebook of the workbook gives its worksheets, blank, from the definitions; any other notebook gives its
    text. Only ``output_extension`` is set in the resources: setting the exporter's own mimetype or extension
    makes nbconvert take the bytes for text.
    """

    export_from_notebook = "Handout"
    template_name = "handout"

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call] # nbconvert has no types here

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Any:
        """Adds ``paper``: Markdown for paper."""
        yield from super().default_filters()  # type: ignore[no-untyped-call] # nbconvert's generator has no types
        yield "paper", to_html

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The notebook as a PDF's bytes. Raises PrintingUnavailable with the remedy when Pango is missing."""
        html, resources = self.to_html(nb, resources, **kwargs)
        resources["output_extension"] = ".pdf"
        return make_pdf(html, picture_file), resources

    def to_html(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The HTML that WeasyPrint sets; the template reads ``resources.handout``."""
        handout = pages(nb)
        resources = dict(resources or {})
        resources["handout"] = handout
        resources["words"] = words("handouts", handout.language)
        resources["house"] = house_css()
        html, resources = super().from_notebook_node(nb, resources, **kwargs)
        return str(html), resources


def picture_file(name: str) -> Path:
    """The drawing ``<programme>/<name>``. Raises LookupError when there is none."""
    programme, _, picture = name.partition("/")
    return load_programme(programme).picture(picture)


def house_css() -> str:
    """The custom properties screen and paper share (what stands before the first media query), then paper's rules."""
    import samling_widgets

    shared = (Path(samling_widgets.__file__).parent / "house.css").read_text("utf-8").partition("@media")[0]
    tokens = shared.replace("color-scheme: light;", "")
    return tokens + (TEMPLATES / "handout" / "paper.css").read_text("utf-8")


__all__ = ["HandoutExporter", "Page"]
