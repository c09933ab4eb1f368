"""Backups made while others write, and put back."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change, enrol, key_of

from samling_exercises.answers import AnswerBook, NotOpened, Saved, open_book, snapshots
from samling_exercises.answers.backup import NotBackedUp, NotRestored, back_up, restore
from samling_exercises.answers.place import Place, place_of
from samling_exercises.answers.serving import serving

EXERCISE = "mestring/2/summing-up"


def quietly(_done: int, _total: int) -> None:
    """A progress bar that nobody looks at."""


@pytest.fixture
def place(database: Path) -> Place:
    """Where the test's database is."""
    return place_of({"SAMLING_DATA": str(database.parent)})


def content_of(file: Path) -> list[str]:
    """Everything that a database holds, as SQL."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def leftovers(folder: Path) -> list[str]:
    """Files of attempts that were not finished."""
    return [file.name for file in folder.rglob("*") if ".part" in file.name]


WRITE_WITHOUT_A_PAUSE = """
from samling_exercises.answers import open_book

book = open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": member}, key)
revision = 0
while True:
    revision = book.save("mestring/2/summing-up", "met", f"{member} {revision + 1} " + "x" * 2000, revision).revision
    pipe.send(revision)
"""


def test_F8_a_backup_under_load_is_one_consistent_state_and_restores_equal(
    start: Callable[..., Any], database: Path, place: Place, tmp_path: Path
) -> None:
    members = [f"member-{number}" for number in range(3)]
    for member in members:
        enrol(database, member)
    writers = {
        member: start(WRITE_WITHOUT_A_PAUSE, folder=str(database.parent), member=member, key=key_of(member))
        for member in members
    }
    before = {member: [writer.pipe.recv() for _ in range(10)][-1] for member, writer in writers.items()}
    states = []
    for number in range(2):
        copy = back_up(place, tmp_path / f"copy-{number}.sqlite3", quietly)
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        restored = tmp_path / f"restored-{number}" / "answers.sqlite3"
        restore(place_of({"SAMLING_DATA": str(restored.parent)}), copy, quietly)
        assert content_of(restored) == content_of(copy)
        states.append(revisions_in(restored, members))
    for member in members:
        counts = [before[member], *(state[member] for state in states)]
        assert counts == sorted(counts), "nothing that was acknowledged before is missing"
        assert next(number for number in iter(writers[member].pipe.recv, None) if number > counts[-1]), "it wrote on"


def revisions_in(database: Path, members: list[str]) -> dict[str, int]:
    """How many revisions each has. A book refuses a history with a gap, or one that its ledger does not tell of."""
    counts = {}
    for member in members:
        with open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": member}, key_of(member)) as book:
            history = book.history(EXERCISE, "met")
            assert [answer.text.split(" x")[0] for answer in history] == [
                f"{member} {number}" for number in range(1, len(history) + 1)
            ]
            counts[member] = len(history)
    return counts


def test_a_backup_goes_into_a_folder_or_a_file_with_progress_and_is_its_owners_alone(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    opened().save(EXERCISE, "met", "x" * 90_000, 0)
    for revision in range(1, 30):
        opened().save(EXERCISE, "met", f"{revision}" + "x" * 90_000, revision)
    steps: list[tuple[int, int]] = []
    target = tmp_path / "backups"
    target.mkdir()
    made = back_up(place, target, lambda done, total: steps.append((done, total)))
    assert made.parent == target
    assert made.name.startswith("samlingsheftet-")
    assert made.suffix == ".sqlite3"
    assert len(steps) > 2
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert sys.platform == "win32" or stat.S_IMODE(made.stat().st_mode) == 0o600
    assert content_of(made) == content_of(database)
    named = tmp_path / "named.sqlite3"
    assert back_up(place, named, quietly) == named
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("exists", r"^No backup was made: there is a file of that name already\. Choose another name\.$"),
        ("folder", r"the folder for the backup is not there or cannot be written to\. Choose another\.$"),
        ("missing", r"there is no database at that place\. Look at the path\.$"),
        ("newer", r"the database was made by a newer Samlingsheftet than this one\. Install the newest version\.$"),
        ("foreign", r"the file is no database of Samlingsheftet's\. Choose another file\.$"),
        ("damaged", r"the database is damaged\. Take an earlier backup\.$"),
    ],
)
def test_a_backup_that_cannot_be_made_is_refused_in_a_sentence_and_leaves_nothing(
    database: Path, place: Place, tmp_path: Path, reason: str, message: str, opened: Callable[..., AnswerBook]
) -> None:
    opened().save(EXERCISE, "met", "words " * 5000, 0)
    target = tmp_path / "copy.sqlite3"
    spoil(database, reason)
    if reason == "exists":
        target.write_text("my own")
    if reason == "folder":
        target = tmp_path / "not there" / "copy.sqlite3"
    with pytest.raises(NotBackedUp, match=message) as refused:
        back_up(place, target, quietly)
    assert refused.value.reason == reason
    assert leftovers(tmp_path) == []
    assert not target.exists() or target.read_text() == "my own"


def spoil(file: Path, reason: str) -> None:
    """Make a database unfit for this reason."""
    if reason == "missing":
        file.unlink()
    if reason == "newer":
        change(file, "UPDATE alembic_version SET version_num = '0999'")
    if reason == "foreign":
        file.write_bytes(b"something else altogether" * 400)
    if reason == "no version":
        change(file, "DROP TABLE alembic_version")
    if reason == "damaged":
        content = bytearray(file.read_bytes())
        content[-8192:-4096] = b"\xa5" * 4096
        file.write_bytes(content)


def test_what_was_written_after_the_backup_is_replaced_and_kept_beside(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened()
    book.save(EXERCISE, "met", "before", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    book.save(EXERCISE, "met", "after", 1)
    steps: list[tuple[int, int]] = []
    restore(place, copy, lambda done, total: steps.append((done, total)))
    assert book.answers(EXERCISE)["met"].text == "before", "also for who has it open"
    assert isinstance(book.save(EXERCISE, "met", "and on", 1), Saved)
    [kept] = database.parent.glob("answers.sqlite3.0003-*.backup")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT content FROM revisions ORDER BY revision").fetchall() == [
            (b"before",),
            (b"after",),
        ]
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert leftovers(tmp_path) == []
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in database.parent.glob("answers*")} == {0o600}


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("missing", r"^Nothing was restored, and the answers are as they were: there is no database at that place\."),
        ("newer", r"the database was made by a newer Samlingsheftet than this one\. Install the newest version\.$"),
        ("foreign", r"the file is no database of Samlingsheftet's\. Choose another file\.$"),
        ("no version", r"the file is no database of Samlingsheftet's\. Choose another file\.$"),
        ("damaged", r"the database is damaged\. Take an earlier backup\.$"),
    ],
)
def test_F11_a_backup_that_is_unfit_is_refused_in_a_sentence_and_nothing_changes(
    database: Path, place: Place, tmp_path: Path, reason: str, message: str, opened: Callable[..., AnswerBook]
) -> None:
    opened().save(EXERCISE, "met", "words " * 5000, 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    spoil(copy, reason)
    before = content_of(database)
    with pytest.raises(NotRestored, match=message):
        restore(place, copy, quietly)
    assert content_of(database) == before
    assert leftovers(tmp_path) == []
    assert not list(database.parent.glob("*.backup"))


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("newer", r"the database was made by a newer Samlingsheftet than this one\. Install the newest version\.$"),
        ("foreign", None),
        (
            "no version",
            r"the file in the data folder is not Samlingsheftet's\. Choose another folder with SAMLING_DATA",
        ),
        ("damaged", None),
        ("missing", None),
    ],
)
def test_what_is_replaced_may_be_damaged_but_not_somebody_elses(
    database: Path, place: Place, tmp_path: Path, reason: str, message: str | None
) -> None:
    with open_book({"SAMLING_DATA": str(database.parent)}) as book:
        book.save(EXERCISE, "met", "words " * 5000, 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    spoil(database, reason)
    before = database.read_bytes() if database.exists() else b""
    if message is not None:
        with pytest.raises(NotRestored, match=message):
            restore(place, copy, quietly)
        assert database.read_bytes() == before
        return
    restore(place, copy, quietly)
    assert content_of(database) == content_of(copy)
    if reason != "missing":
        [aside] = database.parent.glob("answers.sqlite3.damaged-*.backup")
        assert aside.read_bytes() == before


def test_F11_a_backup_of_an_older_version_is_migrated_on_the_way(database: Path, place: Place, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite3"
    with closing(sqlite3.connect(older)) as connection:
        connection.executescript((Path(__file__).parent / "versions" / "0001.sql").read_text(encoding="utf-8"))
    before = content_of(older)
    restore(place, older, quietly)
    with open_book({"SAMLING_DATA": str(database.parent)}) as book:
        assert book.answers(EXERCISE)["met"].text == "Kari på Solbakken 😀\nog Ola"
    assert content_of(older) == before


def test_D4_who_was_erased_since_the_backup_does_not_come_back_with_it(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    for member in ("kari", "per"):
        opened(member).save(EXERCISE, "met", f"Words of {member}", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    change(database, "DELETE FROM members WHERE id = 'kari'")
    change(database, "INSERT INTO erased VALUES ('kari', '2126-03-01 12:00:00.000000')")
    restore(place, copy, quietly)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT id FROM members").fetchall() == [("per",)]
        assert connection.execute("SELECT member_id FROM erased").fetchall() == [("kari",)]
        assert connection.execute("SELECT DISTINCT member_id FROM revisions").fetchall() == [("per",)]
    assert "Kari Å.".encode() in copy.read_bytes()
    assert "Kari Å.".encode() not in database.read_bytes()
    assert opened("per").answers(EXERCISE)["met"].text == "Words of per"


def test_D4_a_group_that_ended_since_the_backup_stays_erased(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    opened("kari").save(EXERCISE, "met", "Words", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    change(database, "DELETE FROM members WHERE id = 'kari'")
    change(database, "INSERT INTO erased VALUES ('kari', '2126-03-01 12:00:00.000000')")
    change(database, "UPDATE groups SET erased_at = '2126-03-01 12:00:00.000000', counts = '{}' WHERE id = 'north'")
    restore(place, copy, quietly)
    assert change(database, "SELECT erased_at, counts FROM groups WHERE id = 'north'") == [
        ("2126-03-01 12:00:00.000000", "{}")
    ]
    assert change(database, "SELECT count(*) FROM members") == [(0,)]


def test_A12_everybody_signs_in_anew_after_restoring(database: Path, place: Place, tmp_path: Path) -> None:
    for visit, shared in (("ward", 1), ("phone", 0)):
        moment = "2126-03-01 12:00:00.000000"
        change(database, "INSERT INTO visits VALUES (?, ?, ?, ?)", visit, shared, moment, moment)
    restore(place, back_up(place, tmp_path / "copy.sqlite3", quietly), quietly)
    assert change(database, "SELECT id FROM visits") == []


@pytest.mark.parametrize(
    ("readable", "statement", "kept"),
    [
        (True, "SELECT 1", ["met", "own"]),
        (True, "DELETE FROM shared_copies WHERE field = 'met'", ["own"]),
        (True, "UPDATE shared_copies SET audience = 'mentor' WHERE field = 'met'", ["own"]),
        (True, "UPDATE shared_copies SET content = 'milder words' WHERE field = 'met'", ["own"]),
        (True, "UPDATE members SET made_at = '2131-01-01 00:00:00.000000' WHERE id = 'kari'", ["met", "own"]),
        (False, "DELETE FROM shared_copies", ["met", "own"]),
    ],
    ids=["nothing", "taken back", "for fewer", "another text", "another member", "unreadable"],
)
def test_D4_what_was_taken_back_since_the_backup_is_not_shared_again(
    database: Path,
    place: Place,
    tmp_path: Path,
    opened: Callable[..., AnswerBook],
    readable: bool,
    statement: str,
    kept: list[str],
) -> None:
    book = opened("kari")
    for field in ("met", "own"):
        book.save(EXERCISE, field, f"Words for all, {field}", 0)
        book.share(EXERCISE, field, 1, "group")
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    change(database, statement)
    if not readable:
        database.write_bytes(b"nothing that anybody could read" * 400)
    carried = restore(place, copy, quietly)
    assert carried.read is readable
    assert carried.shares == 2 - len(kept)
    assert [field for (field,) in change(database, "SELECT field FROM shared_copies ORDER BY field")] == kept
    assert opened("per").seen(EXERCISE)[0].text == f"Words for all, {kept[0]}"


@pytest.mark.parametrize(
    ("then", "since", "restored"),
    [
        ("2126-05-01", "2126-04-01", "2126-04-01"),
        ("2126-05-01", "2126-06-01", "2126-05-01"),
        ("2126-05-01", None, "2126-05-01"),
        (None, "2126-04-01", "2126-04-01"),
        ("2020-05-01", "2126-06-01", "2126-06-01"),
    ],
    ids=["brought forward", "put off", "end removed", "end set", "put off in time, over by now"],
)
def test_D4_a_restored_group_ends_on_the_earlier_day_but_not_at_once(
    database: Path,
    place: Place,
    tmp_path: Path,
    opened: Callable[..., AnswerBook],
    then: str | None,
    since: str | None,
    restored: str,
) -> None:
    def end(day: str | None) -> None:
        change(database, "UPDATE groups SET ends_at = ? || ' 21:59:59.000000' WHERE id = 'north'", day)

    opened("kari")
    end(then)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    end(since)
    restore(place, copy, quietly)
    assert change(database, "SELECT substr(ends_at, 1, 10) FROM groups WHERE id = 'north'") == [(restored,)]


def test_F8_a_restoring_that_fails_while_it_carries_over_changes_nothing(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "Words", 0)
    book.share(EXERCISE, "met", 1, "group")
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    book.unshare(EXERCISE, "met")
    before = content_of(database)
    monkeypatch.setattr("samling_exercises.answers.replacing._OF_GROUPS", "UPDATE nowhere SET nothing = 0")
    with pytest.raises(NotRestored, match="the database could not do it"):
        restore(place, copy, quietly)
    assert content_of(database) == before
    assert leftovers(tmp_path) == []


SERVE = """
from samling_exercises.groups import open_register

with open_register({"SAMLING_DATA": folder}):
    pipe.send("serving")
    pipe.recv()
"""


def test_nothing_is_restored_under_a_running_server_and_its_end_however_sudden_frees_the_folder(
    start: Callable[..., Any], database: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samling_exercises.answers.serving._WAIT_SECONDS", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    servers = [start(SERVE, folder=str(database.parent)) for _ in range(2)]
    assert [server.pipe.recv() for server in servers] == ["serving", "serving"]
    for server in servers:
        with pytest.raises(NotRestored, match=r"a server is running on these answers\. Stop it and try again\.$"):
            restore(place, copy, quietly)
        server.process.kill()
        server.process.join()
    restore(place, copy, quietly)


def test_no_server_starts_while_something_is_restored(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samling_exercises.answers.serving._WAIT_SECONDS", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    refused: list[str] = []

    def serve(_done: int, _total: int) -> None:
        with pytest.raises(NotOpened, match="others kept the database busy") as busy, serving(place):
            pytest.fail("a server started")
        refused.append(busy.value.reason)

    restore(place, copy, serve)
    assert refused
    assert set(refused) == {"busy"}
    with serving(place):  # the lock is free again: this does not raise
        pass


def test_a_restoring_that_is_broken_off_leaves_the_answers_as_they_were(
    database: Path, place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened()
    for revision in range(20):
        book.save(EXERCISE, "met", f"{revision} " + "x" * 90_000, revision)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    book.save(EXERCISE, "met", "the newest", 20)
    before = content_of(database)

    def break_off(done: int, total: int) -> None:
        if done > total * 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(place, copy, break_off)
    assert content_of(database) == before
    assert leftovers(tmp_path) == []
    assert book.answers(EXERCISE)["met"].text == "the newest"


def test_a_database_that_others_hold_for_too_long_is_said_to_be_busy(
    database: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    monkeypatch.setattr(snapshots, "PATIENCE_SECONDS", 0.2)
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotRestored, match=r"others kept the database busy\. Try again\.$"):
            restore(place, copy, quietly)
        writer.execute("ROLLBACK")
    restore(place, copy, quietly)


@pytest.mark.parametrize("act", [back_up, restore])
def test_answers_in_a_database_server_have_its_own_tools(act: Callable[..., object], tmp_path: Path) -> None:
    place = place_of({"SAMLING_DATABASE": "postgresql+psycopg://samling@db.example/samling"})
    with pytest.raises((NotBackedUp, NotRestored), match=r"Use its own tools, for instance pg_dump and pg_restore\.$"):
        act(place, tmp_path / "copy.sqlite3", quietly)


def test_D1_a_backup_holds_private_text_only_sealed(
    place: Place, tmp_path: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "Private words about a hard moment", 0)
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    assert b"Private words" not in copy.read_bytes()
    assert b"hard moment" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
