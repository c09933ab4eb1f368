"""The side of a book where a group makes things together."""

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import IntegrityError

from samling_exercises.answers import records
from samling_exercises.answers.company import company, members_of
from samling_exercises.answers.engine import transaction
from samling_exercises.answers.errors import NotSaved
from samling_exercises.answers.group_side import GroupSide
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.records import Merge, Value
from samling_exercises.answers.standing import make_local_known
from samling_exercises.answers.text import checked_exercise, checked_field, checked_revision
from samling_exercises.answers.values import Kept, Person, Written

_ATTEMPTS: Final = 3
_Result = TypeVar("_Result")


class GroupRecords(GroupSide):
    """What the group makes together, by topic (``mestring/2/pair-talk``) and name; see ``records`` for who may what."""

    def records(self, topic: str) -> dict[str, Kept]:
        """The things of a topic that the acting role may see, by name.

        :raises NotRead: ``gone``, ``role``, ``sealed``, or the database could not be read.
        """
        key = checked_exercise(topic)
        return self._read(lambda connection: records.newest(connection, self._standing(connection), key))

    def record_history(self, topic: str, name: str) -> tuple[Kept, ...]:
        """Every revision of a thing, oldest first. :raises NotRead: as for `records`."""
        key, thing = checked_exercise(topic), checked_field(name)
        return self._read(lambda connection: records.history(connection, self._standing(connection), key, thing))

    def put(
        self,
        topic: str,
        name: str,
        value: Value | None,
        base: int,
        *,
        merge: Merge | None = None,
        about: str | None = None,
        history: bool = True,
    ) -> Written:
        """Write a thing of the group's, or with None take it away; when this returns, it is on the disk.

        `base` is the revision the writer had seen (0: none). Somebody else's later writing is a clash, unless `merge`
        can bring the two together. What stands already is not written again, so a writing can simply be repeated.
        `about` is the person it belongs to and goes with; without `history` earlier revisions are removed.

        :raises NotSaved: ``gone``, ``role``, ``closed``, ``too-large``, ``full-board``, or the database could not do
            it.
        """
        key, thing, seen = checked_exercise(topic), checked_field(name), checked_revision(base, "base")
        self._guarded(lambda: records.encoded(value), NotSaved)  # before anything waits for the database
        for _ in range(_ATTEMPTS):
            outcome = self._guarded(lambda: self._put_once(key, thing, value, seen, merge, about, history), NotSaved)
            if outcome is not None:
                return outcome
        raise NotSaved("busy")

    def company(self) -> tuple[Person, ...]:
        """Who is in the group: nobody where there is none. :raises NotRead: ``gone``, ``role``, or not readable."""
        return self._read(lambda connection: company(connection, self._standing(connection)))

    def tally(self, topic: str, prefix: str, count: Callable[[tuple[Value, ...]], _Result]) -> _Result:
        """What a mentor's rule makes of what each keeps as their own (``own-<prefix>-…``), without whose it is.

        :raises NotRead: ``role``: only for a mentor; ``gone``, or the database could not be read.
        """
        key, name = checked_exercise(topic), checked_field(prefix)
        return self._read(lambda connection: count(records.tally(connection, self._standing(connection), key, name)))

    def forget(self, topic: str, prefix: str) -> None:
        """Remove what each keeps as their own (``own-<prefix>-…``), for good.

        :raises NotSaved: ``role``: only for a mentor; ``gone``, or the database could not do it.
        """
        key, name = checked_exercise(topic), checked_field(prefix)
        self._within(
            "IMMEDIATE",
            lambda connection: records.forget(connection, self._standing(connection), key, name),
            NotSaved,
        )

    def _put_once(
        self,
        topic: str,
        name: str,
        value: Value | None,
        base: int,
        merge: Merge | None,
        about: str | None,
        history: bool,
    ) -> Written | None:
        """Look and write in one transaction; None when somebody else wrote in between (see `AnswerBook.save`)."""
        try:
            with transaction(self._engine, "IMMEDIATE") as connection:
                standing = self._standing(connection)
                if self._member == LOCAL:
                    make_local_known(connection)
                group = records.group_of(standing)
                owner = members_of(connection, group, frozenset({about})).get(about) if about else None
                return records.put(connection, standing, topic, name, value, base, merge, owner, history)
        except IntegrityError:
            return None
