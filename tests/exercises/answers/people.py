"""Groups and members put straight into a test's database, each member with a key of their own."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

MADE_AT = "2030-05-02 12:00:00.000000"


def key_of(member: str) -> bytes:
    """The member's key, the same in every process of a test."""
    return hashlib.sha256(f"key of {member}".encode()).digest()


def change(database: Path, statement: str, *parameters: object) -> list[Any]:
    """Do this to the database behind the books' backs; what it gives comes back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        return connection.execute(statement, parameters).fetchall()


def enrol(database: Path, member: str, role: str = "participant", group: str = "north") -> None:
    """Put a member into a group, which is made when it is not there."""
    change(
        database,
        "INSERT OR IGNORE INTO groups (id, programme, name, practice, made_at) VALUES (?, 'mestring', ?, 0, ?)",
        *(group, f"Group {group}", MADE_AT),
    )
    change(
        database,
        "INSERT OR IGNORE INTO members (id, group_id, role, nickname, made_at) VALUES (?, ?, ?, ?, ?)",
        *(member, group, role, f"{member.capitalize()} Å.", MADE_AT),
    )
