"""One member's book: answers read, saved as new revisions and remembered, and what is shared of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from samling_exercises.answers.engine import transaction
from samling_exercises.answers.errors import NotSaved
from samling_exercises.answers.given_key import checked_key, key_of
from samling_exercises.answers.group_records import GroupRecords
from samling_exercises.answers.place import LOCAL, member_of, place_of, role_of
from samling_exercises.answers.revisions import PlainRevisions
from samling_exercises.answers.schema import open_engine
from samling_exercises.answers.standing import check_may_write, make_local_known
from samling_exercises.answers.text import checked_exercise, checked_field, checked_revision, storable
from samling_exercises.answers.values import Answer, Conflict, Saved

_ATTEMPTS: Final = 3


def open_book(environ: Mapping[str, str], key: bytes | None = None) -> "AnswerBook":
    """The book of the member that the environment names, in the database that it names.

    ``SAMLING_DATABASE`` (an SQLAlchemy URL), else ``SAMLING_DATA`` (a folder), else the user's data folder;
    ``SAMLING_MEMBER``, else ``local``; ``SAMLING_ROLE``, else the member's own role. An empty database gets its tables,
    an older one is migrated.

    `key` (32 bytes) opens a group member's answers; with ``SAMLING_KEY=stdin`` it is read from standard input instead,
    once in a process. Without a key such a book reads and writes no private text. The local reader has none.

    :raises NotOpened: with a reason and a sentence that says what to do; the database is as it was.
    :raises ValueError: `key` is no key, or came with the local reader.
    """
    member, acting = member_of(environ), role_of(environ)
    place = place_of(environ)
    revisions = _revisions(member, environ, key)
    return AnswerBook(open_engine(place), place, member, acting, revisions)


def _revisions(member: str, environ: Mapping[str, str], key: bytes | None) -> PlainRevisions | None:
    if member == LOCAL:
        if key is not None:
            raise ValueError("The local reader's answers are not sealed; came a key. Leave it out.")
        return PlainRevisions(member)
    opener = key_of(environ) if key is None else checked_key(key)
    if opener is None:
        return None
    from samling_exercises.answers.sealed_revisions import SealedRevisions  # the local reader needs no cryptography

    return SealedRevisions(member, opener)


class AnswerBook(GroupRecords):
    """The answers of one member. May be used from several threads; every call is a transaction of its own.

    Who the member is, in which role, and whether the group is open is looked up in each of them.
    """

    def answers(self, exercise_key: str) -> dict[str, Answer]:
        """The newest revision of each field that has one.

        :raises NotRead: ``sealed``, ``tampered``, ``gone``, ``role``, or the database could not be read.
        """
        exercise = checked_exercise(exercise_key)

        def read(connection: Connection) -> dict[str, Answer]:
            self._standing(connection)
            return self._revisions().newest(connection, exercise)

        return self._read(read)

    def history(self, exercise_key: str, field: str) -> tuple[Answer, ...]:
        """Every revision of a field, oldest first. :raises NotRead: as for `answers`."""
        exercise, name = checked_exercise(exercise_key), checked_field(field)

        def read(connection: Connection) -> tuple[Answer, ...]:
            self._standing(connection)
            return self._revisions().history(connection, exercise, name)

        return self._read(read)

    def save(self, exercise_key: str, field: str, text: str, base: int) -> Saved | Conflict:
        """Write a new revision of a field; when this returns `Saved`, it is on the disk.

        `base` is the revision that the writer had seen (0: none). If the field has another one by now, nothing is
        written and `Conflict` holds it. The text that is newest already is not written again, so that a save whose
        acknowledgement was lost can simply be repeated.

        :raises NotSaved: ``gone``, ``role``, ``closed``, ``sealed``, ``tampered``, ``full``, ``busy``, ``database`` or
            ``too-long``; nothing was written.
        :raises UnknownKey: the exercise's or the field's key has not the shape of one.
        """
        exercise, name, storable_text = checked_exercise(exercise_key), checked_field(field), storable(text)
        seen = checked_revision(base, "base")

        for _ in range(_ATTEMPTS):
            outcome = self._guarded(lambda: self._save_once(exercise, name, storable_text, seen), NotSaved)
            if outcome is not None:
                return outcome
        raise NotSaved("busy")

    def _save_once(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict | None:
        """Look and write in one transaction; None when somebody else wrote in between.

        SQLite lets one writer in at a time. Where a database lets in two, the unique key of a revision stops one.
        """
        try:
            with transaction(self._engine, "IMMEDIATE") as connection:
                check_may_write(self._standing(connection))
                revisions = self._revisions()
                newest = revisions.latest(connection, exercise, field)
                if newest is None:
                    if self._member == LOCAL:
                        make_local_known(connection)
                elif newest.text == text:
                    return Saved(newest.revision, newest.written_at)
                elif newest.revision != base:
                    return Conflict(newest)
                saved = Saved(newest.revision + 1 if newest else 1, datetime.now(UTC))
                counter = revisions.add(connection, exercise, field, text, saved.revision, saved.written_at)
        except IntegrityError:
            return None
        revisions.committed(counter)
        return saved
