"""Seats, as mentors look after them; and what members change themselves."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.exercises.groups.people import EXERCISE, Clock, ask, book_of, code, enter

from samling_exercises.groups import BadNickname, NewGroup, NotAdmitted, NotAllowed, Register, SeatFacts


def test_a_mentor_sees_who_has_which_seat_and_what_is_still_open(
    register: Register, made: NewGroup, clock: Clock
) -> None:
    mentor = enter(register, made, -1, "Per").member
    kari = enter(register, made, 1, "Kari").member
    assert register.seats(mentor, made.group.id) == (
        SeatFacts(1, "participant", None, None, None, None, True),
        SeatFacts(2, "participant", kari, "Kari", clock(), None, False),
        SeatFacts(3, "participant", None, None, None, None, True),
        SeatFacts(None, "mentor", mentor, "Per", clock(), None, False),
    )


def test_fresh_invitations_make_the_earlier_ones_of_open_seats_dead(register: Register, made: NewGroup) -> None:
    mentor = enter(register, made, -1, "Per").member
    enter(register, made, 0, "Kari")
    fresh = register.new_invitations(mentor, made.group.id)
    assert [(one.role, one.seat) for one in fresh] == [("participant", 2), ("participant", 3)]
    for old in (1, 2):
        with pytest.raises(NotAdmitted):
            register.recognise(code(made, old))
    [again] = register.new_invitations(mentor, made.group.id, [3])
    assert register.take_seat(str(fresh[0].code), "Ola").member
    assert register.take_seat(str(again.code), "Eva").member
    with pytest.raises(NotAdmitted):
        register.take_seat(str(fresh[1].code), "Ida")


@pytest.mark.parametrize("wanted", [[1], [1, 2], [4], [0], [-1]])
def test_there_is_no_invitation_for_a_seat_that_is_taken_or_not_there(
    register: Register, made: NewGroup, wanted: list[int]
) -> None:
    enter(register, made, 0)
    with pytest.raises(NotAllowed, match=r"somebody has that seat\. Choose a seat that nobody has taken\.$"):
        register.new_invitations(None, made.group.id, wanted)


@pytest.mark.parametrize("role", ["mentor", "wall", "coordinator"])
def test_other_roles_get_one_more_invitation_and_no_seat_number(register: Register, made: NewGroup, role: str) -> None:
    [invited] = register.new_invitations(None, made.group.id, role=role)  # type: ignore[arg-type]
    assert (invited.role, invited.seat) == (role, None)
    entered = register.take_seat(str(invited.code), "Eva")
    visit = register.visit(entered.token)
    assert visit is not None
    assert (visit.seats[0].role, visit.seats[0].seat) == (role, None)
    assert register.recognise(code(made, -1)), "the first mentor's invitation stays"


def test_a_seat_more_up_to_thirty(register: Register) -> None:
    made = register.new_group("Solbakken", "mestring", 29, date(2126, 4, 1))
    invited = register.add_seat(None, made.group.id)
    assert (invited.role, invited.seat) == ("participant", 30)
    assert register.take_seat(str(invited.code), "Kari").member
    with pytest.raises(NotAllowed, match=r"^This was not done: a group has at most 30 seats\. Make one more group\.$"):
        register.add_seat(None, made.group.id)


def test_the_seat_of_somebody_who_left_or_lost_both_codes_goes_to_somebody_new(
    register: Register, made: NewGroup, folder: Path
) -> None:
    mentor = enter(register, made, -1, "Per").member
    kari = enter(register, made, 1, "Kari")
    invited = register.free_seat(mentor, kari.member)
    assert (invited.role, invited.seat) == ("participant", 2)
    assert register.visit(kari.token) is None
    eva = register.take_seat(str(invited.code), "Eva")
    assert [(seat.seat, seat.nickname) for seat in register.seats(mentor, made.group.id) if seat.member] == [
        (2, "Eva"),
        (None, "Per"),
    ]
    assert register.sign_in(str(kari.personal), False).member == kari.member, "the answers stay hers"
    with pytest.raises(NotAllowed, match="the member has left or was erased"):
        register.free_seat(mentor, kari.member)
    with pytest.raises(NotAllowed, match="the member has left or was erased"):
        register.free_seat(mentor, "nobody")
    assert eva.member != kari.member


def test_whoever_gets_a_freed_seat_gets_nothing_that_the_group_kept_about_the_one_before(
    register: Register, made: NewGroup, folder: Path
) -> None:
    mentor = enter(register, made, -1, "Per").member
    kari = enter(register, made, 1, "Kari")
    with book_of(register, folder, kari) as book:
        book.put("mestring/2/scaling", "own-common-2", {"band": 0}, 0, about="2")
        book.put("mestring/2/reflecting-team", "headline-a", {"text": "Døra", "person": "2"}, 0, about="2")
        book.put("mestring/path/journey", "note-1", {"text": "Hun ringte"}, 0)
    eva = register.take_seat(str(register.free_seat(mentor, kari.member).code), "Eva")
    with book_of(register, folder, eva) as book:
        assert next(person.id for person in book.company() if person.me) == "2"
        assert book.records("mestring/2/scaling") == {}
        assert book.records("mestring/2/reflecting-team") == {}
        assert set(book.records("mestring/path/journey")) == {"note-1"}, "what the group made together stays"
    assert ask(folder, "SELECT name FROM records WHERE name LIKE 'own-%'") == []


def test_who_leaves_keeps_the_seat_until_the_mentor_gives_it_away(
    register: Register, made: NewGroup, clock: Clock
) -> None:
    kari = enter(register, made)
    clock.on(days=3)
    register.leave(kari.member)
    left_at = clock()
    clock.on(days=1)
    register.leave(kari.member)
    assert register.seats(None, made.group.id)[0].left_at == left_at
    assert register.free_seat(None, kari.member).seat == 1
    with pytest.raises(NotAllowed, match="the member has left or was erased"):
        register.leave("nobody")


def test_leaving_and_renaming_tell_the_kernels_that_show_what_was_shared(
    register: Register, made: NewGroup, folder: Path
) -> None:
    kari = enter(register, made)
    with book_of(register, folder, kari) as book:
        book.save(EXERCISE, "met", "Shared words", 0)
        book.share(EXERCISE, "met", 1, "group")
    acts: list[Callable[[], None]] = [
        lambda: register.rename(kari.member, "Kari B"),
        lambda: register.leave(kari.member),
    ]
    for act in acts:
        ask(folder, "DELETE FROM changes")
        act()
        topics = [(made.group.id, topic) for topic in ("company", EXERCISE)]
        assert sorted(ask(folder, "SELECT group_id, topic FROM changes")) == topics


def test_a_nickname_can_be_changed_to_one_that_nobody_has(register: Register, made: NewGroup) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    register.rename(kari.member, " KARI ")
    visit = register.visit(kari.token)
    assert visit is not None
    assert visit.seats[0].nickname == "KARI"
    with pytest.raises(BadNickname, match="somebody in the group has it already"):
        register.rename(per.member, "kari")
    with pytest.raises(BadNickname, match="it is longer"):
        register.rename(per.member, "😀" * 500)
    register.leave(per.member)
    for gone in (per.member, "nobody"):
        with pytest.raises(NotAllowed, match="the member has left or was erased"):
            register.rename(gone, "Ola")
