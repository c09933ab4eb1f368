"""Where the answers lie, whose they are and in which role, from the environment alone: never from a page."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from samling_exercises.answers.errors import NotOpened

FILE_NAME: Final = "answers.sqlite3"
LOCAL: Final = "local"
MEMBER_ROLES: Final = ("participant", "mentor", "wall", "coordinator")
_MEMBER: Final = re.compile("[A-Za-z0-9_-]{1,64}")


class Place(NamedTuple):
    """A database's address, and the SQLite file's absolute path when it is one."""

    url: URL
    file: Path | None


def place_of(environ: Mapping[str, str]) -> Place:
    """SAMLING_DATABASE (an address), else the file in the folder SAMLING_DATA, else in the user's own data folder."""
    if address := environ.get("SAMLING_DATABASE"):
        return _place_at(address)
    file = data_folder(environ) / FILE_NAME
    return Place(URL.create("sqlite", database=str(file)), file)


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder answers are kept in: SAMLING_DATA, else the user's own data folder."""
    if chosen := environ.get("SAMLING_DATA"):
        return Path(chosen).expanduser().absolute()
    import platformdirs  # only one reader's own copy needs it

    return Path(platformdirs.user_data_dir("samlingsheftet", appauthor=False))


def member_of(environ: Mapping[str, str]) -> str:
    """SAMLING_MEMBER, or ``local``; :raises NotOpened: it has another shape than an id."""
    member = environ.get("SAMLING_MEMBER") or LOCAL
    if not _MEMBER.fullmatch(member):
        raise NotOpened("member")
    return member


def role_of(environ: Mapping[str, str]) -> str | None:
    """SAMLING_ROLE, the role the member acts in; None: the member's own. :raises NotOpened: there is no such role."""
    role = environ.get("SAMLING_ROLE") or None
    if role is not None and role not in MEMBER_ROLES:
        raise NotOpened("role")
    return role


def _place_at(address: str) -> Place:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None:  # outside the `except`: the address may hold a password
        raise NotOpened("address")
    if url.get_backend_name() != "sqlite":
        return Place(url, None)
    database = url.database or ":memory:"
    if url.host or database.startswith("file:") or url.get_driver_name() != "pysqlite":
        raise NotOpened("address")  # how such an address names its file is not known here
    return Place(url, None if database == ":memory:" else Path(database).expanduser().absolute())
