"""How SQLite is set up, and what is said when it cannot write."""

import logging
import os
import pickle
import sqlite3
import stat
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from samling_exercises.answers import AnswerBook, NotOpened, NotRead, NotSaved, Saved, engine, open_book
from samling_exercises.answers.place import place_of

EXERCISE = "mestring/2/summing-up"
PRIVATE = "Private words about a hard moment"


@pytest.fixture
def connections() -> Iterator[list[sqlite3.Connection]]:
    """SQLite's own connections, as the books of this test make them."""
    made: list[sqlite3.Connection] = []

    def remember(connection: sqlite3.Connection, _record: object) -> None:
        made.append(connection)

    event.listen(Pool, "connect", remember)
    yield made
    event.remove(Pool, "connect", remember)


def pragma(connection: sqlite3.Connection, name: str) -> object:
    """What SQLite says the setting is."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_each_connection_is_set_up_for_safety(
    connections: list[sqlite3.Connection], opened: Callable[..., AnswerBook]
) -> None:
    opened().answers(EXERCISE)
    full = 2
    for connection in connections:
        settings = ("busy_timeout", "synchronous", "foreign_keys", "secure_delete")
        assert [pragma(connection, name) for name in settings] == [5000, full, 1, 1]
        assert connection.isolation_level is None
    assert connections


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 9), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "TRUNCATE"),
        ((3, 53, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_F9_only_a_mended_sqlite_uses_wal(version: tuple[int, ...], mode: str) -> None:
    assert engine.journal_mode(version) == mode


def test_F9_an_affected_sqlite_takes_the_database_out_of_wal(
    database: Path, opened: Callable[..., AnswerBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 53, 0))
    opened().close()
    assert journal_in_the_file(database) == "wal"
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    book = opened()
    assert isinstance(book.save(EXERCISE, "met", "text", 0), Saved)
    assert journal_in_the_file(database) != "wal"
    assert not database.with_name(f"{database.name}-wal").exists()


def test_F9_an_affected_sqlite_refuses_a_database_that_others_use_with_wal(
    database: Path, opened: Callable[..., AnswerBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 53, 0))
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 10)
    opened().save(EXERCISE, "met", "text", 0)  # and stays open
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(NotOpened, match="others kept the database busy"):
        opened()
    assert journal_in_the_file(database) == "wal"


def journal_in_the_file(database: Path) -> object:
    """`wal` or another, as the file itself says."""
    with closing(sqlite3.connect(database)) as connection:
        return pragma(connection, "journal_mode")


def test_F5_a_full_disk_is_said_and_it_recovers(
    connections: list[sqlite3.Connection], opened: Callable[..., AnswerBook], reader: str
) -> None:
    book = opened(reader)
    book.save(EXERCISE, "met", "before", 0)
    pages = pragma(connections[-1], "page_count")
    for connection in connections:
        connection.execute(f"PRAGMA max_page_count={pages}")
    for _ in range(3):
        with pytest.raises(NotSaved, match=r"not saved: the disk is full\. Make room") as failure:
            book.save(EXERCISE, "met", PRIVATE * 1000, 1)
        assert failure.value.reason == "full"
    assert [answer.text for answer in book.history(EXERCISE, "met")] == ["before"]
    for connection in connections:
        connection.execute("PRAGMA max_page_count=1000000")
    assert isinstance(book.save(EXERCISE, "met", PRIVATE * 1000, 1), Saved)
    assert [answer.text for answer in opened(reader).history(EXERCISE, "met")] == ["before", PRIVATE * 1000]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for seconds."""
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 10)
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.01)


@pytest.mark.usefixtures("impatient")
def test_a_database_held_by_another_is_busy_and_then_free(
    database: Path, book: AnswerBook, opened: Callable[..., AnswerBook]
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved, match="not saved: others kept the database busy") as not_saved:
            book.save(EXERCISE, "met", PRIVATE, 0)
        with pytest.raises(NotRead, match="not read: others kept the database busy"):
            book.answers(EXERCISE)
        with pytest.raises(NotOpened, match="could not be opened: others kept the database busy"):
            opened()
        assert not_saved.value.reason == "busy"
    assert isinstance(book.save(EXERCISE, "met", PRIVATE, 0), Saved)


@pytest.mark.usefixtures("impatient")
def test_a_reader_in_the_way_of_the_commit_leaves_nothing_half_done(database: Path, book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "before", 0)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM revisions").fetchall()
        with pytest.raises(NotSaved, match="busy"):
            book.save(EXERCISE, "met", "after", 1)
        assert len(book.history(EXERCISE, "met")) == 1
    assert book.save(EXERCISE, "met", "after", 1) == Saved(2, book.answers(EXERCISE)["met"].written_at)


def test_a_failing_database_puts_no_text_in_exceptions(database: Path, book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "before", 0)
    with closing(sqlite3.connect(database)) as other:
        other.execute("ALTER TABLE revisions RENAME COLUMN content TO elsewhere")
        other.commit()
    with pytest.raises(NotSaved, match="the database could not do it") as failure:
        book.save(EXERCISE, "met", PRIVATE, 1)
    assert failure.value.reason == "database"
    assert failure.value.__cause__ is None
    assert failure.value.__context__ is None
    assert PRIVATE not in "".join(traceback.format_exception(failure.value)) + repr(failure.value.__dict__)
    with pytest.raises(NotRead, match="the database could not do it"):
        book.history(EXERCISE, "met")


def test_no_log_line_holds_a_text_however_much_is_logged(
    caplog: pytest.LogCaptureFixture, opened: Callable[..., AnswerBook], reader: str
) -> None:
    for name in (None, "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine", "sqlalchemy.pool", "alembic"):
        caplog.set_level(logging.DEBUG, name)
    book = opened(reader)
    book.save(EXERCISE, "met", PRIVATE, 0)
    assert book.answers(EXERCISE)["met"].text == PRIVATE
    assert PRIVATE not in caplog.text


def test_an_answer_stored_in_another_way_is_not_shown_as_if_it_were_text(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened()
    book.save(EXERCISE, "met", "text", 0)
    with closing(sqlite3.connect(database)) as other:
        other.execute("UPDATE revisions SET cipher = 9")
        other.commit()
    with pytest.raises(NotRead, match="stored in a way that cannot be opened here"):
        book.answers(EXERCISE)


def test_exceptions_can_be_sent_between_processes() -> None:
    again = pickle.loads(pickle.dumps(NotSaved("full")))
    assert (type(again), again.reason, str(again)) == (NotSaved, "full", str(NotSaved("full")))


def test_files_and_the_folder_made_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with open_book({"SAMLING_DATA": str(tmp_path / "a" / "b")}) as book:
            book.save(EXERCISE, "met", "text", 0)
            rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a" / "b").iterdir()}
    finally:
        os.umask(before)
    assert "answers.sqlite3" in rights
    if os.name != "posix":  # Windows keeps a user's files apart by the folder they lie in
        return
    assert rights == {"answers.sqlite3": 0o600, "answers.sqlite3-journal": 0o600}
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_opening_a_second_book_leaves_the_locks_of_the_first_alone(
    database: Path, opened: Callable[..., AnswerBook], start: Callable[..., Any]
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        opened()  # in the same process: on POSIX, closing any handle of the file would release the writer's lock
        other = start(TRY_TO_WRITE, file=str(database))
        assert other.pipe.recv() == "database is locked"


TRY_TO_WRITE = """
import sqlite3

try:
    sqlite3.connect(file, timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
    pipe.send("nothing in the way")
except sqlite3.OperationalError as error:
    pipe.send(str(error))
"""


def test_a_file_that_others_could_read_is_tightened(database: Path, opened: Callable[..., AnswerBook]) -> None:
    database.chmod(0o644)
    opened()
    assert database.is_file()
    assert os.name != "posix" or stat.S_IMODE(database.stat().st_mode) == 0o600


def test_a_database_removed_while_in_use_is_said_and_not_made_anew(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened()
    book.close()  # the next call needs a new connection
    database.unlink()
    with pytest.raises(NotSaved, match="the database could not do it"):
        book.save(EXERCISE, "met", "text", 0)
    assert not database.exists()


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"SAMLING_DATABASE": "no address, secret"}, "SAMLING_DATABASE should be an address such as sqlite:////srv"),
        ({"SAMLING_DATABASE": "nosuch://u:secret@host/name"}, "SAMLING_DATABASE should be an address"),
        ({"SAMLING_DATABASE": "postgresql+psycopg://u:secret@host:port/name"}, "SAMLING_DATABASE should be an address"),
        ({"SAMLING_DATABASE": "sqlite:///file:secret?uri=true"}, "SAMLING_DATABASE should be an address"),
        ({"SAMLING_DATABASE": "sqlite://host/secret"}, "SAMLING_DATABASE should be an address"),
        ({"SAMLING_DATABASE": "postgresql+psycopg://u:secret@host/name"}, "package that SAMLING_DATABASE asks for"),
        ({"SAMLING_DATA": os.devnull}, r"the folder of the database cannot be written to\. Choose another"),
        ({"SAMLING_DATABASE": "sqlite://", "SAMLING_MEMBER": "../secret"}, r"SAMLING_MEMBER should be 1–64 letters"),
        (
            {"SAMLING_DATABASE": "sqlite://", "SAMLING_ROLE": "secret"},
            r"SAMLING_ROLE should be participant, mentor, wall",
        ),
        ({"SAMLING_MEMBER": "kari", "SAMLING_KEY": "secret"}, r"SAMLING_KEY should be `stdin`, and a line with the"),
    ],
)
def test_a_wrong_setting_gets_one_sentence_without_what_stood_there(
    environ: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NotOpened, match=message) as refused:
        open_book(environ)
    shown = traceback.format_exception(refused.value)
    assert "secret" not in "".join(line for line in shown if "open_book(environ)" not in line)
    assert refused.value.__context__ is None


def test_a_postgresql_address_is_taken_as_it_stands() -> None:
    address = "postgresql+psycopg://samling@db.example/samling"
    place = place_of({"SAMLING_DATABASE": address})
    assert (place.url.render_as_string(), place.file) == (address, None)
