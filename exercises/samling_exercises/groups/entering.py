"""Codes at the door: recognised, used to take a seat, to sign in, and to get new ones."""

import uuid
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select, update

from samling_exercises.answers.changes import COMPANY, note_change
from samling_exercises.answers.group_tables import Group, Member, MemberKey
from samling_exercises.answers.group_tables import Invitation as InvitationRow
from samling_exercises.groups import keys
from samling_exercises.groups.codes import Code, CodeKind, read_code
from samling_exercises.groups.errors import NotAdmitted, NotAllowed
from samling_exercises.groups.member_codes import NewCodes, new_codes, store_codes
from samling_exercises.groups.names import checked_nickname
from samling_exercises.groups.people import check_nickname_is_free, known_member
from samling_exercises.groups.store import OF_GROUP, facts, known_group
from samling_exercises.groups.values import Entered, GroupFacts, Invitation, Recognised
from samling_exercises.groups.visits import Visits, end_visits_of

_KEY_KINDS: Final[dict[CodeKind, Literal["code", "recovery"]]] = {
    CodeKind.PERSONAL: "code",
    CodeKind.RECOVERY: "recovery",
}


class _Opened(NamedTuple):
    """A member's key, and the row that the code opened it from."""

    key: bytes
    row: Row[Any]


class Entering(Visits):
    """The part of the register that stands at the door.

    Whatever is wrong with a code, the answer is the same and so is the work, so that neither tells which codes, people
    and groups there are.
    """

    def recognise(self, code: str, link: str | None = None) -> Invitation | Recognised:
        """Whose code it is, or what it invites to. `link` is that of the address it was typed at.

        :raises NotAdmitted: ``wrong``, ``closed`` or ``ended``.
        """
        read = _read(code, *CodeKind)
        if read.kind is CodeKind.INVITATION:
            row = self._invitation(read, link)
            return Invitation(row.id, facts(row), row.role, row.seat)
        opened = self._open(read, link)
        return Recognised(opened.row.member_id, opened.key, opened.row.kind)

    def take_seat(
        self, code: str, nickname: str, visit_token: str | None = None, shared_computer: bool = False
    ) -> Entered:
        """Become a member: the invitation is used up, and the member's own codes are told, only here.

        :raises BadNickname: it cannot be shown, or somebody has it. The invitation can be used again.
        :raises NotAdmitted: ``wrong``, also when somebody else used the invitation meanwhile; ``closed``, ``ended``.
        """
        name = checked_nickname(nickname)
        row = self._invitation(_read(code, CodeKind.INVITATION), None)
        member, key = uuid.uuid4().hex, keys.new_key()
        codes = new_codes(key, member)

        def enter(connection: Connection) -> Entered:
            this = (InvitationRow.id == row.id, InvitationRow.verifier == row.verifier)
            if connection.execute(delete(InvitationRow).where(*this)).rowcount != 1:
                raise NotAdmitted("wrong")
            _check_open(known_group(connection, row.group_id), self._now())
            check_nickname_is_free(connection, row.group_id, name)
            of_member = {"id": member, "group_id": row.group_id, "seat": row.seat, "role": row.role, "nickname": name}
            connection.execute(insert(Member), {**of_member, "made_at": self._now()})
            personal, recovery = store_codes(connection, member, codes)
            token, replaced = self._enter(connection, member, key, shared_computer, visit_token)
            note_change(connection, row.group_id, COMPANY)
            return Entered(member, token, personal, recovery, replaced)

        return self._write(enter)

    def sign_in(self, code: str, shared_computer: bool, visit_token: str | None = None) -> Entered:
        """Sign in with the personal code; a recovery code does what `recover` does.

        With a valid `visit_token` the browser keeps the seats it has, unless the computer is shared.

        :raises NotAdmitted: ``wrong`` or ``ended``.
        """
        read = _read(code, CodeKind.PERSONAL, CodeKind.RECOVERY)
        opened = self._open(read, None)
        member = opened.row.member_id
        codes = new_codes(opened.key, member) if read.kind is CodeKind.RECOVERY else None

        def enter(connection: Connection) -> Entered:
            self._check_unchanged(connection, opened)
            personal, recovery = None, None
            if codes is not None:
                personal, recovery = self._replace_codes(connection, member, codes, visit_token)
            token, replaced = self._enter(connection, member, opened.key, shared_computer, visit_token)
            return Entered(member, token, personal, recovery, replaced)

        return self._write(enter)

    def recover(self, recovery_code: str, shared_computer: bool, visit_token: str | None = None) -> Entered:
        """Sign in with the recovery code. Both codes are new from now on, and every other visit of the member ends.

        :raises NotAdmitted: ``wrong`` or ``ended``.
        """
        return self.sign_in(str(_read(recovery_code, CodeKind.RECOVERY)), shared_computer, visit_token)

    def new_codes(self, token: str, member: str) -> tuple[Code, Code]:
        """A new personal and a new recovery code for somebody who is signed in; the old ones are dead.

        The answers stay as they are: their key is only wrapped anew. Every other visit of the member ends.

        :raises NotAllowed: ``gone``: this visit does not have the member's key; ``practice``: there are no codes there.
        """
        key = self.key(token, member)
        if key is None:
            raise NotAllowed("gone")
        codes = new_codes(key, member)

        def replace(connection: Connection) -> tuple[Code, Code]:
            if known_group(connection, known_member(connection, member).group_id).practice:
                raise NotAllowed("practice")
            return self._replace_codes(connection, member, codes, token)

        return self._write(replace)

    def codes_seen(self, member: str) -> None:
        """The member has written the codes down; they need not be shown anew."""
        seen = update(Member).where(Member.id == member).values(codes_seen_at=self._now())
        self._write(lambda connection: connection.execute(seen))

    def _invitation(self, code: Code, link: str | None) -> Row[Any]:
        query = select(*InvitationRow.__table__.columns, *OF_GROUP).join(Group)
        row = self._first(query.where(InvitationRow.locator == code.locator))
        proof = keys.stand_in() if row is None else keys.Proof(row.salt, row.cost, row.verifier)
        if not keys.is_verified(proof, code.secret) or row is None or _is_elsewhere(row, link):
            raise self._refusal(link)
        _check_open(facts(row), self._now())
        return row

    def _open(self, code: Code, link: str | None) -> _Opened:
        kind = _KEY_KINDS[code.kind]
        query = select(*MemberKey.__table__.columns, *OF_GROUP).join(Member, Member.id == MemberKey.member_id)
        row = self._first(query.join(Group).where(MemberKey.locator == code.locator, MemberKey.kind == kind))
        proof = keys.stand_in() if row is None else keys.Proof(row.salt, row.cost, row.wrapped)
        key = keys.unwrap(proof, code.secret, "" if row is None else row.member_id, kind)
        if key is None or row is None or _is_elsewhere(row, link):
            raise self._refusal(link)
        if facts(row).has_ended(self._now()):
            raise NotAdmitted("ended")
        return _Opened(key, row)

    def _first(self, query: Any) -> Row[Any] | None:
        return self._read(lambda connection: connection.execute(query).first())

    def _refusal(self, link: str | None) -> NotAdmitted:
        """``wrong``; but whoever has the link of a group that ended is told so, since its codes are no more."""
        row = None if link is None else self._first(select(*OF_GROUP).where(Group.link == link))
        return NotAdmitted("ended" if row is not None and facts(row).has_ended(self._now()) else "wrong")

    def _check_unchanged(self, connection: Connection, opened: _Opened) -> None:
        """Of somebody who signs in while the codes are being changed, only one may succeed."""
        this = (MemberKey.member_id == opened.row.member_id, MemberKey.wrapped == opened.row.wrapped)
        if connection.execute(select(MemberKey.kind).where(*this)).first() is None:
            raise NotAdmitted("wrong")

    def _replace_codes(
        self, connection: Connection, member: str, codes: NewCodes, token: str | None
    ) -> tuple[Code, Code]:
        told = store_codes(connection, member, codes)
        end_visits_of(connection, member, but=None if token is None else keys.visit_id(token))
        return told


def _read(written: str, *kinds: CodeKind) -> Code:
    code = read_code(written)
    if code is None or code.kind not in kinds:
        raise NotAdmitted("wrong")
    return code


def _is_elsewhere(row: Row[Any], link: str | None) -> bool:
    return link is not None and row.of_group_link != link


def _check_open(group: GroupFacts, now: datetime) -> None:
    if group.has_ended(now):
        raise NotAdmitted("ended")
    if group.closed_at is not None:
        raise NotAdmitted("closed")
