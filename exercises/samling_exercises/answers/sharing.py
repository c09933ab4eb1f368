"""What members show each other: copies apart from the private text, so that taking one back is removing a row.

Each function works on the connection, and in the transaction, it is handed.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from samling_exercises.answers.changes import note_change
from samling_exercises.answers.company import members_of, opaque_id
from samling_exercises.answers.errors import Refused
from samling_exercises.answers.group_tables import Member
from samling_exercises.answers.revisions import PlainRevisions
from samling_exercises.answers.standing import Standing, check_may_write
from samling_exercises.answers.tables import PLAIN, SharedCopy, SharedWith
from samling_exercises.answers.values import Audience, Shared, SharedText

PARTNER: Final = "partner"
"""The audience of a copy that only those see who were drawn to talk with its writer."""
_SEEN_BY: Final = {"participant": ("group",), "mentor": ("group", "mentor")}
"""The audiences that a role belongs to. The wall and the coordinator belong to none."""


def checked_audience(audience: str) -> str:
    """``group``, ``mentor`` or ``partner``; :raises ValueError: it is none of them."""
    if audience not in ("group", "mentor", PARTNER):
        raise ValueError("Something is shared with `group`, `mentor` or `partner`; came something else.")
    return audience


def audience_of(
    connection: Connection, standing: Standing, audience: str, people: frozenset[str] = frozenset()
) -> Audience:
    """How many would see what this member shares; with ``partner``, `people` are those.

    :raises Refused: ``no-group``.
    """
    if audience == PARTNER:
        return Audience(0, len(_partners(connection, standing, people)))
    query = (
        select(Member.role, func.count().label("number"))
        .where(Member.group_id == standing.group(), Member.left_at.is_(None), Member.id != standing.me.member)
        .group_by(Member.role)
    )
    number = {row.role: row.number for row in connection.execute(query)}
    return Audience(number.get("mentor", 0), number.get("participant", 0) if audience == "group" else 0)


def share(
    connection: Connection,
    standing: Standing,
    revisions: Callable[[], PlainRevisions],
    exercise: str,
    field: str,
    revision: int,
    audience: str,
    people: frozenset[str] = frozenset(),
) -> Shared:
    """Copy the newest revision of a field; a copy made before gives way to it. `revisions` refuses without a key.

    With ``partner``, only these people see it.

    :raises Refused: ``no-group``, ``gone``, ``role``, ``closed``, ``sealed``, ``tampered``, ``no-partner``,
        ``changed``: the newest revision is another one, or ``given``: a copy is with somebody it would be taken from.
    """
    group = standing.group()
    check_may_write(standing)
    newest = revisions().latest(connection, exercise, field)
    if newest is None or newest.revision != revision:
        raise Refused("changed")
    partners = _partners(connection, standing, people) if audience == PARTNER else []
    if audience == PARTNER and not partners:
        raise Refused("no-partner")
    # What was given to the one who told is not moved to the one who tells after them.
    if audience == PARTNER and not _given_to(connection, standing.me.member, exercise, field) <= set(partners):
        raise Refused("given")
    copied = own_shares(connection, standing.me.member, exercise).get(field)
    if audience != PARTNER and copied is not None and (copied.revision, copied.audience) == (revision, audience):
        return copied  # asked again, because the acknowledgement was lost
    _remove(connection, standing.me.member, exercise, field)
    shared = Shared(revision, audience, datetime.now(UTC))
    row = {
        "group_id": group,
        "member_id": standing.me.member,
        "exercise": exercise,
        "field": field,
        "revision": revision,
        "audience": audience,
        "cipher": PLAIN,
        "content": newest.text.encode("utf-8"),
        "shared_at": shared.shared_at,
    }
    [copy] = connection.execute(insert(SharedCopy), row).inserted_primary_key or (None,)
    if partners:
        connection.execute(insert(SharedWith), [{"copy_id": copy, "member_id": member} for member in partners])
    note_change(connection, group, exercise)
    return shared


def unshare(connection: Connection, standing: Standing, exercise: str, field: str) -> None:
    """Remove the copy, if there is one; also after leaving, and in a closed group.

    :raises Refused: ``no-group``, ``role``.
    """
    group = standing.group()
    if standing.me.role != "participant":
        raise Refused("role")
    if _remove(connection, standing.me.member, exercise, field):
        note_change(connection, group, exercise)


def own_shares(connection: Connection, member: str, exercise: str) -> dict[str, Shared]:
    """What this member shows of an exercise, by field."""
    named: dict[str, tuple[str, ...]] = {}
    given = (
        select(SharedCopy.field, Member.nickname)
        .join(SharedWith, SharedWith.copy_id == SharedCopy.id)
        .join(Member, Member.id == SharedWith.member_id)
        .where(SharedCopy.member_id == member, SharedCopy.exercise == exercise)
        .order_by(SharedCopy.field, Member.seat)
    )
    for field, nickname in connection.execute(given):
        named[field] = (*named.get(field, ()), *filter(None, [nickname]))
    query = (
        select(SharedCopy.field, SharedCopy.revision, SharedCopy.audience, SharedCopy.shared_at)
        .where(SharedCopy.member_id == member, SharedCopy.exercise == exercise)
        .order_by(SharedCopy.field)
    )
    return {
        row.field: Shared(row.revision, row.audience, row.shared_at, named.get(row.field, ()))
        for row in connection.execute(query)
    }


def seen(connection: Connection, standing: Standing, exercise: str) -> tuple[SharedText, ...]:
    """What others share of an exercise, as far as the acting role may see it. Nothing once one has left.

    :raises Refused: ``sealed``: a copy is stored in a way this version cannot open.
    """
    audiences = _SEEN_BY.get(standing.me.role, ())
    if standing.me.group is None or standing.left or standing.over or not audiences:
        return ()
    for_me = select(SharedWith.copy_id).where(SharedWith.member_id == standing.me.member)
    query = (
        select(*SharedCopy.__table__.columns, Member.nickname)
        .join(Member, SharedCopy.member_id == Member.id)
        .where(
            SharedCopy.group_id == standing.me.group,
            SharedCopy.exercise == exercise,
            SharedCopy.audience.in_(audiences)
            | ((SharedCopy.audience == PARTNER) & SharedCopy.id.in_(for_me) & (standing.me.role == "participant")),
            SharedCopy.member_id != standing.me.member,
            Member.left_at.is_(None),
        )
        .order_by(SharedCopy.field, SharedCopy.shared_at, SharedCopy.id)
    )
    rows = connection.execute(query).all()
    if any(row.cipher != PLAIN for row in rows):
        raise Refused("sealed")
    return tuple(
        SharedText(
            opaque_id(standing.me.group, row.member_id),
            row.nickname or "",
            row.field,
            row.content.decode("utf-8"),
            row.audience,
            row.shared_at,
        )
        for row in rows
    )


def _partners(connection: Connection, standing: Standing, people: frozenset[str]) -> list[str]:
    """The other members among these people of the group. :raises Refused: ``no-group``."""
    found = members_of(connection, standing.group(), people)
    return sorted(member for member in found.values() if member != standing.me.member)


def _given_to(connection: Connection, member: str, exercise: str, field: str) -> set[str]:
    """The members a copy was given to; nobody when there is none, or it is the group's or the mentor's."""
    of_copy = (SharedCopy.member_id == member, SharedCopy.exercise == exercise, SharedCopy.field == field)
    query = select(SharedWith.member_id).join(SharedCopy, SharedCopy.id == SharedWith.copy_id).where(*of_copy)
    return set(connection.execute(query).scalars())


def _remove(connection: Connection, member: str, exercise: str, field: str) -> bool:
    copy = (SharedCopy.member_id == member, SharedCopy.exercise == exercise, SharedCopy.field == field)
    return connection.execute(delete(SharedCopy).where(*copy)).rowcount > 0
