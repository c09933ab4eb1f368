"""What a group makes together, each thing with a name and revisions: notes, pairs, clocks, who is there.

A name's beginning says who may write it and who sees it, whatever a page asks for:

- ``lead-…``: a mentor writes it, all of the group and the wall see it;
- ``draft-…``: a mentor writes it, and only mentors see it;
- ``own-…-<person>``: that person writes it, and nobody else sees it, not even a mentor (see ``tally``);
- anything else: participants and mentors write it, all of the group and the wall see it.

Each function works on the connection, and in the transaction, it is handed.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from samling_exercises.answers.changes import note_change
from samling_exercises.answers.company import own_person
from samling_exercises.answers.errors import Refused
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.standing import Standing
from samling_exercises.answers.tables import PLAIN, Record
from samling_exercises.answers.values import Kept, Written

Value = dict[str, Any]
Merge = Callable[[Value | None, Value | None, Value | None], Value | None]
"""Gets what the writer had seen, what stands now and what the writer wants; raises `Clash` when they don't go together.
None stands for a thing that is not there."""

VALUE_LIMIT: Final = 20_000
"""The largest thing, in bytes of JSON."""
THINGS_LIMIT: Final = 2_000
"""The most things one topic holds."""
LEAD, DRAFT, OWN = "lead-", "draft-", "own-"

_OF_TOPIC: Final = (Record.group_id == bindparam("group"), Record.topic == bindparam("topic"))
_NUMBERS: Final = (
    select(Record.name, func.max(Record.revision).label("revision"), func.min(Record.written_at).label("first_at"))
    .where(*_OF_TOPIC)
    .group_by(Record.name)
    .subquery()
)
_NEWEST: Final = (
    select(Record.name, Record.revision, Record.content, Record.cipher, Record.written_at, _NUMBERS.c.first_at)
    .join(_NUMBERS, (Record.name == _NUMBERS.c.name) & (Record.revision == _NUMBERS.c.revision))
    .where(*_OF_TOPIC)
    .order_by(Record.id)
)
_REVISIONS: Final = (
    select(Record.revision, Record.content, Record.cipher, Record.written_at)
    .where(*_OF_TOPIC, Record.name == bindparam("name"))
    .order_by(Record.revision)
)


class Clash(Exception):
    """Two writers want different things of the same one, and only a person can say which."""


def group_of(standing: Standing) -> str:
    """The group whose things they are; a reader who is in none has a group of one."""
    return standing.me.group or LOCAL


def newest(connection: Connection, standing: Standing, topic: str) -> dict[str, Kept]:
    """The things of a topic that this role may see, by name, in the order in which they were written last."""
    if standing.left or standing.over or standing.me.role == "coordinator":
        return {}
    mine = own_person(connection, standing)
    rows = connection.execute(_NEWEST, {"group": group_of(standing), "topic": topic})
    found = (_kept(row) for row in rows if _sees(standing, row.name, mine))
    return {kept.name: kept for kept in found if kept.value is not None}


def put(
    connection: Connection,
    standing: Standing,
    topic: str,
    name: str,
    value: Value | None,
    base: int,
    merge: Merge | None,
    about: str | None,
    history: bool,
) -> Written:
    """Write a thing, or with None take it away. What stands already is not written again.

    `base` is the revision the writer had seen (0: none). Without `merge`, a newer one is a clash. `about` is the member
    it belongs to, if to one. Without `history`, earlier revisions are removed.

    :raises Refused: ``gone``, ``role``, ``closed``, ``full-board``.
    """
    _check_may_write(connection, standing, name)
    group = group_of(standing)
    rows = connection.execute(_REVISIONS, {"group": group, "topic": topic, "name": name}).all()
    current = rows[-1] if rows else None
    stands = _value(current) if current else None
    wanted = value
    if current is not None and current.revision != base and stands != value:
        seen = next((_value(row) for row in rows if row.revision == base), None)
        try:
            if merge is None:
                raise Clash
            wanted = merge(seen, stands, value)
        except Clash:
            return Written(_of_row(name, current, rows[0]), clash=True)
    if current is None and wanted is None:
        return Written(Kept(name, None, 0, datetime.now(UTC), datetime.now(UTC)))
    if current is not None and stands == wanted:
        return Written(_of_row(name, current, rows[0]))
    if current is None:
        _check_room(connection, group, topic)
    now = datetime.now(UTC)
    revision = current.revision + 1 if current else 1
    row = {
        "group_id": group,
        "topic": topic,
        "name": name,
        "revision": revision,
        "member_id": about,
        "cipher": PLAIN,
        "content": encoded(wanted),
        "written_at": now,
    }
    connection.execute(insert(Record), row)
    if not history:
        older = (Record.group_id == group, Record.topic == topic, Record.name == name, Record.revision < revision)
        connection.execute(delete(Record).where(*older))
    note_change(connection, group, topic)
    return Written(Kept(name, wanted, revision, now, rows[0].written_at if rows and history else now))


def history(connection: Connection, standing: Standing, topic: str, name: str) -> tuple[Kept, ...]:
    """Every revision of a thing, oldest first; none of one that this role may not see."""
    if standing.left or standing.over or not _sees(standing, name, own_person(connection, standing)):
        return ()
    rows = connection.execute(_REVISIONS, {"group": group_of(standing), "topic": topic, "name": name}).all()
    return tuple(_of_row(name, row, rows[0]) for row in rows)


def tally(connection: Connection, standing: Standing, topic: str, prefix: str) -> tuple[Value, ...]:
    """The values of what each keeps as their own under a prefix, without whose they are, for a mentor's rule to count.

    :raises Refused: ``role``: not a mentor's.
    """
    if standing.me.role != "mentor" and standing.me.member != LOCAL:
        raise Refused("role")
    rows = connection.execute(_NEWEST, {"group": group_of(standing), "topic": topic})
    values = [_value(row) for row in rows if row.name.startswith(f"{OWN}{prefix}-")]
    return tuple(sorted((value for value in values if value is not None), key=encoded))


def forget(connection: Connection, standing: Standing, topic: str, prefix: str) -> None:
    """Remove what each keeps as their own under a prefix. :raises Refused: ``role``: not a mentor's."""
    if standing.me.role != "mentor" and standing.me.member != LOCAL:
        raise Refused("role")
    of_topic = (Record.group_id == group_of(standing), Record.topic == topic)
    connection.execute(delete(Record).where(*of_topic, Record.name.startswith(f"{OWN}{prefix}-", autoescape=True)))
    note_change(connection, group_of(standing), topic)


def forget_member(connection: Connection, group: str, member: str) -> None:
    """Remove what a group keeps about one of its members, and tell the pages that show it."""
    of_member = (Record.group_id == group, Record.member_id == member)
    topics = connection.execute(select(Record.topic).where(*of_member).distinct()).scalars().all()
    connection.execute(delete(Record).where(*of_member))
    for topic in sorted(topics):
        note_change(connection, group, topic)


def encoded(value: Value | None) -> bytes:
    """JSON, the same bytes for the same value. :raises Refused: ``too-large``; :raises ValueError: no JSON."""
    content = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    found = content.encode("utf-8", "replace")
    if len(found) > VALUE_LIMIT:
        raise Refused("too-large")
    return found


def _check_may_write(connection: Connection, standing: Standing, name: str) -> None:
    if standing.left:
        raise Refused("gone")
    if standing.me.closed:
        raise Refused("closed")
    if standing.me.member == LOCAL:
        return
    if standing.me.role not in {"participant", "mentor"}:
        raise Refused("role")
    if name.startswith((LEAD, DRAFT)) and standing.me.role != "mentor":
        raise Refused("role")
    if name.startswith(OWN) and not name.endswith(f"-{own_person(connection, standing)}"):
        raise Refused("role")


def _check_room(connection: Connection, group: str, topic: str) -> None:
    """What was taken away gives way to what is new, so that nobody fills a board with things that nobody sees."""
    of_topic = (Record.group_id == group, Record.topic == topic)
    if connection.execute(select(func.count(Record.name.distinct())).where(*of_topic)).scalar_one() < THINGS_LIMIT:
        return
    newest = connection.execute(_NEWEST, {"group": group, "topic": topic})
    taken_away = next((row.name for row in newest if row.content == encoded(None)), None)
    if taken_away is None:
        raise Refused("full-board")
    connection.execute(delete(Record).where(*of_topic, Record.name == taken_away))


def _sees(standing: Standing, name: str, mine: str | None) -> bool:
    if name.startswith(DRAFT):
        return standing.me.role == "mentor" or standing.me.member == LOCAL
    return not name.startswith(OWN) or (mine is not None and name.endswith(f"-{mine}"))


def _kept(row: Any) -> Kept:
    first = row.first_at  # an aggregate comes back without its type from SQLite
    first_at = Record.written_at.type.process_result_value(_moment(first), None)
    return Kept(row.name, _value(row), row.revision, row.written_at, first_at)


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _of_row(name: str, row: Any, first: Any) -> Kept:
    return Kept(name, _value(row), row.revision, row.written_at, first.written_at)


def _value(row: Any) -> Value | None:
    if row.cipher != PLAIN:
        raise Refused("sealed")
    value: Value | None = json.loads(row.content)
    return value
