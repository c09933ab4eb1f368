"""The tables. Every column says whether it is personal: `PERSONAL` is what somebody wrote, chose or did, or what tells
who they are (it goes into a member's takeout and must be gone after erasure); `TECHNICAL` links rows or says how they
are stored. A column that says neither fails the tests.

Whoever changes a table adds a file to `migrations/versions` and raises `schema.CURRENT`; a test compares the two.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PERSONAL: Final[dict[str, Any]] = {"personal": True}
TECHNICAL: Final[dict[str, Any]] = {"personal": False}

PLAIN: Final = 0
"""The value of `cipher` for content that is the text in UTF-8, as it is."""
SEALED: Final = 1
"""The value of `cipher` for content that only the member's own key opens, see ``sealing.py``."""


class UtcTime(TypeDecorator[datetime]):
    """A moment with time zone UTC, in databases that keep time zones and in SQLite, which does not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone; store the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored moment has a time zone; came one without. Use datetime.now(UTC).")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's moments back the time zone they were stored in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Constraints have names, so that a later migration can find them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Revision(Base):
    """One writing of one field. Rows are added and, at erasure, removed; they never change.

    `content` is bytes whose meaning `cipher` tells, so that sealed text needs no new table. The unique key is what
    makes two writers of the same revision impossible, whatever the database.
    """

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("member_id", "exercise", "field", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=TECHNICAL)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), info=TECHNICAL)
    exercise: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    field: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    revision: Mapped[int] = mapped_column(info=TECHNICAL)
    cipher: Mapped[int] = mapped_column(info=TECHNICAL)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    written_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)


class SharedCopy(Base):
    """What a member chose to show, a copy apart from the private text: to stop sharing is to remove the row.

    `revision` is the one it was copied from, `audience` who may see it. One copy a field.
    """

    __tablename__ = "shared_copies"
    __table_args__ = (
        UniqueConstraint("member_id", "exercise", "field"),
        Index(None, "group_id", "exercise"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=TECHNICAL)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), info=TECHNICAL)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), info=TECHNICAL)
    exercise: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    field: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    revision: Mapped[int] = mapped_column(info=TECHNICAL)
    audience: Mapped[str] = mapped_column(String(32), info=PERSONAL)
    cipher: Mapped[int] = mapped_column(info=TECHNICAL)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    shared_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)


class SharedWith(Base):
    """Who may see a copy whose `audience` is ``partner``: those drawn to talk with its writer."""

    __tablename__ = "shared_with"

    copy_id: Mapped[int] = mapped_column(
        ForeignKey("shared_copies.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )
    member_id: Mapped[str] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )


class Record(Base):
    """One writing of one thing of the group's: a note on the journey, who is there, which activity is now.

    Rows are added, as in `Revision`; `content` is JSON in UTF-8, ``null`` when the thing was taken away. `member_id` is
    there where the thing is about one member, and goes with them; a note on the journey is the group's, and has none.
    """

    __tablename__ = "records"
    __table_args__ = (
        UniqueConstraint("group_id", "topic", "name", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
        Index(None, "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=TECHNICAL)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), info=TECHNICAL)
    topic: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    name: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    revision: Mapped[int] = mapped_column(info=TECHNICAL)
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), info=TECHNICAL)
    cipher: Mapped[int] = mapped_column(info=TECHNICAL)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    written_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)


def undeclared(metadata: MetaData) -> list[str]:
    """The columns (``table.column``) that do not say whether they are personal."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if not isinstance(column.info.get("personal"), bool)
    ]
