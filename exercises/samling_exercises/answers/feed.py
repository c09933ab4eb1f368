"""Which exercises changed in a group since the last look, cheap enough to ask several times a second.

In an SQLite file a look is `PRAGMA data_version` on a connection of the feed's own, which tells whether anybody
committed anything; only then are the group's few rows of changes read. Other databases are simply asked for the rows.
"""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from samling_exercises.answers.engine import transaction
from samling_exercises.answers.group_tables import Change

Rows = frozenset[tuple[Any, ...]]
"""The changes there are: number, topic, moment. A number that was free again comes with another moment."""


class Source(Protocol):
    """Where a feed looks."""

    def rows(self) -> Rows | None:
        """The group's changes; None when nothing was written since it was asked last, by whomever."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...


class Feed:
    """Tells of each change once. May be asked from several threads; the book it came from closes it."""

    def __init__(self, source: Source | None) -> None:
        self._source = source
        self._told: Rows | None = None
        self._looking = threading.Lock()
        self.look()

    def look(self) -> frozenset[str]:
        """The exercises' keys in which something changed since the last look. When the database is busy: none yet."""
        with self._looking:
            try:
                rows = self._source.rows() if self._source else None
            except (sqlite3.Error, SQLAlchemyError):
                return frozenset()
            if rows is None:
                return frozenset()
            new, self._told = rows - (self._told or frozenset()), rows
            return frozenset(topic for _, topic, _ in new)

    def close(self) -> None:
        """Let go of the database; later looks find nothing."""
        with self._looking:
            if self._source:
                self._source.close()
                self._source = None


class FileSource:
    """An SQLite file, looked at without ever waiting, writing or keeping a transaction open."""

    def __init__(self, file: Path, group: str) -> None:
        self._file = file
        self._group = group
        self._connection: sqlite3.Connection | None = None
        self._version: object = None

    def rows(self) -> Rows | None:
        """See `Source`. :raises sqlite3.Error: busy, or the file is gone; it can be asked again."""
        if self._connection is None:
            self._connection = self._connect()
        version = self._all("PRAGMA data_version")
        if version == self._version:
            return None
        rows = self._all("SELECT id, topic, changed_at FROM changes WHERE group_id = ?", self._group)
        self._version = version
        return rows

    def close(self) -> None:
        """See `Source`."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> sqlite3.Connection:
        address = f"{self._file.as_uri()}?mode=rw"  # read-only could not tidy up after a writer that was killed
        connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only=ON").close()
        return connection

    def _all(self, query: str, *parameters: str) -> Rows:
        assert self._connection is not None
        with closing(self._connection.execute(query, parameters)) as cursor:
            return frozenset(cursor.fetchall())


class EngineSource:
    """Any database, asked for the rows each time."""

    def __init__(self, engine: Engine, group: str) -> None:
        self._engine = engine
        self._query = select(Change.id, Change.topic, Change.changed_at).where(Change.group_id == group)

    def rows(self) -> Rows | None:
        """See `Source`."""
        with transaction(self._engine, "DEFERRED") as connection:
            return frozenset(tuple(row) for row in connection.execute(self._query))

    def close(self) -> None:
        """See `Source`; the engine is the book's."""
