"""A common sheet: who writes, what is kept of it, and that two who write do not lose each other's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.widgets.board_pages import BoardPage
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people
from tests.widgets.sheets import ACTIVITY, TITLE, give_sheet

from samling_widgets import Form, Gathering
from samling_widgets.sheet_rules import LINES_LIMIT, TEXT_LIMIT


@pytest.fixture(autouse=True)
def _sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    give_sheet(monkeypatch)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        yield entered


def page(group: People, name: str, role: str = "participant") -> BoardPage:
    return BoardPage(lambda: group[name], ACTIVITY, role)


def line(text: str, order: float = 1) -> dict[str, Any]:
    return {"text": text, "order": order}


def test_all_of_the_group_write_and_all_see_it(group: People) -> None:
    anna, mia, wall = page(group, "anna"), page(group, "mia", "mentor"), page(group, "wall", "wall")
    assert anna.put("line-a", line("Vi spør først")) == ""
    assert mia.put("line-b", line("Vi venter litt", 2)) == ""
    for other in (anna, mia, wall):
        assert other.look().things == {"line-a": line("Vi spør først"), "line-b": line("Vi venter litt", 2)}


def test_a_wall_only_shows(group: People) -> None:
    assert page(group, "wall", "wall").put("line-a", line("Nei")) == "role"
    assert page(group, "wall").put("line-a", line("Nei")) == "role"  # whatever the page says of itself


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("line-", line("x"), "name"),
        ("line-a/b", line("x"), "name"),
        ("lead-line", line("x"), "name"),
        ("line-a", {"text": "x"}, "shape"),
        ("line-a", {"text": 5, "order": 1}, "shape"),
        ("line-a", line("x", float("nan")), "shape"),
        ("line-a", {"text": "x", "order": True}, "shape"),
        ("line-a", line("  "), "empty"),
        ("line-a", line("x" * (TEXT_LIMIT + 1)), "too-long"),
        ("line-a", line("fnr 13097248022"), "identity"),
    ],
)
def test_what_is_no_line_is_refused(name: str, value: Any, reason: str) -> None:
    book = MemoryBook()
    assert BoardPage(lambda: book, ACTIVITY).put(name, value) == reason


def test_a_line_is_one_line_and_nothing_else_is_kept() -> None:
    book = MemoryBook()
    BoardPage(lambda: book, ACTIVITY).put("line-a", {**line("Vi\n spør"), "who": "Kari"})
    assert book.records("mestring/2/new-ideas")["line-a"].value == line("Vi spør")


def test_a_full_sheet_takes_no_more_but_lets_lines_change() -> None:
    book = MemoryBook()
    sheet = BoardPage(lambda: book, ACTIVITY)
    for number in range(LINES_LIMIT):
        assert sheet.put(f"line-{number}", line("x", number)) == ""
    assert sheet.put("line-more", line("x")) == "too-many"
    assert sheet.put("line-0", line("y", 0)) in ("", "clash")
    assert sheet.put("line-1", None) in ("", "clash")


def test_moving_and_rewording_go_together_and_two_wordings_ask(group: People) -> None:
    anna, bo = page(group, "anna"), page(group, "bo")
    anna.put("line-a", line("Vi spør først"))
    anna.look()
    bo.look()
    assert anna.put("line-a", line("Vi spør først", 7)) == ""
    assert bo.put("line-a", line("Vi spør alltid først")) == ""
    anna.look()
    assert anna.things["line-a"] == line("Vi spør alltid først", 7)
    bo.look()
    assert anna.put("line-a", line("Vi spør to ganger", 7)) == ""
    assert bo.put("line-a", line("Vi spør tre ganger", 7)) == "clash"


def test_only_a_form_with_a_sheet_has_a_board() -> None:
    form, plain = (Gathering("mestring/2", role="mentor", book=MemoryBook).show(name) for name in (ACTIVITY, "between"))
    assert form.definition["sheet"] == {"title": TITLE, "most": TEXT_LIMIT}
    assert isinstance(plain, Form)
    assert (plain.definition["sheet"], plain.boards()) == (None, {})
