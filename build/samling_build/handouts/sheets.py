"""What stands on each sheet of a handout, before any HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nbformat import NotebookNode

from samling_exercises import load_programme
from samling_exercises.kinds import ExerciseText
from samling_exercises.programme import Exercise, Gathering, Programme

from ..wording import frame_phrase, gathering_phrase, words
from .fillable import Stamp
from .filling import BLANK, Filling
from .setting import Paper, set_html


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


def exercise_page(exercise: Exercise, language: str, within: str = "") -> Page:
    """An exercise's page; ``within`` keeps its anchor apart from those of other gatherings."""
    text, frame = exercise.text(language), frame_phrase(exercise, language)
    return Page(f"{within}{exercise.id}", exercise.kind, exercise=exercise, text=text, frame=frame)


def worksheet(programme: Programme, exercise: Exercise, language: str, filling: Filling = BLANK) -> Paper:
    """The sheet of one exercise: blank, to fill in on a screen, or with what somebody wrote."""
    gathering = programme.gathering(exercise.gathering.partition("/")[2])
    over = gathering_phrase(programme, gathering, language)
    page = exercise_page(exercise, language)
    title = exercise.text(language).title
    of = Handout(language, title, f"{over} · {gathering.text(language).title}", programme.id, "participant", (page,))
    name = f"{programme.id}-{gathering.id}-{exercise.id}"
    return _paper(of, filling, _named(name, language, filling), f"{gathering.id}/{exercise.id}")


def worksheets(programme: Programme, gathering: Gathering, language: str, filling: Filling = BLANK) -> Paper:
    """The sheets of a gathering, with what there is to read."""
    pages = tuple(exercise_page(exercise, language) for exercise in gathering.exercises)
    of = _of_gathering(programme, gathering, language, "participant", pages)
    name = f"{programme.id}-{gathering.id}-{words('handouts', language)('worksheets')}"
    return _paper(of, filling, _named(name, language, filling), gathering.id)


def handout(notebook: NotebookNode) -> Paper:
    """The blank handout of a notebook. Raises LookupError when it names an exercise that does not exist."""
    of = handout_of(notebook)
    return _paper(of, BLANK, of.title, "")


def handout_of(notebook: NotebookNode) -> Handout:
    """What stands in it, in the notebook's order."""
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
            found.append(exercise_page(gathering.exercise(place["activity"]), language))
        elif cell.cell_type == "markdown" and place.get("part") in {"run-sheet", "card", "case", None}:
            found.append(Page(f"page-{number}", place.get("part") or "text", markdown=cell.source))
    return _of_gathering(programme, gathering, language, about["role"], _joined(found))


def _of_gathering(
    programme: Programme, gathering: Gathering, language: str, role: str, pages: tuple[Page, ...]
) -> Handout:
    title = gathering.text(language).title
    over = gathering_phrase(programme, gathering, language)
    return Handout(language, title, f"{over} · {title}", programme.id, role, pages, gathering, over)


def _paper(of: Handout, filling: Filling, name: str, what: str) -> Paper:
    stamp = Stamp(of.programme, what, of.language) if filling.fillable else None
    return Paper(name, set_html("handout", of.language, handout=of, filling=filling), stamp)


def _named(name: str, language: str, filling: Filling) -> str:
    """The file's name; one to fill in, or with somebody's own words, says so."""
    return "-".join(part for part in (name, filling.named(words("handouts", language))) if part)


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
