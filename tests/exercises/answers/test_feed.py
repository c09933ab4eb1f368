"""A change reaches the kernels of the group, once, and looking for it is in nobody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import create_engine, insert
from tests.exercises.answers.people import MADE_AT, change, enrol, key_of

from samling_exercises.answers import AnswerBook, Feed, open_book
from samling_exercises.answers.changes import note_change
from samling_exercises.answers.feed import EngineSource
from samling_exercises.answers.group_tables import Group
from samling_exercises.answers.tables import Base

EXERCISE = "mestring/2/summing-up"
OTHER = "mestring/3/check-in"
NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def kari(opened: Callable[..., AnswerBook]) -> AnswerBook:
    """A participant with one answer in each of two exercises."""
    book = opened("kari")
    for exercise in (EXERCISE, OTHER):
        book.save(exercise, "met", "text", 0)
    return book


def test_each_share_and_each_taking_back_is_told_once(kari: AnswerBook, opened: Callable[..., AnswerBook]) -> None:
    feed = opened("ola").feed()
    assert feed.look() == NOTHING
    kari.share(EXERCISE, "met", 1, "group")
    assert feed.look() == {EXERCISE}
    assert feed.look() == NOTHING
    kari.share(OTHER, "met", 1, "mentor")
    kari.unshare(EXERCISE, "met")
    assert feed.look() == {EXERCISE, OTHER}
    assert feed.look() == NOTHING
    kari.unshare(EXERCISE, "met")  # there was nothing to take back
    assert feed.look() == NOTHING


def test_what_was_shared_before_is_not_told(kari: AnswerBook, opened: Callable[..., AnswerBook]) -> None:
    kari.share(EXERCISE, "met", 1, "group")
    feed = opened("ola").feed()
    assert feed.look() == NOTHING
    kari.save(EXERCISE, "met", "more", 1)
    assert feed.look() == NOTHING, "private writing is told to nobody"


def test_another_group_hears_nothing(kari: AnswerBook, database: Path, opened: Callable[..., AnswerBook]) -> None:
    enrol(database, "siri", group="south")
    feed = opened("siri").feed()
    kari.share(EXERCISE, "met", 1, "group")
    assert feed.look() == NOTHING


def test_a_change_of_another_process_is_told(
    database: Path, opened: Callable[..., AnswerBook], start: Callable[..., Any]
) -> None:
    enrol(database, "kari")
    feed = opened("ola").feed()
    sharer = start(SAVE_AND_SHARE, folder=str(database.parent), key=key_of("kari"))
    assert sharer.pipe.recv() == "shared"
    assert feed.look() == {EXERCISE}


SAVE_AND_SHARE = """
from samling_exercises.answers import open_book

with open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": "kari"}, key) as book:
    book.save("mestring/2/summing-up", "met", "text", 0)
    book.share("mestring/2/summing-up", "met", 1, "group")
pipe.send("shared")
"""


@pytest.mark.parametrize("held", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_look_at_a_busy_database_finds_nothing_yet_and_later_all(
    database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook], held: str
) -> None:
    feed = opened("ola").feed()
    kari.share(EXERCISE, "met", 1, "group")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(held)
        at_once = feed.look()
    assert at_once | feed.look() == {EXERCISE}
    assert feed.look() == NOTHING


def test_a_feed_that_began_while_the_database_was_busy_misses_nothing(
    database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    ola = opened("ola")
    me = ola.me()
    monkeypatch.setattr(ola, "me", lambda: me)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        feed = ola.feed()
    kari.share(EXERCISE, "met", 1, "group")
    assert feed.look() == {EXERCISE}
    assert feed.look() == NOTHING


def test_an_open_feed_keeps_no_transaction_and_no_lock(
    database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook], start: Callable[..., Any]
) -> None:
    feeds = [opened("ola").feed() for _ in range(3)]
    kari.share(EXERCISE, "met", 1, "group")
    assert [feed.look() for feed in feeds] == [{EXERCISE}] * 3
    writer = start(TAKE_THE_WHOLE_FILE, file=str(database))
    assert writer.pipe.recv() == "free"


TAKE_THE_WHOLE_FILE = """
import sqlite3

try:
    sqlite3.connect(file, timeout=0, isolation_level=None).execute("BEGIN EXCLUSIVE")
    pipe.send("free")
except sqlite3.OperationalError as error:
    pipe.send(str(error))
"""


def test_looking_all_the_time_stops_no_writer_and_loses_no_change(
    database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook]
) -> None:
    ola = opened("ola")
    feeds, done = [ola.feed() for _ in range(4)], Event()

    def look(feed: Feed) -> frozenset[str]:
        told: frozenset[str] = NOTHING
        while not done.is_set():
            told |= feed.look()
        return told | feed.look()

    exercises = [f"mestring/2/exercise-{number}" for number in range(20)]
    with ThreadPoolExecutor(4) as threads:
        looking = [threads.submit(look, feed) for feed in feeds]
        try:
            for exercise in exercises:
                kari.save(exercise, "met", "text", 0)
                kari.share(exercise, "met", 1, "group")
        finally:
            done.set()
        assert [told.result() for told in looking] == [set(exercises)] * 4


def test_a_closed_feed_finds_nothing_and_a_closed_book_closes_its_feeds(
    kari: AnswerBook, opened: Callable[..., AnswerBook]
) -> None:
    ola = opened("ola")
    first, second = ola.feed(), ola.feed()
    first.close()
    first.close()
    kari.share(EXERCISE, "met", 1, "group")
    assert first.look() == NOTHING
    assert second.look() == {EXERCISE}
    ola.close()
    kari.unshare(EXERCISE, "met")
    assert second.look() == NOTHING


def test_a_number_that_is_used_again_is_a_new_change(
    database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook]
) -> None:
    """SQLite gives the highest number again when its row is gone, as when a practice group was erased."""
    feed = opened("ola").feed()
    kari.share(EXERCISE, "met", 1, "group")
    assert feed.look() == {EXERCISE}
    [(number,)] = change(database, "SELECT id FROM changes")
    change(database, "DELETE FROM changes")
    kari.unshare(EXERCISE, "met")
    assert change(database, "SELECT id FROM changes") == [(number,)]
    assert feed.look() == {EXERCISE}


def test_one_change_an_exercise_is_kept_and_none_older_than_a_day(database: Path, kari: AnswerBook) -> None:
    old = f"{datetime.now(UTC) - timedelta(hours=25):%Y-%m-%d %H:%M:%S.%f}"
    young = f"{datetime.now(UTC) - timedelta(hours=23):%Y-%m-%d %H:%M:%S.%f}"
    change(database, "INSERT INTO groups (id, practice, made_at) VALUES ('south', 0, ?)", MADE_AT)
    for topic, moment in (("a/b/old", old), ("a/b/young", young)):
        change(database, "INSERT INTO changes (group_id, topic, changed_at) VALUES ('south', ?, ?)", topic, moment)
    for _ in range(3):
        kari.share(EXERCISE, "met", 1, "group")
        kari.unshare(EXERCISE, "met")
    assert change(database, "SELECT group_id, topic FROM changes ORDER BY id") == [
        ("south", "a/b/young"),
        ("north", EXERCISE),
    ]


def test_a_share_that_fails_is_not_told(database: Path, kari: AnswerBook, opened: Callable[..., AnswerBook]) -> None:
    feed = opened("ola").feed()
    change(database, "CREATE TRIGGER no_copies BEFORE INSERT ON changes BEGIN SELECT RAISE(FAIL, 'no'); END")
    with pytest.raises(Exception, match="Nothing was shared or taken back: the database could not do it"):
        kari.share(EXERCISE, "met", 1, "group")
    assert feed.look() == NOTHING
    assert kari.own_shares(EXERCISE) == {}


def test_a_database_that_is_no_file_is_asked_for_its_rows() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for group in ("north", "south"):
            connection.execute(insert(Group), {"id": group, "practice": False, "made_at": datetime.now(UTC)})
        note_change(connection, "north", "a/b/before")
    feed = Feed(EngineSource(engine, "north"))
    assert feed.look() == NOTHING
    with engine.begin() as connection:
        note_change(connection, "north", EXERCISE)
        note_change(connection, "south", OTHER)
    assert feed.look() == {EXERCISE}
    assert feed.look() == NOTHING
    Base.metadata.drop_all(engine)
    assert feed.look() == NOTHING
    feed.close()
    engine.dispose()


def test_a_book_in_memory_has_a_feed_too() -> None:
    with open_book({"SAMLING_DATABASE": "sqlite://"}) as book:
        assert book.feed().look() == NOTHING
