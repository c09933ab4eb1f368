"""What stands on each sheet of a handout, before any HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nbformat import NotebookNode

from samling_exercises import load_programme
from samling_exercises.kinds import ExerciseText
from samling_exercises.programme import Exercise, Gathering

from ..wording import frame_phrase, gathering_phrase


@dataclass(frozen=True)
class Page:
    """A part of a handout: plain Markdown, or an exercise with its texts.

    ``kind`` names the template; ``id`` is the anchor the contents point to.
    """

    id: str
    kind: str
    markdown: str = ""
    exercise: Exercise | None = None
    text: ExerciseText | None = None
    frame: str = ""


@dataclass(frozen=True)
class Handout:
    """A whole handout. ``programme`` is empty for a notebook that is none of the workbook's."""

    language: str
    title: str
    running: str
    programme: str
    role: str
    pages: tuple[Page, ...]
    gathering: Gathering | None = None
    over: str = ""

    @property
    def listed(self) -> tuple[Page, ...]:
        """The pages that stand in the contents."""
        return tuple(page for page in self.pages if page.text is not None)


def pages(notebook: NotebookNode) -> Handout:
    """The handout of a notebook. Raises LookupError when it names an exercise that does not exist."""
    about = notebook.metadata.get("samling")
    if not about:
        return _plain(notebook)
    programme = load_programme(about["programme"])
    gathering = programme.gathering(about["gathering"])
    language = about["language"]
    found: list[Page] = []
    for number, cell in enumerate(notebook.cells):
        place = cell.metadata.get("samling", {})
        if place.get("part") == "exercise":
            exercise = gathering.exercise(place["activity"])
            text, frame = exercise.text(language), frame_phrase(exercise, language)
            found.append(Page(exercise.id, exercise.kind, exercise=exercise, text=text, frame=frame))
        elif cell.cell_type == "markdown" and place.get("part") in {"run-sheet", "card", "case", None}:
            found.append(Page(f"page-{number}", place.get("part") or "text", markdown=cell.source))
    title = gathering.text(language).title
    over = gathering_phrase(programme, gathering, language)
    return Handout(language, title, f"{over} · {title}", programme.id, about["role"], _joined(found), gathering, over)


def _joined(found: list[Page]) -> tuple[Page, ...]:
    """The run sheet's cells on one sheet: between them stands what only a screen shows."""
    parts = [page for page in found if page.kind == "run-sheet"]
    whole = "\n\n".join(page.markdown for page in parts)
    first = parts[0].id if parts else ""
    joined = [replace(page, markdown=whole) if page.id == first else page for page in found]
    kept = [page for page in joined if page.kind != "run-sheet" or page.id == first]
    return tuple(page if page.exercise else replace(page, kind="text") for page in kept)


def _plain(notebook: NotebookNode) -> Handout:
    """A notebook of somebody else's: its Markdown, in order."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    title = notebook.metadata.get("title") or _first_heading(texts) or "Notebook"
    language = notebook.metadata.get("language", "nb")
    found = tuple(Page(f"page-{number}", "text", markdown=text) for number, text in enumerate(texts))
    return Handout(language, title, title, "", "participant", found)


def _first_heading(texts: list[str]) -> str:
    rows = (row for text in texts for row in text.split("\n"))
    return next((row.lstrip("# ").strip() for row in rows if row.startswith("#")), "")
