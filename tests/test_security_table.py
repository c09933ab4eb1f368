"""The table at the end of docs/security.md: every line that must hold, and the tests that show it.

A test of a line has the line in its name, as `test_A11_…`. The table names each of them, with its file, below the line.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "security.md"
NAME = re.compile(r"test_([ADF]\d+)_\w+")
ROW = re.compile(r"^\| `(?P<test>test_\w+)` \| \| \[(?P<file>[^\]]+)\]\(\.\./tests/(?P<link>[^)]+)\) \|$", re.MULTILINE)
HEAD = re.compile(r"^\| \*\*(?P<line>[ADF]\d+)\*\* \| (?P<promise>\S[^|]*\S) \| \|$", re.MULTILINE)
LINES = [*(f"A{n}" for n in range(1, 19)), *(f"D{n}" for n in range(1, 7)), *(f"F{n}" for n in range(1, 12))]


def shown() -> set[tuple[str, str, str]]:
    """Line, name and file of every test that says in its name which line it shows."""
    return {
        (match[1], node.name, file.relative_to(HERE).as_posix())
        for file in HERE.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (match := NAME.fullmatch(node.name))
    }


def told() -> list[tuple[str, str, str]]:
    """Line, name and file of every test in the table; the line is the one whose head stands above."""
    found, line = [], ""
    for row in PAGE.read_text(encoding="utf-8").splitlines():
        if head := HEAD.match(row):
            line = head["line"]
        elif match := ROW.match(row):
            assert match["file"] == match["link"], f"{row}\nThe link leads to another file than it says."
            found.append((line, match["test"], match["file"]))
    return found


def rows(tests: set[tuple[str, str, str]]) -> str:
    """These tests as rows for the table, under the head of each line."""
    ordered = sorted(tests, key=lambda test: (LINES.index(test[0]), test[2], test[1]))
    return "\n".join(f"{line}: | `{name}` | | [{file}](../tests/{file}) |" for line, name, file in ordered)


def test_the_table_has_every_line_once_and_in_order() -> None:
    assert [head["line"] for head in HEAD.finditer(PAGE.read_text(encoding="utf-8"))] == LINES


def test_every_line_has_a_test() -> None:
    without = [line for line in LINES if line not in {line for line, _, _ in shown()}]
    assert not without, f"No test has one of these lines in its name, as test_A1_…: {', '.join(without)}."


def test_no_test_shows_a_line_that_is_not_in_the_list() -> None:
    unknown = {test for test in shown() if test[0] not in LINES}
    assert not unknown, f"The list has no such line: {unknown}."


def test_every_test_in_the_table_exists_and_stands_under_its_line() -> None:
    gone = set(told()) - shown()
    assert not gone, f"The table names tests that are not there. Take them out, or put them right:\n{sorted(gone)}"


def test_every_test_of_a_line_is_in_the_table_once() -> None:
    assert len(told()) == len(set(told())), "The table names a test twice."
    missing = shown() - set(told())
    assert not missing, f"Put these rows into the table in docs/security.md, each under its line:\n{rows(missing)}"
