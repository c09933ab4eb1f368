"""A member's sealed list of the newest revision of each field, so that a row that was taken away is noticed.

It is written in the same transaction as the revision it tells of. Its counter only grows: a book that has seen a higher
one refuses a ledger that somebody put back. A whole older database, put back while no book of the member runs, looks as
it did then, and is taken for what it is.
"""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.group_tables import Ledger
from samling_exercises.answers.sealing import Place, seal, unseal
from samling_exercises.answers.tables import Revision
from samling_exercises.answers.values import Field


class Tally(NamedTuple):
    """How many revisions a member has written, and the number of the newest of each field."""

    counter: int
    newest: Mapping[Field, int]

    def with_revision(self, exercise: str, field: str, revision: int) -> "Tally":
        """The tally after this revision was written."""
        return Tally(self.counter + 1, {**self.newest, (exercise, field): revision})


EMPTY: Final = Tally(0, {})


_QUERY: Final = select(Ledger.content).where(Ledger.member_id == bindparam("member"))
_HAS_REVISIONS: Final = select(Revision.id).where(Revision.member_id == bindparam("member")).limit(1)


def stored_ledger(connection: Connection, member: str) -> bytes | None:
    """The member's ledger as it is stored; None for a member who has written nothing.

    :raises Refused: ``tampered``: it is missing although there are revisions.
    """
    content = connection.execute(_QUERY, {"member": member}).scalar_one_or_none()
    if content is None and connection.execute(_HAS_REVISIONS, {"member": member}).first():
        raise Refused("tampered")
    return content


def unseal_ledger(key: bytes, content: bytes, member: str) -> Tally:
    """What a stored ledger says. :raises Refused: ``tampered``: it does not open."""
    counter, newest = json.loads(unseal(key, content, _place(member)))
    return Tally(counter, {(exercise, field): revision for exercise, field, revision in newest})


def store_ledger(connection: Connection, key: bytes, member: str, tally: Tally) -> None:
    """Put this ledger in the place of the earlier one."""
    newest = [(*field, revision) for field, revision in tally.newest.items()]
    content = seal(key, json.dumps((tally.counter, newest), separators=(",", ":")), _place(member))
    changed = connection.execute(update(Ledger).where(Ledger.member_id == member).values(content=content))
    if changed.rowcount == 0:
        connection.execute(insert(Ledger), {"member_id": member, "content": content})


def _place(member: str) -> Place:
    return ("ledger", member)
