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
    """The text was not written. Reasons: ``full``, ``busy``, ``database``, ``too-long``."""

    what = "The answer was not saved"
    sentences: ClassVar[Mapping[str, str]] = {
        **_SENTENCES,
        "too-long": "it is longer than 100,000 characters. Shorten it or divide it between fields",
    }


class NotRead(StorageError):
    """Answers could not be read. Reasons: ``full``, ``busy``, ``database``, ``sealed``."""

    what = "The answers were not read"
    sentences: ClassVar[Mapping[str, str]] = {
        **_SENTENCES,
        "sealed": "they are stored in a way this version cannot open. Use the newest Samlingsheftet",
    }


class NotOpened(StorageError):
    """The book could not be opened; the database is as it was.

    Reasons: ``newer``, ``foreign``, ``address``, ``driver``, ``folder``, ``member``, ``full``, ``busy``, ``database``.
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
