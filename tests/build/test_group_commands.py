"""``samling group``, ``backup``, ``restore``, ``organiser``: what they answer, and a sentence for what is amiss."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from samling_build import addressing, cli
from samling_build.addressing import address_for_others, join_link, only_here
from samling_exercises.groups import Invitation, Register, keys, open_register

ADDRESS = "https://heftet.example.no"
INVITATION = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(1, 8, 1))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *arguments: str, answer: str | None = None) -> Result:
    """The command in this process, on a data folder of its own."""
    runner = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "SAMLING_DATABASE": ""})
    return runner.invoke(cli.app, [*arguments, "--data", str(data)], input=answer)


def made(data: Path, name: str = "Solbakken", **options: str) -> dict[str, Any]:
    """A group, as a script gets it."""
    extra = [part for key, value in options.items() for part in (f"--{key}", value)]
    new = ("group", "new", name, "--programme", "mestring", "--members", "3", "--address", ADDRESS, "--json")
    result = run(data, *new, *extra)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def seats_of(data: Path, group: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(data, "group", "show", group, "--json").stdout)["seats"]
    return found


def recognised(register: Register, code: str, link: str | None = None) -> Invitation:
    """The invitation that a code is."""
    found = register.recognise(code, link)
    assert isinstance(found, Invitation)
    return found


def test_a_new_group_is_told_in_sentences(data: Path) -> None:
    new = ("group", "new", "Solbakken", "--programme", "mestring", "--members", "2", "--last-gathering", "2027-06-30")
    lines = run(data, *new, "--address", ADDRESS).stdout.splitlines()
    assert re.fullmatch(r"The group Solbakken is made\. Its id is [0-9a-f]{32}\.", lines[0])
    assert re.fullmatch(rf"Join link: {ADDRESS}/join/[\w-]{{22}}", lines[1])
    assert [line.partition(":")[0] for line in lines[2:5]] == ["Seat 1", "Seat 2", "Mentor"]
    assert all(INVITATION.fullmatch(line.partition(": ")[2]) for line in lines[2:5])
    assert lines[5] == "Each code lets one person in, once. They are not shown again."
    assert lines[6] == "It ends on 2027-12-30. What its members wrote is erased then."


def test_a_new_group_for_a_script_is_json_with_codes_that_work(data: Path) -> None:
    group = made(data)
    assert (group["name"], group["programme"], group["practice"]) == ("Solbakken", "mestring", False)
    assert [(one["role"], one["seat"]) for one in group["invitations"]] == [
        *(("participant", seat) for seat in (1, 2, 3)),
        ("mentor", None),
    ]
    with open_register({"SAMLING_DATA": str(data)}) as register:
        link = group["join"].rpartition("/")[2]
        assert recognised(register, group["invitations"][3]["code"], link).role == "mentor"


def test_with_cards_the_seats_codes_are_on_paper_alone(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    new = ("group", "new", "Solbakken", "--programme", "mestring", "--members", "2", "--cards", str(path))
    output = run(data, *new, "--address", ADDRESS, "--language", "en").stdout
    assert "Seat 1:" not in output
    assert "Mentor: " in output
    assert f"The cards for the seats lie in {path}." in output
    text = PdfReader(path).pages[0].extract_text()
    assert len(INVITATION.findall(text)) == 2
    assert "heftet.example.no/join" in text
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["G", "--programme", "dans", "--members", "2"], "There is no programme 'dans'. Choose mestring."),
        (["", "--programme", "mestring", "--members", "2"], "it should be 1–80 characters, and it is empty."),
        (["x" * 81, "--programme", "mestring", "--members", "2"], "it should be 1–80 characters, and it is longer."),
        (
            ["G", "--programme", "mestring", "--members", "2", "--last-gathering", "in May"],
            "Expected a date as in 2027-06-30, came 'in May'.",
        ),
        (
            ["G", "--programme", "mestring", "--members", "2", "--last-gathering", "1999-01-01"],
            "the date should be one between today and five years from now",
        ),
        (
            ["G", "--programme", "mestring", "--members", "2", "--address", "heftet"],
            "Expected an address as in https://heftet.example.no, came 'heftet'.",
        ),
        (
            ["G", "--programme", "mestring", "--members", "2", "--language", "sv"],
            "mestring is not written in 'sv'. Choose nb or en.",
        ),
        (
            ["G", "--programme", "mestring", "--members", "2", "--cards", "/nowhere/at/all.pdf"],
            "There is no folder /nowhere/at. Make it, or name another.",
        ),
    ],
)
def test_what_is_amiss_is_said_and_no_group_is_made(data: Path, arguments: list[str], sentence: str) -> None:
    result = run(data, "group", "new", *arguments)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert json.loads(run(data, "group", "list", "--json").stdout) == []


@pytest.mark.parametrize("members", ["0", "31", "many"])
def test_a_number_of_members_that_cannot_be_is_refused(data: Path, members: str) -> None:
    result = run(data, "group", "new", "G", "--programme", "mestring", "--members", members)
    assert result.exit_code == 2
    assert "--members" in result.stderr


def test_groups_are_listed_and_shown_by_id_or_name(data: Path) -> None:
    assert run(data, "group", "list").stdout == "There are no groups yet. Make one with samling group new.\n"
    group = made(data)
    assert run(data, "group", "list").stdout == f"{group['id']}  Solbakken  (open)\n"
    for which in (group["id"], "Solbakken"):
        shown = run(data, "group", "show", which).stdout
        assert "Solbakken (open)" in shown
        assert "Seat 1: not taken\n" in shown
        assert not INVITATION.search(shown), "codes are never shown again"


def test_a_group_that_is_not_there_and_a_name_that_two_have_are_said(data: Path) -> None:
    result = run(data, "group", "show", "Granli")
    assert result.exit_code == 1
    assert result.stderr == "There is no group 'Granli'. samling group list names those there are.\n"
    first, second = made(data), made(data)
    result = run(data, "group", "close", "Solbakken")
    assert result.exit_code == 1
    assert result.stderr.startswith("2 groups are called 'Solbakken'. Choose by id: ")
    assert first["id"] in result.stderr
    assert second["id"] in result.stderr


def test_new_cards_make_the_older_ones_worthless(data: Path, tmp_path: Path) -> None:
    group = made(data)
    path = tmp_path / "cards.pdf"
    result = run(data, "group", "cards", "Solbakken", str(path), "--address", ADDRESS)
    assert result.stdout == f"3 cards written to {path}. Older cards no longer work.\n"
    codes = INVITATION.findall(PdfReader(path).pages[0].extract_text())
    with open_register({"SAMLING_DATA": str(data)}) as register:
        assert [recognised(register, code).seat for code in codes] == [1, 2, 3]
        with pytest.raises(Exception, match="The code was not accepted"):
            register.recognise(group["invitations"][0]["code"])


def test_cards_that_cannot_be_written_leave_the_older_ones_working(data: Path, tmp_path: Path) -> None:
    group = made(data)
    result = run(data, "group", "cards", "Solbakken", str(tmp_path), "--address", ADDRESS)
    assert (result.exit_code, result.stderr) == (1, f"{tmp_path} is a folder. Name a file, as in cards.pdf.\n")
    with open_register({"SAMLING_DATA": str(data)}) as register:
        assert recognised(register, group["invitations"][0]["code"]).seat == 1


@pytest.mark.parametrize(("role", "begins"), [("participant", "Seat 4: "), ("wall", "Wall: "), ("mentor", "Mentor: ")])
def test_a_seat_more_is_shown_with_its_code(data: Path, role: str, begins: str) -> None:
    made(data)
    first, second = run(data, "group", "seat", "Solbakken", "--role", role).stdout.splitlines()
    assert first.startswith(begins)
    assert INVITATION.fullmatch(first.removeprefix(begins))
    assert second == "The code lets one person in, once. It is not shown again."


def test_the_end_is_set_by_its_day_or_by_the_last_gathering(data: Path) -> None:
    made(data)
    end = run(data, "group", "end", "Solbakken", "2027-12-31").stdout
    assert end == "It ends on 2027-12-31. What its members wrote is erased then.\n"
    last = run(data, "group", "end", "Solbakken", "--last-gathering", "2027-08-31").stdout
    assert last == "It ends on 2028-02-29. What its members wrote is erased then.\n"
    for neither_nor_both in ([], ["2027-12-31", "--last-gathering", "2027-08-31"]):
        result = run(data, "group", "end", "Solbakken", *neither_nor_both)
        assert result.exit_code == 1
        assert "Expected one date: the day the group ends, or --last-gathering." in result.stderr


def test_a_closed_group_takes_nobody_new(data: Path) -> None:
    made(data)
    assert run(data, "group", "close", "Solbakken").stdout.startswith("The group Solbakken is closed.\n")
    result = run(data, "group", "seat", "Solbakken")
    assert result.exit_code == 1
    assert result.stderr == "This was not done: the group takes no new members. Make a new group.\n"


def test_a_group_is_erased_when_one_says_yes(data: Path) -> None:
    made(data)
    kept = run(data, "group", "erase", "Solbakken", answer="n\n")
    assert kept.exit_code == 1
    assert "Nothing was erased." in kept.stderr
    assert run(data, "group", "erase", "Solbakken", answer="y\n").stdout.endswith("Solbakken is erased.\n")
    assert json.loads(run(data, "group", "list", "--json").stdout) == []


def test_a_backup_is_restored_with_its_groups(data: Path, tmp_path: Path) -> None:
    made(data)
    file = tmp_path / "kept.sqlite3"
    told = run(data, "backup", str(file)).stdout
    assert told.startswith(f"The backup lies in {file} and is whole.\n")
    made(data, "Granli")
    restored = run(data, "restore", str(file))
    assert restored.stdout.splitlines() == [
        f"{file} is restored. Everybody signs in anew.",
        "It holds to what the replaced database knew: who was erased or has left, freed seats, closed and ended "
        "groups, and the codes and join cards that work now. What is no longer shared as it was is not shared.",
        "Members with newer codes: 0. Shared texts taken back: 0.",
        "Who joined after the backup needs a new join card.",
    ]
    assert [group["name"] for group in json.loads(run(data, "group", "list", "--json").stdout)] == ["Solbakken"]
    assert [seat["seat"] for seat in seats_of(data, "Solbakken")] == [1, 2, 3, None]


@pytest.mark.parametrize("lost", ["missing", "damaged"])
def test_D4_restoring_says_what_cannot_be_known_without_the_replaced_database(
    data: Path, tmp_path: Path, lost: str
) -> None:
    made(data)
    file = tmp_path / "kept.sqlite3"
    run(data, "backup", str(file))
    if lost == "missing":
        (data / "answers.sqlite3").unlink()
    else:
        (data / "answers.sqlite3").write_bytes(b"nothing that anybody could read" * 400)
    assert run(data, "restore", str(file)).stdout.splitlines() == [
        f"{file} is restored. Everybody signs in anew.",
        "There was no database to replace that could be read. What happened after the backup can't be known: "
        "who was erased then may be there again, older codes and join cards work again, and shared texts that "
        "were taken back are shared again.",
        "Ask every member to make new codes, to look at what they share, and to erase again what they erased.",
    ]


def test_D4_restoring_counts_the_members_that_the_replaced_database_did_not_know(data: Path, tmp_path: Path) -> None:
    group = made(data)
    with open_register({"SAMLING_DATA": str(data)}) as register:
        register.take_seat(group["invitations"][0]["code"], "Kari")
    file = tmp_path / "kept.sqlite3"
    run(data, "backup", str(file))
    (data / "answers.sqlite3").unlink()
    made(data, "Granli")
    assert run(data, "restore", str(file)).stdout.splitlines()[-1] == (
        "The replaced database did not know 1 of the backup's members. "
        "What they share, and their codes, are as they were then: ask them to look, and to make new codes."
    )


def test_a_backup_that_cannot_be_made_is_said(data: Path, tmp_path: Path) -> None:
    assert "there is no database at that place" in run(data, "backup", str(tmp_path / "new")).stderr
    made(data)
    (tmp_path / "taken").write_text("")
    result = run(data, "backup", str(tmp_path / "taken"))
    assert result.exit_code == 1
    assert result.stderr == ("No backup was made: there is a file of that name already. Choose another name.\n")
    assert "the folder for the backup is not there" in run(data, "backup", str(tmp_path / "no" / "where")).stderr


def test_what_cannot_be_restored_is_said_and_nothing_changes(data: Path, tmp_path: Path) -> None:
    made(data)
    foreign, newer = tmp_path / "foreign", tmp_path / "newer"
    foreign.write_text("no database")
    run(data, "backup", str(newer))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for file, sentence in {
        tmp_path / "none": "there is no database at that place. Look at the path.",
        foreign: "the file is no database of Samlingsheftet's. Choose another file.",
        newer: "the database was made by a newer Samlingsheftet than this one. Install the newest version.",
    }.items():
        result = run(data, "restore", str(file))
        assert result.exit_code == 1
        assert result.stderr == f"Nothing was restored, and the answers are as they were: {sentence}\n"
    assert seats_of(data, "Solbakken")


def test_nothing_is_restored_under_a_running_server(data: Path, tmp_path: Path) -> None:
    made(data)
    run(data, "backup", str(tmp_path / "kept"))
    with open_register({"SAMLING_DATA": str(data)}):
        result = run(data, "restore", str(tmp_path / "kept"))
    assert result.exit_code == 1
    assert "a server is running on these answers. Stop it and try again." in result.stderr


def test_the_organisers_code_lies_in_a_file_and_is_never_printed(data: Path) -> None:
    first = run(data, "organiser")
    file = data / "organiser-code"
    assert first.stdout == f"A new organiser's code lies in {file}.\n"
    code = file.read_text()
    assert run(data, "organiser").stdout == f"The organiser's code lies in {file}. Only its owner can read it.\n"
    assert run(data, "organiser", "--new").stdout == (
        f"A new organiser's code lies in {file}. The old one opens nothing.\n"
    )
    assert file.read_text() != code
    file.write_text("x")
    broken = run(data, "organiser")
    assert broken.exit_code == 1
    assert broken.stderr == f"The file {file} holds no code. Make a new one with samling organiser --new.\n"


def test_help_names_what_there_is(data: Path) -> None:
    output = CliRunner().invoke(cli.app, ["group", "--help"]).output
    for command in ("new", "list", "show", "cards", "seat", "close", "end", "erase"):
        assert command in output


def test_the_address_for_others_is_the_networks_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given = ["http://localhost:9000/", "http://192.0.2.4:9000/"]
    monkeypatch.setattr(addressing, "page_addresses", lambda port, lan, base: given)
    assert address_for_others("http://localhost:9000", lan=True, base_url="/") == "http://192.0.2.4:9000/"
    assert address_for_others("http://localhost:9000", lan=False, base_url="/") == "http://localhost:9000/"
    assert address_for_others("http://pc.local:9000", lan=True, base_url="/") == "http://pc.local:9000/"
    assert only_here("http://127.0.0.1:9000/")
    assert not only_here("http://192.0.2.4:9000/")
    assert join_link("https://h.no", "abc") == "https://h.no/join/abc"
