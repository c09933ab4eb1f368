"""Who is in a group, as its members may know it: seats with what those in them are called."""

import hashlib
from typing import Final

from sqlalchemy import Connection, select

from samling_exercises.answers.group_tables import Invitation, Member
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.standing import Standing
from samling_exercises.answers.values import Person

_PARTICIPANTS: Final = (Member.role == "participant", Member.left_at.is_(None))


def company(connection: Connection, standing: Standing) -> tuple[Person, ...]:
    """The participants' seats in order, those on paper (nobody has used the card) too; then those without a seat."""
    group = standing.me.group
    if group is None or standing.left or standing.over or standing.me.role == "coordinator":
        return ()
    members = select(Member.id, Member.seat, Member.nickname).where(Member.group_id == group, *_PARTICIPANTS)
    open_seats = select(Invitation.seat).where(Invitation.group_id == group, Invitation.seat.is_not(None))
    there = [
        Person(person_id(group, row.seat, row.id), row.seat, row.nickname or "", True, row.id == standing.me.member)
        for row in connection.execute(members)
    ]
    on_paper = [Person(str(row.seat), row.seat, "", False, False) for row in connection.execute(open_seats)]
    return tuple(sorted([*there, *on_paper], key=lambda one: (one.seat is None, one.seat or 0, one.nickname, one.id)))


def own_person(connection: Connection, standing: Standing) -> str | None:
    """The person the member is; None for who is no participant."""
    if standing.me.member == LOCAL:
        return LOCAL
    row = connection.execute(select(Member.seat).where(Member.id == standing.me.member, *_PARTICIPANTS)).one_or_none()
    return (
        None if row is None or standing.me.group is None else person_id(standing.me.group, row.seat, standing.me.member)
    )


def members_of(connection: Connection, group: str, people: frozenset[str]) -> dict[str, str]:
    """The members among these people of the group, by person."""
    rows = connection.execute(select(Member.id, Member.seat).where(Member.group_id == group, *_PARTICIPANTS))
    found = {person_id(group, row.seat, row.id): row.id for row in rows}
    return {person: member for person, member in found.items() if person in people}


def opaque_id(group: str, member: str) -> str:
    """A member's id for the others' pages: the same in all of a group, and not the member's id."""
    return hashlib.sha256(f"{group}|{member}".encode()).hexdigest()[:12]


def person_id(group: str, seat: int | None, member: str) -> str:
    """What tells people apart in what the group makes: the seat's number, or what stands for one without a seat."""
    return str(seat) if seat is not None else opaque_id(group, member)
