"""What can go wrong with the storage, each with a `reason` that a screen can put in its reader's language.

No message and no chained exception ever holds an answer's text, a statement's parameters or a password.
"""

from collections.abc import Mapping
from typing import ClassVar, Final, Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Trouble = Literal["full", "busy", "database"]
"""What the database itself can answer: no space left, others hold it, anything else."""

_SENTENCES: Final[Mapping[str, str]] = {
    "full": "the disk is full. Make room and try again",
    "busy": "others kept the database busy. Try again",
    "database": "the database could not do it. Look at the server's disk and the database's address",
}
_NO_GROUP: Final = "this copy of the workbook is in no group. Enter a group to share with it"
_REFUSALS: Final[Mapping[str, str]] = {
    **_SENTENCES,
    "role": "this role does not allow it. Enter with the code of the role that does",
    "gone": "you are not in this group any more. Ask the mentor for a new invitation",
    "sealed": "what is private is stored in a way that cannot be opened here. Enter with your personal code, "
    "or use the newest Samlingsheftet",
    "tampered": "what the database holds is not what was written there. Nothing was overwritten. "
    "Tell whoever looks after the server, and go on from an untouched backup",
}


class Refused(Exception):
    """What was asked for is not allowed, or not to be trusted; the book makes a `StorageError` of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StorageError(Exception):
    """The storage could not do what was asked; nothing half done is left behind."""

    what: ClassVar[str]
    sentences: ClassVar[Mapping[str, str]] = _SENTENCES

    def __init__(self, reason: str) -> None:
        super().__init__(f"{self.what}: {self.sentences[reason]}.")
        self.reason = reason

    def __reduce__(self) -> tuple[type["StorageError"], tuple[str]]:
        return type(self), (self.reason,)


class NotSaved(StorageError):
    """The text was not written.

    Reasons: ``full``, ``busy``, ``database``, ``too-long``, ``role``, ``closed``, ``gone``, ``sealed``, ``tampered``,
    ``too-large``, ``full-board``.
    """

    what = "The answer was not saved"
    sentences: ClassVar[Mapping[str, str]] = {
        **_REFUSALS,
        "too-long": "it is longer than 100,000 characters. Shorten it or divide it between fields",
        "closed": "the group is closed. What was written before can still be read and taken out",
        "too-large": "it is larger than 20,000 bytes. Shorten it",
        "full-board": "there is room for 2,000 things, and all of it is taken. Take something away first",
    }


class NotRead(StorageError):
    """Answers could not be read.

    Reasons: ``full``, ``busy``, ``database``, ``role``, ``gone``, ``sealed``, ``tampered``, ``no-group``.
    """

    what = "The answers were not read"
    sentences: ClassVar[Mapping[str, str]] = {**_REFUSALS, "no-group": _NO_GROUP}


class NotShared(StorageError):
    """What others see did not change.

    Reasons: ``full``, ``busy``, ``database``, ``changed``, ``no-group``, ``no-partner``, ``given``, ``role``,
    ``closed``, ``gone``, ``sealed``, ``tampered``.
    """

    what = "Nothing was shared or taken back"
    sentences: ClassVar[Mapping[str, str]] = {
        **_REFUSALS,
        "changed": "the text has changed meanwhile. Look at the newest one and share that",
        "no-group": _NO_GROUP,
        "no-partner": "nobody with a page of their own is drawn to talk with you. Give it on paper",
        "given": "an earlier text is with somebody else than would get this one. Take that back first",
        "closed": "the group is closed. What was shared before can still be taken back",
    }


class NotOpened(StorageError):
    """The book could not be opened; the database is as it was.

    Reasons: ``newer``, ``foreign``, ``address``, ``driver``, ``folder``, ``member``, ``role``, ``key``, ``full``,
    ``busy``, ``database``.
    """

    what = "The answers could not be opened"
    sentences: ClassVar[Mapping[str, str]] = {
        **_SENTENCES,
        "newer": "the database was made by a newer Samlingsheftet than this one. Install the newest version",
        "foreign": "the database's address leads to something that is not Samlingsheftet's. Choose another address",
        "address": "SAMLING_DATABASE should be an address such as sqlite:////srv/samling/answers.sqlite3 or "
        "postgresql+psycopg://user@host/name, and it is not. Correct it, or leave it out",
        "driver": "the Python package that SAMLING_DATABASE asks for is missing. Install it, for instance psycopg",
        "folder": "the folder of the database cannot be written to. Choose another with SAMLING_DATA",
        "member": "SAMLING_MEMBER should be 1–64 letters, digits, hyphens or underscores, and it is not. Correct it",
        "role": "SAMLING_ROLE should be participant, mentor, wall or coordinator, and it is not. Correct it",
        "key": "SAMLING_KEY should be `stdin`, and a line with the member's key of 32 bytes on standard input, and "
        "neither or only one of them came. Let the server start the kernel, or leave SAMLING_KEY out",
    }


class UnknownKey(ValueError):
    """An exercise's key or a field's id does not have the shape that definitions give it."""


# SQLite's primary result codes (sqlite.org/rescode.html) and PostgreSQL's SQLSTATEs (appendix A of its manual).
_SQLITE: Final[Mapping[int, Trouble]] = {5: "busy", 6: "busy", 13: "full"}
_POSTGRESQL: Final[Mapping[str, Trouble]] = {
    "53100": "full",
    "55P03": "busy",
    "57014": "busy",
    "40001": "busy",
    "40P01": "busy",
}
_SQLITE_NOT_A_DATABASE: Final = 26


def trouble(error: SQLAlchemyError) -> Trouble:
    """Which of the three kinds of trouble an error from the database is."""
    if isinstance(error, PoolTimeout):
        return "busy"
    if not isinstance(error, DBAPIError):
        return "database"
    sqlstate = str(getattr(error.orig, "sqlstate", ""))
    return _SQLITE.get(_sqlite_code(error), _POSTGRESQL.get(sqlstate, "database"))


def is_foreign(error: SQLAlchemyError) -> bool:
    """Whether SQLite says that the file is no database at all."""
    return isinstance(error, DBAPIError) and _sqlite_code(error) == _SQLITE_NOT_A_DATABASE


def _sqlite_code(error: DBAPIError) -> int:
    return int(getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF  # the low byte of an extended code
