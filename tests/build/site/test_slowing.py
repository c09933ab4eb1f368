"""Whoever guesses at codes is slowed, and nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from tests.own_loop import run

from samling_build.site.slowing import MANY, MOST_IN_LINE, MOST_KEYS, ONE, Key, Slowing, TooSoon, guessers
from samling_build.site.visits import Busy

A = (Key("from a", ONE),)


async def make(slowing: Slowing, *keys: Key, wrong: bool = True) -> None:
    """One try."""
    async with slowing.trying(keys) as attempt:
        if wrong:
            attempt.wrong()


def test_A11_the_waits_double_up_to_a_minute_and_are_forgotten_after_a_quarter_of_an_hour() -> None:
    now = [0.0]
    slowing = Slowing(clock=lambda: now[0])

    async def guess() -> list[int]:
        waits = []
        for _ in range(13):
            try:
                await make(slowing, *A)
            except TooSoon as error:
                waits.append(error.seconds)
                now[0] += error.seconds
                await make(slowing, *A)
        await make(slowing, Key("from b", ONE))
        with pytest.raises(TooSoon, match=r"Expected the next code in 60 seconds, came one now\. Wait that long\."):
            await make(slowing, Key("from b", ONE), *A)
        now[0] += 15 * 60
        await make(slowing, *A)
        return waits

    assert run(guess()) == [2, 4, 8, 16, 32, 60, 60, 60]


def test_A11_twenty_guesses_at_once_are_no_more_than_five() -> None:
    async def guess() -> list[BaseException | None]:
        slowing = Slowing(clock=lambda: 0.0)

        async def one() -> None:
            async with slowing.trying(A) as attempt:
                await asyncio.sleep(0)  # others come meanwhile
                attempt.wrong()

        return await asyncio.gather(*(one() for _ in range(20)), return_exceptions=True)

    ended = run(guess())
    assert [type(one) for one in ended] == [type(None)] * 5 + [TooSoon] * 15


def test_right_codes_cost_nothing_and_those_at_once_wait_in_line_for_each_other() -> None:
    under_way: list[int] = []
    looked_at: list[int] = []

    async def come_in() -> None:
        slowing = Slowing(clock=lambda: 0.0)

        async def one(number: int) -> None:
            async with slowing.trying(A):
                under_way.append(number)
                assert len(under_way) <= ONE
                await asyncio.sleep(0)
                under_way.remove(number)
                looked_at.append(number)

        await asyncio.gather(*(one(number) for number in range(20)))

    run(come_in())
    assert looked_at == list(range(20))


def test_the_line_has_an_end() -> None:
    async def come_in() -> list[BaseException | None]:
        slowing = Slowing(clock=lambda: 0.0)

        async def one() -> None:
            async with slowing.trying(A):
                await asyncio.sleep(0)

        return await asyncio.gather(*(one() for _ in range(ONE + MOST_IN_LINE + 3)), return_exceptions=True)

    assert [type(one) for one in run(come_in()) if one is not None] == [Busy] * 3


def test_A11_neither_new_browsers_nor_new_codes_nor_new_addresses_get_a_guesser_far() -> None:
    guesses = {
        "one browser, many codes": (lambda n: guessers("a", "x", str(n)), ONE),
        "one code, many browsers": (lambda n: guessers("a", str(n), "K7QP"), ONE),
        "one address, many browsers and codes": (lambda n: guessers("a", str(n), str(n)), MANY),
        "one code, many addresses and browsers": (lambda n: guessers(str(n), str(n), "K7QP"), MANY),
        "the organiser's code": (lambda n: guessers("a", "x"), ONE),
    }

    async def free(keys: Callable[[int], tuple[Key, ...]]) -> int:
        slowing = Slowing(clock=lambda: 0.0)
        for number in range(100):
            try:
                await make(slowing, *keys(number))
            except TooSoon:
                return number
        return 100

    for who, (keys, least) in guesses.items():
        assert run(free(keys)) == least, who


def test_nobody_is_shut_out_by_what_others_mistype() -> None:
    slowing = Slowing(clock=lambda: 0.0)

    async def come_in() -> None:
        for _ in range(5):
            await make(slowing, *guessers("ward", "berit", "K7QP"))
            await make(slowing, *guessers("elsewhere", "somebody", "ANNA"))
        with pytest.raises(TooSoon):
            await make(slowing, *guessers("elsewhere", "somebody", "ANNA"))
        await make(slowing, *guessers("ward", "anna", "ANNA"), wrong=False)
        await make(slowing, *guessers("ward", "organiser"), wrong=False)

    run(come_in())


def test_A11_what_is_remembered_of_guessers_has_a_limit() -> None:
    slowing = Slowing(clock=lambda: 0.0)

    async def guess() -> None:
        for number in range(MOST_KEYS + 50):
            await make(slowing, Key(f"from {number}", ONE))

    run(guess())
    assert len(slowing._wrong) <= MOST_KEYS + 1
    assert not slowing._under_way
