"""Members as the others see them: what they are called, and whether they are still there."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from samling_exercises.answers.changes import COMPANY, note_change
from samling_exercises.answers.group_tables import Member
from samling_exercises.answers.tables import Record, SharedCopy
from samling_exercises.groups.errors import BadNickname, NotAllowed
from samling_exercises.groups.names import checked_nickname, likeness
from samling_exercises.groups.store import Store


class People(Store):
    """The part of the register with which members change what the others see of them."""

    def rename(self, member: str, nickname: str) -> None:
        """Be called something else from now on, also beside what was shared before.

        :raises BadNickname: it cannot be shown, or somebody has it.
        :raises NotAllowed: ``gone``.
        """
        name = checked_nickname(nickname)

        def change(connection: Connection) -> None:
            row = known_member(connection, member)
            if row.left_at is not None:
                raise NotAllowed("gone")
            check_nickname_is_free(connection, row.group_id, name, but=member)
            connection.execute(update(Member).where(Member.id == member).values(nickname=name))
            for topic in (COMPANY, *shared_topics(connection, member)):
                note_change(connection, row.group_id, topic)

        self._write(change)

    def leave(self, member: str) -> None:
        """Leave the group. What was written can still be read, taken out and erased; the seat waits for the mentor.

        :raises NotAllowed: ``gone``: the member is unknown.
        """

        def change(connection: Connection) -> None:
            if known_member(connection, member).left_at is None:
                mark_as_left(connection, member, self._now())

        self._write(change)


def mark_as_left(connection: Connection, member: str, now: datetime) -> None:
    """The member has left. The others no longer see what they shared, and are told."""
    changed = update(Member).where(Member.id == member).values(left_at=now).returning(Member.group_id)
    group = connection.execute(changed).scalar_one()
    for topic in (COMPANY, *shared_topics(connection, member)):
        note_change(connection, group, topic)


def known_member(connection: Connection, member: str) -> Row[Any]:
    """The member's row. :raises NotAllowed: ``gone``."""
    row = connection.execute(select(*Member.__table__.columns).where(Member.id == member)).one_or_none()
    if row is None:
        raise NotAllowed("gone")
    return row


def check_nickname_is_free(connection: Connection, group_id: str, name: str, but: str | None = None) -> None:
    """:raises BadNickname: ``taken``: somebody else in the group is called the same, or what looks the same."""
    others = select(Member.id, Member.nickname).where(Member.group_id == group_id, Member.nickname.is_not(None))
    if any(row.id != but and likeness(row.nickname) == likeness(name) for row in connection.execute(others)):
        raise BadNickname("taken")


def shared_topics(connection: Connection, member: str) -> tuple[str, ...]:
    """The exercises in which the member shares something, and those where the group keeps something about them."""
    shared = select(SharedCopy.exercise).where(SharedCopy.member_id == member)
    kept = select(Record.topic).where(Record.member_id == member)
    return tuple(sorted(connection.execute(shared.union(kept)).scalars()))
