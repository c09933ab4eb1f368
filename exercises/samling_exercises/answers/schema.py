"""The database's version: equal is the quick way, older is migrated beside a copy, newer is refused."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from samling_exercises.answers.copies import keep_copy
from samling_exercises.answers.engine import make_engine, make_private_file, transaction
from samling_exercises.answers.errors import NotOpened, is_foreign, trouble
from samling_exercises.answers.place import Place

if TYPE_CHECKING:
    from alembic.config import Config

CURRENT = "0003"
"""The newest revision in `migrations/versions`. Revisions are four digits, so that their order shows."""

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION_TABLE = "alembic_version"
_alembic_is_not_for_threads = threading.Lock()


def bring_up_to_date(engine: Engine, file: Path | None) -> None:
    """Make the tables in an empty database, migrate an older one, and refuse any other than the present version.

    Alembic, which takes longer to import than everything else here, is only asked when there is something to do.

    :raises NotOpened: reason ``newer``, ``foreign``, ``full``, ``busy`` or ``database``; nothing was changed.
    """
    reason: str
    try:
        with transaction(engine, "DEFERRED") as connection:
            up_to_date = _is_up_to_date(connection)
        if not up_to_date:
            _migrate(engine, file)
    except SQLAlchemyError as error:
        reason = "foreign" if is_foreign(error) else trouble(error)
    except sqlite3.Error as error:  # from making the copy
        reason = "full" if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL else "database"
    except OSError:
        reason = "folder"
    else:
        return
    raise NotOpened(reason)


def open_engine(place: Place) -> Engine:
    """The database at this place, made private and brought up to date.

    :raises NotOpened: with a reason and a sentence that says what to do; the database is as it was.
    """
    if place.file is not None:
        make_private_file(place.file)
    engine = make_engine(place.url, place.file)
    try:
        bring_up_to_date(engine, place.file)
    except NotOpened:
        engine.dispose()
        raise
    return engine


def alembic_config(connection: Connection) -> "Config":
    """Alembic's settings with the migrations of this package, working on this connection; no alembic.ini is needed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_up_to_date(connection: Connection) -> bool:
    """Whether the version is the present one; False means an empty or an older database of ours."""
    version = _version(connection)
    if version == CURRENT:
        return True
    if version is None:
        if inspect(connection).get_table_names():
            raise NotOpened("foreign")
        return False
    if not (len(version) == 4 and version.isdecimal()):
        raise NotOpened("foreign")
    if version > CURRENT:
        raise NotOpened("newer")
    return False


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    version = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar_one_or_none()
    return None if version is None else str(version)


def _migrate(engine: Engine, file: Path | None) -> None:
    """Migrate in one transaction with the write lock: of several who come at once, one works."""
    from alembic import command  # imported before the lock is taken: it takes a while

    with (
        _alembic_is_not_for_threads,
        engine.connect() as connection,
        _foreign_keys_off(connection),
        connection.begin(),
    ):
        if _is_up_to_date(connection):
            return
        before = _version(connection)
        if before is not None and file is not None:
            keep_copy(file, before)
        command.upgrade(alembic_config(connection), CURRENT)
        _check_foreign_keys(connection)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying and dropping it, and a drop with foreign keys on deletes what refers to it.

    https://www.sqlite.org/lang_altertable.html#otheralter. It must be done outside the transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
        raw.close()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise NotOpened("database")
