"""The practice group: for trying every role on this machine, without codes, and erased when wanted."""

import itertools
import uuid
from typing import Final

from sqlalchemy import Connection, func, insert, select

from samling_exercises.answers.changes import COMPANY, note_change
from samling_exercises.answers.group_tables import Group, Member, VisitSeat
from samling_exercises.answers.group_tables import Visit as VisitRow
from samling_exercises.groups import keys
from samling_exercises.groups.groups import new_group_row
from samling_exercises.groups.names import likeness
from samling_exercises.groups.removing import remove_member
from samling_exercises.groups.values import Entered, Role
from samling_exercises.groups.visits import Visits

MOST_MEMBERS: Final = 60
NICKNAMES: Final = ("Bjørk", "Furu", "Gran", "Hassel", "Lind", "Osp", "Rogn", "Selje")
"""Trees, for people nobody is: in a practice group nobody is asked what to be called."""


class Practice(Visits):
    """The part of the register that lets people try out. Whether they may, the server decides."""

    def practice_seat(self, role: Role, visit_token: str | None = None) -> Entered:
        """A seat in the practice group, which is made when there is none; the visit's own one is found again.

        There is no code: the data key is wrapped by the cookie's token alone. At most 60 people practise; one more
        takes the place of the one who has been away longest.
        """
        member, key = uuid.uuid4().hex, keys.new_key()
        own = None if visit_token is None else self._own_practice_member(visit_token, role)
        if own is not None and visit_token is not None:
            return Entered(own, visit_token)

        def enter(connection: Connection) -> Entered:
            group = self._practice_group(connection)
            self._make_room(connection, group)
            now = self._now()
            of_member = {"id": member, "group_id": group, "role": role, "nickname": _free_nickname(connection, group)}
            connection.execute(insert(Member), {**of_member, "made_at": now, "codes_seen_at": now})
            token, replaced = self._enter(connection, member, key, shared_computer=False, old_token=visit_token)
            note_change(connection, group, COMPANY)
            return Entered(member, token, replaced=replaced)

        return self._write(enter)

    def _own_practice_member(self, token: str, role: Role) -> str | None:
        visit = self.visit(token)
        seats = () if visit is None else visit.seats
        own = [seat.member for seat in seats if seat.group.practice and seat.role == role and not seat.left]
        return next((member for member in own if self.key(token, member) is not None), None)

    def _practice_group(self, connection: Connection) -> str:
        """It has no name and no programme: it goes through them all, in every language."""
        query = select(Group.id).where(Group.practice, Group.programme.is_(None), Group.erased_at.is_(None))
        found = connection.execute(query.limit(1)).scalar_one_or_none()
        if found is not None:
            return found
        row = new_group_row(self._now()) | {"practice": True}
        connection.execute(insert(Group), row)
        return str(row["id"])

    def _make_room(self, connection: Connection, group: str) -> None:
        last_there = func.coalesce(func.max(VisitRow.seen_at), Member.made_at)
        longest_away = (
            select(Member.id)
            .outerjoin(VisitSeat, VisitSeat.member_id == Member.id)
            .outerjoin(VisitRow, VisitRow.id == VisitSeat.visit_id)
            .where(Member.group_id == group)
            .group_by(Member.id, Member.made_at)
            .order_by(last_there.desc())
            .offset(MOST_MEMBERS - 1)
        )
        for member in connection.execute(longest_away).scalars().all():
            remove_member(connection, member, self._now())


def _free_nickname(connection: Connection, group: str) -> str:
    nicknames = select(Member.nickname).where(Member.group_id == group, Member.nickname.is_not(None))
    taken = {likeness(row.nickname) for row in connection.execute(nicknames)}
    candidates = (
        nickname if turn == 1 else f"{nickname} {turn}" for turn in itertools.count(1) for nickname in NICKNAMES
    )
    return next(candidate for candidate in candidates if likeness(candidate) not in taken)
