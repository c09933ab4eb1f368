"""``samling print`` and ``samling import``: paper for each, by name; and a filled form back into one's answers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from tests.build.handouts.papers import PROGRAMME, text_of
from typer.testing import CliRunner, Result

from samling_build import cli
from samling_build.handouts import catalogue, everything
from samling_build.handouts.catalogue import Order
from samling_exercises.answers import open_book
from samling_exercises.groups import keys, open_register

FORM = "mestring/2/summing-up"
VALUES = {f"{FORM}:met": "En på natta", f"{FORM}:worked": "Å vente"}


@pytest.fixture(autouse=True)
def _cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(1, 8, 1))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(*arguments: str | Path, answer: str | None = None) -> Result:
    """The command in this process."""
    runner = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "SAMLING_DATABASE": ""})
    return runner.invoke(cli.app, [str(one) for one in arguments], input=answer)


def filled(folder: Path) -> Path:
    """A worksheet to fill in, filled in."""
    made = run("print", FORM, "--fillable", "--out", folder)
    assert made.exit_code == 0, made.output
    writer = PdfWriter(clone_from=PdfReader(folder / "mestring-2-summing-up-til-utfylling.pdf"))
    writer.update_page_form_field_values(None, VALUES, auto_regenerate=True)
    path = folder / "filled.pdf"
    writer.write(path)
    return path


def member(data: Path) -> tuple[str, str, bytes]:
    """Somebody in a group: their id, personal code and key."""
    with open_register({"SAMLING_DATA": str(data)}) as register:
        made = register.new_group("Solbakken", "mestring", 2, None)
        entered = register.take_seat(str(made.invitations[0].code), "Kari", shared_computer=False)
        key = register.key(entered.token, entered.member)
    assert entered.personal is not None
    assert key is not None
    return entered.member, str(entered.personal), key


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("mestring/2/check-in",), "mestring-2-check-in.pdf"),
        (("mestring/2/check-in", "--language", "en"), "mestring-2-check-in.pdf"),
        (("mestring/2", "three-minutes"), "mestring-2-tre-minutter.pdf"),
        (("mestring/2", "run-sheet", "--start", "18:00"), "mestring-2-kjoreplan.pdf"),
        (("mestring", "rules", "--paper", "a3"), "mestring-spilleregler-a3.pdf"),
        (("mestring", "ics", "--first", "2027-01-20", "--start", "13:00"), "mestring-kalender.ics"),
    ],
)
def test_a_paper_is_made_where_it_is_wanted_and_named(tmp_path: Path, arguments: tuple[str, ...], file: str) -> None:
    folder = tmp_path / "a" / "b"
    result = run("print", *arguments, "--out", folder)
    assert (result.exit_code, result.output.strip()) == (0, str(folder / file))
    assert [path.name for path in folder.iterdir()] == [file]


def test_an_older_file_is_replaced_at_once(tmp_path: Path) -> None:
    (tmp_path / "mestring-spilleregler.pdf").write_bytes(b"old")
    assert run("print", "mestring", "rules", "--out", tmp_path).exit_code == 0
    assert (tmp_path / "mestring-spilleregler.pdf").read_bytes().startswith(b"%PDF-")


def test_everything_is_made_one_after_another_and_each_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}-{name}" for number, (name, _) in enumerate(everything.everything(Order(PROGRAMME, "nb")))]
    left = iter(names)
    monkeypatch.setattr(catalogue, "printed", lambda _name, _order, _tell: (next(left), b"%PDF-"))
    result = run("print", "mestring", "everything", "--out", tmp_path)
    assert result.output.split() == [str(tmp_path / name) for name in names]


def test_a_group_s_own_journey_and_plan_are_printed(tmp_path: Path, data: Path) -> None:
    who, _, key = member(data)
    book = open_book({"SAMLING_DATA": str(data), "SAMLING_MEMBER": who}, key)
    book.put("mestring/path/journey", "phase-a", {"title": "Før noen spør", "order": 1}, 0)
    note = {"text": "Hun ringte tre ganger", "phase": "a", "kind": "heard", "mark": None, "order": 1, "gathering": "1"}
    book.put("mestring/path/journey", "note-1", note, 0)
    result = run("print", "mestring", "journey", "--group", "Solbakken", "--data", data, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "Hunringtetreganger" in text_of((tmp_path / "mestring-brukerreise-a3.pdf").read_bytes())


def test_a_member_s_own_answers_are_printed_for_its_owner_alone(tmp_path: Path, data: Path) -> None:
    who, code, key = member(data)
    book = open_book({"SAMLING_DATA": str(data), "SAMLING_MEMBER": who}, key)
    book.save(FORM, "met", "En på natta", 0)
    result = run("print", FORM, "--mine", "--data", data, "--out", tmp_path, answer=f"{code}\n")
    assert result.exit_code == 0, result.output
    made = tmp_path / "mestring-2-summing-up-med-svar.pdf"
    assert "Enpånatta" in text_of(made.read_bytes())
    assert made.stat().st_mode & 0o077 == 0
    assert "En på natta" not in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("mestring", "--mine", "--fillable"), "--mine prints your own answers. Leave out --fillable and --group."),
        (("mestring", "--mine", "--group", "Solbakken"), "Leave out --fillable and --group."),
        (("mestring/2", "cards", "--mine"), "Nothing of yours stands on 'cards'. --mine goes with worksheet,"),
        (("mestring", "everything", "--mine"), "Nothing of yours stands on 'everything'."),
    ],
)
def test_own_answers_where_they_have_no_place_are_refused_before_a_code_is_asked_for(
    data: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run("print", *arguments, "--data", data)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "code" not in result.output


def test_a_group_that_is_not_there_is_said(data: Path) -> None:
    result = run("print", "mestring", "journey", "--group", "Utsikten", "--data", data)
    assert "There is no group 'Utsikten'. samling group list names those there are." in result.output


def test_a_filled_form_becomes_the_local_reader_s_own_answers(tmp_path: Path, data: Path) -> None:
    result = run("import", filled(tmp_path), "--data", data, answer="\ny\n")
    assert result.exit_code == 0, result.output
    assert "Hvem møtte du? (new)" in result.output
    assert "Written: 2." in result.output
    assert "En på natta" not in result.output
    answers = open_book({"SAMLING_DATA": str(data)}).answers(FORM)
    assert {name: answer.text for name, answer in answers.items()} == {"met": "En på natta", "worked": "Å vente"}
    again = run("import", filled(tmp_path), "--data", data, answer="\n")
    assert "Everything in the form stands in the workbook already." in again.output


def test_a_personal_code_opens_its_member_s_answers_and_the_visit_ends(tmp_path: Path, data: Path) -> None:
    who, code, key = member(data)
    book = open_book({"SAMLING_DATA": str(data), "SAMLING_MEMBER": who}, key)
    book.save(FORM, "met", "Skrevet før", 0)
    result = run("import", filled(tmp_path), "--yes", "--data", data, answer=f"{code}\n")
    assert result.exit_code == 0, result.output
    assert "Hvem møtte du? (instead)" in result.output
    assert [answer.text for answer in book.history(FORM, "met")] == ["Skrevet før", "En på natta"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("hei", "Expected a personal code, as it stands on the member's card, came something else. Look again."),
        ("K7QP-2MXD-9RTA-K7QP", "code"),
    ],
)
def test_a_wrong_code_opens_nothing(tmp_path: Path, data: Path, code: str, sentence: str) -> None:
    member(data)
    result = run("import", filled(tmp_path), "--yes", "--data", data, answer=f"{code}\n")
    assert result.exit_code == 1
    assert sentence in result.output
    assert "Written" not in result.output


def test_saying_no_writes_nothing(tmp_path: Path, data: Path) -> None:
    result = run("import", filled(tmp_path), "--data", data, answer="\nn\n")
    assert (result.exit_code, "Nothing was written." in result.output) == (1, True)
    assert open_book({"SAMLING_DATA": str(data)}).answers(FORM) == {}


def test_a_file_that_is_no_form_and_one_that_is_not_there_are_said(tmp_path: Path, data: Path) -> None:
    wrong = tmp_path / "x.pdf"
    wrong.write_bytes(b"Dette er ikke en PDF")
    assert "The file can't be read as a PDF." in run("import", wrong, "--data", data).output
    assert "could not be read" in run("import", tmp_path / "gone.pdf", "--data", data).output


def test_a_form_of_another_version_writes_nothing(tmp_path: Path, data: Path) -> None:
    made = BytesIO(filled(tmp_path).read_bytes())
    writer = PdfWriter(clone_from=PdfReader(made))
    for field in writer.root_object["/AcroForm"]["/Fields"]:  # type: ignore[index] # our own form
        one = field.get_object()
        if one["/T"] == f"{FORM}:worked":
            from pypdf.generic import NameObject, TextStringObject

            one[NameObject("/T")] = TextStringObject(f"{FORM}:gone")
    other = tmp_path / "other.pdf"
    writer.write(other)
    result = run("import", other, "--yes", "--data", data, answer="\n")
    assert "mestring/2/summing-up has no field 'gone'. The form belongs to another version" in result.output
    assert open_book({"SAMLING_DATA": str(data)}).answers(FORM) == {}
