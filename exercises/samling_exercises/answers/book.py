"""One member's answers: read, saved as new revisions, and remembered."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from samling_exercises.answers.engine import attempt, make_engine, make_private_file, transaction
from samling_exercises.answers.errors import NotOpened, NotRead, NotSaved
from samling_exercises.answers.group_tables import Group, Member
from samling_exercises.answers.place import LOCAL, member_of, place_of
from samling_exercises.answers.schema import bring_up_to_date
from samling_exercises.answers.tables import PLAIN, Revision
from samling_exercises.answers.text import checked_exercise, checked_field, storable
from samling_exercises.answers.values import Answer, Conflict, Saved

_ATTEMPTS: Final = 3


def open_book(environ: Mapping[str, str]) -> "AnswerBook":
    """The book of the member that the environment names, in the database that it names.

    ``SAMLING_DATABASE`` (an SQLAlchemy URL), else ``SAMLING_DATA`` (a folder), else the user's data folder;
    ``SAMLING_MEMBER``, else ``local``. An empty database gets its tables, an older one is migrated.

    :raises NotOpened: with a reason and a sentence that says what to do; the database is as it was.
    """
    member = member_of(environ)
    place = place_of(environ)
    if place.file is not None:
        make_private_file(place.file)
    engine = make_engine(place.url, place.file)
    try:
        bring_up_to_date(engine, place.file)
    except NotOpened:
        engine.dispose()
        raise
    return AnswerBook(engine, member)


class AnswerBook:
    """The answers of one member. May be used from several threads; every call is a transaction of its own."""

    def __init__(self, engine: Engine, member: str) -> None:
        self._engine = engine
        self._member = member

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database's file."""
        self._engine.dispose()

    def answers(self, exercise_key: str) -> dict[str, Answer]:
        """The newest revision of each field that has one. :raises NotRead: the database could not be read."""
        of_exercise = (Revision.member_id == self._member, Revision.exercise == checked_exercise(exercise_key))
        newest = (
            select(Revision.field, func.max(Revision.revision).label("revision"))
            .where(*of_exercise)
            .group_by(Revision.field)
            .subquery()
        )
        query = (
            _columns(Revision.field)
            .join(newest, (Revision.field == newest.c.field) & (Revision.revision == newest.c.revision))
            .where(*of_exercise)
            .order_by(Revision.field)
        )
        return {row.field: _answer(row) for row in self._rows(query)}

    def history(self, exercise_key: str, field: str) -> tuple[Answer, ...]:
        """Every revision of a field, oldest first. :raises NotRead: the database could not be read."""
        query = self._of_field(checked_exercise(exercise_key), checked_field(field)).order_by(Revision.revision)
        return tuple(_answer(row) for row in self._rows(query))

    def save(self, exercise_key: str, field: str, text: str, base: int) -> Saved | Conflict:
        """Write a new revision of a field; when this returns `Saved`, it is on the disk.

        `base` is the revision that the writer had seen (0: none). If the field has another one by now, nothing is
        written and `Conflict` holds it. The text that is newest already is not written again, so that a save whose
        acknowledgement was lost can simply be repeated.

        :raises NotSaved: ``full``, ``busy``, ``database`` or ``too-long``; nothing was written.
        :raises UnknownKey: the exercise's or the field's key has not the shape of one.
        """
        exercise, name, storable_text = checked_exercise(exercise_key), checked_field(field), storable(text)
        if type(base) is not int or base < 0:
            raise ValueError("`base` is the revision that the writer had seen, 0 or more; came something else.")

        for _ in range(_ATTEMPTS):
            outcome = attempt(lambda: self._save_once(exercise, name, storable_text, base), NotSaved)
            if outcome is not None:
                return outcome
        raise NotSaved("busy")

    def _save_once(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict | None:
        """Look and write in one transaction; None when somebody else wrote in between.

        SQLite lets one writer in at a time. Where a database lets in two, the unique key of a revision stops one.
        """
        query = self._of_field(exercise, field).order_by(Revision.revision.desc()).limit(1)
        try:
            with transaction(self._engine, "IMMEDIATE") as connection:
                row = connection.execute(query).one_or_none()
                if row is None:
                    self._make_known(connection)
                else:
                    newest = _answer(row)
                    if newest.text == text:
                        return Saved(newest.revision, newest.written_at)
                    if newest.revision != base:
                        return Conflict(newest)
                saved = Saved(1 if row is None else row.revision + 1, datetime.now(UTC))
                connection.execute(insert(Revision), self._row(exercise, field, text, saved))
        except IntegrityError:
            return None
        return saved

    def _row(self, exercise: str, field: str, text: str, saved: Saved) -> dict[str, Any]:
        return {
            "member_id": self._member,
            "exercise": exercise,
            "field": field,
            "revision": saved.revision,
            "cipher": PLAIN,
            "content": text.encode("utf-8"),
            "written_at": saved.written_at,
        }

    def _of_field(self, exercise: str, field: str) -> Select[Any]:
        return _columns().where(
            Revision.member_id == self._member, Revision.exercise == exercise, Revision.field == field
        )

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        def read() -> Sequence[Row[Any]]:
            with transaction(self._engine, "DEFERRED") as connection:
                return connection.execute(query).all()

        return attempt(read, NotRead)

    def _make_known(self, connection: Connection) -> None:
        """Make the member, and the local group, at the first writing."""
        if connection.execute(select(Member.id).where(Member.id == self._member)).first():
            return
        now = datetime.now(UTC)
        if not connection.execute(select(Group.id).where(Group.id == LOCAL)).first():
            connection.execute(insert(Group), {"id": LOCAL, "practice": False, "made_at": now})
        participant = {"id": self._member, "group_id": LOCAL, "role": "participant", "made_at": now}
        connection.execute(insert(Member), participant)


def _columns(*more: Any) -> Select[Any]:
    return select(*more, Revision.revision, Revision.cipher, Revision.content, Revision.written_at)


def _answer(row: Row[Any]) -> Answer:
    if row.cipher != PLAIN:
        raise NotRead("sealed")
    return Answer(row.content.decode("utf-8"), row.revision, row.written_at)
