"""The blank worksheets of a gathering as one PDF."""

from __future__ import annotations

from pathlib import Path

from samling_exercises.programme import Gathering, Programme, Role

from ..notebooks import make_notebook
from ..wording import role_name


def worksheets_name(programme: Programme, gathering: Gathering, language: str, role: Role = "participant") -> str:
    """``mestring-2-deltaker.pdf``."""
    return f"{programme.id}-{gathering.id}-{role_name(programme, role, language)}.pdf"


def print_worksheets(
    programme: Programme, gathering: Gathering, language: str, folder: Path, role: Role = "participant"
) -> Path:
    """Write the PDF into ``folder`` (made when missing) and return its path; an older one is replaced at once."""
    from .exporter import HandoutExporter

    content, _ = HandoutExporter().from_notebook_node(make_notebook(programme, gathering, language, role))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / worksheets_name(programme, gathering, language, role)
    draft = path.with_suffix(".pdf.part")
    draft.write_bytes(content)
    draft.replace(path)
    return path
