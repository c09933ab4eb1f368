"""«På papir»: a page gets what its role may print, from its own answers alone; a form is taken in when it is told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import pytest
from tests.own_loop import run
from tests.widgets.books import BrokenBook, MemoryBook

from samling_exercises import load_programme
from samling_exercises.answers import NotRead
from samling_widgets import Gathering, form_parts, paper
from samling_widgets.paper import Paper
from samling_widgets.paper_offers import OFFERS

PROGRAMME = load_programme("mestring")
FORM = "mestring/2/summing-up"
SECRET = "Hun gråt i gangen"
PRINT = {"kind": "print", "request": 7, "product": "worksheet", "variant": "mine", "exercise": "summing-up"}


class Stopped(Exception):
    reason = "stopped"
    said = ""


class Wooden:
    """A press that prints what it was told to print; a slow one until it is stopped."""

    jobs: ClassVar[list[Mapping[str, Any]]]
    form: ClassVar[dict[str, Any]]
    slow: ClassVar[bool] = False

    def __init__(self) -> None:
        self.go = threading.Event()
        self.stopped = False
        if not self.slow:
            self.go.set()

    def print(self, job: Mapping[str, Any], tell: Callable[[int], None]) -> tuple[str, bytes]:
        self.jobs.append(job)
        tell(1)
        self.go.wait(5)
        if self.stopped:
            raise Stopped
        return "ark.pdf", b"%PDF-1.7"

    def read(self, content: bytes) -> dict[str, Any]:
        return self.form

    def stop(self) -> None:
        self.stopped = True
        self.go.set()


class Page:
    """A widget's page: what it sends, and what it hears."""

    def __init__(self, widget: Paper) -> None:
        self.widget = widget
        self.heard: list[tuple[dict[str, Any], list[bytes] | None]] = []
        self.something = asyncio.Event()
        widget.send = self._hear

    def _hear(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self.heard.append((content, buffers))
        self.something.set()

    async def ask(self, message: object, buffers: list[Any] | None = None) -> dict[str, Any]:
        """The next end of an errand that is heard."""
        ends = ("printed", "form", "taken-in", "not-done")
        before = len(self.heard)
        self.widget._receive(None, message, buffers or [])
        async with asyncio.timeout(5):
            while len(self.heard) == before or self.heard[-1][0]["kind"] not in ends:
                self.something.clear()
                await self.something.wait()
        return self.heard[-1][0]


@pytest.fixture
def book() -> MemoryBook:
    own = MemoryBook()
    own.save(FORM, "met", SECRET, 0)
    return own


@pytest.fixture(autouse=True)
def press(monkeypatch: pytest.MonkeyPatch) -> type[Wooden]:
    made = type("Made", (Wooden,), {"jobs": [], "form": {}})
    monkeypatch.setattr(paper, "press", lambda: made)
    return made


def page_of(book: MemoryBook, role: str = "participant") -> Page:
    return Page(Gathering("mestring/2", role=role, book=lambda: book).paper())


def test_ones_own_answers_go_to_the_press_and_those_of_this_sheet_alone(book: MemoryBook, press: type[Wooden]) -> None:
    book.save("mestring/2/situation", "what", "En annen tekst", 0)

    async def play() -> dict[str, Any]:
        return await page_of(book).ask(PRINT)

    assert run(play())["name"] == "ark.pdf"
    (job,) = press.jobs
    assert job["written"] == {FORM: {"met": SECRET}}
    assert (job["programme"], job["gathering"], job["exercise"]) == ("mestring", "2", "summing-up")


def test_an_empty_sheet_takes_nothing_of_ones_own_along(book: MemoryBook, press: type[Wooden]) -> None:
    run(page_of(book).ask({**PRINT, "variant": "blank"}))
    assert "written" not in press.jobs[0]
    assert SECRET not in str(press.jobs)


def test_the_file_comes_as_bytes_and_pages_are_told_on_the_way(book: MemoryBook) -> None:
    async def play() -> list[tuple[dict[str, Any], list[bytes] | None]]:
        page = page_of(book)
        await page.ask(PRINT)
        return page.heard

    heard = run(play())
    assert heard[0][0] == {"kind": "printing", "request": 7, "page": 1}
    assert heard[-1] == ({"kind": "printed", "request": 7, "name": "ark.pdf"}, [b"%PDF-1.7"])


@pytest.mark.parametrize(
    "message",
    [
        {"product": "manager", "variant": "group"},
        {"product": "certificate", "variant": "group"},
        {"product": "worksheet", "variant": "group"},
        {"product": "worksheet", "exercise": "gone"},
        {"product": "worksheet", "exercise": ["summing-up"]},
        {"product": ["worksheet"]},
        {"variant": None},
    ],
)
def test_a_participant_prints_what_is_offered_and_nothing_else(
    book: MemoryBook, press: type[Wooden], message: dict[str, Any]
) -> None:
    answer = run(page_of(book).ask({**PRINT, **message}))
    assert (answer["kind"], answer["reason"]) == ("not-done", "shape")
    assert press.jobs == []


@pytest.mark.parametrize("offer", OFFERS["mentor"], ids=lambda offer: offer.product)
def test_a_mentor_prints_without_anybodys_answers(book: MemoryBook, press: type[Wooden], offer: Any) -> None:
    book.put("mestring/path/journey", "note-1", {"text": "Kaffe"}, 0)

    async def play() -> None:
        page = page_of(book, "mentor")
        for way in offer.variants:
            message = {**PRINT, "product": offer.product, "variant": way.name}
            assert (await page.ask(message))["kind"] == "printed"

    run(play())
    assert SECRET not in str(press.jobs)
    assert all("written" not in job for job in press.jobs)


@pytest.mark.parametrize(
    "dates", [{"first": "i morgen"}, {"begins": "25:00"}, {"place": "x" * 201}, {"place": 7}, {"first": ["2027-01-20"]}]
)
def test_days_of_another_shape_are_refused(book: MemoryBook, press: type[Wooden], dates: dict[str, Any]) -> None:
    answer = run(page_of(book, "mentor").ask({**PRINT, "product": "calendar", "variant": "blank", **dates}))
    assert answer["reason"] == "shape"
    assert press.jobs == []


def test_what_is_wrong_with_the_database_is_a_word_and_no_text(caplog: pytest.LogCaptureFixture) -> None:
    answer = run(Page(Gathering("mestring/2", book=lambda: BrokenBook(NotRead("busy"))).paper()).ask(PRINT))
    assert answer["kind"] == "not-done"
    assert SECRET not in caplog.text
    caplog.clear()


def test_one_thing_at_a_time_and_what_is_under_way_can_be_ended(book: MemoryBook, press: type[Wooden]) -> None:
    async def play() -> list[dict[str, Any]]:
        page = page_of(book)
        press.slow = True
        page.widget._receive(None, {**PRINT, "request": 1}, [])
        busy = await page.ask({**PRINT, "request": 2})
        stopped = await page.ask({"kind": "stop", "request": 3})
        press.slow = False
        return [busy, stopped, await page.ask({**PRINT, "request": 4})]

    busy, stopped, again = run(play())
    assert (busy["request"], busy["reason"]) == (2, "busy")
    assert (stopped["request"], stopped["reason"]) == (1, "stopped")
    assert (again["request"], again["kind"]) == (4, "printed")


READ = {"kind": "read-form", "request": 1, "number": 0, "of": 1}
FILLED = {"programme": "mestring", "language": "nb", "values": {FORM: {"met": "Ny", "worked": "Kaffe"}}}


def test_a_form_is_shown_first_and_written_only_when_told(book: MemoryBook, press: type[Wooden]) -> None:
    press.form = FILLED

    async def play() -> tuple[dict[str, Any], list[str], dict[str, Any]]:
        page = page_of(book)
        shown = await page.ask(READ, [memoryview(b"%PDF-1.7")])
        before = list(book.revisions[FORM, "met"])
        return shown, before, await page.ask({"kind": "take-in", "request": 2})

    shown, before, taken = run(play())
    assert [one["state"] for one in shown["changes"]] == ["instead", "new"]
    assert "Ny" not in str(shown)
    assert before == [SECRET]
    assert taken["count"] == 2
    assert book.revisions[FORM, "met"] == [SECRET, "Ny"]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({**FILLED, "programme": "lindrende"}, "other-programme"),
        ({**FILLED, "values": {FORM: {"gone": "x"}}}, "other-version"),
        ({**FILLED, "values": {"mestring/2/gone": {"met": "x"}}}, "other-version"),
    ],
)
def test_a_form_that_does_not_fit_writes_nothing(
    book: MemoryBook, press: type[Wooden], form: dict[str, Any], reason: str
) -> None:
    press.form = form

    async def play() -> tuple[dict[str, Any], dict[str, Any]]:
        page = page_of(book)
        read = await page.ask(READ, [memoryview(b"%PDF-1.7")])
        return read, await page.ask({"kind": "take-in", "request": 2})

    read, taken = run(play())
    assert read["reason"] == reason
    assert taken["kind"] == "not-done"
    assert book.revisions == {(FORM, "met"): [SECRET]}


@pytest.mark.parametrize("buffers", [[], [memoryview(b"a"), memoryview(b"b")]])
def test_a_form_comes_as_one_file(book: MemoryBook, buffers: list[Any]) -> None:
    assert run(page_of(book).ask(READ, buffers))["reason"] == "shape"


def test_a_form_in_parts_is_put_together_and_each_part_is_answered(
    book: MemoryBook, press: type[Wooden], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []

    def read_one(_press: Wooden, content: bytes) -> dict[str, Any]:
        read.append(content)
        return FILLED

    monkeypatch.setattr(press, "read", read_one)

    async def play() -> list[tuple[dict[str, Any], list[bytes] | None]]:
        page = page_of(book)
        for number, part in enumerate((b"%PDF", b"-1.", b"7")):
            message = {**READ, "number": number, "of": 3}
            if number < 2:
                page.widget._receive(None, message, [memoryview(part)])
            else:
                await page.ask(message, [memoryview(part)])
        return page.heard

    heard = [content for content, _ in run(play())]
    assert heard[:2] == [{"kind": "part", "request": 1, "next": 1}, {"kind": "part", "request": 1, "next": 2}]
    assert heard[2]["kind"] == "form"
    assert read == [b"%PDF-1.7"]


@pytest.mark.parametrize(
    "places",
    [[(1, 2)], [(0, 3), (2, 3)], [(0, 3), (1, 3), (1, 3)], [(0, 0)], [(-1, 2)], [("0", 1)], [(True, 2)], [(0, None)]],
)
def test_parts_out_of_their_order_are_refused(book: MemoryBook, places: list[tuple[object, object]]) -> None:
    page = page_of(book)
    for number, of in places:
        page.widget._receive(None, {**READ, "number": number, "of": of}, [memoryview(b"x")])
    assert page.heard[-1][0] == {"kind": "not-done", "request": 1, "reason": "shape", "said": ""}


def test_a_file_that_grows_too_large_in_parts_is_refused_and_let_go(
    book: MemoryBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_parts, "MOST_BYTES", 4)
    page = page_of(book)
    for number in range(3):
        page.widget._receive(None, {**READ, "number": number, "of": 9}, [memoryview(b"xx")])
    assert page.heard[-1][0]["reason"] == "too-large"
    assert page.widget._parts.next == 0


def test_a_mentor_takes_nothing_in(book: MemoryBook, press: type[Wooden]) -> None:
    press.form = FILLED
    read = run(page_of(book, "mentor").ask(READ, [memoryview(b"%PDF-1.7")]))
    assert read["reason"] == "shape"


@pytest.mark.parametrize("message", [None, [], "print", {"kind": "print"}, {"kind": "print", "request": -1}])
def test_what_is_no_message_is_not_answered(book: MemoryBook, message: object) -> None:
    page = page_of(book)
    page.widget._receive(None, message, [])
    assert page.heard == []


def test_where_nothing_prints_it_is_said(book: MemoryBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "press", lambda: None)
    assert run(page_of(book).ask(PRINT))["reason"] == "unavailable"
