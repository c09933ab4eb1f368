"""Copies of a whole database: made while others write, and put back, each looked through before it counts."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Final

from sqlalchemy import URL

from samling_exercises.answers.engine import make_engine, make_private_file
from samling_exercises.answers.errors import StorageError
from samling_exercises.answers.place import Place
from samling_exercises.answers.replacing import CarriedOver, carry_over, keep_replaced
from samling_exercises.answers.schema import bring_up_to_date
from samling_exercises.answers.serving import nobody_serving
from samling_exercises.answers.snapshots import Progress, Unfit, check_whole, copy, known_version, opened, said_as

_OF_A_DATABASE: Final[Mapping[str, str]] = {
    **StorageError.sentences,
    "missing": "there is no database at that place. Look at the path",
    "foreign": "the file is no database of Samlingsheftet's. Choose another file",
    "newer": "the database was made by a newer Samlingsheftet than this one. Install the newest version",
    "damaged": "the database is damaged. Take an earlier backup",
    "server": "the answers are in a database server. Use its own tools, for instance pg_dump and pg_restore",
}


class NotBackedUp(StorageError):
    """No backup was made, and nothing is left of the attempt."""

    what = "No backup was made"
    sentences: ClassVar[Mapping[str, str]] = {
        **_OF_A_DATABASE,
        "exists": "there is a file of that name already. Choose another name",
        "folder": "the folder for the backup is not there or cannot be written to. Choose another",
    }


class NotRestored(StorageError):
    """Nothing was restored; the answers are as they were."""

    what = "Nothing was restored, and the answers are as they were"
    sentences: ClassVar[Mapping[str, str]] = {
        **_OF_A_DATABASE,
        "serving": "a server is running on these answers. Stop it and try again",
        "folder": "the folder of the answers cannot be written to. Choose another with SAMLING_DATA",
        "occupied": "the file in the data folder is not Samlingsheftet's. Choose another folder with SAMLING_DATA",
    }


def back_up(place: Place, target: Path, progress: Progress) -> Path:
    """Copy the database into `target`, a new file or a folder that is there; others may go on writing meanwhile.

    The copy is one consistent state, is looked through, and can be read by its owner alone. Private text is as sealed
    in it as in the database; what is shared, and what people are called, is not.

    :raises NotBackedUp: with a reason and a sentence; nothing is left of the attempt.
    """
    file = _file_of(place, NotBackedUp)
    if target.is_dir():
        target = target / f"samlingsheftet-{datetime.now(UTC):%Y%m%dT%H%M%S}.sqlite3"
    if target.exists():
        raise NotBackedUp("exists")
    if not file.is_file():
        raise NotBackedUp("missing")
    with said_as(NotBackedUp), _unfinished(target.with_name(f"{target.name}.part")) as part:
        with opened(file, "rw") as source, opened(part, "rw") as copied:
            known_version(source)
            copy(source, copied, progress)
            copied.execute("PRAGMA journal_mode=DELETE")  # one file, whatever the journal it was copied from has
            check_whole(copied)
        part.replace(target)
    return target


def restore(place: Place, source: Path, progress: Progress) -> CarriedOver:
    """Put a backup in the place of the database, in one transaction; what held on of the replaced one comes back.

    Before that it is looked through, migrated, and brought to what was ended since: erasures, stays, groups, codes and
    shares (see ``replacing.py``). What it replaces is kept beside the database, as before a migration. Everybody has to
    sign in anew.

    :raises NotRestored: with a reason and a sentence; the database is as it was.
    """
    file = _file_of(place, NotRestored)
    with said_as(NotRestored):
        if not source.is_file():
            raise Unfit("missing")
        make_private_file(file)
        with nobody_serving(file) as nobody, _unfinished(file.with_name(f"{file.name}.restored.part")) as part:
            if not nobody:
                raise Unfit("serving")
            with opened(source, "ro") as backup, opened(part, "rw") as prepared:
                known_version(backup)
                copy(backup, prepared, lambda done, total: progress(done, 2 * total))
                check_whole(prepared)
            _migrate(part)
            with opened(part, "rw") as prepared:
                carried = carry_over(keep_replaced(file), prepared)
                check_whole(prepared)
                make_private_file(file)  # anew, when a damaged one was put aside
                with opened(file, "rw") as database:
                    copy(prepared, database, lambda done, total: progress(total + done, 2 * total))
        return carried


def _file_of(place: Place, error: type[StorageError]) -> Path:
    if place.file is None:
        raise error("server")
    return place.file


@contextmanager
def _unfinished(part: Path) -> Iterator[Path]:
    """A new file for its owner alone that is gone at the end, whatever happens."""
    around = [part.with_name(part.name + suffix) for suffix in ("", "-journal", "-wal", "-shm")]
    for file in around:
        file.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
    finally:
        for file in around:
            file.unlink(missing_ok=True)


def _migrate(file: Path) -> None:
    """Bring a file of our own up to date; it is a copy, so none is kept of it."""
    engine = make_engine(URL.create("sqlite", database=str(file)), file)
    try:
        bring_up_to_date(engine, None)
    finally:
        engine.dispose()
