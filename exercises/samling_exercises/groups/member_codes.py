"""A member's two codes: drawn before a transaction and stored in it, the data key wrapped by each."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, update

from samling_exercises.answers.group_tables import Member, MemberKey
from samling_exercises.groups import keys
from samling_exercises.groups.codes import Code, CodeKind, new_secret
from samling_exercises.groups.store import free_locator


@dataclass(frozen=True, slots=True)
class NewCodes:
    """The secrets of a personal and a recovery code, and what is stored of each."""

    personal: str = field(repr=False)
    recovery: str = field(repr=False)
    proofs: tuple[keys.Proof, keys.Proof]


def new_codes(key: bytes, member: str) -> NewCodes:
    """Random codes for this member's data key. Takes about a fifth of a second."""
    personal, recovery = new_secret(CodeKind.PERSONAL), new_secret(CodeKind.RECOVERY)
    proofs = keys.wrap(key, personal, member, "code"), keys.wrap(key, recovery, member, "recovery")
    return NewCodes(personal, recovery, proofs)


def store_codes(connection: Connection, member: str, codes: NewCodes) -> tuple[Code, Code]:
    """Put them in the place of the member's earlier ones, which open nothing any more, and ask to have them written
    down anew.
    """
    connection.execute(delete(MemberKey).where(MemberKey.member_id == member))
    connection.execute(update(Member).where(Member.id == member).values(codes_seen_at=None))
    told = []
    for kind, secret, proof in zip(("code", "recovery"), (codes.personal, codes.recovery), codes.proofs, strict=True):
        code = Code(free_locator(connection), secret)
        row = {"salt": proof.salt, "cost": proof.cost, "wrapped": proof.content}
        connection.execute(insert(MemberKey), {"member_id": member, "kind": kind, "locator": code.locator, **row})
        told.append(code)
    return told[0], told[1]
