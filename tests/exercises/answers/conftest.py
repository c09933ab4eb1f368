"""A fresh folder for each test, and processes that start quickly.

The empty database is made once and copied, and processes are forked (where the system can) from one that has imported
the package, since the imports take longer than the tests.
"""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.exercises.answers.people import enrol, key_of

import samling_exercises
from samling_exercises.answers import AnswerBook, open_book


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the present tables and nothing in them."""
    folder = tmp_path_factory.mktemp("empty")
    open_book({"SAMLING_DATA": str(folder)}).close()
    return folder / "answers.sqlite3"


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Path:
    """The test's own database file."""
    return Path(shutil.copy(empty_database, tmp_path / "answers.sqlite3"))


@pytest.fixture
def opened(database: Path) -> Iterator[Callable[..., AnswerBook]]:
    """`opened()` opens the test's database as the local reader, who has no key; all books get closed.

    `opened("kari")` opens it as a group's member, with the member's key, or with another `key` or `acting` role. Who is
    not enrolled yet becomes a participant.
    """
    with ExitStack() as books:

        def open_as(member: str = "local", key: bytes | None = None, acting: str = "") -> AnswerBook:
            if member != "local":
                enrol(database, member)
            environ = {"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": member, "SAMLING_ROLE": acting}
            return books.enter_context(open_book(environ, key or (key_of(member) if member != "local" else None)))

        yield open_as


@pytest.fixture(params=["local", "kari"], ids=["plain", "sealed"])
def reader(request: pytest.FixtureRequest) -> str:
    """Whose book it is: the local reader's, which is plain, and a group member's, which is sealed."""
    return str(request.param)


@pytest.fixture
def book(opened: Callable[..., AnswerBook], reader: str) -> AnswerBook:
    """The reader's book in the test's database."""
    return opened(reader)


class Started(NamedTuple):
    """A process and this end of its pipe; in the process the other end is called `pipe`."""

    process: BaseProcess
    pipe: Connection


@pytest.fixture(scope="session")
def processes() -> Any:
    """How processes are started here: forked from a server that has the imports done, or spawned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pytest", "samling_exercises.answers.sealed_revisions", "sqlalchemy.dialects.sqlite", "alembic.command"]
    )
    with pytest.MonkeyPatch.context() as patch:  # the server, started at the first process, does not get our sys.path
        patch.setenv("PYTHONPATH", str(Path(samling_exercises.__path__[0]).parent), prepend=os.pathsep)
        first = context.Process(target=exec, args=("",))
        first.start()
        first.join()
    return context


@pytest.fixture
def start(processes: Any) -> Iterator[Callable[..., Started]]:
    """`start(program, name=value)` runs Python code with these names and `pipe`; no process outlives the test."""
    started: list[Started] = []

    def run(program: str, **names: object) -> Started:
        here, there = processes.Pipe()
        process = processes.Process(target=exec, args=(program, {"pipe": there, **names}), daemon=True)
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        started.append(Started(process, here))
        return started[-1]

    yield run
    for process, pipe in started:
        process.kill()
        process.join()
        process.close()
        pipe.close()
