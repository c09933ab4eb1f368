"""The tables of groups and of those who are in them: seats, keys, invitations, visits, changes.

They say which columns are personal in the same way as the tables of answers do, see ``tables.py``.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samling_exercises.answers.tables import PERSONAL, TECHNICAL, Base, UtcTime


class Group(Base):
    """People who meet. The local group has no programme of its own: one reader's copy goes through them all.

    `link` stands in the address on the join cards and opens nothing by itself. A practice group is for trying out.
    `counts` are the numbers, as JSON, that are left of a group that has ended; until then they are counted.
    """

    __tablename__ = "groups"

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=TECHNICAL)
    programme: Mapped[str | None] = mapped_column(String(64), info=TECHNICAL)
    name: Mapped[str | None] = mapped_column(String(200), info=PERSONAL)
    practice: Mapped[bool] = mapped_column(info=TECHNICAL)
    link: Mapped[str | None] = mapped_column(String(32), unique=True, info=TECHNICAL)
    made_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)
    last_gathering_on: Mapped[date | None] = mapped_column(Date, info=TECHNICAL)
    ends_at: Mapped[datetime | None] = mapped_column(UtcTime, info=TECHNICAL)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime, info=TECHNICAL)
    erased_at: Mapped[datetime | None] = mapped_column(UtcTime, info=TECHNICAL)
    counts: Mapped[str | None] = mapped_column(Text, info=TECHNICAL)


class Member(Base):
    """Somebody in a group, in one role. Who leaves keeps what they wrote; when the mentor gives their seat to somebody
    else, `seat` becomes NULL.

    `codes_seen_at` is when the member confirmed that the codes are written down; until then they are shown anew.
    """

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("group_id", "seat"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=TECHNICAL)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), info=TECHNICAL)
    seat: Mapped[int | None] = mapped_column(info=TECHNICAL)
    role: Mapped[str] = mapped_column(String(32), info=PERSONAL)
    nickname: Mapped[str | None] = mapped_column(String(200), info=PERSONAL)
    made_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)
    left_at: Mapped[datetime | None] = mapped_column(UtcTime, info=PERSONAL)
    codes_seen_at: Mapped[datetime | None] = mapped_column(UtcTime, info=PERSONAL)


class MemberKey(Base):
    """A member's data key, wrapped by one of the member's codes (`kind` is ``code`` or ``recovery``).

    `locator` is the first part of the code, which is no secret: it finds the row. `cost` says how the rest was made a
    key, for instance ``argon2id:3:65536:4``.
    """

    __tablename__ = "member_keys"

    member_id: Mapped[str] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True, info=TECHNICAL)
    locator: Mapped[str] = mapped_column(String(16), unique=True, info=TECHNICAL)
    salt: Mapped[bytes] = mapped_column(LargeBinary, info=TECHNICAL)
    cost: Mapped[str] = mapped_column(String(64), info=TECHNICAL)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary, info=TECHNICAL)


class Invitation(Base):
    """A one-time code for a seat, kept only as what is needed to recognise it. Used once, it is removed."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True, info=TECHNICAL)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), info=TECHNICAL)
    role: Mapped[str] = mapped_column(String(32), info=TECHNICAL)
    seat: Mapped[int | None] = mapped_column(info=TECHNICAL)
    locator: Mapped[str] = mapped_column(String(16), unique=True, info=TECHNICAL)
    salt: Mapped[bytes] = mapped_column(LargeBinary, info=TECHNICAL)
    cost: Mapped[str] = mapped_column(String(64), info=TECHNICAL)
    verifier: Mapped[bytes] = mapped_column(LargeBinary, info=TECHNICAL)
    made_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)


class Visit(Base):
    """A browser that is signed in. `id` is a hash of the token in its cookie; the token itself is kept nowhere."""

    __tablename__ = "visits"

    id: Mapped[str] = mapped_column(String(64), primary_key=True, info=TECHNICAL)
    shared_computer: Mapped[bool] = mapped_column(info=TECHNICAL)
    made_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)
    seen_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)


class VisitSeat(Base):
    """A member who is signed in on a visit; `wrapped` is the data key, wrapped by the cookie's token (NULL: no key)."""

    __tablename__ = "visit_seats"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL)
    member_id: Mapped[str] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary, info=TECHNICAL)
    entered_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)


class Ledger(Base):
    """A member's sealed list of the newest revision of each field, so that a row that was taken away is noticed."""

    __tablename__ = "ledgers"

    member_id: Mapped[str] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )
    content: Mapped[bytes] = mapped_column(LargeBinary, info=TECHNICAL)


class Reminded(Base):
    """That a member has been reminded of confidentiality at a gathering (``mestring/2``)."""

    __tablename__ = "reminded"

    member_id: Mapped[str] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, info=TECHNICAL
    )
    gathering: Mapped[str] = mapped_column(String(130), primary_key=True, info=PERSONAL)
    reminded_at: Mapped[datetime] = mapped_column(UtcTime, info=PERSONAL)


class Change(Base):
    """That something of a group's changed, for the kernels that show it. Never what, nor whose."""

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True, info=TECHNICAL)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True, info=TECHNICAL)
    topic: Mapped[str] = mapped_column(String(200), info=TECHNICAL)
    changed_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)


class Erased(Base):
    """A member or a group that was erased: an id that may not come to life again, be it from a backup or from a kernel
    that is still running.
    """

    __tablename__ = "erased"

    member_id: Mapped[str] = mapped_column(String(64), primary_key=True, info=TECHNICAL)
    erased_at: Mapped[datetime] = mapped_column(UtcTime, info=TECHNICAL)
