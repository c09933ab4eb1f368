"""The messages between a page and its kernel. The page is never trusted, and nothing private is ever logged."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.widgets.books import BrokenBook, MemoryBook

from samling_exercises.answers import TEXT_LIMIT, NotOpened, NotSaved
from samling_widgets.answering import Answering

KEY = "mestring/2/summing-up"
SECRET = "Hun på Solbakken gråt i går"


def answering(book: Any) -> Answering:
    return Answering(KEY, frozenset({"met", "done"}), lambda: book)


def save(**changes: Any) -> dict[str, Any]:
    return {"kind": "save", "request": 1, "field": "met", "text": SECRET, "base": 0, **changes}


def test_a_text_is_saved_and_acknowledged_with_its_revision() -> None:
    book = MemoryBook()
    reply = answering(book).reply(save(request=7))
    assert reply == {"kind": "saved", "request": 7, "field": "met", "revision": 1}
    assert book.revisions == {(KEY, "met"): [SECRET]}


def test_a_field_written_elsewhere_comes_back_as_a_conflict_with_the_other_text() -> None:
    book = MemoryBook()
    book.save(KEY, "met", "fra telefonen", 0)
    reply = answering(book).reply(save())
    assert reply == {"kind": "conflict", "request": 1, "field": "met", "revision": 1, "text": "fra telefonen"}
    assert book.revisions == {(KEY, "met"): ["fra telefonen"]}


def test_opening_gives_this_exercise_s_newest_answers_and_writes_nothing() -> None:
    book = MemoryBook()
    book.save(KEY, "met", "en kollega", 0)
    book.save(KEY, "an-older-field", "borte", 0)
    book.save("mestring/2/check-out", "learnt", "noe annet", 0)
    before = {key: list(texts) for key, texts in book.revisions.items()}
    reply = answering(book).reply({"kind": "open", "request": 3})
    assert reply == {"kind": "answers", "request": 3, "answers": {"met": {"text": "en kollega", "revision": 1}}}
    assert book.revisions == before


def test_the_book_is_not_opened_before_the_page_asks() -> None:
    opened: list[str] = []

    def book() -> MemoryBook:
        opened.append("now")
        return MemoryBook()

    one = Answering(KEY, frozenset({"met"}), book)
    one.reply({"kind": "hello", "request": 1})
    assert opened == []
    one.reply({"kind": "open", "request": 1})
    assert opened == ["now"]


@pytest.mark.parametrize(
    ("forged", "reason"),
    [
        ({"field": "an-older-field"}, "field"),
        ({"field": "../check-out/learnt"}, "field"),
        ({"field": ["met"]}, "field"),
        ({"field": None}, "field"),
        ({"text": 12}, "shape"),
        ({"text": None}, "shape"),
        ({"base": -1}, "shape"),
        ({"base": True}, "shape"),
        ({"base": 1.5}, "shape"),
        ({"base": 10**400}, "shape"),
        ({"field": "done", "text": "perhaps"}, "shape"),
        ({"text": "å" * (TEXT_LIMIT + 1)}, "too-long"),
    ],
)
def test_a_forged_message_is_refused_with_a_reason_and_nothing_is_written(forged: dict[str, Any], reason: str) -> None:
    book = MemoryBook()
    reply = answering(book).reply(save(**forged))
    assert reply is not None
    assert (reply["kind"], reply["reason"]) == ("not-saved", reason)
    assert book.revisions == {}


def test_the_longest_text_is_taken() -> None:
    reply = answering(MemoryBook()).reply(save(text="🌱" * TEXT_LIMIT))
    assert reply is not None
    assert reply["kind"] == "saved"


@pytest.mark.parametrize("request_number", [None, "1", -1, 1.0, True, 10**400, [1], {}])
def test_a_message_without_a_proper_number_gets_no_reply(request_number: object) -> None:
    assert answering(MemoryBook()).reply(save(request=request_number)) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
messages = st.fixed_dictionaries(
    {"kind": st.sampled_from(["save", "open", "turns"]), "request": st.integers(0, 9) | anything},
    optional={"field": st.sampled_from(["met", "done"]) | anything, "text": anything, "base": anything},
)


@given(message=anything | messages)
def test_no_message_makes_the_kernel_raise(message: object) -> None:
    reply = answering(MemoryBook()).reply(message)
    assert reply is None or reply["kind"] in {"answers", "saved", "conflict", "not-saved"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotSaved("full"), "full"),
        (NotSaved("busy"), "busy"),
        (NotOpened("newer"), "newer"),
        (RuntimeError(f"statement with parameters: {SECRET}"), "database"),
    ],
)
def test_trouble_in_the_database_is_told_and_never_shows_the_text(
    error: Exception, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = answering(BrokenBook(error))
    not_saved, not_opened = one.reply(save()), one.reply({"kind": "open", "request": 2})
    assert not_saved == {"kind": "not-saved", "request": 1, "field": "met", "reason": reason}
    assert not_opened == {"kind": "not-opened", "request": 2, "reason": reason}
    assert len(caplog.records) == 2
    assert all(record.exc_info is None for record in caplog.records)
    assert SECRET not in caplog.text
