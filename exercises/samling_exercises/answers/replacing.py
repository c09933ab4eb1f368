"""What becomes of a database that a backup replaces: it is kept, and what was ended in it stays ended.

A backup brings back what was written. It must not bring back what somebody took back since: a share, a code, a browser
that was signed in, a stay. What tells so is the replaced database, which is taken for the newer of the two.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from samling_exercises.answers.copies import keep_copy, remove_from
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.snapshots import Unfit, check_whole, known_version, opened

_BEYOND_READING: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_WITH_GROUPS: Final = "0002"
_WITH_RECORDS: Final = "0003"


class Replaced(NamedTuple):
    """Rows of `erased`; groups of which only the counts are left: (erased_at, counts, id); and the copy that is kept.

    `copy` is None when there was nothing to read, or when it was damaged: then at most the erasures are known.
    `records`: it knew of things that a group makes together.
    """

    ids: tuple[tuple[Any, ...], ...] = ()
    groups: tuple[tuple[Any, ...], ...] = ()
    copy: Path | None = None
    records: bool = False


class CarriedOver(NamedTuple):
    """What of the replaced database holds on. `unknown`: members of the backup of whom it knew nothing.

    `read` False: there was no database, or it was damaged, so that nobody can know what happened since the backup.
    """

    read: bool
    codes: int = 0
    shares: int = 0
    unknown: int = 0


def keep_replaced(file: Path) -> Replaced:
    """Keep a copy of what is in the file, and tell what was erased in it.

    A damaged file is put aside whole, and an empty one made: it may be why somebody restores.

    :raises Unfit: ``occupied``: the file is another program's; ``newer``.
    """
    found = Replaced()
    try:
        with opened(file, "ro") as replaced:
            if replaced.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return found
            version = known_version(replaced)
            if version >= _WITH_GROUPS:
                found = _erasures(replaced)
            check_whole(replaced)
        copy = keep_copy(file, version)
        return found._replace(copy=copy, records=version >= _WITH_RECORDS) if version >= _WITH_GROUPS else found
    except Unfit as unfit:
        if unfit.reason != "damaged":
            raise Unfit("occupied" if unfit.reason == "foreign" else unfit.reason) from None
        _put_aside(file)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _BEYOND_READING:
            raise
        _put_aside(file)
    return found


def carry_over(replaced: Replaced, prepared: sqlite3.Connection) -> CarriedOver:
    """End in the restored database what was ended in the replaced one, to the last byte, and every visit."""
    for setting in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        prepared.execute(f"PRAGMA {setting}")
    if replaced.copy is not None:
        prepared.execute("ATTACH ? AS replaced", (f"{replaced.copy.absolute().as_uri()}?mode=ro&immutable=1",))
    prepared.execute("BEGIN IMMEDIATE")
    remove_from(prepared, tuple(row[0] for row in replaced.ids))
    prepared.executemany("INSERT OR IGNORE INTO erased (member_id, erased_at) VALUES (?, ?)", replaced.ids)
    prepared.executemany("UPDATE groups SET erased_at = ?, counts = ? WHERE id = ?", replaced.groups)
    for table in ("invitations", "changes", "records"):
        emptied = [(row[-1],) for row in replaced.groups]
        prepared.executemany(f"DELETE FROM {table} WHERE group_id = ?", emptied)
    prepared.execute("DELETE FROM visits")
    carried = (
        CarriedOver(read=False) if replaced.copy is None else _carry_over_what_both_know(prepared, replaced.records)
    )
    prepared.execute("PRAGMA user_version=0")
    prepared.execute("COMMIT")
    if replaced.copy is not None:
        prepared.execute("DETACH replaced")
    prepared.execute("VACUUM")
    return carried


_KNOWN: Final = "(SELECT id FROM temp.known)"
_KEY: Final = "member_id, kind, locator, salt, cost, wrapped"
_INVITATION: Final = "group_id, role, seat, locator, salt, cost, verifier, made_at"

_OF_MEMBERS: Final = f"""
UPDATE members SET (left_at, seat, codes_seen_at) = (
    SELECT coalesce(members.left_at, newer.left_at), CASE WHEN newer.seat IS NULL THEN NULL ELSE members.seat END,
        newer.codes_seen_at
    FROM replaced.members AS newer WHERE newer.id = members.id)
WHERE id IN {_KNOWN}
"""
_SHARES_TAKEN_BACK: Final = f"""
DELETE FROM main.shared_copies AS older WHERE member_id IN {_KNOWN} AND NOT EXISTS (
    SELECT 1 FROM replaced.shared_copies AS newer
    WHERE (newer.member_id, newer.exercise, newer.field, newer.revision, newer.audience, newer.cipher, newer.content)
        = (older.member_id, older.exercise, older.field, older.revision, older.audience, older.cipher, older.content))
"""
"""Also when it is shared anew since, with another text or with fewer: then what is in the backup was taken back."""

_THINGS_TAKEN_AWAY: Final = """
DELETE FROM main.records AS older WHERE group_id IN (SELECT id FROM replaced.groups) AND NOT EXISTS (
    SELECT 1 FROM replaced.records AS newer
    WHERE (newer.group_id, newer.topic, newer.name) = (older.group_id, older.topic, older.name)
        AND newer.content <> CAST('null' AS BLOB)
        AND newer.revision = (
            SELECT max(revision) FROM replaced.records AS each
            WHERE (each.group_id, each.topic, each.name) = (older.group_id, older.topic, older.name)))
"""
"""What a group took off its journey, or counted and forgot, does not come back either."""

_NEWER_CODES: Final = f"""
SELECT count(DISTINCT member_id) FROM replaced.member_keys AS newer WHERE member_id IN {_KNOWN} AND NOT EXISTS (
    SELECT 1 FROM main.member_keys AS older
    WHERE (older.member_id, older.kind, older.wrapped) = (newer.member_id, newer.kind, newer.wrapped))
"""
_CODES: Final = (
    f"DELETE FROM main.member_keys WHERE member_id IN {_KNOWN}",
    f"INSERT INTO main.member_keys ({_KEY}) SELECT {_KEY} FROM replaced.member_keys WHERE member_id IN {_KNOWN}",
)
"""A member's data key is the same for good, so the newer codes open what the older ones sealed."""

_OF_GROUPS: Final = """
UPDATE groups SET (closed_at, ends_at) = (
    SELECT coalesce(groups.closed_at, newer.closed_at),
        CASE WHEN groups.ends_at IS NULL OR groups.ends_at <= :now THEN newer.ends_at
             ELSE min(groups.ends_at, coalesce(newer.ends_at, groups.ends_at)) END
    FROM replaced.groups AS newer WHERE newer.id = groups.id)
WHERE id IN (SELECT id FROM replaced.groups)
"""
"""The earlier end, except one that is over and was put off in time: the next start would erase the group."""

_INVITATIONS: Final = (
    """
    DELETE FROM main.invitations AS older WHERE group_id IN (SELECT id FROM replaced.groups) AND (
        seat IS NULL
        OR EXISTS (SELECT 1 FROM replaced.invitations AS newer
                   WHERE (newer.group_id, newer.seat) = (older.group_id, older.seat)))
    """,
    """
    UPDATE main.invitations SET verifier = randomblob(32) WHERE group_id IN (SELECT id FROM replaced.groups)
    """,
    f"""
    INSERT OR IGNORE INTO main.invitations ({_INVITATION})
    SELECT {_INVITATION} FROM replaced.invitations AS newer
    WHERE group_id IN (SELECT id FROM main.groups) AND NOT EXISTS (
        SELECT 1 FROM main.members WHERE (members.group_id, members.seat) = (newer.group_id, newer.seat))
    """,
)
"""The newer cards work, and none that were used or replaced: such a seat stays open, with a code that nobody has."""


def _carry_over_what_both_know(prepared: sqlite3.Connection, records: bool) -> CarriedOver:
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
    prepared.execute(
        "CREATE TEMP TABLE known AS SELECT older.id FROM main.members AS older JOIN replaced.members AS newer "
        "ON (newer.id, newer.group_id, newer.made_at) = (older.id, older.group_id, older.made_at)"
    )
    prepared.execute(_OF_MEMBERS)
    shares = prepared.execute(_SHARES_TAKEN_BACK).rowcount
    if records:
        prepared.execute(_THINGS_TAKEN_AWAY)
    [codes] = prepared.execute(_NEWER_CODES).fetchone()
    for statement in _CODES:
        prepared.execute(statement)
    prepared.execute(_OF_GROUPS, {"now": now})
    for statement in _INVITATIONS:
        prepared.execute(statement)
    unknown = f"SELECT count(*) FROM main.members WHERE id <> ? AND id NOT IN {_KNOWN}"
    return CarriedOver(True, codes, shares, prepared.execute(unknown, (LOCAL,)).fetchone()[0])


def _erasures(replaced: sqlite3.Connection) -> Replaced:
    ids = replaced.execute("SELECT member_id, erased_at FROM erased").fetchall()
    groups = replaced.execute("SELECT erased_at, counts, id FROM groups WHERE erased_at IS NOT NULL").fetchall()
    return Replaced(tuple(ids), tuple(groups))


def _put_aside(file: Path) -> None:
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
    file.replace(file.with_name(f"{file.name}.damaged-{stamp}.backup"))
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
