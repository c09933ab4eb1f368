"""The database: where it is, and how each connection to it is set up."""

import logging
import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from samling_exercises.answers.errors import NotOpened, Trouble, trouble

_Result = TypeVar("_Result")

_QUIET: Final = "answers"
_turn = threading.Lock()

BUSY_MILLISECONDS = 5000
"""How long SQLite itself waits for others, in reading and in committing, before the answer is "busy"."""

PATIENCE_SECONDS = 20.0
"""How long a writer waits for its turn before the answer is "busy"."""


def journal_mode(version: tuple[int, ...]) -> Literal["WAL", "TRUNCATE"]:
    """WAL only where SQLite's WAL reset bug is mended (3.53, 3.51.3, backported to 3.50.7 and 3.44.6).

    In 3.7.0–3.51.2 two connections that checkpoint at once can corrupt the file, and 3.52.0 was withdrawn:
    https://sqlite.org/wal.html#walresetbug
    """
    mended = (
        version >= (3, 53)
        or (3, 51, 3) <= version < (3, 52)
        or (3, 50, 7) <= version < (3, 51)
        or (3, 44, 6) <= version < (3, 45)
    )
    return "WAL" if mended else "TRUNCATE"


def make_engine(url: URL, file: Path | None) -> Engine:
    """An engine whose transactions take SQLite's write lock at once, unless `sqlite_begin="DEFERRED"` is asked for.

    `file` is the SQLite file's absolute path; None for other databases and for one in memory.
    """
    # Parameters hidden, and a logger of its own that keeps quiet: SQLAlchemy's, set to DEBUG, writes the rows it reads.
    shared: dict[str, Any] = {"hide_parameters": True, "logging_name": _QUIET, "pool_logging_name": _QUIET}
    for kind in ("engine.Engine", "pool.impl.QueuePool", "pool.impl.SingletonThreadPool"):
        logging.getLogger(f"sqlalchemy.{kind}.{_QUIET}").setLevel(logging.WARNING)
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True, **shared)
        if file is not None:
            # mode=rw: a file that was removed while we run is an error, never silently a new and empty one.
            url = url.set(database=file.as_uri(), query={**url.query, "mode": "rw", "uri": "true"})
        engine = create_engine(url, connect_args={"isolation_level": None}, **shared)
    except ImportError:
        reason = "driver"
    except (NoSuchModuleError, ArgumentError, TypeError, ValueError):
        reason = "address"
    else:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    raise NotOpened(reason)


def make_private_file(file: Path) -> None:
    """Make the database's file and its folder so that only their owner can read them, or tighten the file.

    SQLite gives journals the rights of the file they belong to. Opening with the mode given, rather than under a
    changed umask, leaves the other threads of a kernel alone. A folder that was there keeps the rights it has.

    A database that is there is never opened here: closing a file takes away all POSIX locks this process has on it,
    those of SQLite in other threads too (section 2.2 of https://sqlite.org/howtocorrupt.html).

    :raises NotOpened: the folder or the file cannot be made or written to.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _turn:
            if not file.exists():
                os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
        writable = os.access(file, os.W_OK) and file.is_file()
    except OSError:
        writable = False
    if not writable:
        raise NotOpened("folder")


def attempt(work: Callable[[], _Result], failed: Callable[[Trouble], Exception]) -> _Result:
    """Do the work; an error of the database becomes the exception that `failed` makes of its kind.

    It is raised outside the `except`, so that it does not carry the database's error, which knows the parameters.
    """
    try:
        return work()
    except SQLAlchemyError as error:
        reason = trouble(error)
    raise failed(reason)


@contextmanager
def transaction(engine: Engine, begin: Literal["IMMEDIATE", "DEFERRED"]) -> Iterator[Connection]:
    """A transaction that writes (IMMEDIATE) or only reads (DEFERRED). The threads of a process take turns.

    Were they to wait in SQLite instead, each would sleep and ask again, and keep the interpreter from the one that
    holds the lock.
    """
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise PoolTimeout("other threads of this process are using the database")
    try:
        with engine.execution_options(sqlite_begin=begin).begin() as connection:
            yield connection
    finally:
        _turn.release()


@contextmanager
def outside_transactions(engine: Engine) -> Iterator[Connection]:
    """A connection without BEGIN, for what SQLite does only outside of transactions. It takes its turn too."""
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise PoolTimeout("other threads of this process are using the database")
    try:
        with engine.execution_options(sqlite_begin="NONE").connect() as connection:
            yield connection
    finally:
        _turn.release()


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    # First of all, since each of the others may have to wait for somebody.
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    _set_journal(cursor, journal_mode(sqlite3.sqlite_version_info))
    for setting in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _set_journal(cursor: sqlite3.Cursor, wanted: Literal["WAL", "TRUNCATE"]) -> None:
    """Ask for the journal; leaving WAL must succeed, entering it may wait for another day."""
    if wanted == "WAL":
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:  # somebody is using the file with its present journal, which is safe too
            return
    else:
        (mode,) = cursor.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
        if mode == "wal":
            raise sqlite3.OperationalError("this SQLite must not use WAL, and the database could not leave it")


def _begin_sqlite(connection: Connection) -> None:
    """Begin as asked for. SQLAlchemy's own BEGIN is deferred: two may then both read revision 3 and both write 4."""
    begin = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    if begin == "NONE":
        return
    if begin == "DEFERRED":
        connection.exec_driver_sql("BEGIN DEFERRED")
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        _begin_when_free(cursor)
    except sqlite3.OperationalError:
        refused = True
    else:
        refused = False
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.close()
    if refused:  # once more, through SQLAlchemy, which makes its own error of it
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_when_free(cursor: Any) -> None:
    """Take the write lock, asking often and at random times.

    SQLite's own waiting asks ever more seldom, so that in a rush those who came first wait longest: of forty
    processes that wrote without a pause the last waited over five seconds; asked like this, none did.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        else:
            return
        time.sleep(random.uniform(0.001, 0.012))
