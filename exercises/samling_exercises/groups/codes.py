"""Codes that people write by hand: made so that none is mistaken for another, and hidden wherever they might leak.

Three kinds, told apart by their length, of 31 symbols (no 0, 1, I, L and O). The first four are the *locator*, which
is no secret and finds the row; the rest is the *secret*, of which only what recognises it is ever stored.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LOCATOR_LENGTH: Final = 4
_IN_A_GROUP: Final = 4
_LONGEST_READ: Final = 200
_MINUS: Final = "\N{MINUS SIGN}"


class CodeKind(Enum):
    """What a code is for; the value is how many symbols it has."""

    INVITATION = 12
    PERSONAL = 16
    RECOVERY = 20


@dataclass(frozen=True, slots=True)
class Code:
    """A code. `str(code)` is how it is written, ``K7QP-2MXD-9RTA``; `repr` shows nothing of it."""

    locator: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def kind(self) -> CodeKind:
        """What it is for."""
        return CodeKind(len(self.locator) + len(self.secret))

    def __str__(self) -> str:
        symbols = self.locator + self.secret
        return "-".join(symbols[at : at + _IN_A_GROUP] for at in range(0, len(symbols), _IN_A_GROUP))


def new_locator() -> str:
    """A random locator. Whether it is free, the database knows."""
    return _random(LOCATOR_LENGTH)


def new_secret(kind: CodeKind) -> str:
    """A random secret: 39 bits in an invitation, 59 in a personal code, 79 in a recovery code."""
    return _random(kind.value - LOCATOR_LENGTH)


def read_code(written: str) -> Code | None:
    """The code that somebody wrote, whatever the case, the spaces and the dashes; None when it is none."""
    if len(written) > _LONGEST_READ:
        return None
    symbols = "".join(sign for sign in unicodedata.normalize("NFKC", written).upper() if not _is_space_or_dash(sign))
    if len(symbols) not in {kind.value for kind in CodeKind} or not set(symbols) <= set(SYMBOLS):
        return None
    return Code(symbols[:LOCATOR_LENGTH], symbols[LOCATOR_LENGTH:])


def _random(length: int) -> str:
    return "".join(secrets.choice(SYMBOLS) for _ in range(length))


def _is_space_or_dash(sign: str) -> bool:
    """Dashes (Pd), what is invisible (Cf, for instance a soft hyphen) and every space."""
    return sign.isspace() or sign == _MINUS or unicodedata.category(sign) in ("Pd", "Cf")
