"""Who may write: looked up in the database at every call, whatever the environment says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.exercises.answers.people import change, enrol, key_of

from samling_exercises.answers import AnswerBook, Me, NotRead, NotSaved, NotShared, open_book

EXERCISE = "mestring/2/summing-up"
ENDS_AT = datetime(2090, 1, 31, 22, 59, 59, tzinfo=UTC)
PAST = "2020-01-31 12:00:00.000000"

ROLE = r"this role does not allow it\. Enter with the code of the role that does\."
GONE = r"you are not in this group any more\. Ask the mentor for a new invitation\."
SEALED = r"what is private is stored in a way that cannot be opened here\. Enter with your personal code"
CLOSED = r"the group is closed\. What was written before can still be read and taken out\."


def test_me_is_what_the_database_knows(database: Path, opened: Callable[..., AnswerBook]) -> None:
    enrol(database, "kari")
    change(database, "UPDATE groups SET ends_at = '2090-01-31 22:59:59.000000', practice = 1")
    me = opened("kari").me()
    assert me == Me("kari", "participant", "Kari Å.", "north", "Group north", True, ENDS_AT, closed=False)
    assert "Kari Å." not in repr(me)
    assert "Group north" not in repr(me)


def test_the_local_reader_is_in_no_group(opened: Callable[..., AnswerBook]) -> None:
    nobody = Me("local", "participant", None, None, None, practice=False, ends_at=None, closed=False)
    assert opened().me() == opened(acting="mentor").me() == nobody
    opened().save(EXERCISE, "met", "text", 0)
    assert opened().me() == nobody


@pytest.mark.parametrize("role", ["mentor", "wall", "coordinator"])
def test_A5_only_participants_write(database: Path, opened: Callable[..., AnswerBook], role: str) -> None:
    enrol(database, "anne", role=role)
    book = opened("anne")
    assert book.me().role == role
    with pytest.raises(NotSaved, match=ROLE) as refused:
        book.save(EXERCISE, "met", "text", 0)
    assert refused.value.reason == "role"
    for change_something in (lambda: book.share(EXERCISE, "met", 1, "group"), lambda: book.unshare(EXERCISE, "met")):
        with pytest.raises(NotShared, match=ROLE):
            change_something()
    assert change(database, "SELECT * FROM revisions") == []


@pytest.mark.parametrize(
    ("own", "acting"),
    [
        ("participant", "mentor"),
        ("participant", "wall"),
        ("participant", "coordinator"),
        ("wall", "mentor"),
        ("wall", "participant"),
        ("mentor", "participant"),
        ("mentor", "coordinator"),
        ("coordinator", "mentor"),
        ("coordinator", "wall"),
    ],
)
def test_A5_a_role_that_the_members_row_does_not_allow_opens_nothing(
    database: Path, opened: Callable[..., AnswerBook], own: str, acting: str
) -> None:
    enrol(database, "kari", role=own)
    book = opened("kari", acting=acting)
    with pytest.raises(NotSaved, match=ROLE):
        book.save(EXERCISE, "met", "text", 0)
    for read in (book.me, book.feed, lambda: book.answers(EXERCISE), lambda: book.seen(EXERCISE)):
        with pytest.raises(NotRead, match=f"not read: {ROLE}") as refused:
            read()
        assert refused.value.reason == "role"
    for share in (lambda: book.share(EXERCISE, "met", 1, "group"), lambda: book.audience("group")):
        with pytest.raises(NotShared, match=ROLE):
            share()


def test_a_mentor_may_act_as_the_wall(database: Path, opened: Callable[..., AnswerBook]) -> None:
    enrol(database, "anne", role="mentor")
    assert opened("anne", acting="wall").me().role == "wall"
    assert opened("anne", acting="mentor").me().role == "mentor"


@pytest.mark.parametrize("member", ["stranger", "kari_2", "north"])
def test_A5_a_member_nobody_enrolled_is_not_made(database: Path, member: str) -> None:
    enrol(database, "kari")
    environ = {"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": member}
    with open_book(environ, key_of(member)) as book:
        with pytest.raises(NotSaved, match=GONE) as refused:
            book.save(EXERCISE, "met", "text", 0)
        assert refused.value.reason == "gone"
        for read in (book.me, lambda: book.answers(EXERCISE), lambda: book.reminded("mestring/2")):
            with pytest.raises(NotRead, match=GONE):
                read()
        with pytest.raises(NotSaved, match=GONE):
            book.remind("mestring/2")
    assert change(database, "SELECT id FROM members") == [("kari",)]


@pytest.mark.parametrize("member", ["kari", "local"])
def test_who_was_erased_is_never_made_again(database: Path, opened: Callable[..., AnswerBook], member: str) -> None:
    book = opened(member)
    book.save(EXERCISE, "met", "text", 0)
    change(database, "DELETE FROM members WHERE id = ?", member)
    change(database, "INSERT INTO erased VALUES (?, ?)", member, PAST)
    for _ in range(2):
        with pytest.raises(NotSaved, match=GONE):
            book.save(EXERCISE, "met", "text", 1)
    assert change(database, "SELECT * FROM revisions") == change(database, "SELECT * FROM members") == []


def test_an_erased_member_who_came_back_with_a_backup_stays_gone(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "text", 0)
    change(database, "INSERT INTO erased VALUES ('kari', ?)", PAST)
    with pytest.raises(NotSaved, match=GONE):
        book.save(EXERCISE, "met", "more", 1)
    with pytest.raises(NotRead, match=GONE):
        book.answers(EXERCISE)


def test_who_left_reads_and_takes_back_but_writes_and_shares_no_more(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "text", 0)
    book.share(EXERCISE, "met", 1, "group")
    change(database, "UPDATE members SET left_at = ?", PAST)
    with pytest.raises(NotSaved, match=GONE):
        book.save(EXERCISE, "met", "more", 1)
    with pytest.raises(NotShared, match=GONE):
        book.share(EXERCISE, "met", 1, "mentor")
    assert book.answers(EXERCISE)["met"].text == "text"
    book.unshare(EXERCISE, "met")
    assert book.own_shares(EXERCISE) == {}


@pytest.mark.parametrize("column", ["closed_at", "ends_at", "erased_at"])
def test_in_a_closed_or_ended_group_nothing_is_written_and_all_can_be_read(
    database: Path, opened: Callable[..., AnswerBook], column: str
) -> None:
    book = opened("kari")
    book.save(EXERCISE, "met", "text", 0)
    book.share(EXERCISE, "met", 1, "group")
    change(database, f"UPDATE groups SET {column} = ?", PAST)
    assert book.me().closed is True
    with pytest.raises(NotSaved, match=CLOSED) as refused:
        book.save(EXERCISE, "met", "more", 1)
    assert refused.value.reason == "closed"
    with pytest.raises(NotShared, match=r"the group is closed\. What was shared before can still be taken back"):
        book.share(EXERCISE, "met", 1, "mentor")
    assert book.history(EXERCISE, "met")[0].text == "text"
    book.unshare(EXERCISE, "met")
    assert book.own_shares(EXERCISE) == {}


def test_without_the_key_a_group_members_book_neither_reads_nor_writes(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    opened("kari").save(EXERCISE, "met", "text", 0)
    before = change(database, "SELECT * FROM revisions")
    with open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": "kari"}) as book:
        with pytest.raises(NotSaved, match=f"^The answer was not saved: {SEALED}") as not_saved:
            book.save(EXERCISE, "met", "more", 1)
        with pytest.raises(NotRead, match=f"^The answers were not read: {SEALED}") as not_read:
            book.answers(EXERCISE)
        with pytest.raises(NotShared, match=SEALED):
            book.share(EXERCISE, "met", 1, "group")
        assert not_saved.value.reason == not_read.value.reason == "sealed"
        assert book.me().nickname == "Kari Å."
    assert change(database, "SELECT * FROM revisions") == before


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"x" * 33, "x" * 32])
def test_a_key_that_is_none_is_refused_without_being_repeated(database: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match=r"^A member's key is 32 bytes; came something else\. Use the key that the"):
        open_book({"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": "kari"}, key)


def test_the_local_reader_takes_no_key(database: Path) -> None:
    with pytest.raises(ValueError, match=r"^The local reader's answers are not sealed; came a key\. Leave it out\.$"):
        open_book({"SAMLING_DATA": str(database.parent)}, key_of("local"))


def test_the_reminder_is_remembered_for_each_gathering(opened: Callable[..., AnswerBook], book: AnswerBook) -> None:
    assert not book.reminded("mestring/2")
    book.remind("mestring/2")
    book.remind("mestring/2")
    assert book.reminded("mestring/2")
    assert not book.reminded("mestring/3")
    assert not opened("ola").reminded("mestring/2")
    with pytest.raises(ValueError, match="A gathering's key is programme/gathering, at most 130 characters"):
        book.remind(EXERCISE)


def test_nothing_is_remembered_of_whoever_left_nor_in_a_group_that_has_ended(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    book = opened("kari")
    for table, column, reason in (("groups", "closed_at", "closed"), ("members", "left_at", "gone")):
        change(database, f"UPDATE {table} SET {column} = '2030-05-02 12:00:00.000000'")
        with pytest.raises(NotSaved) as refused:
            book.remind("mestring/2")
        assert refused.value.reason == reason
        assert not book.reminded("mestring/2")
        change(database, f"UPDATE {table} SET {column} = NULL")
