"""A lock that says that a database is being served, so that nobody puts a backup in its place meanwhile.

SQLite holds it, on an empty file of its own: it works on every system, and it is gone with the process that held it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from samling_exercises.answers.errors import NotOpened
from samling_exercises.answers.place import Place

_WAIT_SECONDS: Final = 5


@contextmanager
def serving(place: Place) -> Iterator[None]:
    """Held by every open register, and so by a server as long as it runs; several may hold it.

    :raises NotOpened: ``busy``: the database is being restored; ``folder``: the lock's file cannot be made.
    """
    if place.file is None:
        yield
        return
    with _lock_of(place.file) as lock:
        if not _taken(lock, "BEGIN", "SELECT * FROM sqlite_master"):
            raise NotOpened("busy")
        yield


@contextmanager
def nobody_serving(file: Path) -> Iterator[bool]:
    """Whether no server runs on this database; if so, none can start before this ends."""
    with _lock_of(file) as lock:
        yield _taken(lock, "BEGIN EXCLUSIVE")


@contextmanager
def _lock_of(file: Path) -> Iterator[sqlite3.Connection]:
    name = file.with_name(f"{file.name}.serving")
    try:
        name.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not name.exists():
            os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
        lock = sqlite3.connect(name, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error):
        lock = None
    if lock is None:
        raise NotOpened("folder")
    with closing(lock):
        yield lock


def _taken(lock: sqlite3.Connection, *statements: str) -> bool:
    try:
        for statement in statements:
            lock.execute(statement)
    except sqlite3.OperationalError:
        return False
    return True
