"""What others share comes by itself, in the kernel's own event loop, and stops without a trace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.own_loop import run
from tests.widgets.books import BrokenBook, MemoryBook
from tests.widgets.groups import People, people

from samling_exercises.answers import NotRead
from samling_widgets import ExerciseWidget, Gathering, live
from samling_widgets.live import Live

KEY = "mestring/2/summing-up"
OTHER_KEY = "mestring/2/new-ideas"
TEXT = "Vi satt ved kjøkkenbordet."
OPEN = {"kind": "open", "request": 1}


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        yield entered


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting between two looks."""
    monkeypatch.setattr(live, "EVERY", 0)
    monkeypatch.setattr(live, "AFTER_TROUBLE", 0)


class Heard:
    """An opened widget, and what it says without being asked."""

    def __init__(self, book: Any, exercise: str = "summing-up", role: str = "participant") -> None:
        gathering = Gathering("mestring/2", role=role, book=lambda: book)
        self.widget: ExerciseWidget = gathering.show(exercise)
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.widget.send = self.messages.put_nowait

    async def texts(self) -> list[str]:
        """The texts of the next message."""
        message = await asyncio.wait_for(self.messages.get(), 10)
        assert message["kind"] == "others"
        return [one["text"] for one in message["others"]]


def test_a_share_and_its_end_reach_participant_and_mentor_by_themselves(group: People, at_once: None) -> None:
    async def follow() -> None:
        pages = [Heard(group["bo"]), Heard(group["mia"], role="mentor")]
        for page in pages:
            page.widget.respond(OPEN)
        group.show("anna", KEY, "worked", TEXT)
        assert [await page.texts() for page in pages] == [[TEXT], [TEXT]]
        group["anna"].unshare(KEY, "worked")
        assert [await page.texts() for page in pages] == [[], []]
        for page in pages:
            page.widget.close()

    run(follow())


def test_only_the_exercise_that_changed_is_told_and_saving_tells_nobody(group: People, at_once: None) -> None:
    async def follow() -> None:
        page = Heard(group["bo"])
        page.widget.respond(OPEN)
        group.write("anna", KEY, "worked", "privat")
        group.show("anna", OTHER_KEY, "idea", TEXT)
        group.show("anna", KEY, "worked", TEXT)
        assert await page.texts() == [TEXT]
        assert page.messages.empty()
        page.widget.close()

    run(follow())


def test_one_look_serves_all_widgets_and_ends_with_the_last(group: People) -> None:
    async def follow() -> None:
        gathering = Gathering("mestring/2", book=lambda: group["bo"])
        widgets = [gathering.show(name) for name in ("summing-up", "new-ideas")]
        one = widgets[0]._live
        widgets[0].respond(OPEN)
        first = one._next
        for widget in widgets:
            widget.respond(OPEN)
        for widget in widgets:
            assert one._next is first is not None
            widget.close()
        assert one._next is None
        assert one._feed is None

    run(follow())


def test_a_kernel_that_ends_while_somebody_follows_leaves_nothing_to_complain_of(
    group: People, caplog: pytest.LogCaptureFixture
) -> None:
    async def follow() -> None:
        Heard(group["bo"]).widget.respond(OPEN)

    run(follow())
    assert [record.message for record in caplog.records if record.name == "asyncio"] == []


def test_without_a_group_nobody_looks() -> None:
    async def follow() -> None:
        one = Live(MemoryBook)
        one.follow(KEY, lambda: None)
        assert one._next is None

    run(follow())


def test_trouble_is_waited_out_and_then_told(group: People, at_once: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    book = group["bo"]
    broken = BrokenBook(NotRead("busy"))

    async def follow() -> None:
        told: asyncio.Queue[bool] = asyncio.Queue()
        books: list[Any] = [broken, broken]
        one = Live(lambda: books.pop() if books else book)
        one.follow(KEY, lambda: told.put_nowait(True))
        assert not one.look()
        assert one.look()
        group.show("anna", KEY, "worked", TEXT)
        assert await asyncio.wait_for(told.get(), 10)
        one.stop()

    run(follow())
    assert "could not be followed: NotRead" in caplog.text
    assert TEXT not in caplog.text


def test_two_pages_agree_again_within_two_seconds_also_when_a_look_went_wrong() -> None:
    longest = live.EVERY + live.AFTER_TROUBLE
    assert longest < 2  # seconds, as promised


def test_whoever_could_not_be_told_is_told_at_the_next_look(group: People, caplog: pytest.LogCaptureFixture) -> None:
    told: list[int] = []

    def tell() -> None:
        told.append(1)
        if len(told) == 1:
            raise RuntimeError(TEXT)

    one = Live(lambda: group["bo"])
    one.follow(KEY, tell)
    group.show("anna", KEY, "worked", TEXT)
    assert not one.look()
    assert one.look()
    assert one.look()
    assert len(told) == 2
    assert TEXT not in caplog.text
    one.stop()
