"""What a group makes together: nobody's writing is lost, and a name's beginning says who may write and see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.answers.people import change, enrol

from samling_exercises.answers import AnswerBook, NotRead, NotSaved, UnknownKey
from samling_exercises.answers.records import THINGS_LIMIT, Clash, Value, encoded

TOPIC = "mestring/path/journey"
Open = Callable[..., AnswerBook]


@pytest.fixture
def kari(opened: Open) -> AnswerBook:
    return opened("kari")


@pytest.fixture
def per(opened: Open) -> AnswerBook:
    return opened("per")


@pytest.fixture
def mentor(database: Path, opened: Open) -> AnswerBook:
    enrol(database, "marit", "mentor")
    return opened("marit")


def seats(database: Path, **numbers: int) -> None:
    for member, seat in numbers.items():
        change(database, "UPDATE members SET seat = ? WHERE id = ?", seat, member)


def values(book: AnswerBook, topic: str = TOPIC) -> dict[str, Value | None]:
    return {name: kept.value for name, kept in book.records(topic).items()}


def test_a_thing_is_seen_by_all_with_its_revisions(kari: AnswerBook, per: AnswerBook, mentor: AnswerBook) -> None:
    written = kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    assert (written.clash, written.kept.revision) == (False, 1)
    assert per.put(TOPIC, "note-a", {"text": "Kaffe og prat"}, 1).kept.revision == 2
    for book in (kari, per, mentor):
        assert values(book) == {"note-a": {"text": "Kaffe og prat"}}
    assert [kept.value for kept in kari.record_history(TOPIC, "note-a")] == [
        {"text": "Kaffe"},
        {"text": "Kaffe og prat"},
    ]
    now = kari.records(TOPIC)["note-a"]
    assert now.first_at == kari.record_history(TOPIC, "note-a")[0].written_at < now.written_at


def test_what_stands_already_is_not_written_again(kari: AnswerBook) -> None:
    for _ in range(3):
        assert kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0).kept.revision == 1
    assert len(kari.record_history(TOPIC, "note-a")) == 1


def test_a_later_writing_of_somebody_else_is_a_clash_and_stands(kari: AnswerBook, per: AnswerBook) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    kari.put(TOPIC, "note-a", {"text": "Kaffe først"}, 1)
    written = per.put(TOPIC, "note-a", {"text": "Te"}, 1)
    assert (written.clash, written.kept.value, written.kept.revision) == (True, {"text": "Kaffe først"}, 2)
    assert values(per) == {"note-a": {"text": "Kaffe først"}}


def test_a_merge_gets_what_was_seen_what_stands_and_what_is_wanted(kari: AnswerBook, per: AnswerBook) -> None:
    seen: list[Any] = []

    def merge(base: Value | None, stands: Value | None, wanted: Value | None) -> Value | None:
        seen.append((base, stands, wanted))
        if stands is None:
            raise Clash
        return {**stands, **(wanted or {})}

    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    kari.put(TOPIC, "note-a", {"text": "Kaffe", "mark": "works"}, 1)
    written = per.put(TOPIC, "note-a", {"text": "Te"}, 1, merge=merge)
    assert (written.clash, written.kept.value) == (False, {"text": "Te", "mark": "works"})
    kari.put(TOPIC, "note-a", None, 3)
    assert per.put(TOPIC, "note-a", {"text": "Saft"}, 1, merge=merge).clash
    assert seen[0] == ({"text": "Kaffe"}, {"text": "Kaffe", "mark": "works"}, {"text": "Te"})


def test_what_is_taken_away_is_gone_but_its_history_is_kept(kari: AnswerBook) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    assert kari.put(TOPIC, "note-a", None, 1).kept.value is None
    assert values(kari) == {}
    assert [kept.value for kept in kari.record_history(TOPIC, "note-a")] == [{"text": "Kaffe"}, None]
    assert kari.put(TOPIC, "note-b", None, 0).kept.revision == 0


def test_without_history_only_the_newest_is_left(kari: AnswerBook, database: Path) -> None:
    for number in range(3):
        kari.put(TOPIC, "clock", {"at": number}, number, history=False)
    assert change(database, "SELECT revision, content FROM records") == [(3, b'{"at":2}')]


@pytest.mark.parametrize("name", ["lead-now", "draft-pairs"])
def test_what_is_a_mentors_only_a_mentor_writes(kari: AnswerBook, mentor: AnswerBook, name: str) -> None:
    with pytest.raises(NotSaved, match="this role does not allow it"):
        kari.put(TOPIC, name, {"a": 1}, 0)
    mentor.put(TOPIC, name, {"a": 1}, 0)
    assert values(kari) == ({"lead-now": {"a": 1}} if name == "lead-now" else {})
    assert kari.record_history(TOPIC, name) == (() if name.startswith("draft") else mentor.record_history(TOPIC, name))


def test_what_is_ones_own_nobody_else_writes_or_sees(
    database: Path, kari: AnswerBook, per: AnswerBook, mentor: AnswerBook
) -> None:
    seats(database, kari=1, per=2)
    kari.put(TOPIC, "own-common-1", {"band": 2}, 0, about="1", history=False)
    assert values(kari) == {"own-common-1": {"band": 2}}
    for other in (per, mentor):
        assert values(other) == {}
        assert other.record_history(TOPIC, "own-common-1") == ()
        with pytest.raises(NotSaved, match="this role does not allow it"):
            other.put(TOPIC, "own-common-1", {"band": 0}, 1)


def test_a_mentor_counts_what_is_each_ones_own_without_whose_it_is_and_forgets_it(
    database: Path, kari: AnswerBook, per: AnswerBook, mentor: AnswerBook
) -> None:
    seats(database, kari=1, per=2)
    kari.put(TOPIC, "own-common-1", {"band": 2}, 0, about="1", history=False)
    per.put(TOPIC, "own-common-2", {"band": 0}, 0, about="2", history=False)
    assert mentor.tally(TOPIC, "common", list) == [{"band": 0}, {"band": 2}]
    for call in (lambda: kari.tally(TOPIC, "common", list), lambda: kari.forget(TOPIC, "common")):
        with pytest.raises((NotRead, NotSaved), match="this role does not allow it"):
            call()
    mentor.forget(TOPIC, "common")
    assert change(database, "SELECT count(*) FROM records") == [(0,)]


def test_a_wall_sees_and_never_writes_and_a_coordinator_does_neither(
    database: Path, kari: AnswerBook, opened: Open
) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    enrol(database, "skjerm", "wall")
    enrol(database, "kim", "coordinator")
    wall, coordinator = opened("skjerm"), opened("kim")
    assert (values(wall), values(coordinator)) == ({"note-a": {"text": "Kaffe"}}, {})
    for book in (wall, coordinator):
        with pytest.raises(NotSaved, match="this role does not allow it"):
            book.put(TOPIC, "note-b", {"text": "Te"}, 0)


def test_another_group_has_a_board_of_its_own(database: Path, kari: AnswerBook, opened: Open) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    enrol(database, "other", group="south")
    other = opened("other")
    assert values(other) == {}
    assert other.put(TOPIC, "note-a", {"text": "Te"}, 0).kept.revision == 1
    assert values(kari) == {"note-a": {"text": "Kaffe"}}


def test_who_has_left_neither_writes_nor_sees(database: Path, kari: AnswerBook) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    change(database, "UPDATE members SET left_at = '2030-05-02 12:00:00.000000'")
    assert values(kari) == {}
    with pytest.raises(NotSaved, match="not in this group any more"):
        kari.put(TOPIC, "note-a", {"text": "Te"}, 1)


def test_a_closed_group_takes_nothing_more(database: Path, kari: AnswerBook) -> None:
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    change(database, "UPDATE groups SET closed_at = '2030-05-02 12:00:00.000000'")
    with pytest.raises(NotSaved, match="the group is closed"):
        kari.put(TOPIC, "note-a", {"text": "Te"}, 1)
    assert values(kari) == {"note-a": {"text": "Kaffe"}}


def test_what_is_about_a_member_goes_with_them(database: Path, kari: AnswerBook, per: AnswerBook) -> None:
    seats(database, kari=1)
    kari.put(TOPIC, "headline-a", {"text": "En dør"}, 0, about="1")
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    change(database, "DELETE FROM members WHERE id = 'kari'")
    assert values(per) == {"note-a": {"text": "Kaffe"}}


def test_the_local_reader_has_a_board_alone(opened: Open) -> None:
    book = opened()
    book.put(TOPIC, "lead-now", {"activity": "journey"}, 0)
    assert values(book) == {"lead-now": {"activity": "journey"}}
    assert book.company() == ()


def test_too_much_is_refused_in_a_sentence(kari: AnswerBook, database: Path) -> None:
    with pytest.raises(NotSaved, match=r"it is larger than 20,000 bytes\. Shorten it"):
        kari.put(TOPIC, "note-a", {"text": "å" * 10_001}, 0)
    kari.put(TOPIC, "note-0", {"text": "x"}, 0)
    row = "INSERT INTO records (group_id, topic, name, revision, cipher, content, written_at)"
    change(
        database,
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {THINGS_LIMIT}) {row} "
        "SELECT 'north', ?, 'note-' || i, 1, 0, CAST('{}' AS BLOB), '2030-05-02 12:00:00.000000' FROM n",
        TOPIC,
    )
    with pytest.raises(NotSaved, match="there is room for 2,000 things"):
        kari.put(TOPIC, "one-more", {"text": "x"}, 0)
    assert kari.put(TOPIC, "note-1", {"text": "changed"}, 1).kept.revision == 2
    kari.put(TOPIC, "note-1", None, 2)
    assert kari.put(TOPIC, "one-more", {"text": "x"}, 0).kept.revision == 1, "what was taken away gives way"
    with pytest.raises(NotSaved, match="there is room for 2,000 things"):
        kari.put(TOPIC, "two-more", {"text": "x"}, 0)


@pytest.mark.parametrize(("topic", "name"), [("journey", "note-a"), (TOPIC, "Note A"), (TOPIC, ""), ("a/b/c/d", "x")])
def test_a_name_of_another_shape_is_refused(kari: AnswerBook, topic: str, name: str) -> None:
    with pytest.raises(UnknownKey, match="Use the key of the exercise's definition"):
        kari.put(topic, name, {"text": "x"}, 0)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    )
)
def test_a_value_has_one_writing(value: Any) -> None:
    import json

    once = encoded({"value": value})
    assert encoded(json.loads(once)) == once


def test_the_others_are_told(kari: AnswerBook, per: AnswerBook) -> None:
    feed = per.feed()
    kari.put(TOPIC, "note-a", {"text": "Kaffe"}, 0)
    assert feed.look() == {TOPIC}


def test_the_company_is_the_seats_taken_or_on_paper(database: Path, kari: AnswerBook, mentor: AnswerBook) -> None:
    seats(database, kari=1)
    change(
        database,
        "INSERT INTO invitations (group_id, role, seat, locator, salt, cost, verifier, made_at) "
        "VALUES ('north', 'participant', 2, 'AAAA', x'00', 'x', x'00', '2030-05-02 12:00:00.000000')",
    )
    assert [(one.id, one.seat, one.here, one.me) for one in kari.company()] == [
        ("1", 1, True, True),
        ("2", 2, False, False),
    ]
    assert [one.me for one in mentor.company()] == [False, False]


def test_somebody_without_a_seat_has_a_place_all_the_same(kari: AnswerBook, per: AnswerBook) -> None:
    mine = next(one for one in kari.company() if one.me)
    assert mine.seat is None
    assert mine.id in {one.id for one in per.company()}
    kari.put(TOPIC, f"own-common-{mine.id}", {"band": 1}, 0, about=mine.id)
    assert values(kari) == {f"own-common-{mine.id}": {"band": 1}}
