"""The nbconvert exporters ``handout`` and ``booklet``: a notebook as a PDF to print."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from .booklet import booklet_of_notebook
from .setting import Paper
from .sheets import handout


class HandoutExporter(Exporter):
    """``jupyter nbconvert --to handout NOTEBOOK``: the worksheets of its gathering, blank.

    A notebook of the workbook gives what its definitions say, any other notebook its text.
    """

    export_from_notebook = "Handout"

    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    @staticmethod
    def made(nb: NotebookNode) -> Paper:
        """What is printed of a notebook."""
        return handout(nb)

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call] # nbconvert has no types here

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The notebook as a PDF's bytes. Raises PrintingUnavailable with the remedy when Pango is missing."""
        prepared, found = super().from_notebook_node(nb, resources, **kwargs)
        return self.made(prepared).pdf(), found


class BookletExporter(HandoutExporter):
    """``jupyter nbconvert --to booklet NOTEBOOK``: the booklet of its gathering, blank."""

    export_from_notebook = "Booklet"

    @staticmethod
    def made(nb: NotebookNode) -> Paper:
        """The booklet with this gathering alone."""
        return booklet_of_notebook(nb)
