"""The ``samling`` command: readable help, honest exit codes, one clear sentence when something is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from samling_build import cli, site
from samling_build.places import data_folder, notebooks_folder
from samling_build.site import SiteSettings
from samling_exercises import load_programme
from samling_exercises.faults import spoken

WHOLE = Path(__file__).parents[1] / "exercises" / "whole" / "kveld"
GATHERINGS = load_programme("mestring").structure.gatherings


def run(*arguments: str) -> Result:
    """The command in this process; its two streams together in ``output``."""
    return CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}).invoke(cli.app, list(arguments))


@pytest.fixture(autouse=True)
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consoles that write where the runner listens."""
    monkeypatch.setattr(cli, "out", Console(highlight=False, soft_wrap=True))
    monkeypatch.setattr(cli, "err", Console(highlight=False, soft_wrap=True, stderr=True))


def test_help_names_the_four_parts() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for part in ("serve", "check", "notebooks", "print"):
        assert part in result.output


def test_check_says_that_all_is_well() -> None:
    result = run("check", str(WHOLE))
    assert (result.exit_code, result.output) == (0, "1 programme checked, no faults.\n")


def test_check_names_every_fault_and_fails(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(WHOLE, tmp_path / "kveld"))
    (folder / "1" / "talk.yaml").write_text("kind: forme\n", "utf-8")
    (folder / "1" / "hello.en.md").unlink()
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert "hello.en.md:1: The file is missing. Write it, beside its sisters." in result.output
    assert "talk.yaml:1: Expected a kind, came 'forme'." in result.output
    assert "2 faults found." in result.output


def test_check_of_a_folder_that_is_not_there_says_what_to_name() -> None:
    result = run("check", "/nowhere/at/all")
    assert (result.exit_code, result.output) == (
        1,
        "There is no folder /nowhere/at/all. Name the folder that holds programme.yaml.\n",
    )


def test_check_of_a_folder_without_programme_says_what_to_name(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.output == f"There is no programme.yaml in {tmp_path}. Name the folder that holds programme.yaml.\n"


def test_notebooks_that_cannot_be_written_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run("notebooks", "--out", str(tmp_path / "file" / "folder"))
    assert result.exit_code == 1
    assert "The notebooks could not be written to" in result.output


def test_notebooks_are_written_and_then_found_up_to_date(tmp_path: Path) -> None:
    assert "files written" in run("notebooks", "--out", str(tmp_path)).output
    result = run("notebooks", "--check", "--out", str(tmp_path))
    assert (result.exit_code, result.output) == (0, "The notebooks are what the content says.\n")


def test_notebooks_that_differ_fail_the_check(tmp_path: Path) -> None:
    result = run("notebooks", "--check", "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "nb/mestring/2-deltaker.ipynb is missing" in result.output
    assert "Run samling notebooks, keep what it writes, and remove what is left over." in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dans/1"], "There is no programme 'dans'. Choose mestring."),
        (["mestring/9"], f"mestring has no gathering '9'. Choose {spoken(GATHERINGS)}."),
        (["mestring/2/x"], "mestring/2 has no exercise 'x'. Choose"),
        (["a/b/c/d"], "Expected a programme, a gathering or an exercise, as in mestring/2/scaling, came 'a/b/c/d'."),
        (["mestring/2", "--language", "sv"], "mestring is not written in 'sv'. Choose nb or en."),
        (["mestring/2", "poem"], "There is no 'poem' of mestring/2. Choose worksheets, run-sheet, cards,"),
        (["mestring", "cards"], "There is no 'cards' of mestring. Choose booklet,"),
        (["mestring", "rules", "--paper", "a5"], "'rules' does not come in A5. Choose A4 or A3."),
        (["mestring", "rules", "--fillable"], "'rules' has nothing to fill in on a screen. Choose booklet."),
        (["mestring/2", "everything"], "Everything is printed of a programme, as in mestring, came 'mestring/2'."),
        (["mestring", "ics"], "Kalenderfila trenger den første datoen og når dere begynner."),
        (["mestring", "calendar", "--first", "i morgen"], "Expected a date as in 2027-01-20, came 'i morgen'."),
        (["mestring/2", "run-sheet", "--start", "ett"], "Expected a time as in 13:00, came 'ett'."),
    ],
)
def test_print_of_what_is_not_there_names_what_there_is(arguments: list[str], sentence: str) -> None:
    result = run("print", *arguments)
    assert result.exit_code == 1
    assert sentence in result.output


def test_print_to_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run("print", "mestring/2", "--out", str(tmp_path / "file" / "folder"))
    assert result.exit_code == 1
    assert "could not be written" in result.output
    assert "Choose another folder with --out." in result.output


def test_serve_without_a_free_port_says_so() -> None:
    result = run("serve", "--port", "70000", "--no-browser")
    assert result.exit_code == 2
    assert "less than or equal to 65535" in result.output


def test_serve_without_notebooks_says_so(tmp_path: Path) -> None:
    result = run("serve", "--port", "0", "--no-browser", "--notebooks", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert str(tmp_path / "none") in result.output


def test_data_lies_where_asked_or_in_the_readers_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_folder(tmp_path) == tmp_path.resolve()
    monkeypatch.delenv("SAMLING_DATA", raising=False)
    assert data_folder(None).name == "samlingsheftet"
    monkeypatch.setenv("SAMLING_DATA", str(tmp_path / "own"))
    assert data_folder(None) == tmp_path / "own"


def test_the_notebooks_are_found() -> None:
    assert list(notebooks_folder().glob("nb/*/*.ipynb"))


def test_serve_speaks_norwegian_first_whatever_the_machine_is_set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[SiteSettings] = []

    def serve(settings: SiteSettings) -> int:
        asked.append(settings)
        return 0

    monkeypatch.setattr(site, "serve", serve)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run("serve", "--port", "0").exit_code == 0
    assert asked[0].language == "nb"
