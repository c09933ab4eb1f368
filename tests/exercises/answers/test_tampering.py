"""What somebody changes in the database behind a member's back is noticed, and nothing is written over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exercises.answers.people import change, enrol

from samling_exercises.answers import AnswerBook, NotRead, NotSaved, NotShared

EXERCISE = "mestring/2/summing-up"
OTHER = "mestring/3/summing-up"
SENTENCE = r"what the database holds is not what was written there\. Nothing was overwritten\. Tell whoever looks after"

SWAP = """
UPDATE revisions SET content = other.content FROM revisions AS other
WHERE (revisions.id, other.id) IN (VALUES ({0}, {1}), ({1}, {0}))
"""


@pytest.fixture
def written(database: Path, opened: Callable[..., AnswerBook]) -> AnswerBook:
    """Kari's book with five rows: 1–3 are revisions of one field, 4 another field, 5 another exercise; 6 is Ola's."""
    enrol(database, "mari", role="mentor")
    kari, ola = opened("kari"), opened("ola")
    for base, text in enumerate(("one", "two", "three")):
        kari.save(EXERCISE, "met", text, base)
    kari.save(EXERCISE, "worked", "another field", 0)
    kari.save(OTHER, "met", "another exercise", 0)
    ola.save(EXERCISE, "met", "his", 0)
    return kari


TAMPERED = {
    "swapped between fields": [SWAP.format(3, 4)],
    "swapped between exercises": [SWAP.format(3, 5)],
    "swapped between members": [SWAP.format(3, 6)],
    "swapped between revisions": [SWAP.format(2, 3)],
    "an older revision put in the place of the newest": [
        "UPDATE revisions SET content = (SELECT content FROM revisions WHERE id = 1) WHERE id = 3"
    ],
    "the newest row removed": ["DELETE FROM revisions WHERE id = 3"],
    "a row removed and the later one renumbered": [
        "DELETE FROM revisions WHERE id = 2",
        "UPDATE revisions SET revision = 2 WHERE id = 3",
    ],
    "all rows of the field removed": ["DELETE FROM revisions WHERE id < 4"],
    "all rows of the member removed": ["DELETE FROM revisions WHERE member_id = 'kari'"],
    "a row added": [
        "INSERT INTO revisions (member_id, exercise, field, revision, cipher, content, written_at) "
        "SELECT member_id, exercise, field, 4, cipher, content, written_at FROM revisions WHERE id = 3"
    ],
    "a row of another member's added": ["UPDATE revisions SET member_id = 'kari', revision = 4 WHERE id = 6"],
    "the ledger removed": ["DELETE FROM ledgers WHERE member_id = 'kari'"],
    "the ledger emptied": ["UPDATE ledgers SET content = x'' WHERE member_id = 'kari'"],
    "another member's ledger": [
        "UPDATE ledgers SET content = (SELECT content FROM ledgers WHERE member_id = 'ola') WHERE member_id = 'kari'"
    ],
    "a revision put in the place of the ledger": [
        "UPDATE ledgers SET content = (SELECT content FROM revisions WHERE id = 1) WHERE member_id = 'kari'"
    ],
    "marked as plain text": ["UPDATE revisions SET cipher = 0 WHERE id = 3"],
    "plain text put in its place": ["UPDATE revisions SET cipher = 0, content = 'planted' WHERE id = 3"],
    "stored in an unknown way": ["UPDATE revisions SET cipher = 9 WHERE id = 3"],
    "cut short": ["UPDATE revisions SET content = substr(content, 1, 20) WHERE id = 3"],
    "no text at all": ["UPDATE revisions SET content = x'' WHERE id = 3"],
}


@pytest.mark.parametrize("again", [False, True], ids=["while the book runs", "before the book is opened"])
@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED.keys())
def test_D2_what_was_changed_is_refused_and_nothing_is_overwritten(
    database: Path, opened: Callable[..., AnswerBook], written: AnswerBook, statements: list[str], again: bool
) -> None:
    for statement in statements:
        change(database, statement)
    before = rows(database)
    book = opened("kari") if again else written
    for base in (0, 3):
        with pytest.raises(NotSaved, match=f"^The answer was not saved: {SENTENCE}") as not_saved:
            book.save(EXERCISE, "met", "new", base)
        assert not_saved.value.reason == "tampered"
    for read in (lambda: book.answers(EXERCISE), lambda: book.history(EXERCISE, "met")):
        with pytest.raises(NotRead, match=f"^The answers were not read: {SENTENCE}") as not_read:
            read()
        assert not_read.value.reason == "tampered"
    with pytest.raises(NotShared, match=f"^Nothing was shared or taken back: {SENTENCE}"):
        book.share(EXERCISE, "met", 3, "group")
    assert rows(database) == before
    assert change(database, "SELECT * FROM shared_copies") == []


def test_D2_a_row_missing_in_between_is_noticed_in_the_history(database: Path, written: AnswerBook) -> None:
    change(database, "DELETE FROM revisions WHERE id = 2")
    with pytest.raises(NotRead, match=SENTENCE):
        written.history(EXERCISE, "met")


def test_D2_an_older_ledger_and_its_rows_put_back_while_the_book_runs_are_refused(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "one", 0)
    [(older,)] = change(database, "SELECT content FROM ledgers")
    book.save(EXERCISE, "met", "two", 1)  # and nothing is looked at between this and the putting back
    change(database, "UPDATE ledgers SET content = ?", older)
    change(database, "DELETE FROM revisions WHERE revision = 2")
    with pytest.raises(NotSaved, match=SENTENCE):
        book.save(EXERCISE, "met", "two again", 1)
    with pytest.raises(NotRead, match=SENTENCE):
        book.answers(EXERCISE)
    assert change(database, "SELECT revision FROM revisions") == [(1,)]


def test_D2_what_another_book_of_the_member_wrote_is_remembered_once_it_was_seen(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    first, second = opened("kari"), opened("kari")
    first.save(EXERCISE, "met", "one", 0)
    [(older,)] = change(database, "SELECT content FROM ledgers")
    first.save(EXERCISE, "met", "two", 1)
    assert second.answers(EXERCISE)["met"].text == "two"
    change(database, "UPDATE ledgers SET content = ?", older)
    change(database, "DELETE FROM revisions WHERE revision = 2")
    with pytest.raises(NotRead, match=SENTENCE):
        second.answers(EXERCISE)


def test_D2_everything_of_a_member_removed_while_the_book_runs_is_refused(database: Path, written: AnswerBook) -> None:
    change(database, "DELETE FROM revisions WHERE member_id = 'kari'")
    change(database, "DELETE FROM ledgers WHERE member_id = 'kari'")
    with pytest.raises(NotSaved, match=SENTENCE):
        written.save(EXERCISE, "met", "new", 0)
    assert change(database, "SELECT * FROM ledgers WHERE member_id = 'kari'") == []


def test_D2_a_ledger_that_was_removed_is_missed_also_where_nothing_was_written_before(
    database: Path, opened: Callable[..., AnswerBook], written: AnswerBook
) -> None:
    written.close()
    change(database, "DELETE FROM ledgers WHERE member_id = 'kari'")
    book = opened("kari")
    with pytest.raises(NotRead, match=SENTENCE):
        book.answers("mestring/4/summing-up")
    with pytest.raises(NotSaved, match=SENTENCE):
        book.save("mestring/4/summing-up", "met", "new", 0)
    assert change(database, "SELECT * FROM ledgers WHERE member_id = 'kari'") == []


def test_D2_what_was_not_touched_can_still_be_read(database: Path, written: AnswerBook) -> None:
    change(database, SWAP.format(3, 4))
    assert written.answers(OTHER)["met"].text == "another exercise"


def test_D3_another_members_key_opens_nothing(opened: Callable[..., AnswerBook], written: AnswerBook) -> None:
    del written
    thief = opened("kari", key=b"x" * 32)
    with pytest.raises(NotRead, match=SENTENCE):
        thief.answers(EXERCISE)
    with pytest.raises(NotSaved, match=SENTENCE):
        thief.save(EXERCISE, "met", "new", 3)


def test_a_save_that_the_disk_refused_is_not_missed_later(database: Path, opened: Callable[..., AnswerBook]) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "one", 0)
    change(database, "CREATE TRIGGER no_more BEFORE INSERT ON revisions BEGIN SELECT RAISE(FAIL, 'no'); END")
    with pytest.raises(NotSaved):
        book.save(EXERCISE, "met", "two", 1)
    change(database, "DROP TRIGGER no_more")
    assert book.answers(EXERCISE)["met"].text == "one"
    assert book.save(EXERCISE, "met", "two", 1) == book.save(EXERCISE, "met", "two", 1)


def rows(database: Path) -> list[object]:
    """All that is stored of anybody's private text."""
    return [
        *change(database, "SELECT * FROM revisions ORDER BY id"),
        *change(database, "SELECT * FROM ledgers ORDER BY member_id"),
    ]
