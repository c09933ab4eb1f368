"""Copies of an earlier version, kept beside the database when it was migrated: made, and cleaned of who is erased."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_UNREADABLE: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_IDS_AT_ONCE: Final = 500


def keep_copy(file: Path, version: str) -> Path:
    """A copy of the database as it is, beside it, for its owner alone: ``answers.sqlite3.0001-20260131T120000.backup``.

    SQLite's own backup makes it, on a second connection, while the caller's transaction keeps writers away.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
    copy = file.with_name(f"{file.name}.{version}-{stamp}.backup")
    unfinished = copy.with_name(f"{copy.name}.part")
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            source.backup(target)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def clean_copies(file: Path, erased: Iterable[str], now: datetime) -> None:
    """Take members and groups with these ids, and groups that have ended, out of every copy beside the database.

    No byte of them is left. What a crash left half made is removed, and so is a copy that is no database any more:
    neither serves anybody, and neither could be cleaned.

    :raises sqlite3.Error, OSError: a copy could not be written to.
    """
    ids = tuple(erased)
    for unfinished in file.parent.glob(f"{file.name}.*.backup.part"):
        unfinished.unlink(missing_ok=True)
    for copy in sorted(file.parent.glob(f"{file.name}.*.backup")):
        try:
            _clean(copy, ids, now)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _UNREADABLE:
                raise
            copy.unlink()


def remove_from(connection: sqlite3.Connection, ids: Sequence[str]) -> int:
    """Remove members and groups with what hangs on them, in a database of any version. How many it was."""
    removed = 0
    for at in range(0, len(ids), _IDS_AT_ONCE):
        some = tuple(ids[at : at + _IDS_AT_ONCE])
        places = ", ".join("?" * len(some))
        removed += connection.execute(f"DELETE FROM members WHERE id IN ({places})", some).rowcount
        removed += connection.execute(f"DELETE FROM groups WHERE id IN ({places})", some).rowcount
    return removed


def _clean(copy: Path, ids: tuple[str, ...], now: datetime) -> None:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
        for setting in ("busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN IMMEDIATE")
        stored_now = f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
        ended = connection.execute("SELECT id FROM groups WHERE ends_at <= ?", (stored_now,)).fetchall()
        removed = remove_from(connection, [*ids, *(row[0] for row in ended)])
        connection.execute("COMMIT")
        if removed:
            connection.execute("VACUUM")
