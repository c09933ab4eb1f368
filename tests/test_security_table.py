"""The table at the end of docs/security.md: every line that must hold, and the tests that show it.

A test of a line has the line in its name, as `test_A11_…`. The table names each of them, with its file, below the line.
"""

from __future__ import annotations

import ast
import re
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "security.md"
NAME = re.compile(r"test_([ADF]\d+)_\w+")
HEAD = re.compile(r"\| \*\*(?P<line>[ADF]\d+)\*\* \| \S[^|]*\S \| \|")
ROW = re.compile(r"\| `(?P<name>test_\w+)` \| \| \[(?P<file>[^\]]+)\]\(\.\./tests/(?P=file)\) \|")
LINES = [*(f"A{n}" for n in range(1, 19)), *(f"D{n}" for n in range(1, 7)), *(f"F{n}" for n in range(1, 12))]

Shown = tuple[str, str, str]
"""A line, and the name and the file of a test that shows it."""


def shown() -> set[Shown]:
    """Every test that says in its name which line it shows."""
    return {
        (match[1], node.name, file.relative_to(HERE).as_posix())
        for file in HERE.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (match := NAME.fullmatch(node.name))
    }


def table(page: str) -> list[str]:
    """The rows of the table: each line's head, and below it the tests."""
    return [row for row in page.splitlines() if HEAD.fullmatch(row) or row.startswith("| `test_")]


def told(page: str) -> list[Shown]:
    """The tests in the table, each with the line it stands under."""
    found, line = [], ""
    for row in table(page):
        if head := HEAD.fullmatch(row):
            line = head["line"]
        else:
            match = ROW.fullmatch(row)
            assert match, f"Expected | `test_…` | | [file](../tests/file) |, came {row}"
            found.append((line, match["name"], match["file"]))
    return found


def filled(page: str) -> str:
    """The page with every test of today in its table, in order of lines, files and names."""
    tests = sorted(shown(), key=lambda test: (test[0], test[2], test[1]))
    rows = {
        line: [f"| `{name}` | | [{file}](../tests/{file}) |" for _, name, file in of_line]
        for line, of_line in groupby(tests, key=lambda test: test[0])
    }
    kept = [row for row in page.splitlines() if not row.startswith("| `test_")]
    with_tests = [[row, *(rows.get(head["line"], []) if (head := HEAD.fullmatch(row)) else [])] for row in kept]
    return "\n".join(row for some in with_tests for row in some) + "\n"


def test_the_table_has_every_line_once_and_in_order() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [head["line"] for row in table(page) if (head := HEAD.fullmatch(row))] == LINES


def test_every_line_has_a_test_and_every_test_a_line() -> None:
    lines = {line for line, _, _ in shown()}
    without = [line for line in LINES if line not in lines]
    assert not without, f"No test has one of these lines in its name, as test_A1_…: {', '.join(without)}."
    assert lines <= set(LINES), f"The list has no such line: {lines - set(LINES)}."


def test_every_test_in_the_table_exists_and_stands_under_its_line() -> None:
    gone = set(told(PAGE.read_text(encoding="utf-8"))) - shown()
    assert not gone, f"The table names tests that are not there. Take them out, or put them right:\n{sorted(gone)}"


def test_every_test_of_a_line_is_in_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = shown() - set(told(page))
    whole = "\n".join(table(filled(page)))
    assert not missing, f"{len(missing)} tests are missing from docs/security.md. Its rows should be:\n{whole}"
    assert page == filled(page), f"The rows of docs/security.md are out of order. They should be:\n{whole}"
