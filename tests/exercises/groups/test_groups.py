"""Groups: made, given an end, closed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from tests.exercises.groups.people import Clock, ask, code, enter

from samling_exercises.answers import NotOpened
from samling_exercises.groups import BadGroupName, NewGroup, NotAdmitted, NotAllowed, Register, open_register


def test_a_new_group_has_an_invitation_a_seat_and_one_for_a_mentor(register: Register) -> None:
    made = register.new_group("  Solbakken ", "mestring", 8, date(2126, 4, 1))
    assert (made.group.name, made.group.programme, made.group.practice) == ("Solbakken", "mestring", False)
    assert [(one.role, one.seat) for one in made.invitations] == [
        *(("participant", seat) for seat in range(1, 9)),
        ("mentor", None),
    ]
    assert len({str(one.code) for one in made.invitations}) == 9
    assert register.group(made.group.id) == made.group
    assert register.groups() == (made.group,)


def test_it_ends_six_calendar_months_after_its_last_gathering(register: Register) -> None:
    group = register.new_group("Solbakken", "mestring", 2, date(2126, 8, 31)).group
    assert group.last_gathering_on == date(2126, 8, 31)
    assert group.ends_at == datetime(2127, 2, 28, 22, 59, 59, tzinfo=UTC)
    assert group.ends_on == date(2127, 2, 28)


def test_without_a_last_gathering_four_weeks_a_gathering_are_reckoned_with(register: Register) -> None:
    group = register.new_group("Solbakken", "mestring", 2).group
    assert group.last_gathering_on is not None
    assert (group.last_gathering_on - date(2126, 3, 1)).days % 28 == 0
    assert group.last_gathering_on > date(2126, 3, 1)


def test_A13_the_database_holds_no_code_of_a_new_group(register: Register, folder: Path, made: NewGroup) -> None:
    stored = (folder / "answers.sqlite3").read_bytes()
    for invited in made.invitations:
        assert invited.code.locator.encode() in stored
        assert invited.code.secret.encode() not in stored


def test_A1_the_link_is_too_long_to_be_found_by_trying_and_opens_nothing(register: Register, made: NewGroup) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", made.group.link or "")
    with pytest.raises(NotAdmitted, match="The code was not accepted"):
        register.recognise(made.group.link or "", made.group.link)


@pytest.mark.parametrize(
    ("programme", "seats", "last", "message"),
    [
        (
            "../mestring",
            3,
            None,
            r"^This was not done: there is no such programme\. Choose one of those that the start",
        ),
        ("mestring", 0, None, r"a group has 1–30 seats, and another number came\. Choose a number from 1 to 30\.$"),
        ("mestring", 31, None, "a group has 1–30 seats"),
        (
            "mestring",
            3,
            date(2125, 1, 1),
            r"between today and five years from now, and it is not\. Choose another date",
        ),
        ("mestring", 3, date(2162, 1, 1), "between today and five years from now"),
        ("mestring", 3, date.max, "between today and five years from now"),
    ],
)
def test_a_group_that_cannot_be_made_is_refused_in_a_sentence(
    register: Register, programme: str, seats: int, last: date | None, message: str
) -> None:
    with pytest.raises(NotAllowed, match=message):
        register.new_group("Solbakken", programme, seats, last)
    with pytest.raises(BadGroupName, match="it is empty"):
        register.new_group(" ", "mestring", 3)
    assert register.groups() == ()


def test_the_end_can_be_moved_by_a_mentor_and_by_the_owner(register: Register, made: NewGroup) -> None:
    mentor = enter(register, made, -1).member
    group = register.set_last_gathering(mentor, made.group.id, date(2126, 5, 31))
    assert (group.last_gathering_on, group.ends_on) == (date(2126, 5, 31), date(2126, 11, 30))
    assert register.set_end(None, made.group.id, date(2126, 12, 24)).ends_on == date(2126, 12, 24)
    assert register.group(made.group.id).last_gathering_on == date(2126, 5, 31)
    for too in (date(2126, 2, 28), date(2131, 3, 2)):
        with pytest.raises(NotAllowed, match="Choose another date"):
            register.set_end(mentor, made.group.id, too)


def test_A10_only_a_mentor_of_the_group_itself_may_change_it(register: Register, made: NewGroup) -> None:
    participant = enter(register, made).member
    other = register.new_group("Other", "mestring", 1, date(2126, 4, 1))
    stranger = enter(register, other, -1).member
    gone = enter(register, made, -1, "Per").member
    register.leave(gone)
    group_id = made.group.id
    acts: list[Callable[[str], object]] = [
        lambda actor: register.set_last_gathering(actor, group_id, date(2126, 5, 31)),
        lambda actor: register.set_end(actor, group_id, date(2126, 5, 31)),
        lambda actor: register.close(actor, group_id),
        lambda actor: register.seats(actor, group_id),
        lambda actor: register.new_invitations(actor, group_id),
        lambda actor: register.new_invitations(actor, group_id, role="mentor"),
        lambda actor: register.add_seat(actor, group_id),
        lambda actor: register.free_seat(actor, participant),
        lambda actor: register.counts(actor, group_id),
    ]
    for act, actor in product(acts, (participant, stranger, gone, "nobody")):
        with pytest.raises(NotAllowed, match=r"it takes a mentor of this group\. Sign in with the mentor's code"):
            act(actor)
    assert register.group(made.group.id) == made.group
    with pytest.raises(NotAllowed, match="it takes a mentor"):
        register.seats(participant, "no such group")
    with pytest.raises(NotAllowed, match=r"there is no such group here\. Look at the address"):
        register.seats(None, "no such group")


def test_a_closed_group_lets_nobody_new_in_but_those_who_are_there(register: Register, made: NewGroup) -> None:
    entered = enter(register, made)
    closed = register.close(None, made.group.id)
    assert closed.closed_at is not None
    for attempt in (register.recognise, lambda code: register.take_seat(code, "Per")):
        with pytest.raises(NotAdmitted, match=r"the group takes no new members\. Ask its mentor\.$"):
            attempt(code(made, 1))
    assert register.sign_in(str(entered.personal), False).member == entered.member
    for invite in (
        lambda: register.add_seat(None, made.group.id),
        lambda: register.new_invitations(None, made.group.id),
    ):
        with pytest.raises(NotAllowed, match=r"the group takes no new members\. Make a new group\.$"):
            invite()


def test_closing_once_more_leaves_the_moment_as_it_was(register: Register, made: NewGroup, clock: Clock) -> None:
    first = register.close(None, made.group.id)
    clock.on(days=1)
    assert register.close(None, made.group.id).closed_at == first.closed_at


def test_a_group_that_has_ended_lets_nobody_in(register: Register, made: NewGroup, clock: Clock) -> None:
    entered = enter(register, made)
    clock.on(days=365)
    for attempt in (
        lambda: register.recognise(code(made, 1)),
        lambda: register.take_seat(code(made, 1), "Per"),
        lambda: register.sign_in(str(entered.personal), False),
        lambda: register.recover(str(entered.recovery), False),
    ):
        with pytest.raises(NotAdmitted, match=r"the group has ended, and what was written in it is erased\. Ask its"):
            attempt()
    with pytest.raises(NotAllowed, match=r"the group has ended\. Make a new group"):
        register.add_seat(None, made.group.id)


def test_F11_a_database_from_a_newer_version_is_refused_in_words(register: Register, folder: Path) -> None:
    ask(folder, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(
        NotOpened, match=r"was made by a newer Samlingsheftet than this one\. Install the newest version"
    ):
        open_register({"SAMLING_DATA": str(folder)})
