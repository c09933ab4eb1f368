"""Private text is nowhere to be read outside the member's own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.exercises.answers.people import enrol, key_of

from samling_exercises.answers import AnswerBook

EXERCISE = "mestring/2/summing-up"
PRIVATE = "En tung vakt på Solbakken"

WRITE_AND_LOG = """
import logging, os, tempfile

os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = tempfile.tempdir = scratch
logging.basicConfig(filename=f"{scratch}/kernel.log", level=logging.DEBUG, force=True)
for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic", "samling_exercises"):
    logging.getLogger(name).setLevel(logging.DEBUG)

from samling_exercises.answers import NotShared, open_book

book = open_book({"SAMLING_DATA": folder, "SAMLING_MEMBER": member}, key)
revision = 0
while True:
    revision = book.save("mestring/2/summing-up", "met", f"{text} {revision} " * 400, revision).revision
    book.history("mestring/2/summing-up", "met")
    try:
        book.share("mestring/2/summing-up", "met", 1, "nobody")
    except ValueError as error:
        logging.info("%s", error)
    try:
        book.share("mestring/2/summing-up", "met", 0, "group")
    except NotShared as error:
        logging.exception("not shared")
    logging.info("wrote %d: %r", revision, book.answers("mestring/2/summing-up"))
    pipe.send(revision)
"""


def test_D1_no_private_text_in_the_database_its_journal_a_log_or_a_temporary_file(
    database: Path, start: Callable[..., Any]
) -> None:
    enrol(database, "kari")
    found = files_while_writing(database, start, "kari", key_of("kari"))
    assert any(found["answers.sqlite3"])
    assert any(journals(found)), "a journal was seen while it held something"
    assert any(b"wrote 10" in content for content in found["kernel.log"])
    for name, contents in found.items():
        assert not any(readable(content) for content in contents), name


def test_D1_the_search_finds_what_is_not_sealed(database: Path, start: Callable[..., Any]) -> None:
    """The local reader's text is plain, as it always was: so the test above would have found something."""
    found = files_while_writing(database, start, "local", None)
    assert any(map(readable, found["answers.sqlite3"] | journals(found)))
    assert not any(map(readable, found["kernel.log"]))


def test_D1_only_what_is_shared_stands_there_in_plain_text(database: Path, opened: Callable[..., AnswerBook]) -> None:
    with opened("kari") as kari:  # closed before the file itself is read
        kari.save(EXERCISE, "met", f"{PRIVATE}, for me", 0)
        kari.save(EXERCISE, "worked", f"{PRIVATE}, for all", 0)
        kari.share(EXERCISE, "worked", 1, "group")
    stored = database.read_bytes()
    assert stored.count(PRIVATE.encode()) == stored.count(f"{PRIVATE}, for all".encode()) == 1


def files_while_writing(
    database: Path, start: Callable[..., Any], member: str, key: bytes | None
) -> dict[str, set[bytes]]:
    """All that the files beside a writer ever held, by name, until it had written ten times and was killed."""
    scratch = database.parent / "scratch"
    scratch.mkdir()
    writer = start(
        WRITE_AND_LOG, folder=str(database.parent), scratch=str(scratch), member=member, key=key, text=PRIVATE
    )
    found: dict[str, set[bytes]] = {}
    written = 0
    while written < 10 or not any(journals(found)):
        if writer.pipe.poll():
            written = writer.pipe.recv()
        look(database.parent, found)
    writer.process.kill()
    writer.process.join()
    look(database.parent, found)
    return found


def journals(found: dict[str, set[bytes]]) -> set[bytes]:
    """What the journal held, whichever of its two kinds this SQLite keeps."""
    return found.get("answers.sqlite3-journal", set()) | found.get("answers.sqlite3-wal", set())


def look(folder: Path, found: dict[str, set[bytes]]) -> None:
    """Read every file as it is now. This process has no book open, whose locks that would take away."""
    for path in folder.rglob("*"):
        try:
            if path.is_file():
                found.setdefault(path.name, set()).add(path.read_bytes())
        except FileNotFoundError:  # gone between the two
            continue


def readable(content: bytes) -> bool:
    """Whether somebody who looks through the bytes would come across the words."""
    words = PRIVATE.split()[-1]
    return any(words.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
