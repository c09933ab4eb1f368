"""Invitations: one-time codes, drawn before a transaction and stored in it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert

from samling_exercises.answers.group_tables import Invitation
from samling_exercises.groups import keys
from samling_exercises.groups.codes import Code, CodeKind, new_secret
from samling_exercises.groups.store import free_locator
from samling_exercises.groups.values import Invited, Role


@dataclass(frozen=True, slots=True)
class Drawn:
    """An invitation that stands nowhere yet: it gets its locator where it is stored."""

    role: Role
    seat: int | None
    secret: str = field(repr=False)
    proof: keys.Proof


def draw(role: Role, seat: int | None) -> Drawn:
    """An invitation with a random secret. Takes about a tenth of a second."""
    secret = new_secret(CodeKind.INVITATION)
    return Drawn(role, seat, secret, keys.verifier(secret))


def insert_invitation(connection: Connection, group_id: str, drawn: Drawn, now: datetime) -> Invited:
    """Store what recognises the invitation; the code itself is only in what is returned."""
    code = Code(free_locator(connection), drawn.secret)
    row = {
        "group_id": group_id,
        "role": drawn.role,
        "seat": drawn.seat,
        "locator": code.locator,
        "salt": drawn.proof.salt,
        "cost": drawn.proof.cost,
        "verifier": drawn.proof.content,
        "made_at": now,
    }
    connection.execute(insert(Invitation), row)
    return Invited(drawn.role, drawn.seat, code)
