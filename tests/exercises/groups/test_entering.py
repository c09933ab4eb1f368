"""At the door: who is let in, with which code, and what happens when several come at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from argon2.low_level import hash_secret_raw
from tests.exercises.groups.people import EXERCISE, Clock, ask, book_of, code, enter

from samling_exercises.answers import engine
from samling_exercises.groups import (
    BadNickname,
    Code,
    Entered,
    Invitation,
    NewGroup,
    NotAdmitted,
    NotAllowed,
    Recognised,
    Register,
    keys,
    open_register,
    read_code,
    store,
)

WRONG = (
    r"^The code was not accepted: it should be 12, 16 or 20 letters and digits \(never 0, 1, I, L or O\) that are in "
    r"use here, and it is not\. Look at the card once more, or ask for a new one\.$"
)


def test_an_invitation_is_recognised_and_used_once(register: Register, made: NewGroup) -> None:
    found = register.recognise(code(made, 1).lower(), made.group.link)
    assert isinstance(found, Invitation)
    assert (found.group, found.role, found.seat) == (made.group, "participant", 2)
    entered = register.take_seat(code(made, 1), "Kari")
    visit = register.visit(entered.token)
    assert visit is not None
    [seat] = visit.seats
    assert (seat.member, seat.group, seat.role, seat.nickname, seat.seat) == (
        entered.member,
        made.group,
        "participant",
        "Kari",
        2,
    )
    assert (seat.codes_seen, seat.left, visit.shared_computer) == (False, False, False)
    for attempt in (register.recognise, lambda code: register.take_seat(code, "Per")):
        with pytest.raises(NotAdmitted, match=WRONG):
            attempt(code(made, 1))


def test_D3_the_personal_and_the_recovery_code_open_the_same_key(register: Register, made: NewGroup) -> None:
    entered = enter(register, made)
    key = register.key(entered.token, entered.member)
    personal, recovery = (register.recognise(str(one)) for one in (entered.personal, entered.recovery))
    assert personal == Recognised(entered.member, key or b"", "code")
    assert recovery == Recognised(entered.member, key or b"", "recovery")


def test_D3_a_wrong_code_opens_nothing_and_leaves_everything_as_it_was(
    register: Register, made: NewGroup, folder: Path
) -> None:
    entered = enter(register, made)
    right = str(entered.personal)
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    for attempt in (register.recognise, lambda code: register.sign_in(code, False)):
        with pytest.raises(NotAdmitted, match=WRONG) as refused:
            attempt(wrong)
        assert refused.value.reason == "wrong"
    assert ask(folder, "SELECT count(*) FROM visits") == [(1,)]
    assert register.sign_in(right, False).member == entered.member


def test_A11_unknown_mistyped_used_and_misplaced_codes_get_the_same_answer(register: Register, made: NewGroup) -> None:
    used = code(made, 0)
    entered = enter(register, made)
    other = register.new_group("Other", "mestring", 1, date(2126, 4, 1))
    right = str(entered.personal)
    attempts = [
        ("2222-2222-2222", None),
        ("2222-2222-2222-2222", None),
        ("2222-2222-2222-2222-2222", None),
        (right.replace("-", "")[:-1], None),
        (f"{right[:4]}-{'2' * 12}", None),
        (used, None),
        (right, other.group.link),
        (code(other, 0), made.group.link),
        (right, "no such link"),
        ("", None),
    ]
    for written, link in attempts:
        with pytest.raises(NotAdmitted, match=WRONG):
            register.recognise(written, link)


def test_A11_the_same_work_is_done_whether_there_is_such_a_code_or_not(
    register: Register, made: NewGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = enter(register, made)
    worked: list[str] = []

    def counting(secret: bytes, salt: bytes, *cost: object) -> bytes:
        worked.append(f"{len(salt)}{cost}")
        return hash_secret_raw(secret, salt, *cost)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "hash_secret_raw", counting)
    right = str(entered.personal)
    register.recognise(right)
    register.recognise(code(made, 1))
    for written in (
        "2222-2222-2222",
        "2222-2222-2222-2222",
        f"{right[:4]}-{'2' * 12}",
        f"{code(made, 1)[:4]}-{'2' * 8}",
    ):
        with pytest.raises(NotAdmitted):
            register.recognise(written)
    assert len(worked) == 6
    assert len(set(worked)) == 1


def test_a_nickname_that_is_not_taken_leaves_the_invitation_to_be_used_again(
    register: Register, made: NewGroup
) -> None:
    enter(register, made, 0, "Kari")
    for nickname, message in (
        ("KARI ", r"somebody in the group has it already\. Choose another\.$"),
        ("", "it is empty"),
    ):
        with pytest.raises(BadNickname, match=message):
            register.take_seat(code(made, 1), nickname)
    assert register.take_seat(code(made, 1), "Kari B").member


def test_the_same_nickname_may_be_used_in_another_group(register: Register, made: NewGroup) -> None:
    other = register.new_group("Other", "mestring", 1, date(2126, 4, 1))
    assert enter(register, made, 0, "Kari").member != enter(register, other, 0, "Kari").member


@pytest.fixture
def two(
    register: Register, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Register, Register]]:
    """Two registers that compete for the database as two servers would, without waiting for each other in Python."""

    class NoTurn:
        def acquire(self, timeout: float) -> bool:
            return True

        def release(self) -> None:
            """Nothing was taken."""

    with ExitStack() as opened:
        registers = [opened.enter_context(open_register({"SAMLING_DATA": str(folder)}, clock)) for _ in range(2)]
        monkeypatch.setattr(engine, "_turn", NoTurn())
        yield registers[0], registers[1]


def together(*works: Callable[[], Entered]) -> list[Entered | str]:
    """Do these at the same moment; what came of each, or the reason it was refused for."""
    ready = Barrier(len(works))

    def one(work: Callable[[], Entered]) -> Entered | str:
        ready.wait()
        try:
            return work()
        except (NotAdmitted, BadNickname, NotAllowed) as refused:
            return refused.reason

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(one, works))


def test_of_two_phones_with_the_same_invitation_exactly_one_gets_the_seat(
    register: Register, two: tuple[Register, Register], folder: Path
) -> None:
    made = register.new_group("Solbakken", "mestring", 10, date(2126, 4, 1))
    for which in range(10):
        came = together(
            lambda: two[0].take_seat(code(made, which), f"Kari {which}"),  # noqa: B023
            lambda: two[1].take_seat(code(made, which), f"Per {which}"),  # noqa: B023
        )
        assert sorted(isinstance(one, Entered) for one in came) == [False, True]
        assert "wrong" in came
    assert ask(folder, "SELECT count(*), count(DISTINCT seat) FROM members") == [(10, 10)]
    assert ask(folder, "SELECT role FROM invitations") == [("mentor",)]
    assert ask(folder, "SELECT count(*) FROM visits") == [(10,)]


def test_of_two_who_want_the_same_nickname_at_once_exactly_one_gets_it(
    register: Register, two: tuple[Register, Register], folder: Path, made: NewGroup
) -> None:
    came = together(lambda: two[0].take_seat(code(made, 0), "Kari"), lambda: two[1].take_seat(code(made, 1), "kari"))
    assert sorted(isinstance(one, Entered) for one in came) == [False, True]
    assert "taken" in came
    assert ask(folder, "SELECT count(*) FROM invitations WHERE role = 'participant'") == [(2,)]


def test_of_two_who_use_the_recovery_code_at_once_one_gets_the_codes(
    two: tuple[Register, Register], register: Register, made: NewGroup
) -> None:
    recovery = str(enter(register, made).recovery)
    came = together(lambda: two[0].recover(recovery, False), lambda: two[1].recover(recovery, False))
    assert [one for one in came if one == "wrong"] == ["wrong"]
    [entered] = [one for one in came if isinstance(one, Entered)]
    assert register.sign_in(str(entered.personal), False).member == entered.member


def test_a_locator_that_is_taken_is_drawn_again(
    register: Register, made: NewGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = [invited.code.locator for invited in made.invitations]
    drawn = iter([*taken, "2345", taken[1], "2345", "6789"])
    monkeypatch.setattr(store, "new_locator", lambda: next(drawn))
    entered = register.take_seat(code(made, 0), "Kari")
    # The used invitation's own locator is free again at that moment.
    assert [one and one.locator for one in (entered.personal, entered.recovery)] == [taken[0], "2345"]
    assert register.add_seat(None, made.group.id).code.locator == "6789"


def test_D3_changed_codes_keep_the_answers_and_the_old_ones_are_dead(
    register: Register, made: NewGroup, folder: Path
) -> None:
    entered = enter(register, made)
    with book_of(register, folder, entered) as book:
        book.save(EXERCISE, "met", "Private words", 0)
    key = register.key(entered.token, entered.member)
    elsewhere = register.sign_in(str(entered.personal), False)
    register.codes_seen(entered.member)
    personal, recovery = register.new_codes(entered.token, entered.member)
    for old in (entered.personal, entered.recovery):
        with pytest.raises(NotAdmitted, match=WRONG):
            register.sign_in(str(old), False)
    assert register.visit(elsewhere.token) is None, "other visits of the member end"
    visit = register.visit(entered.token)
    assert visit is not None
    assert not visit.seats[0].codes_seen, "the new ones have to be written down"
    again = register.sign_in(str(personal), False)
    assert register.key(again.token, again.member) == key
    with book_of(register, folder, again) as book:
        assert book.answers(EXERCISE)["met"].text == "Private words"
    assert register.recover(str(recovery), False).member == entered.member


def test_D3_the_recovery_code_works_once_and_gives_new_codes(register: Register, made: NewGroup, folder: Path) -> None:
    entered = enter(register, made)
    with book_of(register, folder, entered) as book:
        book.save(EXERCISE, "met", "Private words", 0)
    again = register.recover(str(entered.recovery), shared_computer=False)
    assert again.member == entered.member
    assert isinstance(again.personal, Code)
    assert isinstance(again.recovery, Code)
    assert register.visit(entered.token) is None, "whoever has the lost phone is out"
    for old in (entered.personal, entered.recovery):
        with pytest.raises(NotAdmitted, match=WRONG):
            register.sign_in(str(old), False)
    with book_of(register, folder, again) as book:
        assert book.answers(EXERCISE)["met"].text == "Private words"
    assert register.sign_in(str(again.recovery), False).personal is not None


def test_codes_change_only_from_a_visit_that_has_the_key(register: Register, made: NewGroup) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    for token, member in ((per.token, kari.member), ("", kari.member), (kari.token, "nobody")):
        with pytest.raises(NotAllowed, match=r"the member has left or was erased\. Sign in again"):
            register.new_codes(token, member)
    practising = register.practice_seat("participant")
    with pytest.raises(NotAllowed, match=r"nobody has codes in the practice group\. Make a real group"):
        register.new_codes(practising.token, practising.member)


def test_each_kind_of_code_opens_only_its_own_door(register: Register, made: NewGroup) -> None:
    entered = enter(register, made)
    wrong_doors: list[Callable[[], object]] = [
        lambda: register.sign_in(code(made, 1), False),
        lambda: register.recover(str(entered.personal), False),
        lambda: register.recover(code(made, 1), False),
        lambda: register.take_seat(str(entered.personal), "Per"),
    ]
    for attempt in wrong_doors:
        with pytest.raises(NotAdmitted, match=WRONG):
            attempt()


def test_a_locator_moved_to_another_members_row_opens_nothing(register: Register, made: NewGroup, folder: Path) -> None:
    kari, per = enter(register, made), enter(register, made, 1, "Per")
    ask(folder, "UPDATE member_keys SET locator = 'MNPQ' WHERE member_id = ? AND kind = 'code'", kari.member)
    swapped = read_code(str(kari.personal))
    assert swapped is not None
    ask(
        folder,
        "UPDATE member_keys SET locator = ?, salt = o.salt, wrapped = o.wrapped FROM "
        "(SELECT salt, wrapped FROM member_keys WHERE member_id = ? AND kind = 'code') AS o "
        "WHERE member_id = ? AND kind = 'code'",
        *(swapped.locator, kari.member, per.member),
    )
    with pytest.raises(NotAdmitted, match=WRONG):
        register.sign_in(str(kari.personal), False)


def test_whoever_has_the_link_of_a_group_that_was_erased_is_told_that_it_has_ended(
    register: Register, made: NewGroup, clock: Clock
) -> None:
    entered = enter(register, made)
    clock.on(days=365)
    assert register.erase_ended() == 1
    with pytest.raises(NotAdmitted, match=WRONG):
        register.recognise(str(entered.personal))
    with pytest.raises(NotAdmitted, match="the group has ended, and what was written in it is erased"):
        register.recognise(str(entered.personal), made.group.link)
