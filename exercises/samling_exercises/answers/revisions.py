"""The revisions of one member: as plain text for the local reader, sealed for everybody in a group.

Each method works on the connection, and in the transaction, it is handed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.tables import PLAIN, Revision
from samling_exercises.answers.values import Answer, Field

Expected = Mapping[Field, int] | None
"""The newest revision of each field that has one; None where nothing but the rows themselves tells it."""

_COLUMNS: Final[Any] = select(
    Revision.exercise, Revision.field, Revision.revision, Revision.cipher, Revision.content, Revision.written_at
)
_OF_EXERCISE: Final = (Revision.member_id == bindparam("member"), Revision.exercise == bindparam("exercise"))
_HISTORY: Final = _COLUMNS.where(*_OF_EXERCISE).where(Revision.field == bindparam("field")).order_by(Revision.revision)
_LATEST: Final = _HISTORY.order_by(None).order_by(Revision.revision.desc()).limit(1)
_NUMBERS: Final = (
    select(Revision.field, func.max(Revision.revision).label("revision"))
    .where(*_OF_EXERCISE)
    .group_by(Revision.field)
    .subquery()
)
_NEWEST: Final = (
    _COLUMNS.join(_NUMBERS, (Revision.field == _NUMBERS.c.field) & (Revision.revision == _NUMBERS.c.revision))
    .where(*_OF_EXERCISE)
    .order_by(Revision.field)
)
"""The queries are put together once: that takes longer than asking them."""


class PlainRevisions:
    """Revisions as text in UTF-8, for the one reader of a workbook on their own machine."""

    cipher: ClassVar[int] = PLAIN

    def __init__(self, member: str) -> None:
        self._member = member

    def newest(self, connection: Connection, exercise: str) -> dict[str, Answer]:
        """The newest revision of each field of an exercise. :raises Refused: ``sealed`` or ``tampered``."""
        expected = self._expected(connection, exercise)
        rows = connection.execute(_NEWEST, {"member": self._member, "exercise": exercise}).all()
        _agree(expected, {(row.exercise, row.field): row.revision for row in rows})
        return {row.field: self._answer(row) for row in rows}

    def latest(self, connection: Connection, exercise: str, field: str) -> Answer | None:
        """The newest revision of a field. :raises Refused: ``sealed`` or ``tampered``."""
        expected = self._expected(connection, exercise, field)
        row = connection.execute(_LATEST, self._of_field(exercise, field)).one_or_none()
        _agree(expected, {} if row is None else {(exercise, field): row.revision})
        return None if row is None else self._answer(row)

    def history(self, connection: Connection, exercise: str, field: str) -> tuple[Answer, ...]:
        """Every revision of a field, oldest first. :raises Refused: ``sealed`` or ``tampered``."""
        expected = self._expected(connection, exercise, field)
        rows = connection.execute(_HISTORY, self._of_field(exercise, field)).all()
        _agree(expected, {(exercise, field): len(rows)} if rows else {})  # a row missing in between makes them fewer
        return tuple(self._answer(row) for row in rows)

    def add(self, connection: Connection, exercise: str, field: str, text: str, number: int, now: datetime) -> int:
        """Write a revision; what `committed` wants to hear comes back. Call `latest` before, in this transaction."""
        row = {
            "member_id": self._member,
            "exercise": exercise,
            "field": field,
            "revision": number,
            "cipher": self.cipher,
            "content": self._content(text, exercise, field, number),
            "written_at": now,
        }
        counter = self._record(connection, exercise, field, number)
        connection.execute(insert(Revision), row)
        return counter

    def committed(self, counter: int) -> None:
        """The transaction in which `add` gave this counter is on the disk."""

    def _of_field(self, exercise: str, field: str) -> dict[str, str]:
        return {"member": self._member, "exercise": exercise, "field": field}

    def _answer(self, row: Row[Any]) -> Answer:
        return Answer(self._text(row), row.revision, row.written_at)

    def _text(self, row: Row[Any]) -> str:
        if row.cipher != PLAIN:
            raise Refused("sealed")
        return str(row.content.decode("utf-8"))

    def _content(self, text: str, exercise: str, field: str, number: int) -> bytes:
        return text.encode("utf-8")

    def _expected(self, connection: Connection, *of: str) -> Expected:
        """What the rows must be, of one exercise, or of one field of it."""
        return None

    def _record(self, connection: Connection, exercise: str, field: str, number: int) -> int:
        return 0


def _agree(expected: Expected, found: Mapping[Field, int]) -> None:
    if expected is not None and expected != found:
        raise Refused("tampered")
