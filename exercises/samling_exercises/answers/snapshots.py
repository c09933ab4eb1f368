"""What making and putting back a backup have in common: looking a database through, and copying it page by page."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Literal

from samling_exercises.answers.engine import PATIENCE_SECONDS
from samling_exercises.answers.errors import StorageError
from samling_exercises.answers.schema import CURRENT

Progress = Callable[[int, int], None]
"""Called with how many of how many steps are done."""

_PAGES_AT_ONCE: Final = 256
_REASONS: Final = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_NOTADB: "foreign",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_CANTOPEN: "missing",
}


class Unfit(Exception):
    """A database that must not be used; `reason` is one of those of `NotBackedUp` and `NotRestored`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def said_as(error: type[StorageError]) -> Iterator[None]:
    """Whatever goes wrong inside becomes this error, with a reason."""
    try:
        yield
    except (Unfit, StorageError) as unfit:
        reason = unfit.reason
    except sqlite3.Error as trouble:
        reason = _REASONS.get(getattr(trouble, "sqlite_errorcode", 0) & 0xFF, "database")
    except OSError:
        reason = "folder"
    else:
        return
    raise error(reason if reason in error.sentences else "database") from None


@contextmanager
def opened(file: Path, mode: Literal["ro", "rw"]) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection, patient, without transactions of its own, and closed at the end."""
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE_SECONDS)) as connection:
        yield connection


def known_version(connection: sqlite3.Connection) -> str:
    """The version of a database of ours. :raises Unfit: ``foreign`` or ``newer``."""
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR:  # anything but "no such table"
            raise
        rows = []
    version = str(rows[0][0]) if len(rows) == 1 else ""
    if not (len(version) == 4 and version.isdecimal()):
        raise Unfit("foreign")
    if version > CURRENT:
        raise Unfit("newer")
    return version


def check_whole(connection: sqlite3.Connection) -> None:
    """Look at every page and every reference. :raises Unfit: ``damaged``."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise Unfit("damaged")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise Unfit("damaged")


def copy(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress) -> None:
    """Copy all of `source`, as it is at this moment, into `target`, which stays as it was if this fails.

    The source is being read during the whole copy, so that nobody's writing makes it begin anew: writers wait.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS

    def step(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise Unfit("busy")
        progress(total - remaining, total)

    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=_PAGES_AT_ONCE, progress=step, sleep=0.05)
    finally:
        source.execute("ROLLBACK")
