"""Notebooks are derived from the content: the same each time, valid, without outputs, and checked for drift."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from samling_build.notebooks import Drift, drift, make_notebook, notebook_name, write
from samling_build.notebooks.agenda import agenda
from samling_build.places import notebooks_folder
from samling_exercises import ROLES, Programme, Role, load_programme, programmes

PROGRAMMES = [load_programme(name) for name in programmes()]


def test_the_checked_in_notebooks_are_what_the_content_says() -> None:
    assert drift(PROGRAMMES, notebooks_folder()) == []


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert list(write(PROGRAMMES, tmp_path))
    assert list(write(PROGRAMMES, tmp_path)) == []


def test_drift_names_what_is_missing_different_and_left_over(tmp_path: Path) -> None:
    list(write(PROGRAMMES, tmp_path))
    mentor, participant = Path("nb/mestring/2-veileder.ipynb"), Path("nb/mestring/2-deltaker.ipynb")
    (tmp_path / mentor).unlink()
    (tmp_path / participant).write_text("{}", "utf-8")
    (tmp_path / "nb/mestring/old.ipynb").write_text("{}", "utf-8")
    assert drift(PROGRAMMES, tmp_path) == [
        Drift(participant, "different from what the content gives"),
        Drift(mentor, "missing"),
        Drift(Path("nb/mestring/old.ipynb"), "left over: no programme gives it"),
    ]


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
@pytest.mark.parametrize("role", ROLES)
def test_each_exercise_has_text_and_one_short_code_cell(programme: Programme, role: Role) -> None:
    for gathering in programme.gatherings:
        for language in programme.languages:
            notebook = make_notebook(programme, gathering, language, role)
            nbformat.validate(notebook)
            code = [cell for cell in notebook.cells if cell.cell_type == "code"]
            assert [cell.source for cell in code[1:]] == [f'gathering.show("{e.id}")' for e in gathering.exercises]
            assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_names_of_roles_are_the_programmes_own() -> None:
    mestring = load_programme("mestring")
    names = [
        notebook_name(mestring, mestring.gathering("2"), language, role).as_posix()
        for language in ("nb", "en")
        for role in ROLES
    ]
    assert names == [
        "nb/mestring/2-deltaker.ipynb",
        "nb/mestring/2-veileder.ipynb",
        "en/mestring/2-participant.ipynb",
        "en/mestring/2-mentor.ipynb",
    ]


def test_hints_and_run_sheet_are_the_mentors_alone() -> None:
    mestring = load_programme("mestring")
    gathering = mestring.gathering("2")
    hint = gathering.exercise("journey").text("nb").hints[0]
    mentor, participant = (
        "\n".join(cell.source for cell in make_notebook(mestring, gathering, "nb", role).cells)
        for role in ("mentor", "participant")
    )
    assert hint in mentor
    assert "Kjøreplan" in mentor
    assert hint not in participant
    assert "Kjøreplan" not in participant


def test_an_agenda_adds_up_the_activities_held_at_the_gathering() -> None:
    plan = agenda(load_programme("mestring").gathering("2"), people=8)
    held = [(entry.exercise.id if entry.exercise else "break", entry.start) for entry in plan.entries]
    assert held == [
        ("check-in", 0),
        ("journey", 8),
        ("break", 53),
        ("reflecting-team", 60),
        ("pair-talk", 75),
        ("check-out", 105),
    ]
    assert plan.entries[3].start_phrase == "1:00"
    assert plan.total == sum(entry.minutes for entry in plan.entries) == 113


def test_with_time_enough_nothing_is_left_out() -> None:
    gathering = load_programme("mestring").gathering("2")
    longer = replace(gathering, structure=gathering.structure.model_copy(update={"minutes": 150}))
    plan = agenda(longer, people=8)
    assert plan.total == 143
    assert plan.at_home == ()


def test_when_time_is_short_one_story_goes_first_then_what_can_be_done_at_home() -> None:
    gathering = load_programme("mestring").gathering("2")
    shorter = replace(gathering, structure=gathering.structure.model_copy(update={"minutes": 130}))
    assert (agenda(shorter, people=8).total, agenda(shorter, people=8).at_home) == (128, ())
    assert [exercise.id for exercise in agenda(gathering, people=8).at_home] == ["new-ideas"]
