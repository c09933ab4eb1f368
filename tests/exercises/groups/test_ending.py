"""The end: what is erased leaves no byte behind, and stays away."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import TimeoutError as PoolTimeout
from tests.exercises.groups.people import EXERCISE, Clock, ask, book_of, code, enter

from samling_exercises.answers import NotRead, NotSaved, copies, open_book, rewriting
from samling_exercises.answers.backup import back_up, restore
from samling_exercises.answers.place import Place, place_of
from samling_exercises.answers.replacing import CarriedOver
from samling_exercises.groups import (
    Counts,
    Entered,
    GatheringCount,
    NewGroup,
    NotAdmitted,
    NotAllowed,
    NotDone,
    Register,
    open_register,
)


def write(register: Register, folder: Path, entered: Entered, *, share: bool = True) -> None:
    """Write some answers, and share one."""
    with book_of(register, folder, entered) as book:
        for number in range(6):
            book.save(EXERCISE, "met", f"Text {number} of {entered.member} " + "x" * number * 700, number)
        if share:
            book.save("mestring/3/summing-up", "met", f"Shared by {entered.member}", 0)
            book.share("mestring/3/summing-up", "met", 1, "group")


def bytes_of(folder: Path) -> bytes:
    """Every byte of every file in the data folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def traces(folder: Path, member: str, nickname: str) -> list[bytes]:
    """What the database knows of a member: ids, names, wrapped keys, sealed and shared text."""
    wanted = [member.encode(), nickname.encode()]
    for column, table in (
        ("wrapped", "member_keys"),
        ("salt", "member_keys"),
        ("wrapped", "visit_seats"),
        ("content", "revisions"),
        ("content", "shared_copies"),
        ("content", "ledgers"),
    ):
        rows = ask(folder, f"SELECT {column} FROM {table} WHERE member_id = ?", member)
        assert rows, table
        wanted += [row[0] for row in rows]
    return wanted


def test_D4_erasing_a_member_leaves_no_byte_in_database_journal_and_copies(
    register: Register, made: NewGroup, folder: Path
) -> None:
    kari, per = enter(register, made, 0, "Kari Unik"), enter(register, made, 1, "Per Annen")
    for entered in (kari, per):
        write(register, folder, entered)
    copies.keep_copy(folder / "answers.sqlite3", "0002")
    (folder / "answers.sqlite3.0001-20260131T120000.000000.backup.part").write_bytes(b"Kari Unik, half a copy")
    wanted, kept = traces(folder, kari.member, "Kari Unik"), traces(folder, per.member, "Per Annen")
    assert all(bytes_of(folder).count(trace) >= 2 for trace in wanted), "in the database and in the copy"
    register.erase(kari.member)
    found = bytes_of(folder)
    assert [trace for trace in wanted[1:] if trace in found] == []
    # The tombstone is all that is left: it keeps the id from coming to life again.
    assert found.count(kari.member.encode()) == 2, "the row, and its unique key"
    assert ask(folder, "SELECT member_id FROM erased") == [(kari.member,)]
    assert all(trace in found for trace in kept)


def test_D4_no_byte_is_left_however_often_pages_were_divided(register: Register, made: NewGroup, folder: Path) -> None:
    entered = [enter(register, made, which, f"Nick{which}") for which in range(3)]
    rows = [
        (one.member, EXERCISE, number + 1, f"SECRET{who}-".encode() * (1 + number * number % 97))
        for number in range(150)
        for who, one in enumerate(entered)
    ]
    with closing(sqlite3.connect(folder / "answers.sqlite3")) as connection, connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.executemany(
            "INSERT INTO revisions (member_id, exercise, field, revision, cipher, content, written_at) "
            "VALUES (?, ?, 'met', ?, 1, ?, '2126-03-01 12:00:00.000000')",
            rows,
        )
    register.erase(entered[1].member)
    found = bytes_of(folder)
    assert b"SECRET0-" in found
    assert b"SECRET1-" not in found
    assert b"Nick1" not in found


def test_A12_after_erasure_cookie_and_codes_open_nothing_and_a_running_kernel_hears_it(
    register: Register, made: NewGroup, folder: Path
) -> None:
    kari = enter(register, made)
    with book_of(register, folder, kari) as book:
        book.save(EXERCISE, "met", "Private words", 0)
        register.erase(kari.member)
        with pytest.raises(NotSaved) as not_saved:
            book.save(EXERCISE, "met", "Private words", 1)
        with pytest.raises(NotRead) as not_read:
            book.answers(EXERCISE)
    assert (not_saved.value.reason, not_read.value.reason) == ("gone", "gone")
    assert register.visit(kari.token) is None
    for old in (kari.personal, kari.recovery):
        with pytest.raises(NotAdmitted, match="The code was not accepted"):
            register.sign_in(str(old), False)
    register.erase(kari.member)
    register.erase("nobody")
    assert ask(folder, "SELECT count(*) FROM members") == [(0,)]
    assert ask(folder, "SELECT member_id FROM erased") == [(kari.member,)]


def test_a_browser_with_a_seat_more_keeps_that_one(register: Register, made: NewGroup) -> None:
    kari = enter(register, made)
    mentor = register.take_seat(code(made, -1), "Per", kari.token)
    register.erase(kari.member)
    visit = register.visit(mentor.token)
    assert visit is not None
    assert [seat.member for seat in visit.seats] == [mentor.member]


def test_erasing_tells_the_kernels_that_show_what_was_shared(register: Register, made: NewGroup, folder: Path) -> None:
    kari = enter(register, made)
    write(register, folder, kari)
    ask(folder, "DELETE FROM changes")
    register.erase(kari.member)
    topics = [(made.group.id, topic) for topic in ("company", "mestring/3/summing-up")]
    assert sorted(ask(folder, "SELECT group_id, topic FROM changes")) == topics
    assert ask(folder, "SELECT count(*) FROM shared_copies") == [(0,)]


def test_what_a_database_too_busy_kept_from_being_rewritten_is_done_at_the_next_look(
    register: Register, made: NewGroup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari = enter(register, made, 0, "Kari Unik")
    write(register, folder, kari)

    def refuse(_: object) -> None:
        raise PoolTimeout("busy")

    monkeypatch.setattr(rewriting, "outside_transactions", refuse)
    register.erase(kari.member)
    assert ask(folder, "PRAGMA user_version") == [(1,)]
    monkeypatch.undo()
    assert register.erase_ended() == 0
    assert ask(folder, "PRAGMA user_version") == [(0,)]
    assert b"Kari Unik" not in bytes_of(folder)


def test_a_copy_that_cannot_be_cleaned_stops_the_erasure_with_a_sentence(
    register: Register, made: NewGroup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari = enter(register, made)
    copies.keep_copy(folder / "answers.sqlite3", "0002")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(copies, "_clean", refuse)
    with pytest.raises(
        NotDone,
        match=r"^The register could not do it: an older copy beside the database could not be cleaned of what should "
        r"be erased\. Look at the files ending in \.backup in the data folder, and try again\.$",
    ):
        register.erase(kari.member)
    assert register.visit(kari.token) is not None
    monkeypatch.undo()
    register.erase(kari.member)
    assert register.visit(kari.token) is None


def test_a_copy_that_is_no_database_any_more_is_removed(register: Register, made: NewGroup, folder: Path) -> None:
    kari = enter(register, made)
    damaged = folder / "answers.sqlite3.0001-20260131T120000.000000.backup"
    damaged.write_bytes(b"nothing that anybody could read" * 100)
    another = folder / "my own notes.backup"
    another.write_bytes(b"not ours")
    register.erase(kari.member)
    assert not damaged.exists()
    assert another.exists()


def test_D4_a_copy_of_the_first_version_is_cleaned_too(tmp_path: Path) -> None:
    frozen = Path(__file__).parents[1] / "answers" / "versions" / "0001.sql"
    with closing(sqlite3.connect(tmp_path / "answers.sqlite3")) as connection:
        connection.executescript(frozen.read_text(encoding="utf-8"))
    with open_register({"SAMLING_DATA": str(tmp_path)}) as register:
        assert len(list(tmp_path.glob("*.backup"))) == 1
        assert bytes_of(tmp_path).count("Kari på Solbakken".encode()) == 4
        register.erase("local")
    assert len(list(tmp_path.glob("*.backup"))) == 1
    assert "Kari på Solbakken".encode() not in bytes_of(tmp_path)


def test_a_group_whose_end_has_come_keeps_its_name_and_numbers_and_nothing_of_its_people(
    register: Register, made: NewGroup, folder: Path, clock: Clock
) -> None:
    kari, per = enter(register, made, 0, "Kari Unik"), enter(register, made, 1, "Per Annen")
    mentor = enter(register, made, -1, "Mentor Unik")
    write(register, folder, kari)
    write(register, folder, per, share=False)
    register.leave(per.member)
    copies.keep_copy(folder / "answers.sqlite3", "0002")
    goes_on = register.new_group("Goes on", "mestring", 1, date(2126, 12, 1))
    other = enter(register, goes_on, 0, "Ola")
    before = register.counts(mentor.member, made.group.id)
    clock.now = register.set_end(None, made.group.id, date(2126, 6, 1)).ends_at or clock.now
    assert register.erase_ended(clock.now) == 1
    assert register.erase_ended(clock.now) == 0
    group = register.group(made.group.id)
    assert (group.name, group.erased_at) == ("Solbakken", clock.now)
    assert register.counts(None, made.group.id) == before
    assert before == Counts(3, 2, 1, (GatheringCount("mestring/2", 2, 0), GatheringCount("mestring/3", 1, 1)))
    found = bytes_of(folder)
    for trace in (b"Kari Unik", b"Per Annen", b"Mentor Unik", f"Shared by {kari.member}".encode()):
        assert trace not in found
    for gone in (kari, per, mentor):
        assert register.visit(gone.token) is None
    for table in ("member_keys", "revisions", "shared_copies", "ledgers", "visit_seats"):
        assert ask(folder, f"SELECT member_id FROM {table} WHERE member_id <> ?", other.member) == [], table
    assert ask(folder, "SELECT id FROM members") == [(other.member,)]
    assert register.visit(other.token) is not None
    assert register.recognise(code(goes_on, -1))
    with pytest.raises(NotAdmitted, match="The code was not accepted"):
        register.recognise(code(made, 2))
    changes: list[Callable[[], object]] = [
        lambda: register.close(None, made.group.id),
        lambda: register.set_end(None, made.group.id, date(2127, 1, 1)),
    ]
    for change in changes:
        with pytest.raises(NotAllowed, match=r"the group has ended\. Make a new group\.$"):
            change()


def test_a_group_ends_with_the_last_second_of_its_day_in_norway(
    register: Register, made: NewGroup, clock: Clock
) -> None:
    register.set_end(None, made.group.id, date(2126, 7, 1))
    kari = enter(register, made)
    clock.now = clock.now.replace(month=7, day=1, hour=21, minute=59, second=58)
    assert register.erase_ended() == 0
    assert register.sign_in(str(kari.personal), False).member == kari.member
    clock.on(seconds=1)
    with pytest.raises(NotAdmitted, match="the group has ended"):
        register.sign_in(str(kari.personal), False)
    assert register.erase_ended() == 1


def test_the_local_readers_answers_never_end(register: Register, folder: Path, clock: Clock) -> None:
    with open_book({"SAMLING_DATA": str(folder)}) as book:
        book.save(EXERCISE, "met", "My own words", 0)
        clock.on(days=36_500)
        assert register.erase_ended() == 0
        assert book.answers(EXERCISE)["met"].text == "My own words"
    with pytest.raises(NotAllowed, match="there is no such group here"):
        register.erase_group("local")


def test_a_whole_group_can_be_erased_with_its_name(register: Register, folder: Path) -> None:
    made = register.new_group("Solbakken Unik", "mestring", 2, date(2126, 4, 1))
    kari = enter(register, made, 0, "Kari Unik")
    write(register, folder, kari)
    copies.keep_copy(folder / "answers.sqlite3", "0002")
    register.erase_group(made.group.id)
    assert register.groups() == ()
    for trace in (b"Solbakken Unik", b"Kari Unik", (made.group.link or "").encode()):
        assert trace not in bytes_of(folder)
    with pytest.raises(NotAllowed, match=r"there is no such group here\. Look at the address, or make a new group"):
        register.erase_group(made.group.id)


def test_a_coordinator_sees_numbers_of_participants_and_nothing_else(
    register: Register, made: NewGroup, folder: Path
) -> None:
    [invited] = register.new_invitations(None, made.group.id, role="coordinator")
    coordinator = register.take_seat(str(invited.code), "Eva").member
    kari = enter(register, made)
    write(register, folder, kari)
    counts = register.counts(coordinator, made.group.id)
    assert counts == Counts(3, 1, 0, (GatheringCount("mestring/2", 1, 0), GatheringCount("mestring/3", 1, 1)))
    assert kari.member not in repr(counts)
    with pytest.raises(NotAllowed, match="it takes a mentor of this group"):
        register.seats(coordinator, made.group.id)


# Windows keeps a user's files apart by the folder they lie in.
if os.name == "posix":

    def test_what_is_written_anew_is_still_its_owners_alone(register: Register, made: NewGroup, folder: Path) -> None:
        kari = enter(register, made)
        copies.keep_copy(folder / "answers.sqlite3", "0002")
        register.erase(kari.member)
        for file in folder.iterdir():
            assert os.stat(file).st_mode & 0o077 == 0, file.name  # noqa: PTH116
        with open_register({"SAMLING_DATA": str(folder)}) as anew:
            assert anew.groups() == (made.group,)


def quietly(_done: int, _total: int) -> None:
    """A progress bar that nobody looks at."""


@pytest.fixture
def place(folder: Path) -> Place:
    """Where the register's database is."""
    return place_of({"SAMLING_DATA": str(folder)})


def test_A12_D4_F8_a_stolen_phone_old_codes_and_a_share_that_was_taken_back_stay_dead_after_restoring(
    register: Register, made: NewGroup, folder: Path, place: Place, tmp_path: Path, clock: Clock
) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    with book_of(register, folder, kari) as book:
        book.save(EXERCISE, "met", "Private words", 0)
        book.save(EXERCISE, "own", "Words for all", 0)
        book.share(EXERCISE, "own", 1, "group")
    phone = register.sign_in(str(kari.personal), False)
    assert register.key(phone.token, kari.member) is not None
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    with book_of(register, folder, kari) as book:
        book.unshare(EXERCISE, "own")
    personal, recovery = register.new_codes(kari.token, kari.member)
    assert register.visit(phone.token) is None
    register.dispose()
    assert restore(place, copy, quietly) == CarriedOver(True, codes=1, shares=1, unknown=0)

    with open_register({"SAMLING_DATA": str(folder)}, clock) as anew:
        for token in (phone.token, kari.token, per.token):
            assert anew.visit(token) is None
            assert anew.key(token, kari.member) is None
        for old in (kari.personal, kari.recovery):
            with pytest.raises(NotAdmitted, match="The code was not accepted"):
                anew.sign_in(str(old), False)
        back = anew.sign_in(str(personal), False)
        with book_of(anew, folder, back) as book:
            assert {field: answer.text for field, answer in book.answers(EXERCISE).items()} == {
                "met": "Private words",
                "own": "Words for all",
            }
            assert book.own_shares(EXERCISE) == {}
        with book_of(anew, folder, anew.sign_in(str(per.personal), False)) as book:
            assert book.seen(EXERCISE) == ()
        assert anew.recover(str(recovery), False).member == kari.member


def test_A12_D4_who_left_a_freed_seat_a_closed_group_and_used_cards_stay_so_after_restoring(
    register: Register, made: NewGroup, folder: Path, place: Place, tmp_path: Path, clock: Clock
) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    register.leave(kari.member)
    seat = register.free_seat(None, per.member)
    [third] = register.new_invitations(None, made.group.id, [3])
    enter(register, made, -1, "Mentor")
    register.dispose()
    restore(place, copy, quietly)

    with open_register({"SAMLING_DATA": str(folder)}, clock) as anew:
        rows = ask(folder, "SELECT id, seat, left_at IS NULL FROM members ORDER BY made_at, nickname")
        assert set(rows) == {(kari.member, 1, 0), (per.member, None, 0)}
        for dead in (code(made, 0), code(made, 1), code(made, 2), code(made, -1)):
            with pytest.raises(NotAdmitted, match="The code was not accepted"):
                anew.recognise(dead)
        for card in (seat, third):
            anew.recognise(str(card.code))
        entered = anew.take_seat(str(third.code), "Ola")
        again = back_up(place, tmp_path / "again.sqlite3", quietly)
        anew.erase(entered.member)
        anew.close(None, made.group.id)
    restore(place, again, quietly)
    with open_register({"SAMLING_DATA": str(folder)}, clock) as anew:
        assert anew.group(made.group.id).closed_at == clock.now
        assert {seat.nickname for seat in anew.seats(None, made.group.id) if seat.member} == {"Kari"}


def test_A12_a_card_used_after_the_backup_is_dead_and_its_seat_can_be_given_anew(
    register: Register, made: NewGroup, folder: Path, place: Place, tmp_path: Path, clock: Clock
) -> None:
    copy = back_up(place, tmp_path / "copy.sqlite3", quietly)
    enter(register, made)
    register.dispose()
    restore(place, copy, quietly)
    with open_register({"SAMLING_DATA": str(folder)}, clock) as anew:
        with pytest.raises(NotAdmitted, match="The code was not accepted"):
            anew.recognise(code(made, 0))
        assert anew.recognise(code(made, 1))
        [card] = anew.new_invitations(None, made.group.id, [1])
        assert anew.take_seat(str(card.code), "Kari").member
