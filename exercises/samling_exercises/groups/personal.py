"""Everything that is stored about a member, for themselves to take out."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.group_tables import Group, Member
from samling_exercises.answers.sealing import revision_place, unseal
from samling_exercises.answers.tables import SEALED, Base
from samling_exercises.groups.errors import NotAllowed
from samling_exercises.groups.people import known_member
from samling_exercises.groups.visits import Visits

_ALSO: Final = ("revision",)
"""Not personal, but without it nobody could tell which of two texts is the newer."""


class Personal(Visits):
    """The part of the register that tells a member what it knows."""

    def personal(self, token: str, member: str) -> dict[str, list[dict[str, Any]]]:
        """Every personal column of the member, by table and column, opened with the member's key and ready for JSON.

        Moments are in ISO 8601. A text that does not open, because the database was tampered with, is None.

        :raises NotAllowed: ``gone``: this visit does not have the member's key.
        """
        key = self.key(token, member)
        if key is None:
            raise NotAllowed("gone")

        def collect(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            group = known_member(connection, member).group_id
            found = {}
            for table in personal_tables():
                rows = connection.execute(select(table).where(*_of_member(table, member, group)))
                found[table.name] = [_told(table, row, key) for row in rows.all()]
            return found

        return self._read(collect)


def personal_tables() -> list[Table]:
    """The tables that have personal columns."""
    return [table for table in Base.metadata.sorted_tables if any(column.info["personal"] for column in table.columns)]


def _of_member(table: Table, member: str, group: str) -> tuple[Any, ...]:
    if table is Group.__table__:
        return (table.c.id == group,)
    return ((table.c.id if table is Member.__table__ else table.c.member_id) == member,)


def _told(table: Table, row: Row[Any], key: bytes) -> dict[str, Any]:
    values = {
        column.name: getattr(row, column.name)
        for column in table.columns
        if column.info["personal"] or column.name in _ALSO
    }
    if "content" in values:
        values["content"] = _opened(row, key)
    return {name: _for_json(value) for name, value in values.items()}


def _opened(row: Row[Any], key: bytes) -> str | None:
    if row.cipher != SEALED:
        return str(row.content.decode("utf-8"))
    try:
        return unseal(key, row.content, revision_place(row.member_id, row.exercise, row.field, row.revision))
    except Refused:
        return None


def _for_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
