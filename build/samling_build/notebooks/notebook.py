"""One notebook: a gathering in one language for one role."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from samling_exercises.programme import Exercise, Gathering, Programme, Role

from ..wording import minutes_phrase, role_name
from . import prose

VERSION = 1
"""Raised when the meaning of the metadata changes."""


def make_notebook(programme: Programme, gathering: Gathering, language: str, role: Role) -> NotebookNode:
    """The notebook, valid, without outputs, the same for the same content."""
    front = prose.wall_front if role == "wall" else prose.front
    cells = [_markdown("front", front(programme, gathering, language), part="front")]
    cells.append(_code("setup", _setup(gathering, language, role), part="setup"))
    cells.append(_code("together", "gathering.together()", part="together"))
    if role == "mentor":
        cells += _run_sheet(programme, gathering, language)
        cells.append(_markdown("card", prose.card(programme, language), part="card"))
    for exercise in shown_activities(gathering, role):
        cells += _of_wall(exercise) if role == "wall" else _of_activity(programme, exercise, language, role)
    if role != "wall":
        cells += _on_paper(language)
    if role == "mentor" and any(exercise.kind == "reflecting_team" for exercise in gathering.exercises):
        cells += _stories(programme, language)
    notebook = NotebookNode(new_notebook(cells=cells, metadata=_metadata(programme, gathering, language, role)))
    nbformat.validate(notebook)
    return notebook


def _run_sheet(programme: Programme, gathering: Gathering, language: str) -> list[NotebookNode]:
    """The run sheet that follows the group, the one for paper (a page that is served leaves it out), and equipment."""
    table = prose.run_sheet(programme, gathering, language)
    cells = [
        _markdown("run-sheet", prose.run_sheet_title(language), part="run-sheet"),
        _code("lead", "gathering.lead()", part="run-sheet"),
        _markdown("run-sheet-paper", table, part="run-sheet", paper="only"),
    ]
    if things := prose.equipment(gathering, language):
        cells.append(_markdown("equipment", things, part="run-sheet"))
    return cells


def _on_paper(language: str) -> list[NotebookNode]:
    """What can be printed: nothing that a sheet of paper itself should show."""
    title = _markdown("paper-title", prose.paper_title(language), part="paper")
    return [title, _code("paper", "gathering.paper()", part="paper")]


def _stories(programme: Programme, language: str) -> list[NotebookNode]:
    """The invented stories, each a sheet to hand to whoever reads it aloud; a page that is served has them in the team
    itself.
    """
    return [
        _markdown(f"case-{name}", prose.story(case, programme, language), part="case", paper="only")
        for name, case in programme.stories(language).items()
    ]


def shown_activities(gathering: Gathering, role: Role) -> tuple[Exercise, ...]:
    """All activities; on the wall those that are held, or may be, at the gathering."""
    if role != "wall":
        return gathering.exercises
    return tuple(each for each in gathering.exercises if "at" in each.when or each.add_at is not None)


def _of_activity(programme: Programme, exercise: Exercise, language: str, role: Role) -> list[NotebookNode]:
    """What is to be read, the exercise itself, and its sources."""
    text = prose.activity(programme, exercise, language, role)
    cells = [_markdown(f"{exercise.id}-text", text, part="text", activity=exercise.id), _exercise(exercise)]
    if sources := prose.sources(exercise, language):
        cells.append(_markdown(f"{exercise.id}-sources", sources, part="sources", activity=exercise.id))
    return cells


def _of_wall(exercise: Exercise) -> list[NotebookNode]:
    """The exercise's face for the wall, which has all of its words itself."""
    return [_exercise(exercise)]


def _exercise(exercise: Exercise) -> NotebookNode:
    show = f'gathering.show("{exercise.id}")'
    return _code(f"{exercise.id}-exercise", show, part="exercise", activity=exercise.id)


def _setup(gathering: Gathering, language: str, role: Role) -> str:
    return (
        "from samling_widgets import Gathering\n\n"
        f'gathering = Gathering("{gathering.key}", language="{language}", role="{role}")'
    )


def _metadata(programme: Programme, gathering: Gathering, language: str, role: Role) -> dict[str, Any]:
    return {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "samling": {
            "version": VERSION,
            "programme": programme.id,
            "programme_title": programme.text(language).title,
            "gathering": gathering.id,
            "language": language,
            "role": role,
            "role_name": role_name(programme, role, language),
            "title": gathering.text(language).title,
            "summary": gathering.text(language).summary,
            "activities": [_activity(exercise, language) for exercise in shown_activities(gathering, role)],
        },
    }


def _activity(exercise: Exercise, language: str) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.text(language).title,
        "kind": exercise.kind,
        "when": list(exercise.when),
        "minutes": minutes_phrase(exercise.minutes, language),
        "counts": "at" in exercise.when,
    }


def _markdown(name: str, source: str, **samling: str) -> NotebookNode:
    return NotebookNode(new_markdown_cell(source, id=name, metadata={"samling": samling}))


def _code(name: str, source: str, **samling: str) -> NotebookNode:
    return NotebookNode(new_code_cell(source, id=name, metadata={"samling": samling}))
