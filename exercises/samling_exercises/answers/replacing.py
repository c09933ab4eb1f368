"""What becomes of a database that a backup replaces: it is kept, and what was erased in it stays erased."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from samling_exercises.answers.copies import keep_copy, remove_from
from samling_exercises.answers.snapshots import Unfit, check_whole, known_version, opened

_BEYOND_READING: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


class Erasures(NamedTuple):
    """Rows of `erased`, and of groups of which only the counts are left: (erased_at, counts, id)."""

    ids: tuple[tuple[Any, ...], ...] = ()
    groups: tuple[tuple[Any, ...], ...] = ()


def keep_replaced(file: Path) -> Erasures:
    """Keep a copy of what is in the file, and tell what was erased in it.

    A damaged file is put aside whole, and an empty one made: it may be why somebody restores.

    :raises Unfit: ``occupied``: the file is another program's; ``newer``.
    """
    erasures = Erasures()
    try:
        with opened(file, "ro") as replaced:
            if replaced.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return erasures
            version = known_version(replaced)
            if version >= "0002":
                erasures = _erasures(replaced)
            check_whole(replaced)
        keep_copy(file, version)
    except Unfit as unfit:
        if unfit.reason != "damaged":
            raise Unfit("occupied" if unfit.reason == "foreign" else unfit.reason) from None
        _put_aside(file)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _BEYOND_READING:
            raise
        _put_aside(file)
    return erasures


def carry_over(erasures: Erasures, prepared: sqlite3.Connection) -> None:
    """Erase from the restored database what was erased in the replaced one, to the last byte."""
    for setting in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        prepared.execute(f"PRAGMA {setting}")
    prepared.execute("BEGIN IMMEDIATE")
    remove_from(prepared, tuple(row[0] for row in erasures.ids))
    prepared.executemany("INSERT OR IGNORE INTO erased (member_id, erased_at) VALUES (?, ?)", erasures.ids)
    prepared.executemany("UPDATE groups SET erased_at = ?, counts = ? WHERE id = ?", erasures.groups)
    for table in ("invitations", "changes"):
        emptied = [(row[-1],) for row in erasures.groups]
        prepared.executemany(f"DELETE FROM {table} WHERE group_id = ?", emptied)
    prepared.execute("DELETE FROM visits WHERE shared_computer")
    prepared.execute("PRAGMA user_version=0")
    prepared.execute("COMMIT")
    prepared.execute("VACUUM")


def _erasures(replaced: sqlite3.Connection) -> Erasures:
    ids = replaced.execute("SELECT member_id, erased_at FROM erased").fetchall()
    groups = replaced.execute("SELECT erased_at, counts, id FROM groups WHERE erased_at IS NOT NULL").fetchall()
    return Erasures(tuple(ids), tuple(groups))


def _put_aside(file: Path) -> None:
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
    file.replace(file.with_name(f"{file.name}.damaged-{stamp}.backup"))
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
