"""Notebooks are derived from the content: the same each time, valid, without outputs, and checked for drift."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from samling_build.notebooks import Drift, drift, make_notebook, notebook_name, write
from samling_build.notebooks.prose import run_sheet
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
            own = ["gathering.together()", *(["gathering.lead()"] if role == "mentor" else [])]
            shown = [e for e in gathering.exercises if role != "wall" or "at" in e.when or e.add_at]
            last = [] if role == "wall" else ["gathering.paper()"]
            assert [cell.source for cell in code[1:]] == own + [f'gathering.show("{e.id}")' for e in shown] + last
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
        "nb/mestring/2-storskjerm.ipynb",
        "en/mestring/2-participant.ipynb",
        "en/mestring/2-mentor.ipynb",
        "en/mestring/2-wall.ipynb",
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


@pytest.mark.parametrize("language", ["nb", "en"])
def test_invented_stories_are_for_the_paper_of_a_mentor_with_a_reflecting_team(language: str) -> None:
    mestring = load_programme("mestring")
    stories = mestring.stories(language)
    for gathering in mestring.gatherings:
        for role in ROLES:
            cells = make_notebook(mestring, gathering, language, role).cells
            found = [cell for cell in cells if cell.metadata.samling.part == "case"]
            assert [cell.id for cell in found] == (
                [f"case-{name}" for name in stories] if (gathering.id, role) == ("2", "mentor") else []
            )
            assert all(cell.metadata.samling.paper == "only" for cell in found)
            for cell, case in zip(found, stories.values(), strict=False):
                assert case.headline in cell.source
                assert cell.source.endswith(case.body.strip())


def test_the_run_sheet_says_what_comes_when_and_what_gave_way() -> None:
    mestring = load_programme("mestring")
    assert run_sheet(mestring, mestring.gathering("2"), "nb").split("\n\n")[:4] == [
        "| Start | Aktivitet | Minutter |\n"
        "| --- | --- | ---: |\n"
        "| 0:00 | Innsjekk | 8 |\n"
        "| 0:08 | Brukerreisen | 45 |\n"
        "| 0:53 | Pause | 7 |\n"
        "| 1:00 | Reflekterende team: overskriftene | 4 |\n"
        "| 1:04 | Reflekterende team: historie 1 | 15 |\n"
        "| 1:19 | Samtale to og to | 30 |\n"
        "| 1:49 | Neste dato og neste oppgave | 3 |\n"
        "| 1:52 | Utsjekk | 8 |",
        "Til sammen 120 av 120 minutter, med 8 til stede.",
        "For at tiden skal strekke til:",
        "- Bare overskriftene, i stedet for at alle forteller.\n"
        "- Én historie, ikke flere.\n"
        "- «Fem nye forslag» tar hver med seg hjem.",
    ]
    assert (
        "leave out in this order: everyone's telling, the second story, “Five new proposals” (at home) and "
        "“Talk in pairs” (another day). Never check-in"
    ) in run_sheet(mestring, mestring.gathering("2"), "en")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (180, "Til sammen 162 av 180 minutter, med 8 til stede."),
        (85, "Det er 5 minutter for mye. Sett av mer tid, eller ta bort noe."),
        (100, "- «Samtale to og to» får vente til en annen dag."),
    ],
)
def test_the_run_sheet_of_another_length(minutes: int, said: str) -> None:
    mestring = load_programme("mestring")
    gathering = mestring.gathering("2")
    other = replace(gathering, structure=gathering.structure.model_copy(update={"minutes": minutes}))
    sheet = run_sheet(mestring, other, "nb")
    assert said in sheet
    assert ("For at tiden skal strekke til" in sheet) == (minutes < 162)
