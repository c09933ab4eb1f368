"""Content files as data that remembers its lines.

YAML is composed to nodes by libyaml and turned into data here, by the core schema of YAML 1.2 (``no`` is a word,
not false) and without anchors, so that a file says what it means where it stands and a hostile file cannot unfold
into gigabytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .faults import Fault

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_CHARACTERS = 200_000
MAX_DEPTH = 12
WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
DECIMAL_NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """A file's data, the line of each key in it, and for a text file the Markdown below the head."""

    path: Path
    data: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1

    def line(self, path: KeyPath) -> int:
        """The line of the key, or of the nearest key above it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


class Unreadable(Exception):
    """The file cannot be read as data at all; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def read_structure(path: Path) -> Source:
    """Read a ``.yaml`` file. Raises Unreadable with one fault."""
    data, lines = _parse(path, _text(path), 0)
    return Source(path, data, lines)


def read_text(path: Path) -> Source:
    """Read a Markdown file with a YAML head between two ``---`` lines. Raises Unreadable with one fault."""
    text = _text(path)
    rows = text.split("\n")
    if rows[0].strip() != "---":
        raise Unreadable(Fault(path, 1, "Expected a line with --- before the head.", "Begin the file with ---."))
    try:
        end = next(number for number, row in enumerate(rows[1:], 1) if row.strip() == "---")
    except StopIteration:
        message = "The head has no end: expected a second line with ---."
        raise Unreadable(Fault(path, len(rows), message, "Add --- on a line of its own below the head.")) from None
    data, lines = _parse(path, "\n".join(rows[1:end]), 1)
    return Source(path, data, lines, "\n".join(rows[end + 1 :]).strip("\n"), end + 2)


def _text(path: Path) -> str:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise Unreadable(Fault(path, 1, "The file is missing.", "Write it, beside its sisters.")) from None
    except UnicodeDecodeError:
        raise Unreadable(Fault(path, 1, "The file is not UTF-8 text.", "Save it as UTF-8.")) from None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror})."
        raise Unreadable(Fault(path, 1, message, "Check its name and its rights.")) from None
    if len(text) > MAX_CHARACTERS:
        message = f"Expected at most {MAX_CHARACTERS} characters, came {len(text)}."
        raise Unreadable(Fault(path, 1, message, "Split the text in several activities."))
    return text.replace("\r\n", "\n")


def _parse(path: Path, text: str, offset: int) -> tuple[dict[str, Any], dict[KeyPath, int]]:
    """Data and lines of a YAML text whose first line is line ``offset + 1`` of the file."""

    def fault(line: int, message: str, remedy: str) -> Unreadable:
        return Unreadable(Fault(path, line + 1 + offset, message, remedy))

    try:
        depth = 0
        for event in yaml.parse(text, Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:  # before libyaml composes it, which very deep nesting would crash
                raise fault(_row(event), "The keys are nested too deep.", "Write plain keys, lists and texts.")
            if getattr(event, "anchor", None) is not None:
                raise fault(_row(event), "Expected plain YAML, came an anchor or alias.", "Write it out.")
        root = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        remedy = 'Check the indentation, and put text that holds ": " or begins with a sign in "quotes".'
        raise fault(mark.line if mark else 0, f"This is not YAML ({error.problem}).", remedy) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise fault(0, "This is not YAML that can be read.", "Write plain keys, lists and texts.") from None
    if not isinstance(root, yaml.MappingNode):
        raise fault(0, "Expected keys with values.", "Write lines like   title: Our first day") from None
    lines: dict[KeyPath, int] = {}
    try:
        return _plain(root, (), lines, offset), lines
    except _Refused as refused:
        raise fault(refused.line, refused.message, refused.remedy) from None


class _Refused(Exception):
    """A node that content may not hold. ``line`` counts from 0 within the text."""

    def __init__(self, node: yaml.Node, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = _row(node), message, remedy


def _plain(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], offset: int) -> Any:
    """The node as plain data, noting each key's line in ``lines``."""
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(key, "Expected a word as key.", "Write lines like   title: Our first day")
            if key.value in data:
                raise _Refused(key, f"The key '{key.value}' stands twice.", "Keep one of them.")
            lines[(*path, key.value)] = _row(key) + 1 + offset
            data[key.value] = _plain(value, (*path, key.value), lines, offset)
        return data
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*path, number)] = _row(item) + 1 + offset
        return [_plain(item, (*path, number), lines, offset) for number, item in enumerate(node.value)]
    return _scalar(node.value, plain=not getattr(node, "style", None))


def _row(part: yaml.Node | yaml.Event) -> int:
    """The line a node or event begins on, counted from 0."""
    return part.start_mark.line if part.start_mark else 0


def _scalar(text: str, *, plain: bool) -> str | int | float | bool | None:
    """A scalar by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)."""
    if plain and text in WORDS:
        return WORDS[text]
    if plain and WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if plain and DECIMAL_NUMBER.fullmatch(text):
        return float(text)
    return text.strip()
