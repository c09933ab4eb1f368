"""Data keys, and the two ways they are kept: wrapped by a code, and wrapped by the token of a browser's cookie.

Neither the database alone nor a code's locator opens anything. Argon2id (RFC 9106) makes guessing a code slow;
AES-256-GCM with associated data binds a wrapped key to the member and the place it was wrapped for.
"""

import base64
import hashlib
import hmac
import os
import threading
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_TOKEN_BYTES: Final = 32
_TOKEN_LENGTH: Final = 43  # 32 bytes in base64 without padding


class Cost(NamedTuple):
    """What Argon2id is made to spend: passes, KiB of memory, lanes."""

    passes: int
    memory: int
    lanes: int

    def __str__(self) -> str:
        return f"argon2id:{self.passes}:{self.memory}:{self.lanes}"


COST: Cost = Cost(3, 65536, 4)
"""The second recommendation of RFC 9106: 64 MiB, which takes about a tenth of a second."""

_at_once = threading.BoundedSemaphore(2)
"""So that thirty who sign in together need 128 MiB, not 2 GiB."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is stored of a code's secret: `content` is the wrapped data key, or an invitation's verifier."""

    salt: bytes = field(repr=False)
    cost: str
    content: bytes = field(repr=False)


def new_key() -> bytes:
    """A random data key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def wrap(key: bytes, secret: str, member: str, kind: str) -> Proof:
    """The member's data key, such that only this code's secret opens it."""
    salt = os.urandom(_SALT_BYTES)
    return Proof(salt, str(COST), _sealed(key, _stretched(secret, salt, str(COST)), member, kind))


def unwrap(proof: Proof, secret: str, member: str, kind: str) -> bytes | None:
    """The data key, or None when the secret is another or the proof was made for another member or kind."""
    return _opened(proof.content, _stretched(secret, proof.salt, proof.cost), member, kind)


def verifier(secret: str) -> Proof:
    """What recognises an invitation's secret and does not tell it."""
    salt = os.urandom(_SALT_BYTES)
    return Proof(salt, str(COST), _stretched(secret, salt, str(COST)))


def is_verified(proof: Proof, secret: str) -> bool:
    """Whether it is this invitation's secret."""
    return hmac.compare_digest(_stretched(secret, proof.salt, proof.cost), proof.content)


def stand_in() -> Proof:
    """A proof that no code opens: trying it takes as long as trying a real one."""
    content = bytes(_NONCE_BYTES + KEY_BYTES + _TAG_BYTES)
    return Proof(os.urandom(_SALT_BYTES), str(COST), content)


def new_token() -> str:
    """A random token for a cookie, safe in a URL's alphabet."""
    return base64.urlsafe_b64encode(os.urandom(_TOKEN_BYTES)).rstrip(b"=").decode("ascii")


def visit_id(token: str) -> str:
    """The visit that a token belongs to. Whoever sees the id cannot find the token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def wrap_for_visit(key: bytes, token: str, member: str) -> bytes:
    """The data key, such that only this cookie's token opens it."""
    visit = visit_id(token)
    return _sealed(key, _from_token(token), visit, member)


def unwrap_for_visit(wrapped: bytes, token: str, member: str) -> bytes | None:
    """The data key, or None when the token is another, or the row another visit's or member's."""
    visit = visit_id(token)
    return _opened(wrapped, _from_token(token), visit, member) if len(token) == _TOKEN_LENGTH else None


def _stretched(secret: str, salt: bytes, cost: str) -> bytes:
    algorithm, *numbers = cost.split(":")
    if algorithm != "argon2id" or len(numbers) != 3:
        raise ValueError("A stored cost is argon2id:passes:KiB:lanes; came another. Use the newest Samlingsheftet.")
    passes, memory, lanes = (int(number) for number in numbers)
    with _at_once:
        return hash_secret_raw(secret.encode("ascii"), salt, passes, memory, lanes, KEY_BYTES, Type.ID)


def _from_token(token: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"samlingsheftet visit")
    return derivation.derive(token.encode("ascii", "replace"))


def _sealed(key: bytes, by: bytes, first: str, second: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(by).encrypt(nonce, key, _bound_to(first, second))


def _opened(content: bytes, by: bytes, first: str, second: str) -> bytes | None:
    try:
        return AESGCM(by).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], _bound_to(first, second))
    except (InvalidTag, ValueError):
        return None


def _bound_to(first: str, second: str) -> bytes:
    """``member|kind`` or ``visit|member``: none of these ever holds a bar."""
    return f"{first}|{second}".encode()
