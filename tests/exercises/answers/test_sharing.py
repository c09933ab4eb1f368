"""What is shared is a copy that its sharer made and can take back, and only those see it whom it was meant for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change, enrol

from samling_exercises.answers import AnswerBook, Audience, NotShared, Shared, SharedText

EXERCISE = "mestring/2/summing-up"
PAST = "2020-01-31 12:00:00.000000"
CHANGED = (
    r"^Nothing was shared or taken back: the text has changed meanwhile\. Look at the newest one and share that\.$"
)
NO_GROUP = (
    r"^Nothing was shared or taken back: this copy of the workbook is in no group\. Enter a group to share with it"
)


@pytest.fixture
def books(database: Path, opened: Callable[..., AnswerBook]) -> dict[str, AnswerBook]:
    """Everybody of the group north, and Siri of the group south."""
    for member, role in {"anne": "mentor", "vegg": "wall", "kjell": "coordinator", "kari": "participant"}.items():
        enrol(database, member, role=role)
    enrol(database, "siri", group="south")
    enrol(database, "mona", role="mentor", group="south")
    return {member: opened(member) for member in ("anne", "vegg", "kjell", "kari", "ola", "per", "siri", "mona")}


def who_sees(books: dict[str, AnswerBook]) -> dict[str, str]:
    """The text each member sees of the others, of those who see any."""
    return {member: shown.text for member, book in books.items() for shown in book.seen(EXERCISE)}


def test_A5_nothing_is_seen_before_it_is_shared(books: dict[str, AnswerBook]) -> None:
    books["kari"].save(EXERCISE, "met", "private", 0)
    assert who_sees(books) == {}
    assert books["kari"].own_shares(EXERCISE) == {}


def test_what_is_shared_with_the_group_is_seen_by_its_participants_and_mentors(books: dict[str, AnswerBook]) -> None:
    kari = books["kari"]
    kari.save(EXERCISE, "met", "for all", 0)
    shared = kari.share(EXERCISE, "met", 1, "group")
    assert shared == Shared(1, "group", shared.shared_at)
    assert kari.own_shares(EXERCISE) == {"met": shared}
    assert who_sees(books) == {"anne": "for all", "ola": "for all", "per": "for all"}
    [shown] = books["ola"].seen(EXERCISE)
    assert shown == SharedText(shown.member, "Kari Å.", "met", "for all", "group", shared.shared_at)
    assert books["ola"].seen("mestring/3/summing-up") == ()


def test_what_is_shared_with_the_mentor_is_seen_by_mentors_alone(books: dict[str, AnswerBook]) -> None:
    books["kari"].save(EXERCISE, "met", "for the mentor", 0)
    books["kari"].share(EXERCISE, "met", 1, "mentor")
    assert who_sees(books) == {"anne": "for the mentor"}


def test_a_mentor_who_acts_as_the_wall_sees_what_the_wall_sees(
    books: dict[str, AnswerBook], opened: Callable[..., AnswerBook]
) -> None:
    books["kari"].save(EXERCISE, "met", "text", 0)
    books["kari"].share(EXERCISE, "met", 1, "group")
    assert opened("anne", acting="wall").seen(EXERCISE) == ()


def test_sharing_anew_replaces_the_copy_and_its_audience(books: dict[str, AnswerBook]) -> None:
    kari = books["kari"]
    kari.save(EXERCISE, "met", "first", 0)
    kari.share(EXERCISE, "met", 1, "mentor")
    kari.save(EXERCISE, "met", "second", 1)
    assert who_sees(books) == {"anne": "first"}, "what is written later is not shared by itself"
    kari.share(EXERCISE, "met", 2, "group")
    assert who_sees(books) == {"anne": "second", "ola": "second", "per": "second"}
    kari.share(EXERCISE, "met", 2, "mentor")
    assert who_sees(books) == {"anne": "second"}


def test_sharing_again_what_is_shared_already_changes_nothing(books: dict[str, AnswerBook]) -> None:
    books["kari"].save(EXERCISE, "met", "text", 0)
    first = books["kari"].share(EXERCISE, "met", 1, "group")
    feed = books["ola"].feed()
    assert books["kari"].share(EXERCISE, "met", 1, "group") == first
    assert feed.look() == frozenset()


def test_what_was_taken_back_is_seen_by_nobody_and_leaves_no_bytes(
    database: Path, books: dict[str, AnswerBook]
) -> None:
    kari = books["kari"]
    kari.save(EXERCISE, "met", "words that go away", 0)
    kari.share(EXERCISE, "met", 1, "group")
    kari.unshare(EXERCISE, "met")
    kari.unshare(EXERCISE, "met")
    assert who_sees(books) == {}
    assert kari.own_shares(EXERCISE) == {}
    assert kari.answers(EXERCISE)["met"].text == "words that go away"
    for book in books.values():
        book.close()  # only then: whoever closes the file lets go of the locks of those who have it open
    assert b"words that go away" not in database.read_bytes()


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_only_the_newest_revision_can_be_shared(books: dict[str, AnswerBook], revision: int) -> None:
    books["kari"].save(EXERCISE, "met", "first", 0)
    books["kari"].save(EXERCISE, "met", "second", 1)
    with pytest.raises(NotShared, match=CHANGED) as refused:
        books["kari"].share(EXERCISE, "met", revision, "group")
    assert refused.value.reason == "changed"
    with pytest.raises(NotShared, match=CHANGED):
        books["kari"].share(EXERCISE, "never-written", revision, "group")
    assert who_sees(books) == {}


def test_A5_nobody_takes_back_what_somebody_else_shares(books: dict[str, AnswerBook]) -> None:
    books["kari"].save(EXERCISE, "met", "hers", 0)
    books["kari"].share(EXERCISE, "met", 1, "group")
    books["ola"].save(EXERCISE, "met", "his", 0)
    books["ola"].share(EXERCISE, "met", 1, "group")
    books["ola"].unshare(EXERCISE, "met")
    assert who_sees(books) == {"anne": "hers", "ola": "hers", "per": "hers"}


def test_the_sharers_id_is_the_same_for_all_and_not_the_members_own(books: dict[str, AnswerBook]) -> None:
    for member in ("kari", "per"):
        for field in ("met", "worked"):
            books[member].save(EXERCISE, field, "text", 0)
            books[member].share(EXERCISE, field, 1, "group")
    seen = {who: {(shown.nickname, shown.member) for shown in books[who].seen(EXERCISE)} for who in ("anne", "ola")}
    assert seen["anne"] == seen["ola"]
    assert len(seen["ola"]) == 2
    for _, member in seen["ola"]:
        assert len(member) == 12
        assert int(member, 16)


def test_what_others_share_does_not_show_when_printed(books: dict[str, AnswerBook]) -> None:
    books["kari"].save(EXERCISE, "met", "hard words", 0)
    books["kari"].share(EXERCISE, "met", 1, "group")
    shown = repr(books["ola"].seen(EXERCISE))
    assert "hard words" not in shown
    assert "Kari" not in shown


def test_the_audience_is_counted_without_oneself_and_without_those_who_left(
    database: Path, books: dict[str, AnswerBook]
) -> None:
    enrol(database, "berit", role="mentor")
    assert books["kari"].audience("group") == Audience(mentors=2, members=2)
    assert books["kari"].audience("mentor") == Audience(mentors=2, members=0)
    assert books["siri"].audience("group") == Audience(mentors=1, members=0)
    change(database, "UPDATE members SET left_at = ? WHERE id IN ('berit', 'per')", PAST)
    assert books["kari"].audience("group") == Audience(mentors=1, members=1)


def test_who_left_is_neither_seen_nor_sees(database: Path, books: dict[str, AnswerBook]) -> None:
    for member in ("kari", "ola"):
        books[member].save(EXERCISE, "met", f"{member}'s", 0)
        books[member].share(EXERCISE, "met", 1, "group")
    change(database, "UPDATE members SET left_at = ? WHERE id = 'kari'", PAST)
    assert books["kari"].seen(EXERCISE) == ()
    assert who_sees(books) == {"anne": "ola's", "per": "ola's"}


@pytest.mark.parametrize(("column", "sees"), [("closed_at", True), ("ends_at", False), ("erased_at", False)])
def test_what_was_shared_is_seen_in_a_closed_group_and_not_after_its_end(
    database: Path, books: dict[str, AnswerBook], column: str, sees: bool
) -> None:
    books["kari"].save(EXERCISE, "met", "text", 0)
    books["kari"].share(EXERCISE, "met", 1, "group")
    change(database, f"UPDATE groups SET {column} = ?", PAST)
    assert bool(who_sees(books)) is sees


def test_the_local_reader_has_nobody_to_share_with(opened: Callable[..., AnswerBook]) -> None:
    book = opened()
    book.save(EXERCISE, "met", "text", 0)
    calls: tuple[Callable[[], Any], ...] = (
        lambda: book.share(EXERCISE, "met", 1, "group"),
        lambda: book.unshare(EXERCISE, "met"),
        lambda: book.audience("group"),
    )
    for call in calls:
        with pytest.raises(NotShared, match=NO_GROUP) as refused:
            call()
        assert refused.value.reason == "no-group"
    assert book.seen(EXERCISE) == ()
    assert book.own_shares(EXERCISE) == {}
    assert book.feed().look() == frozenset()


@pytest.mark.parametrize("audience", ["", "all", "wall", None, ["group"]])
def test_an_audience_there_is_not_is_refused(books: dict[str, AnswerBook], audience: Any) -> None:
    with pytest.raises(ValueError, match="shared with `group`, `mentor` or `partner`; came something else"):
        books["kari"].share(EXERCISE, "met", 1, audience)
    with pytest.raises(ValueError, match="shared with `group`, `mentor` or `partner`; came something else"):
        books["kari"].audience(audience)
