"""The side of a book that looks towards the group: who is there, what is shared, what others share."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from samling_exercises.answers import sharing
from samling_exercises.answers.access import Access
from samling_exercises.answers.errors import NotSaved, NotShared
from samling_exercises.answers.feed import EngineSource, Feed, FileSource
from samling_exercises.answers.group_tables import Reminded
from samling_exercises.answers.place import LOCAL
from samling_exercises.answers.sharing import checked_audience
from samling_exercises.answers.standing import check_may_write, make_local_known
from samling_exercises.answers.text import checked_exercise, checked_field, checked_gathering, checked_revision
from samling_exercises.answers.values import Audience, Shared, SharedText


class GroupSide(Access):
    """Sharing, seeing, and hearing of changes."""

    def audience(self, audience: str, people: frozenset[str] = frozenset()) -> Audience:
        """How many would see a field shared with ``group``, ``mentor`` or, with ``partner``, these people; oneself not
        counted.

        :raises NotShared: ``no-group``, ``gone``, ``role``, or the database could not be read.
        """
        wanted = checked_audience(audience)
        return self._within(
            "DEFERRED",
            lambda connection: sharing.audience_of(connection, self._standing(connection), wanted, people),
            NotShared,
        )

    def share(
        self, exercise_key: str, field: str, revision: int, audience: str, people: frozenset[str] = frozenset()
    ) -> Shared:
        """Copy a field's newest revision for ``group`` or ``mentor`` to see, or with ``partner`` for these people; an
        earlier copy gives way to it.

        :raises NotShared: ``changed`` (the newest revision is another), ``no-group``, ``gone``, ``role``, ``closed``,
            ``no-partner``, ``given``, ``sealed``, ``tampered``, or the database could not do it; what others see is
            as it was.
        """
        exercise, name = checked_exercise(exercise_key), checked_field(field)
        number, wanted = checked_revision(revision, "revision"), checked_audience(audience)

        def share(connection: Connection) -> Shared:
            standing = self._standing(connection)
            return sharing.share(connection, standing, self._revisions, exercise, name, number, wanted, people)

        return self._within("IMMEDIATE", share, NotShared)

    def unshare(self, exercise_key: str, field: str) -> None:
        """Take the copy of a field away from everybody; nothing happens when there is none.

        :raises NotShared: ``no-group``, ``gone``, ``role``, or the database could not do it.
        """
        exercise, name = checked_exercise(exercise_key), checked_field(field)
        self._within(
            "IMMEDIATE",
            lambda connection: sharing.unshare(connection, self._standing(connection), exercise, name),
            NotShared,
        )

    def own_shares(self, exercise_key: str) -> dict[str, Shared]:
        """What this member shows of an exercise, by field. :raises NotRead: ``gone``, ``role``, or not readable."""
        exercise = checked_exercise(exercise_key)
        return self._read(
            lambda connection: sharing.own_shares(connection, self._standing(connection).me.member, exercise)
        )

    def seen(self, exercise_key: str) -> tuple[SharedText, ...]:
        """What others share of an exercise, as far as the acting role may see it.

        A mentor sees what is shared with the group and with mentors, a participant what is shared with the group, the
        wall and a coordinator nothing. :raises NotRead: ``gone``, ``role``, or the database could not be read.
        """
        exercise = checked_exercise(exercise_key)
        return self._read(lambda connection: sharing.seen(connection, self._standing(connection), exercise))

    def reminded(self, gathering: str) -> bool:
        """Whether the member was reminded of confidentiality at this gathering (``mestring/2``).

        :raises NotRead: ``gone``, ``role``, or the database could not be read.
        """
        key = checked_gathering(gathering)
        return self._read(lambda connection: self._is_reminded(connection, key))

    def remind(self, gathering: str) -> None:
        """Remember that the member was reminded at this gathering; once is enough.

        :raises NotSaved: ``gone``, ``role``, ``closed``, or the database could not do it.
        """
        key = checked_gathering(gathering)

        def remind(connection: Connection) -> None:
            check_may_write(self._standing(connection))
            if self._is_reminded(connection, key):
                return
            if self._member == LOCAL:
                make_local_known(connection)
            row = {"member_id": self._member, "gathering": key, "reminded_at": datetime.now(UTC)}
            connection.execute(insert(Reminded), row)

        self._within("IMMEDIATE", remind, NotSaved)

    def feed(self) -> Feed:
        """What tells of changes in the member's group from now on. One a kernel is enough; the book closes it.

        :raises NotRead: ``gone``, ``role``, or the database could not be read.
        """
        group = self.me().group
        if group is None:
            return Feed(None)
        file = self._place.file
        feed = Feed(FileSource(file, group) if file else EngineSource(self._engine, group))
        self._feeds.add(feed)
        return feed

    def _is_reminded(self, connection: Connection, gathering: str) -> bool:
        member = self._standing(connection).me.member
        query = select(Reminded.member_id).where(Reminded.member_id == member, Reminded.gathering == gathering)
        return connection.execute(query).first() is not None
