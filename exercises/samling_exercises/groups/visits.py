"""Visits: browsers that are signed in, known by the token in their cookie, and out again when idle."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update

from samling_exercises.answers.group_tables import Group, Member, VisitSeat
from samling_exercises.answers.group_tables import Visit as VisitRow
from samling_exercises.groups import keys
from samling_exercises.groups.store import OF_GROUP, Store, facts
from samling_exercises.groups.values import Seat, Visit

IDLE_ON_A_SHARED_COMPUTER: Final = timedelta(minutes=15)
IDLE: Final = timedelta(days=180)
WRITTEN_AT_MOST_EVERY: Final = timedelta(minutes=1)


class Visits(Store):
    """The part of the register that is asked at every request."""

    def __init__(self, engine: Engine, file: Path | None, now: Callable[[], datetime], held: ExitStack) -> None:
        super().__init__(engine, file, now, held)
        self._seen: dict[str, datetime] = {}
        self._written: dict[str, datetime] = {}
        self._remembering = threading.Lock()

    def visit(self, token: str) -> Visit | None:
        """The visit that the cookie's token belongs to; None: unknown, signed out, or idle for too long.

        One short read, and no work that a stranger could make it repeat.
        """
        visit_id = keys.visit_id(token)
        rows = self._read(lambda connection: connection.execute(_with_seats(visit_id)).all())
        if not rows or self._is_idle(rows[0]):
            return None
        return Visit(visit_id, rows[0].shared_computer, tuple(_seat(row) for row in rows))

    def touch(self, visit_id: str) -> None:
        """Somebody is there. Remembered at once; written down at most once a minute a visit."""
        now = self._now()
        with self._remembering:
            self._seen[visit_id] = now
            due = now - self._written.get(visit_id, datetime.min.replace(tzinfo=now.tzinfo)) >= WRITTEN_AT_MOST_EVERY
            if due:
                self._written[visit_id] = now
                self._forget_before(now - IDLE_ON_A_SHARED_COMPUTER)
        if due:
            change = update(VisitRow).where(VisitRow.id == visit_id, VisitRow.seen_at < now).values(seen_at=now)
            self._write(lambda connection: connection.execute(change))

    def key(self, token: str, member: str) -> bytes | None:
        """The member's data key, to be given to that member's own kernel; None when this visit does not have it."""
        query = _valid_visit(token).add_columns(VisitSeat.wrapped).join(VisitSeat)
        row = self._read(lambda connection: connection.execute(query.where(VisitSeat.member_id == member)).first())
        if row is None or row.wrapped is None or self._is_idle(row):
            return None
        return keys.unwrap_for_visit(row.wrapped, token, member)

    def sign_out(self, token: str) -> None:
        """End the visit, for all its seats. The token opens nothing from now on."""
        gone = delete(VisitRow).where(VisitRow.id == keys.visit_id(token))
        self._write(lambda connection: connection.execute(gone))

    def sign_out_everywhere(self, member: str) -> None:
        """Sign the member out of every browser, this one too; the other seats of those visits stay."""
        self._write(lambda connection: end_visits_of(connection, member))

    def still_in(self, seats: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of these pairs of visit and member that are signed in; the kernels of the others are to be closed."""
        visits = {visit for visit, _ in seats}
        query = select(VisitSeat.visit_id, VisitSeat.member_id).where(VisitSeat.visit_id.in_(visits))
        rows = self._read(lambda connection: connection.execute(query).all())
        return seats & {(row.visit_id, row.member_id) for row in rows}

    def end_idle(self) -> tuple[str, ...]:
        """End the visits where nobody has been for too long; their ids, so that their kernels can be closed."""
        now = self._now()
        long_ago = or_(
            VisitRow.shared_computer & (VisitRow.seen_at <= now - IDLE_ON_A_SHARED_COMPUTER),
            VisitRow.seen_at <= now - IDLE,
        )
        candidates = select(VisitRow).where(long_ago)

        def end(connection: Connection) -> tuple[str, ...]:
            idle = tuple(row.id for row in connection.execute(candidates) if self._is_idle(row))
            connection.execute(delete(VisitRow).where(VisitRow.id.in_(idle)))
            return idle

        if not self._read(lambda connection: connection.execute(candidates).first()):
            return ()
        return self._write(end)

    def _enter(
        self, connection: Connection, member: str, key: bytes, shared_computer: bool, old_token: str | None
    ) -> tuple[str, str | None]:
        """Sign the member in; the new token, and the visit that it replaces.

        The token is always a new one: who planted or noted the old one has nothing of it. The seats that this browser
        had come along, but not on a shared computer, where they may be somebody else's; nor a seat of the same role in
        the same group: it is another person's, whose booklet this one would be taken for.
        """
        now, token = self._now(), keys.new_token()
        old = connection.execute(_valid_visit(old_token)).first() if old_token else None
        seats = [{"member_id": member, "wrapped": keys.wrap_for_visit(key, token, member), "entered_at": now}]
        if old is not None and old_token and not (shared_computer or old.shared_computer or self._is_idle(old)):
            own = select(Member.group_id, Member.role).where(Member.id == member).subquery()
            alike = select(Member.id).join(own, (Member.group_id == own.c.group_id) & (Member.role == own.c.role))
            carried = select(VisitSeat).where(VisitSeat.visit_id == old.id, VisitSeat.member_id.not_in(alike))
            seats += [_rewrapped(row, old_token, token) for row in connection.execute(carried)]
        if old is not None:
            connection.execute(delete(VisitRow).where(VisitRow.id == old.id))
        visit = {"id": keys.visit_id(token), "shared_computer": shared_computer, "made_at": now, "seen_at": now}
        connection.execute(insert(VisitRow), visit)
        connection.execute(insert(VisitSeat), [{"visit_id": visit["id"], **seat} for seat in seats])
        return token, None if old is None else str(old.id)

    def _is_idle(self, row: Row[Any]) -> bool:
        with self._remembering:
            seen: datetime = max(row.seen_at, self._seen.get(row.id, row.seen_at))
        return self._now() - seen >= (IDLE_ON_A_SHARED_COMPUTER if row.shared_computer else IDLE)

    def _forget_before(self, moment: datetime) -> None:
        """What is older stands in the database to the minute, and there is no more use of the seconds."""
        for visit_id in [visit_id for visit_id, seen in self._seen.items() if seen <= moment]:
            self._seen.pop(visit_id)
            self._written.pop(visit_id, None)


def end_visits_of(connection: Connection, member: str, but: str | None = None) -> None:
    """Sign the member out of every visit but this one; visits that have no other seat end."""
    seats = select(VisitSeat.visit_id).where(VisitSeat.member_id == member)
    theirs = [visit for visit in connection.execute(seats).scalars() if visit != but]
    connection.execute(delete(VisitSeat).where(VisitSeat.member_id == member, VisitSeat.visit_id.in_(theirs)))
    seated = select(VisitSeat.visit_id)
    connection.execute(delete(VisitRow).where(VisitRow.id.in_(theirs), VisitRow.id.not_in(seated)))


def _valid_visit(token: str) -> Any:
    of_visit = select(VisitRow.id, VisitRow.shared_computer, VisitRow.seen_at)
    return of_visit.where(VisitRow.id == keys.visit_id(token))


def _with_seats(visit_id: str) -> Any:
    of_member = (Member.role, Member.nickname, Member.seat, Member.codes_seen_at, Member.left_at)
    return (
        select(VisitRow.id, VisitRow.shared_computer, VisitRow.seen_at, VisitSeat.member_id, *of_member, *OF_GROUP)
        .join(VisitSeat, VisitSeat.visit_id == VisitRow.id)
        .join(Member, Member.id == VisitSeat.member_id)
        .join(Group, Group.id == Member.group_id)
        .where(VisitRow.id == visit_id)
        .order_by(VisitSeat.entered_at, VisitSeat.member_id)
    )


def _seat(row: Row[Any]) -> Seat:
    codes_seen, left = row.codes_seen_at is not None, row.left_at is not None
    return Seat(row.member_id, facts(row), row.role, row.nickname, row.seat, codes_seen, left)


def _rewrapped(row: Row[Any], old_token: str, token: str) -> dict[str, Any]:
    key = None if row.wrapped is None else keys.unwrap_for_visit(row.wrapped, old_token, row.member_id)
    wrapped = None if key is None else keys.wrap_for_visit(key, token, row.member_id)
    return {"member_id": row.member_id, "wrapped": wrapped, "entered_at": row.entered_at}
