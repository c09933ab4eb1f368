"""What a coordinator sees of a group: numbers of participants, kept also when everything else is erased."""

import dataclasses
import json
from typing import Any

from sqlalchemy import Connection, func, select

from samling_exercises.answers.group_tables import Group, Member
from samling_exercises.answers.tables import Revision, SharedCopy
from samling_exercises.groups.seats import seat_numbers
from samling_exercises.groups.store import Store, group_for
from samling_exercises.groups.values import Counts, GatheringCount


class Counting(Store):
    """The part of the register that counts."""

    def counts(self, actor: str | None, group_id: str) -> Counts:
        """How many seats, how many who entered and left, and how many took part in each gathering; never who.

        :raises NotAllowed: ``role``: neither a coordinator nor a mentor of the group; ``unknown``.
        """

        def count(connection: Connection) -> Counts:
            group = group_for(connection, actor, group_id, "mentor", "coordinator")
            return counted(connection, group_id) if group.erased_at is None else _kept(connection, group_id)

        return self._read(count)


def counted(connection: Connection, group_id: str) -> Counts:
    """The numbers as the rows have them now."""
    participants = (Member.group_id == group_id, Member.role == "participant")
    entered = select(func.count(), func.count(Member.left_at)).where(*participants)
    [(members, left)] = connection.execute(entered).all()
    answered, shared = (_by_gathering(connection, table, participants) for table in (Revision, SharedCopy))
    gatherings = tuple(
        GatheringCount(gathering, len(answered.get(gathering, ())), len(shared.get(gathering, ())))
        for gathering in sorted(answered.keys() | shared.keys())
    )
    return Counts(len(seat_numbers(connection, group_id)), members, left, gatherings)


def to_json(counts: Counts) -> str:
    """The numbers as they are kept when the rest is erased."""
    return json.dumps(dataclasses.asdict(counts), separators=(",", ":"))


def _kept(connection: Connection, group_id: str) -> Counts:
    content = connection.execute(select(Group.counts).where(Group.id == group_id)).scalar_one()
    kept: dict[str, Any] = json.loads(content or '{"seats": 0, "entered": 0, "left": 0, "gatherings": []}')
    return Counts(**kept | {"gatherings": tuple(GatheringCount(**one) for one in kept["gatherings"])})


def _by_gathering(
    connection: Connection, table: type[Revision] | type[SharedCopy], participants: tuple[Any, ...]
) -> dict[str, set[str]]:
    """The members who have rows in each gathering, ``programme/gathering``."""
    query = select(table.member_id, table.exercise).join(Member, Member.id == table.member_id)
    members: dict[str, set[str]] = {}
    for row in connection.execute(query.where(*participants).distinct()):
        members.setdefault(row.exercise.rpartition("/")[0], set()).add(row.member_id)
    return members
