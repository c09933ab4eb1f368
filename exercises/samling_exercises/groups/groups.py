"""Groups: made, found, given an end, closed."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from samling_exercises.answers.group_tables import Group
from samling_exercises.answers.place import LOCAL
from samling_exercises.groups.dates import end_after, end_of_day, is_sensible_end, latest_day, presumed_last_gathering
from samling_exercises.groups.errors import NotAllowed
from samling_exercises.groups.inviting import Drawn, draw, insert_invitation
from samling_exercises.groups.names import checked_group_name
from samling_exercises.groups.store import OF_GROUP, Store, facts, group_for, known_group
from samling_exercises.groups.values import GroupFacts, NewGroup
from samling_exercises.loader import load_programme, programmes

MOST_SEATS: Final = 30


class Groups(Store):
    """The part of the register that is about groups as a whole. `actor` None is the owner of the data folder."""

    def new_group(
        self, name: str, programme: str, seats: int, last_gathering: date | None = None, practice: bool = False
    ) -> NewGroup:
        """A group with an invitation for each of 1–30 seats and one for a mentor. The codes are told only here.

        When no last gathering is given, four weeks a gathering from today are reckoned with.

        :raises BadGroupName: the name cannot be shown.
        :raises NotAllowed: ``programme``, ``seats`` or ``date``.
        """
        named = checked_group_name(name)
        if programme not in programmes():
            raise NotAllowed("programme")
        if not 1 <= seats <= MOST_SEATS:
            raise NotAllowed("seats")
        last = last_gathering or presumed_last_gathering(len(load_programme(programme).gatherings), self._now())
        ends_at = _end_by(last, self._now())
        drawn = [*(draw("participant", seat) for seat in range(1, seats + 1)), draw("mentor", None)]
        row = new_group_row(self._now()) | {"name": named, "programme": programme, "practice": practice}
        row |= {"last_gathering_on": last, "ends_at": ends_at}
        return self._write(lambda connection: _make(connection, row, drawn))

    def group(self, group_id: str) -> GroupFacts:
        """The group. :raises NotAllowed: ``unknown``."""
        return self._read(lambda connection: known_group(connection, group_id))

    def groups(self) -> tuple[GroupFacts, ...]:
        """Every group that was made, oldest first; one reader's own copy is none."""
        query = select(*OF_GROUP).where(Group.id != LOCAL).order_by(Group.made_at, Group.id)
        return tuple(facts(row) for row in self._read(lambda connection: connection.execute(query).all()))

    def set_last_gathering(self, actor: str | None, group_id: str, day: date) -> GroupFacts:
        """Say when the last gathering is; the group ends six calendar months after it.

        :raises NotAllowed: ``role``, ``unknown``, ``ended`` or ``date``.
        """
        return self._change(actor, group_id, {"last_gathering_on": day, "ends_at": _end_by(day, self._now())})

    def set_end(self, actor: str | None, group_id: str, day: date) -> GroupFacts:
        """Let the group end with this day. :raises NotAllowed: ``role``, ``unknown``, ``ended`` or ``date``."""
        if not is_sensible_end(day, self._now()):
            raise NotAllowed("date")
        return self._change(actor, group_id, {"ends_at": end_of_day(day)})

    def close(self, actor: str | None, group_id: str) -> GroupFacts:
        """Let nobody new in and nothing new be written; what is there can be read and taken out until the end.

        :raises NotAllowed: ``role``, ``unknown`` or ``ended``.
        """
        return self._change(actor, group_id, {"closed_at": self._now()})

    def _change(self, actor: str | None, group_id: str, values: dict[str, Any]) -> GroupFacts:
        def change(connection: Connection) -> GroupFacts:
            group = group_for(connection, actor, group_id, "mentor")
            if group.erased_at is not None:
                raise NotAllowed("ended")
            if group.closed_at is not None:
                values.pop("closed_at", None)
            connection.execute(update(Group).where(Group.id == group_id).values(values | {"id": group_id}))
            return known_group(connection, group_id)

        return self._write(change)


def new_group_row(now: datetime) -> dict[str, Any]:
    """What every new group has. The link is as long as a token, so that nobody finds a group by trying."""
    return {"id": uuid.uuid4().hex, "link": secrets.token_urlsafe(16), "made_at": now}


def _end_by(last_gathering: date, now: datetime) -> datetime:
    """:raises NotAllowed: ``date``: the group would have ended already, or the gathering is too far away."""
    if last_gathering > latest_day(now) or end_after(last_gathering) <= now:
        raise NotAllowed("date")
    return end_after(last_gathering)


def _make(connection: Connection, row: dict[str, Any], drawn: Sequence[Drawn]) -> NewGroup:
    connection.execute(insert(Group), row)
    invited = tuple(insert_invitation(connection, row["id"], one, row["made_at"]) for one in drawn)
    return NewGroup(known_group(connection, row["id"]), invited)
