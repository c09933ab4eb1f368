"""The revisions of a member with a key: sealed, and held against the member's ledger at every look."""

import threading
from typing import Any, ClassVar

from sqlalchemy import Connection, Row

from samling_exercises.answers.errors import Refused
from samling_exercises.answers.ledger import EMPTY, Tally, store_ledger, stored_ledger, unseal_ledger
from samling_exercises.answers.revisions import Expected, PlainRevisions
from samling_exercises.answers.sealing import revision_place, seal, unseal
from samling_exercises.answers.tables import SEALED


class SealedRevisions(PlainRevisions):
    """Revisions that only the member's key opens. Remembers the highest counter of the ledger it has seen."""

    cipher: ClassVar[int] = SEALED

    def __init__(self, member: str, key: bytes) -> None:
        super().__init__(member)
        self._key = key
        self._seen = 0
        self._last: tuple[bytes | None, Tally] = (None, EMPTY)
        self._remembering = threading.Lock()

    def committed(self, counter: int) -> None:
        """Remember the counter. Never before the commit: what is undone must not be missed later."""
        with self._remembering:
            self._seen = max(self._seen, counter)

    def _text(self, row: Row[Any]) -> str:
        if row.cipher != SEALED:
            raise Refused("tampered")
        return unseal(self._key, row.content, revision_place(self._member, row.exercise, row.field, row.revision))

    def _content(self, text: str, exercise: str, field: str, number: int) -> bytes:
        return seal(self._key, text, revision_place(self._member, exercise, field, number))

    def _expected(self, connection: Connection, *of: str) -> Expected:
        newest = self._tally(connection).newest
        return {place: number for place, number in newest.items() if place[: len(of)] == of}

    def _record(self, connection: Connection, exercise: str, field: str, number: int) -> int:
        tally = self._tally(connection).with_revision(exercise, field, number)
        store_ledger(connection, self._key, self._member, tally)
        return tally.counter

    def _tally(self, connection: Connection) -> Tally:
        content = stored_ledger(connection, self._member)
        known, tally = self._last
        if content != known:  # the same bytes say the same, so that a ledger is opened once
            tally = unseal_ledger(self._key, content, self._member) if content is not None else EMPTY
            self._last = (content, tally)
        if tally.counter < self._seen:
            raise Refused("tampered")
        self.committed(tally.counter)
        return tally
