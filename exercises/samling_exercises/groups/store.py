"""The register's way to the database: short transactions, and nothing slow inside them.

What takes long (Argon2id) is done before a transaction; the transaction then looks whether what it rests on still
holds. So thirty who sign in at once do not keep each other waiting for the lock.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import IntegrityError

from samling_exercises.answers.engine import attempt, transaction
from samling_exercises.answers.group_tables import Group, Invitation, Member, MemberKey
from samling_exercises.groups.codes import new_locator
from samling_exercises.groups.errors import NotAllowed, NotDone
from samling_exercises.groups.values import GroupFacts

_Result = TypeVar("_Result")
_ATTEMPTS: Final = 3

OF_GROUP: Final = tuple(
    column.label(f"of_group_{column.name}") for column in Group.__table__.columns if column.name in GroupFacts.__slots__
)
"""A group's columns, named so that they can stand in a row beside a member's; `facts` reads them."""


class Store:
    """What every part of the register rests on: the database, and the clock."""

    def __init__(self, engine: Engine, file: Path | None, now: Callable[[], datetime], held: ExitStack) -> None:
        self._engine = engine
        self._file = file
        self._now = now
        self._held = held

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.dispose()

    def dispose(self) -> None:
        """Let go of the database's file, and of what was held as long as the register was open."""
        self._engine.dispose()
        self._held.close()

    def _read(self, work: Callable[[Connection], _Result]) -> _Result:
        """Do the work in a transaction that only reads. :raises NotDone: the database could not."""

        def once() -> _Result:
            with transaction(self._engine, "DEFERRED") as connection:
                return work(connection)

        return attempt(once, NotDone)

    def _write(self, work: Callable[[Connection], _Result]) -> _Result:
        """Do the work in a transaction that writes; what it raises undoes it. :raises NotDone: the database could not.

        SQLite lets one writer in at a time. Where a database lets in two, a unique key stops one, which tries again.
        """

        def once() -> tuple[_Result] | None:
            try:
                with transaction(self._engine, "IMMEDIATE") as connection:
                    return (work(connection),)
            except IntegrityError:
                return None

        for _ in range(_ATTEMPTS):
            done = attempt(once, NotDone)
            if done is not None:
                return done[0]
        raise NotDone("busy")


def facts(row: Row[Any]) -> GroupFacts:
    """The group in a row that has the columns `OF_GROUP`."""
    return GroupFacts(**{name: getattr(row, f"of_group_{name}") for name in GroupFacts.__slots__})


def known_group(connection: Connection, group_id: str) -> GroupFacts:
    """The group. :raises NotAllowed: ``unknown``."""
    row = connection.execute(select(*OF_GROUP).where(Group.id == group_id)).one_or_none()
    if row is None:
        raise NotAllowed("unknown")
    return facts(row)


def group_for(connection: Connection, actor: str | None, group_id: str, *roles: str) -> GroupFacts:
    """The group, when the actor is in it in one of these roles; None is the owner of the data folder, who may all.

    :raises NotAllowed: ``role``, also when there is no such group, so that nobody learns which there are.
    """
    if actor is None:
        return known_group(connection, group_id)
    of_actor = select(Member.role).where(Member.id == actor, Member.group_id == group_id, Member.left_at.is_(None))
    if connection.execute(of_actor).scalar_one_or_none() not in roles:
        raise NotAllowed("role")
    return known_group(connection, group_id)


def free_locator(connection: Connection) -> str:
    """A locator that no code on this server has. There are 923,521 of them."""
    while True:
        locator = new_locator()
        taken = (
            select(MemberKey.locator)
            .where(MemberKey.locator == locator)
            .union(select(Invitation.locator).where(Invitation.locator == locator))
        )
        if connection.execute(taken).first() is None:
            return locator
