"""Seats, as mentors look after them: who has which, new invitations, one more, one given to somebody else."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from samling_exercises.answers.group_tables import Invitation, Member
from samling_exercises.answers.records import forget_member
from samling_exercises.groups.errors import NotAllowed
from samling_exercises.groups.groups import MOST_SEATS
from samling_exercises.groups.inviting import Drawn, draw, insert_invitation
from samling_exercises.groups.people import known_member, mark_as_left
from samling_exercises.groups.store import Store, group_for
from samling_exercises.groups.values import GroupFacts, Invited, Role, SeatFacts
from samling_exercises.groups.visits import end_visits_of


class Seats(Store):
    """The part of the register that is about a group's seats. `actor` None is the owner of the data folder."""

    def seats(self, actor: str | None, group_id: str) -> tuple[SeatFacts, ...]:
        """The seats in their order, and after them those who have none. :raises NotAllowed: ``role``, ``unknown``."""

        def look(connection: Connection) -> tuple[SeatFacts, ...]:
            group_for(connection, actor, group_id, "mentor")
            members = connection.execute(select(*Member.__table__.columns).where(Member.group_id == group_id)).all()
            invited = connection.execute(_invitations(group_id)).all()
            there = [_taken(row) for row in members if row.seat is not None or row.role != "participant"]
            return tuple(sorted([*there, *(_open(row) for row in invited)], key=_order))

        return self._read(look)

    def new_invitations(
        self, actor: str | None, group_id: str, seats: Sequence[int] | None = None, role: Role = "participant"
    ) -> tuple[Invited, ...]:
        """Fresh codes for seats that nobody has taken, all or these; the earlier codes stop working.

        Of another role than participant: one more invitation, and the earlier ones stay.

        :raises NotAllowed: ``role``, ``unknown``, ``taken``, ``closed``, ``ended`` or ``practice``.
        """
        if role != "participant":
            return (self._invite(actor, group_id, draw(role, None)),)
        wanted = self._read(lambda connection: self._open_seats(connection, actor, group_id, seats))
        drawn = [draw("participant", seat) for seat in wanted]

        def replace(connection: Connection) -> tuple[Invited, ...]:
            still_open = self._open_seats(connection, actor, group_id, None)
            fresh = [one for one in drawn if one.seat in still_open]
            of_seats = Invitation.seat.in_([one.seat for one in fresh])
            connection.execute(delete(Invitation).where(Invitation.group_id == group_id, of_seats))
            return tuple(insert_invitation(connection, group_id, one, self._now()) for one in fresh)

        return self._write(replace)

    def add_seat(self, actor: str | None, group_id: str) -> Invited:
        """One more seat. :raises NotAllowed: ``role``, ``unknown``, ``full``, ``closed``, ``ended`` or ``practice``."""
        return self._invite(actor, group_id, draw("participant", None))

    def free_seat(self, actor: str | None, member: str) -> Invited:
        """Give the seat of somebody who left, or who lost both codes, to somebody new.

        The one who had it has left from now on, signed out everywhere; what they wrote stays theirs. What the group
        keeps about them (an answer to a common question, a headline, a wish) goes, since the seat's number, which is
        how others know a person, means somebody else from now on.

        :raises NotAllowed: ``role``, ``gone``, ``closed``, ``ended`` or ``practice``.
        """
        drawn = draw("participant", None)

        def free(connection: Connection) -> Invited:
            row = known_member(connection, member)
            self._group_to_invite_to(connection, actor, row.group_id)
            if row.seat is None:
                raise NotAllowed("gone")
            if row.left_at is None:
                mark_as_left(connection, member, self._now())
            forget_member(connection, row.group_id, member)
            connection.execute(update(Member).where(Member.id == member).values(seat=None))
            end_visits_of(connection, member)
            seated = Drawn("participant", row.seat, drawn.secret, drawn.proof)
            return insert_invitation(connection, row.group_id, seated, self._now())

        return self._write(free)

    def _invite(self, actor: str | None, group_id: str, drawn: Drawn) -> Invited:
        def invite(connection: Connection) -> Invited:
            self._group_to_invite_to(connection, actor, group_id)
            seat = _free_number(connection, group_id) if drawn.role == "participant" else None
            one = Drawn(drawn.role, seat, drawn.secret, drawn.proof)
            return insert_invitation(connection, group_id, one, self._now())

        return self._write(invite)

    def _open_seats(
        self, connection: Connection, actor: str | None, group_id: str, seats: Sequence[int] | None
    ) -> tuple[int, ...]:
        self._group_to_invite_to(connection, actor, group_id)
        query = _invitations(group_id).where(Invitation.seat.is_not(None))
        there = sorted(row.seat for row in connection.execute(query))
        if seats is not None and not set(seats) <= set(there):
            raise NotAllowed("taken")
        return tuple(seat for seat in there if seats is None or seat in seats)

    def _group_to_invite_to(self, connection: Connection, actor: str | None, group_id: str) -> GroupFacts:
        group = group_for(connection, actor, group_id, "mentor")
        if group.practice:
            raise NotAllowed("practice")
        if group.has_ended(self._now()):
            raise NotAllowed("ended")
        if group.closed_at is not None:
            raise NotAllowed("closed")
        return group


def seat_numbers(connection: Connection, group_id: str) -> set[int]:
    """The numbers of a group's seats, taken or not."""
    taken = select(Member.seat).where(Member.group_id == group_id, Member.seat.is_not(None))
    invited = select(Invitation.seat).where(Invitation.group_id == group_id, Invitation.seat.is_not(None))
    return {row.seat for row in connection.execute(taken.union(invited))}


def _free_number(connection: Connection, group_id: str) -> int:
    used = seat_numbers(connection, group_id)
    for number in range(1, MOST_SEATS + 1):
        if number not in used:
            return number
    raise NotAllowed("full")


def _invitations(group_id: str) -> Any:
    return select(Invitation.seat, Invitation.role).where(Invitation.group_id == group_id)


def _taken(row: Any) -> SeatFacts:
    return SeatFacts(row.seat, row.role, row.id, row.nickname, row.made_at, row.left_at, invited=False)


def _open(row: Any) -> SeatFacts:
    return SeatFacts(row.seat, row.role, None, None, None, None, invited=True)


def _order(seat: SeatFacts) -> tuple[int, str, bool, str]:
    return (seat.seat or MOST_SEATS + 1, seat.role, seat.invited, seat.nickname or "")
