"""Trying out, without codes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exercises.groups.people import EXERCISE, Clock, ask, book_of, code, enter

from samling_exercises.answers import NotSaved, open_book
from samling_exercises.groups import NewGroup, NotAllowed, Register, keys, practice


def test_everybody_comes_into_the_same_practice_group_without_a_code(register: Register, folder: Path) -> None:
    one, two = register.practice_seat("participant"), register.practice_seat("mentor")
    assert (one.personal, one.recovery) == (None, None)
    seats = [register.visit(entered.token).seats[0] for entered in (one, two)]  # type: ignore[union-attr]
    assert seats[0].group == seats[1].group
    assert (seats[0].group.practice, seats[0].group.programme, seats[0].group.ends_at) == (True, None, None)
    assert [(seat.role, seat.nickname, seat.codes_seen) for seat in seats] == [
        ("participant", "Bjørk", True),
        ("mentor", "Furu", True),
    ]
    assert ask(folder, "SELECT count(*) FROM member_keys") == [(0,)]


def test_a_browser_finds_its_own_practice_seats_again(register: Register) -> None:
    first = register.practice_seat("participant")
    wall = register.practice_seat("wall", first.token)
    assert wall.member != first.member
    again = register.practice_seat("participant", wall.token)
    assert (again.member, again.token) == (first.member, wall.token)
    assert register.key(again.token, first.member) is not None
    visit = register.visit(wall.token)
    assert visit is not None
    assert sorted(seat.role for seat in visit.seats) == ["participant", "wall"]


def test_D1_practice_text_is_sealed_too(register: Register, folder: Path) -> None:
    entered = register.practice_seat("participant")
    with book_of(register, folder, entered) as book:
        book.save(EXERCISE, "met", "Private words", 0)
        assert book.answers(EXERCISE)["met"].text == "Private words"
    assert b"Private words" not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_one_who_comes_when_sixty_practise_takes_the_place_of_who_was_away_longest(
    register: Register, clock: Clock, folder: Path
) -> None:
    entered = []
    for _ in range(practice.MOST_MEMBERS):
        entered.append(register.practice_seat("participant"))
        clock.on(minutes=2)
    register.touch(keys.visit_id(entered[0].token))
    register.practice_seat("mentor")
    assert ask(folder, "SELECT count(*), count(DISTINCT nickname) FROM members") == [(60, 60)]
    assert register.visit(entered[0].token) is not None
    assert register.visit(entered[1].token) is None
    assert register.visit(entered[2].token) is not None


def test_erasing_practice_leaves_real_groups_alone(register: Register, made: NewGroup, folder: Path) -> None:
    kari = enter(register, made)
    practising = register.practice_seat("participant")
    with book_of(register, folder, practising) as book:
        book.save(EXERCISE, "met", "Practice words", 0)
        register.erase_practice()
        with pytest.raises(NotSaved) as gone:
            book.save(EXERCISE, "met", "More words", 1)
        assert gone.value.reason == "gone"
    assert register.visit(practising.token) is None
    assert register.groups() == (made.group,)
    assert register.visit(kari.token) is not None
    assert register.recognise(code(made, 1))
    assert register.practice_seat("participant").member != practising.member


def test_nobody_gets_a_code_for_the_practice_group_not_even_from_its_mentor(register: Register, folder: Path) -> None:
    mentor = register.practice_seat("mentor")
    visit = register.visit(mentor.token)
    assert visit is not None
    group = visit.seats[0].group.id
    invite: list[Callable[[], object]] = [
        lambda: register.add_seat(mentor.member, group),
        lambda: register.new_invitations(mentor.member, group),
        lambda: register.new_invitations(mentor.member, group, role="mentor"),
        lambda: register.new_codes(mentor.token, mentor.member),
    ]
    for attempt in invite:
        with pytest.raises(NotAllowed, match=r"nobody has codes in the practice group\. Make a real group\.$"):
            attempt()
    assert ask(folder, "SELECT count(*) FROM invitations") == [(0,)]


def test_the_local_reader_is_in_no_practice_group(register: Register, folder: Path) -> None:
    with open_book({"SAMLING_DATA": str(folder)}) as book:
        book.save(EXERCISE, "met", "My own words", 0)
        register.erase_practice()
        assert book.answers(EXERCISE)["met"].text == "My own words"
    assert register.groups() == ()
