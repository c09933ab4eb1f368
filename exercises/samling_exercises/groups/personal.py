"""Everything that is stored about a member, for themselves to take out, held against their ledger."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.group_tables import Group, Member
from samling_exercises.answers.ledger import EMPTY, stored_ledger, unseal_ledger
from samling_exercises.answers.sealing import revision_place, unseal
from samling_exercises.answers.tables import SEALED, Base, Revision
from samling_exercises.answers.values import Field
from samling_exercises.groups.errors import NotAllowed
from samling_exercises.groups.people import known_member
from samling_exercises.groups.visits import Visits

_ALSO: Final = ("revision",)
"""Not personal, but without it nobody could tell which of two texts is the newer."""

AMISS: Final = "could_not_be_opened"
"""Stands beside the tables when something is not as the member wrote it: why, how many texts, and which."""

_REVISIONS: Final = Base.metadata.tables[Revision.__tablename__]
_NOT_OPENED: Final = "could not be opened"
_NOT_SEALED: Final = "was not sealed with the member's key"
_MISSING: Final = "is missing"
_NOT_LISTED: Final = "opens, but is not in the member's sealed list"
_NO_LEDGER: Final = "the sealed list of texts could not be opened: nobody can tell whether some are missing"


class Personal(Visits):
    """The part of the register that tells a member what it knows."""

    def personal(self, token: str, member: str) -> dict[str, list[dict[str, Any]]]:
        """Every personal column of the member, by table and column, opened with the member's key and ready for JSON.

        Moments are in ISO 8601. What the member's key and ledger do not vouch for is never passed off as theirs: a text
        that does not open, was not sealed, or is missing, is None, and `AMISS` counts and names them.

        :raises NotAllowed: ``gone``: this visit does not have the member's key.
        """
        key = self.key(token, member)
        if key is None:
            raise NotAllowed("gone")

        def collect(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            group = known_member(connection, member).group_id
            rows = {
                table: connection.execute(select(table).where(*_of_member(table, member, group))).all()
                for table in personal_tables()
            }
            found = {table.name: [_told(table, row, key) for row in of_table] for table, of_table in rows.items()}
            name = Revision.__tablename__
            listed = _listed(connection, key, member)
            found[name], amiss = _vouched_for(rows[_REVISIONS], found[name], listed)
            return found | ({AMISS: amiss} if amiss else {})

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
        values["content"] = _opened(table, row, key)
    return {name: _for_json(value) for name, value in values.items()}


def _opened(table: Table, row: Row[Any], key: bytes) -> str | None:
    if row.cipher != SEALED:
        return None if table is _REVISIONS else str(row.content.decode("utf-8"))
    try:
        return unseal(key, row.content, revision_place(row.member_id, row.exercise, row.field, row.revision))
    except Refused:
        return None


def _listed(connection: Connection, key: bytes, member: str) -> Mapping[Field, int] | None:
    """The newest revision of each field by the member's ledger; None: it is missing or does not open."""
    try:
        content = stored_ledger(connection, member)
        return (EMPTY if content is None else unseal_ledger(key, content, member)).newest
    except Refused:
        return None


def _vouched_for(
    rows: Sequence[Row[Any]], told: list[dict[str, Any]], listed: Mapping[Field, int] | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is told of the revisions, a row without text for each that is missing among them; and what is amiss."""
    newest = listed or {}
    there = {(row.exercise, row.field, row.revision) for row in rows}
    missing = [
        {"exercise": exercise, "field": field, "revision": number, "content": None, "written_at": None}
        for (exercise, field), last in newest.items()
        for number in range(1, last + 1)
        if (exercise, field, number) not in there
    ]
    why: dict[str, list[dict[str, Any]]] = {_NOT_OPENED: [], _NOT_SEALED: [], _MISSING: missing, _NOT_LISTED: []}
    for row, values in zip(rows, told, strict=True):
        if row.cipher != SEALED:
            why[_NOT_SEALED].append(values)
        elif values["content"] is None:
            why[_NOT_OPENED].append(values)
        elif listed is not None and row.revision > newest.get((row.exercise, row.field), 0):
            why[_NOT_LISTED].append(values)
    amiss = [_counted(reason, texts) for reason, texts in why.items() if texts]
    if listed is None:
        amiss.append(_counted(_NO_LEDGER, told))
    return [*told, *missing], amiss


def _counted(why: str, texts: list[dict[str, Any]]) -> dict[str, Any]:
    named = [{name: text[name] for name in ("exercise", "field", "revision")} for text in texts]
    return {"why": why, "count": len(named), "texts": named}


def _for_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
