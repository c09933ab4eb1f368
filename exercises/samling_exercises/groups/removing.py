"""Taking people out of the database: what everything that erases has in common."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from samling_exercises.answers.changes import COMPANY, note_change
from samling_exercises.answers.group_tables import Erased, Group, Member
from samling_exercises.groups.people import shared_topics
from samling_exercises.groups.visits import end_visits_of


def remove_member(connection: Connection, member: str, now: datetime) -> None:
    """Remove a member with everything that hangs on it, and see to it that it stays away. Unknown ones are left alone.

    Kernels that show what the member shared are told.
    """
    group = connection.execute(select(Member.group_id).where(Member.id == member)).scalar_one_or_none()
    if group is None:
        return
    topics = shared_topics(connection, member)
    end_visits_of(connection, member)
    connection.execute(delete(Member).where(Member.id == member))
    set_tombstone(connection, member, now)
    for topic in (COMPANY, *topics):
        note_change(connection, group, topic)


def remove_members(connection: Connection, group_id: str, now: datetime) -> None:
    """Remove everybody in a group."""
    for member in connection.execute(select(Member.id).where(Member.group_id == group_id)).scalars().all():
        remove_member(connection, member, now)


def remove_group(connection: Connection, group_id: str, now: datetime) -> None:
    """Remove a group with everybody in it. Its id gets a tombstone as theirs do, since a backup may still hold it."""
    remove_members(connection, group_id, now)
    connection.execute(delete(Group).where(Group.id == group_id))
    set_tombstone(connection, group_id, now)


def set_tombstone(connection: Connection, erased: str, now: datetime) -> None:
    """Remember that this id may not come to life again."""
    if connection.execute(select(Erased.member_id).where(Erased.member_id == erased)).first() is None:
        connection.execute(insert(Erased), {"member_id": erased, "erased_at": now})
