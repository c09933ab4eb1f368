"""Browsers that are signed in, and out again."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from tests.exercises.groups.people import Clock, ask, code, enter

from samling_exercises.groups import NewGroup, Register, Visit, keys, open_register


def seated(visit: Visit | None) -> set[str]:
    """The members who are signed in on a visit."""
    return set() if visit is None else {seat.member for seat in visit.seats}


def test_D1_the_database_alone_opens_no_key(register: Register, made: NewGroup, folder: Path) -> None:
    entered = enter(register, made)
    key = register.key(entered.token, entered.member)
    assert key is not None
    stored = b"".join(file.read_bytes() for file in folder.iterdir())
    for secret in (key, entered.token.encode(), str(entered.personal).encode(), str(entered.recovery).encode()):
        assert secret not in stored
    assert entered.personal is not None
    assert entered.personal.secret.encode() not in stored


def test_A4_a_visit_gives_the_keys_of_its_own_seats_only(register: Register, made: NewGroup) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    assert register.key(kari.token, kari.member) != register.key(per.token, per.member)
    assert register.key(kari.token, per.member) is None
    assert register.key("", kari.member) is None
    assert register.key("x" * 43, kari.member) is None


def test_D2_a_wrapped_key_moved_to_another_visit_does_not_open(
    register: Register, made: NewGroup, folder: Path
) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    ask(
        folder,
        "INSERT INTO visit_seats (visit_id, member_id, wrapped, entered_at) "
        "SELECT ?, member_id, wrapped, entered_at FROM visit_seats WHERE member_id = ?",
        *(keys.visit_id(per.token), kari.member),
    )
    assert seated(register.visit(per.token)) == {kari.member, per.member}
    assert register.key(per.token, kari.member) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "å" * 43, "\ud800", "x" * 100_000])
def test_A12_a_cookie_that_no_visit_has_is_nobodys(register: Register, made: NewGroup, token: str) -> None:
    enter(register, made)
    assert register.visit(token) is None
    register.sign_out(token)


def test_A12_after_signing_out_the_cookie_opens_nothing(register: Register, made: NewGroup, folder: Path) -> None:
    entered = enter(register, made)
    register.sign_out(entered.token)
    assert register.visit(entered.token) is None
    assert register.key(entered.token, entered.member) is None
    assert ask(folder, "SELECT (SELECT count(*) FROM visits), (SELECT count(*) FROM visit_seats)") == [(0, 0)]
    assert register.sign_in(str(entered.personal), False).member == entered.member


def test_on_a_shared_computer_one_is_out_after_15_idle_minutes(
    register: Register, made: NewGroup, clock: Clock
) -> None:
    entered = register.take_seat(code(made, 0), "Kari", shared_computer=True)
    visit = register.visit(entered.token)
    assert visit is not None
    assert visit.shared_computer
    for _ in range(4):
        clock.on(minutes=14, seconds=59)
        assert register.visit(entered.token) is not None
        register.touch(visit.id)
    clock.on(minutes=14, seconds=59)
    assert register.end_idle() == ()
    clock.on(seconds=1)
    assert register.visit(entered.token) is None
    assert register.key(entered.token, entered.member) is None
    assert register.end_idle() == (visit.id,)
    assert register.end_idle() == ()


def test_on_ones_own_phone_one_stays_for_180_days(register: Register, made: NewGroup, clock: Clock) -> None:
    entered = enter(register, made)
    register.set_end(None, made.group.id, (clock() + timedelta(days=400)).date())
    clock.on(days=179, hours=23)
    assert register.visit(entered.token) is not None
    assert register.end_idle() == ()
    clock.on(hours=1)
    assert register.visit(entered.token) is None
    assert register.end_idle() == (keys.visit_id(entered.token),)


def test_fifteen_minutes_are_fifteen_although_the_database_hears_of_it_once_a_minute(
    register: Register, made: NewGroup, clock: Clock, folder: Path
) -> None:
    entered = register.take_seat(code(made, 0), "Kari", shared_computer=True)
    visit_id = keys.visit_id(entered.token)
    clock.on(minutes=5)
    register.touch(visit_id)
    clock.on(seconds=50)
    register.touch(visit_id)
    [(written,)] = ask(folder, "SELECT seen_at FROM visits")
    assert written == "2126-03-01 12:05:00.000000"
    clock.on(minutes=14, seconds=59)
    assert register.visit(entered.token) is not None
    assert register.end_idle() == ()
    clock.on(seconds=1)
    assert register.visit(entered.token) is None


def test_touching_writes_at_most_once_a_minute(register: Register, made: NewGroup, clock: Clock) -> None:
    entered = enter(register, made)
    begun: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        begun.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for _ in range(130):
            register.touch(keys.visit_id(entered.token))
            clock.on(seconds=1)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([statement for statement in begun if statement.startswith("UPDATE visits")]) == 3
    assert not [statement for statement in begun if not statement.startswith(("UPDATE", "BEGIN"))]


def test_looking_up_a_visit_is_one_read_and_never_a_write(register: Register, made: NewGroup) -> None:
    entered = enter(register, made)
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement.split()[0] + " " + statement.split()[1])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert register.visit(entered.token)
        assert register.visit("x" * 43) is None
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert [statement.split()[0] for statement in statements] == ["BEGIN", "SELECT"] * 2
    assert "BEGIN DEFERRED" in statements
    assert "BEGIN IMMEDIATE" not in statements


def test_one_browser_may_hold_several_seats_and_its_token_is_a_new_one_each_time(
    register: Register, made: NewGroup
) -> None:
    participant = enter(register, made)
    key = register.key(participant.token, participant.member)
    mentor = register.take_seat(code(made, -1), "Per", visit_token=participant.token)
    assert mentor.replaced == keys.visit_id(participant.token)
    assert register.visit(participant.token) is None, "whoever noted the earlier cookie has nothing of it"
    visit = register.visit(mentor.token)
    assert seated(visit) == {participant.member, mentor.member}
    assert register.key(mentor.token, participant.member) == key
    again = register.sign_in(str(participant.personal), False, mentor.token)
    assert seated(register.visit(again.token)) == {participant.member, mentor.member}
    register.sign_out(again.token)
    assert register.visit(again.token) is None


def test_A4_a_browser_has_one_seat_of_a_role_in_a_group_at_a_time(register: Register, made: NewGroup) -> None:
    other = register.new_group("Furulia", "mestring", 1)
    mentor = register.take_seat(code(made, -1), "Per")
    elsewhere = register.take_seat(code(other, 0), "Kari", mentor.token)
    anna = register.take_seat(code(made, 0), "Anna", elsewhere.token)
    assert seated(register.visit(anna.token)) == {mentor.member, elsewhere.member, anna.member}
    berit = register.take_seat(code(made, 1), "Berit", anna.token)
    assert seated(register.visit(berit.token)) == {mentor.member, elsewhere.member, berit.member}
    assert register.key(berit.token, anna.member) is None
    pairs = frozenset({(keys.visit_id(berit.token), anna.member), (keys.visit_id(berit.token), berit.member)})
    assert register.still_in(pairs) == {(keys.visit_id(berit.token), berit.member)}
    again = register.sign_in(str(anna.personal), False, berit.token)
    assert seated(register.visit(again.token)) == {mentor.member, elsewhere.member, anna.member}


@pytest.mark.parametrize(("before", "after"), [(True, True), (True, False), (False, True)])
def test_on_a_shared_computer_nobody_gets_the_seats_of_whoever_sat_there_before(
    register: Register, made: NewGroup, before: bool, after: bool
) -> None:
    kari = register.take_seat(code(made, 0), "Kari", shared_computer=before)
    per = register.take_seat(code(made, 1), "Per", kari.token, shared_computer=after)
    assert seated(register.visit(per.token)) == {per.member}
    assert register.key(per.token, kari.member) is None
    assert register.visit(kari.token) is None


def test_a_visit_that_was_idle_too_long_brings_no_seats_along(register: Register, made: NewGroup, clock: Clock) -> None:
    register.set_end(None, made.group.id, (clock() + timedelta(days=400)).date())
    kari = enter(register, made)
    clock.on(days=181)
    per = register.take_seat(code(made, 1), "Per", kari.token)
    assert seated(register.visit(per.token)) == {per.member}


def test_somebody_who_has_left_can_still_come_in_to_read_and_take_out(register: Register, made: NewGroup) -> None:
    entered = enter(register, made)
    register.leave(entered.member)
    again = register.sign_in(str(entered.personal), False)
    visit = register.visit(again.token)
    assert visit is not None
    assert visit.seats[0].left
    assert register.key(again.token, again.member) is not None


def test_a_visit_lives_on_in_a_server_that_was_started_anew(
    register: Register, made: NewGroup, folder: Path, clock: Clock
) -> None:
    entered = enter(register, made)
    with open_register({"SAMLING_DATA": str(folder)}, clock) as anew:
        assert seated(anew.visit(entered.token)) == {entered.member}
        assert anew.key(entered.token, entered.member) == register.key(entered.token, entered.member)
