"""A file that comes from a page in parts, since the server takes no message of more than 1 MiB."""

from __future__ import annotations

from typing import ClassVar, Final

from .paper_job import NotAsked

MOST_BYTES: Final = 20_000_000


class TooLarge(NotAsked):
    """The file is larger than ``MOST_BYTES``."""

    reason: ClassVar[str] = "too-large"


class FormParts:
    """The parts of one file, in their order. The first part of another file takes the place of what came before."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def whole(self, number: object, of: object, part: bytes) -> bytes | None:
        """The file when this part (``number`` from 0, ``of`` so many) was the last; None as long as some are missing.

        Raises NotAsked for a part that is not the next one, and TooLarge.
        """
        if type(number) is not int or type(of) is not int or not 0 <= number < of:
            raise NotAsked("part")
        if number == 0:
            self._parts = []
        if number != len(self._parts):
            raise NotAsked("part")
        self._parts.append(part)
        if sum(map(len, self._parts)) > MOST_BYTES:
            self._parts = []
            raise TooLarge
        if number + 1 < of:
            return None
        content = b"".join(self._parts)
        self._parts = []
        return content

    @property
    def next(self) -> int:
        """The number of the part that is waited for."""
        return len(self._parts)
