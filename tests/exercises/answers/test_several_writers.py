"""Kernels that write at the same time, and kernels that die while they write."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

from tests.exercises.answers.people import enrol, key_of

from samling_exercises.answers import AnswerBook, Conflict, Saved, open_book

EXERCISE = "mestring/2/summing-up"

WRITE_UNTIL_KILLED = """
from samling_exercises.answers import open_book

book = open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": member}, key)
revision = 0
while True:
    text = f"{member} {revision + 1} " + "å" * 3000
    revision = book.save("mestring/2/summing-up", "met", text, revision).revision
    pipe.send((revision, text))
"""


def test_F4_a_killed_writer_loses_no_acknowledged_answer(start: Callable[..., Any], database: Path) -> None:
    acknowledged: dict[str, list[tuple[int, str]]] = {}
    for round_ in range(2):
        members = [f"member-{round_}-{number}" for number in range(5)]
        for member in members:
            enrol(database, member)
        writers = {
            member: start(WRITE_UNTIL_KILLED, folder=str(database.parent), member=member, key=key_of(member))
            for member in members
        }
        for number, (member, writer) in enumerate(writers.items()):
            seen = acknowledged[member] = [writer.pipe.recv() for _ in range(2 + 2 * number)]
            writer.process.kill()  # while it, and those still to be killed, are writing
            while (message := received(writer.pipe)) is not None:
                seen.append(message)
    assert len(acknowledged) == 10
    for member, seen in acknowledged.items():
        with open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": member}, key_of(member)) as book:
            history = [(answer.revision, answer.text) for answer in book.history(EXERCISE, "met")]
            assert history[: len(seen)] == seen
            assert len(history) <= len(seen) + 1, "only the one being written may be there without acknowledgement"
            assert isinstance(book.save(EXERCISE, "met", "still works", len(history)), Saved)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def received(pipe: Any) -> Any:
    """The next message, or None when the process is gone."""
    try:
        return pipe.recv()
    except (EOFError, OSError):
        return None


TEN_WRITERS = """
from concurrent.futures import ThreadPoolExecutor
from samling_exercises.answers import Conflict, open_book

EXERCISE = "mestring/2/summing-up"

def write(number):
    member = f"{process}-{number}"
    with open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": member}, keys[member]) as own:
        for base in range(3):
            own.save(EXERCISE, "met", f"{member} {base + 1}", base)
    with open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": "shared"}, keys["shared"]) as shared:
        base = 0
        while isinstance(outcome := shared.save(EXERCISE, "met", member, base), Conflict):
            base = outcome.current.revision
    return member, outcome.revision

pipe.send("ready")
pipe.recv()
with ThreadPoolExecutor(10) as threads:
    pipe.send(list(threads.map(write, range(10))))
"""


def test_F6_forty_writers_at_once_lose_nothing_and_none_hears_that_the_database_is_locked(
    start: Callable[..., Any], database: Path
) -> None:
    keys = {member: key_of(member) for member in ("shared", *(f"process-{p}-{n}" for p in range(4) for n in range(10)))}
    for member in keys:
        enrol(database, member)
    writers = [start(TEN_WRITERS, folder=str(database.parent), process=f"process-{n}", keys=keys) for n in range(4)]
    for writer in writers:
        assert writer.pipe.recv() == "ready"
    for writer in writers:
        writer.pipe.send("go")
    outcomes = dict(outcome for writer in writers for outcome in writer.pipe.recv())
    assert len(outcomes) == 40
    with open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": "shared"}, keys["shared"]) as shared:
        history = shared.history(EXERCISE, "met")
        assert {answer.text: answer.revision for answer in history} == outcomes
        assert [answer.revision for answer in history] == list(range(1, 41))
    for member in outcomes:
        with open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": member}, keys[member]) as own:
            assert [answer.text for answer in own.history(EXERCISE, "met")] == [f"{member} {r}" for r in range(1, 4)]


def test_F7_of_two_writers_with_the_same_base_one_is_saved_and_the_other_sees_it(
    opened: Callable[..., AnswerBook], reader: str
) -> None:
    books = [opened(reader), opened(reader)]
    together = Barrier(2)

    def save(who: int, base: int) -> Saved | Conflict:
        together.wait()
        return books[who].save(EXERCISE, "met", f"tab {who} after {base}", base)

    with ThreadPoolExecutor(2) as threads:
        for base in range(10):
            outcomes = list(threads.map(save, (0, 1), (base, base)))
            winner = next(who for who, outcome in enumerate(outcomes) if isinstance(outcome, Saved))
            loser = outcomes[1 - winner]
            assert isinstance(loser, Conflict)
            assert (loser.current.revision, loser.current.text) == (base + 1, f"tab {winner} after {base}")
    assert len(books[0].history(EXERCISE, "met")) == 10


def test_one_book_may_be_used_by_many_threads(book: AnswerBook) -> None:
    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(lambda n: book.save(EXERCISE, f"field-{n}", "text", 0), range(20)))
    assert all(isinstance(outcome, Saved) for outcome in outcomes)
    assert len(book.answers(EXERCISE)) == 20


OPEN_AND_SAVE = """
from samling_exercises.answers import open_book

pipe.send("ready")
pipe.recv()
with open_book({"SAMLING_DATA": folder}) as book:
    pipe.send(book.save("mestring/2/summing-up", field, "text", 0).revision)
"""


def test_eight_kernels_may_open_a_fresh_database_at_the_same_time(start: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    kernels = [start(OPEN_AND_SAVE, folder=str(folder), field=f"field-{number}") for number in range(8)]
    for kernel in kernels:
        assert kernel.pipe.recv() == "ready"
    for kernel in kernels:
        kernel.pipe.send("go")
    assert [kernel.pipe.recv() for kernel in kernels] == [1] * 8
    with open_book({"SAMLING_DATA": str(folder)}) as book:
        assert len(book.answers(EXERCISE)) == 8
    with closing(sqlite3.connect(folder / "answers.sqlite3")) as connection:
        assert len(connection.execute("SELECT * FROM alembic_version").fetchall()) == 1
        assert connection.execute("SELECT id FROM groups").fetchall() == [("local",)]
        assert connection.execute("SELECT id, group_id, role FROM members").fetchall() == [
            ("local", "local", "participant")
        ]
    assert not list(folder.glob("*.backup")), "there was nothing to keep a copy of"
