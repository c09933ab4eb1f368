"""The end: of a member's stay, of a group, of the practice group. What is erased leaves no byte behind."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from samling_exercises.answers.copies import clean_copies
from samling_exercises.answers.group_tables import Change, Erased, Group, Invitation, Member
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.rewriting import mark_for_rewriting, rewrite_if_marked
from samling_exercises.answers.tables import Record
from samling_exercises.groups.counting import Counting, counted, to_json
from samling_exercises.groups.errors import NotAllowed, NotDone
from samling_exercises.groups.removing import remove_group, remove_member, remove_members
from samling_exercises.groups.store import known_group

_Result = TypeVar("_Result")


class Ending(Counting):
    """The part of the register that erases: in the database, its journal, and the copies beside it.

    The copies are cleaned first: should that fail, nothing has happened yet and one can try again.
    """

    def erase(self, member: str) -> None:
        """Erase a member and everything they wrote, shared and chose. Their cookie and their codes open nothing.

        :raises NotDone: ``copies``, ``full``, ``busy`` or ``database``; nothing was erased, or everything but a copy.
        """
        self._without_trace([member], lambda connection: remove_member(connection, member, self._now()))

    def erase_group(self, group_id: str) -> None:
        """Erase a group with everybody in it. :raises NotAllowed: ``unknown``. :raises NotDone: see `erase`."""
        if group_id == LOCAL:
            raise NotAllowed("unknown")
        self._read(lambda connection: known_group(connection, group_id))
        self._erase_groups([group_id])

    def erase_practice(self) -> None:
        """Erase every practice group. :raises NotDone: see `erase`."""
        practice = select(Group.id).where(Group.practice, Group.id != LOCAL)
        self._erase_groups(self._read(lambda connection: connection.execute(practice).scalars().all()))

    def erase_ended(self, now: datetime | None = None) -> int:
        """Erase everybody in the groups whose end has come, and say how many groups that was.

        Of a group its name, its dates and its counts are left. To be called now and then; it also finishes what a
        crash or a busy database kept from being finished.

        :raises NotDone: see `erase`.
        """
        moment = now or self._now()
        ended = select(Group.id).where(Group.ends_at <= moment, Group.erased_at.is_(None), Group.id != LOCAL)
        groups = self._read(lambda connection: connection.execute(ended).scalars().all())
        if not groups:
            self._clean_copies(())
            self._rewrite()
            return 0

        def erase(connection: Connection) -> int:
            for group_id in groups:
                counts = to_json(counted(connection, group_id))
                remove_members(connection, group_id, moment)
                for table in (Invitation, Change, Record):
                    connection.execute(delete(table).where(table.group_id == group_id))
                kept = {"erased_at": moment, "counts": counts}
                connection.execute(update(Group).where(Group.id == group_id).values(kept))
            return len(groups)

        return self._without_trace(self._members_of(groups), erase)

    def _erase_groups(self, groups: Iterable[str]) -> None:
        ids = list(groups)

        def erase(connection: Connection) -> None:
            for group_id in ids:
                remove_group(connection, group_id, self._now())

        if ids:
            self._without_trace([*ids, *self._members_of(ids)], erase)

    def _members_of(self, groups: Iterable[str]) -> list[str]:
        members = select(Member.id).where(Member.group_id.in_(list(groups)))
        return list(self._read(lambda connection: connection.execute(members).scalars().all()))

    def _without_trace(self, ids: Iterable[str], erase: Callable[[Connection], _Result]) -> _Result:
        def marked(connection: Connection) -> _Result:
            mark_for_rewriting(connection)
            return erase(connection)

        self._clean_copies(ids)
        done = self._write(marked)
        self._rewrite()
        return done

    def _clean_copies(self, ids: Iterable[str]) -> None:
        if self._file is None:
            return
        erased = self._read(lambda connection: connection.execute(select(Erased.member_id)).scalars().all())
        try:
            clean_copies(self._file, {*ids, *erased}, self._now())
        except (sqlite3.Error, OSError):
            failed = True
        else:
            failed = False
        if failed:
            raise NotDone("copies")

    def _rewrite(self) -> None:
        """Too busy or too full for it now: the mark stays, and `erase_ended` comes back to it."""
        try:
            rewrite_if_marked(self._engine)
        except SQLAlchemyError:
            return
