"""What the register refuses, each with a `reason` that a screen can put in its reader's language.

No message holds a code, a key, a token or what somebody typed.
"""

from collections.abc import Mapping
from typing import ClassVar

from samling_exercises.answers.errors import StorageError


class NotAdmitted(StorageError):
    """The code opens nothing. Reasons: ``wrong``, ``closed``, ``ended``.

    ``wrong`` is the same for an unknown, a mistyped and a used code, and for one of another group than the link's.
    """

    what = "The code was not accepted"
    sentences: ClassVar[Mapping[str, str]] = {
        "wrong": "it should be 12, 16 or 20 letters and digits (never 0, 1, I, L or O) that are in use here, and it is "
        "not. Look at the card once more, or ask for a new one",
        "closed": "the group takes no new members. Ask its mentor",
        "ended": "the group has ended, and what was written in it is erased. Ask its mentor about a new group",
    }


class NotAllowed(StorageError):
    """It may not be done here, or not by this member.

    Reasons: ``role``, ``unknown``, ``full``, ``seats``, ``taken``, ``closed``, ``ended``, ``date``, ``programme``,
    ``practice``, ``gone``.
    """

    what = "This was not done"
    sentences: ClassVar[Mapping[str, str]] = {
        "role": "it takes a mentor of this group. Sign in with the mentor's code",
        "unknown": "there is no such group here. Look at the address, or make a new group",
        "full": "a group has at most 30 seats. Make one more group",
        "seats": "a group has 1–30 seats, and another number came. Choose a number from 1 to 30",
        "taken": "somebody has that seat. Choose a seat that nobody has taken",
        "closed": "the group takes no new members. Make a new group",
        "ended": "the group has ended. Make a new group",
        "date": "the date should be one between today and five years from now, and it is not. Choose another date",
        "programme": "there is no such programme. Choose one of those that the start page shows",
        "practice": "nobody has codes in the practice group. Make a real group",
        "gone": "the member has left or was erased. Sign in again",
    }


class BadName(StorageError):
    """A name that cannot be shown to others as it is."""


class BadNickname(BadName):
    """Reasons: ``empty``, ``long``, ``characters``, ``taken``."""

    what = "The nickname was not taken"
    sentences: ClassVar[Mapping[str, str]] = {
        "empty": "it should be 1–40 characters, and it is empty. Write what the others may call you",
        "long": "it should be 1–40 characters, and it is longer. Write a shorter one",
        "characters": "it holds line breaks or signs that cannot be seen. Write it with letters, digits and emoji",
        "taken": "somebody in the group has it already. Choose another",
    }


class BadGroupName(BadName):
    """Reasons: ``empty``, ``long``, ``characters``."""

    what = "The group's name was not taken"
    sentences: ClassVar[Mapping[str, str]] = {
        "empty": "it should be 1–80 characters, and it is empty. Write a name that its members will know",
        "long": "it should be 1–80 characters, and it is longer. Write a shorter one",
        "characters": "it holds line breaks or signs that cannot be seen. Write it with letters and digits",
    }


class NotDone(StorageError):
    """The database could not do it; nothing half done is left.

    Reasons: ``full``, ``busy``, ``database``, ``copies``.
    """

    what = "The register could not do it"
    sentences: ClassVar[Mapping[str, str]] = {
        **StorageError.sentences,
        "copies": "an older copy beside the database could not be cleaned of what should be erased. "
        "Look at the files ending in .backup in the data folder, and try again",
    }
