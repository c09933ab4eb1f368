"""A clock that a test moves, and people who enter a group."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from samling_exercises.answers import AnswerBook, open_book
from samling_exercises.groups import Entered, NewGroup, Register

EXERCISE = "mestring/2/summing-up"


class Clock:
    """The time it is in a test; it stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        """Move on: ``clock.on(minutes=14)``."""
        self.now += timedelta(**by)


def code(made: NewGroup, which: int) -> str:
    """An invitation as it is written on its card: 0 is the first seat's, -1 the mentor's."""
    return str(made.invitations[which].code)


def enter(register: Register, made: NewGroup, which: int = 0, nickname: str = "Kari") -> Entered:
    """Take a seat with the invitation that stands at this place."""
    return register.take_seat(code(made, which), nickname)


def book_of(register: Register, folder: Path, entered: Entered) -> AnswerBook:
    """The member's book, as their own kernel opens it."""
    key = register.key(entered.token, entered.member)
    return open_book({"SAMLING_DATA": str(folder), "SAMLING_MEMBER": entered.member}, key)


def ask(folder: Path, query: str, *parameters: object) -> list[Any]:
    """What the database itself says, or this change made to it behind the register's back."""
    with closing(sqlite3.connect(folder / "answers.sqlite3")) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        return connection.execute(query, parameters).fetchall()


def far_in_the_future() -> datetime:
    """A moment that no real clock has reached, since the books of a test go by the real one."""
    return datetime(2126, 3, 1, 12, 0, tzinfo=UTC)
