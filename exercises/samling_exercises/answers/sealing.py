"""Text that only its member's key opens, and only in the place it was sealed for.

AES-256-GCM with a random nonce of 12 bytes before the sealed text. The place (member, exercise, field, revision) is
associated data: moved to another member, field or revision, the content no longer opens.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samling_exercises.answers.errors import Refused

_NONCE_BYTES: Final = 12

Place = tuple[str | int, ...]
"""What the content belongs to. The parts are told apart by their lengths, whatever characters they hold."""


def revision_place(member: str, exercise: str, field: str, revision: int) -> Place:
    """The place of one revision of one field of one member."""
    return (member, exercise, field, revision)


def seal(key: bytes, text: str, place: Place) -> bytes:
    """The text, sealed for this place: nonce, sealed text, tag. Never the same bytes twice."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8"), _associated(place))


def unseal(key: bytes, content: bytes, place: Place) -> str:
    """The text that was sealed for this place.

    :raises Refused: ``tampered``: sealed with another key or for another place, or changed since.
    """
    try:
        sealed, nonce = content[_NONCE_BYTES:], content[:_NONCE_BYTES]
        text = AESGCM(key).decrypt(nonce, sealed, _associated(place)).decode("utf-8")
    except (InvalidTag, ValueError):
        text = None
    if text is None:  # outside the `except`: nothing of the content is carried along
        raise Refused("tampered")
    return text


def _associated(place: Place) -> bytes:
    parts = [str(part).encode("utf-8") for part in place]
    return len(parts).to_bytes(4, "big") + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
