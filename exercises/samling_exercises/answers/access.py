"""A member's way to the database: each call a transaction of its own, in which the member's standing is looked up."""

from collections.abc import Callable
from typing import Literal, Self, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, Engine

from samling_exercises.answers.engine import attempt, transaction
from samling_exercises.answers.errors import NotRead, Refused, StorageError
from samling_exercises.answers.feed import Feed
from samling_exercises.answers.place import Place
from samling_exercises.answers.revisions import PlainRevisions
from samling_exercises.answers.standing import Standing, standing_of
from samling_exercises.answers.values import Me

_Result = TypeVar("_Result")


class Access:
    """What every part of a member's book needs. `acting` is the role asked for; `revisions` None: no key came along."""

    def __init__(
        self, engine: Engine, place: Place, member: str, acting: str | None, revisions: PlainRevisions | None
    ) -> None:
        self._engine = engine
        self._place = place
        self._member = member
        self._acting = acting
        self._opened = revisions
        self._feeds: WeakSet[Feed] = WeakSet()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database's file, the feeds too."""
        for feed in tuple(self._feeds):
            feed.close()
        self._engine.dispose()

    def me(self) -> Me:
        """Who the member is now. :raises NotRead: ``gone``, ``role``, or the database could not be read."""
        return self._read(lambda connection: self._standing(connection).me)

    def _standing(self, connection: Connection) -> Standing:
        return standing_of(connection, self._member, self._acting)

    def _revisions(self) -> PlainRevisions:
        if self._opened is None:
            raise Refused("sealed")
        return self._opened

    def _read(self, work: Callable[[Connection], _Result]) -> _Result:
        return self._within("DEFERRED", work, NotRead)

    def _within(
        self,
        begin: Literal["IMMEDIATE", "DEFERRED"],
        work: Callable[[Connection], _Result],
        failed: type[StorageError],
    ) -> _Result:
        def once() -> _Result:
            with transaction(self._engine, begin) as connection:
                return work(connection)

        return self._guarded(once, failed)

    def _guarded(self, work: Callable[[], _Result], failed: type[StorageError]) -> _Result:
        """Do the work; what the database could not do and what was refused both become `failed`, with their reason."""
        try:
            return attempt(work, failed)
        except Refused as refused:
            reason = refused.reason
        raise failed(reason)
