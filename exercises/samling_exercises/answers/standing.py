"""What a member may do, as the database says at this moment: looked up anew in each transaction."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.group_tables import Erased, Group, Member
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.values import Me

_QUERY: Final = (  # put together once, since it is asked in every transaction
    select(
        Member.role,
        Member.nickname,
        Member.left_at,
        Group.id,
        Group.name,
        Group.practice,
        Group.ends_at,
        Group.closed_at,
        Group.erased_at,
        Erased.erased_at.label("member_erased_at"),
    )
    .join(Group, Member.group_id == Group.id)
    .outerjoin(Erased, Member.id == Erased.member_id)
    .where(Member.id == bindparam("member"))
)


class Standing(NamedTuple):
    """The member, and whether they have left or the group's time is over."""

    me: Me
    left: bool = False
    over: bool = False

    def group(self) -> str:
        """The group's id. :raises Refused: ``no-group``: the workbook is in none."""
        if self.me.group is None:
            raise Refused("no-group")
        return self.me.group


def standing_of(connection: Connection, member: str, acting: str | None) -> Standing:
    """The member's standing; `acting` is the role asked for, None for the member's own.

    :raises Refused: ``gone``: unknown or erased; ``role``: the member's row does not allow the acting role.
    """
    if member == LOCAL:
        return Standing(Me(LOCAL, "participant", None, None, None, practice=False, ends_at=None, closed=False))
    row = connection.execute(_QUERY, {"member": member}).one_or_none()
    if row is None or row.member_erased_at is not None:
        raise Refused("gone")
    role = acting or row.role
    if role != row.role and (row.role, role) != ("mentor", "wall"):
        raise Refused("role")
    over = row.erased_at is not None or (row.ends_at is not None and row.ends_at <= datetime.now(UTC))
    me = Me(
        member,
        role,
        row.nickname,
        None if row.id == LOCAL else row.id,
        row.name,
        practice=row.practice,
        ends_at=row.ends_at,
        closed=over or row.closed_at is not None,
    )
    return Standing(me, left=row.left_at is not None, over=over)


def check_may_write(standing: Standing) -> None:
    """:raises Refused: ``gone``: has left; ``role``: no participant; ``closed``: the group is closed or over."""
    if standing.left:
        raise Refused("gone")
    if standing.me.role != "participant":
        raise Refused("role")
    if standing.me.closed:
        raise Refused("closed")


def make_local_known(connection: Connection) -> None:
    """Make the local reader, and the local group, at the first writing; nobody else is ever made here.

    :raises Refused: ``gone``: the local reader erased everything, and stays erased.
    """
    if connection.execute(select(Member.id).where(Member.id == LOCAL)).first():
        return
    if connection.execute(select(Erased.member_id).where(Erased.member_id == LOCAL)).first():
        raise Refused("gone")
    now = datetime.now(UTC)
    if not connection.execute(select(Group.id).where(Group.id == LOCAL)).first():
        connection.execute(insert(Group), {"id": LOCAL, "practice": False, "made_at": now})
    connection.execute(insert(Member), {"id": LOCAL, "group_id": LOCAL, "role": "participant", "made_at": now})
