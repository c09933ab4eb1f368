"""Content files as data that remembers its lines.

YAML is read as YAML 1.2 (``no`` is a word, not false) and without anchors, so that a file says what it
means where it stands and a hostile file cannot unfold into gigabytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarfloat import ScalarFloat
from ruamel.yaml.scalarint import ScalarInt

from .faults import Fault

MAX_CHARACTERS = 200_000
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
        for event in YAML(typ="rt", pure=True).parse(text):
            if getattr(event, "anchor", None) is not None:
                raise fault(event.start_mark.line, "Expected plain YAML, came an anchor or alias.", "Write it out.")
        loaded = YAML(typ="rt", pure=True).load(text)
    except DuplicateKeyError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        key = str(error.problem).partition('"')[2].partition('"')[0]
        raise fault(line, f"The key '{key}' stands twice.", "Keep one of them.") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context or "unreadable")
        remedy = 'Check the indentation, and put text that holds ": " or begins with a sign in "quotes".'
        raise fault(mark.line if mark else 0, f"This is not YAML ({problem}).", remedy) from None
    except (YAMLError, ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError):
        raise fault(0, "This is not YAML that can be read.", "Write plain keys, lists and texts.") from None
    if not isinstance(loaded, CommentedMap):
        raise fault(0, "Expected keys with values.", "Write lines like   title: Our first day") from None
    lines: dict[KeyPath, int] = {}
    try:
        data = _plain(loaded, (), lines, offset)
    except RecursionError:
        raise fault(0, "The keys are nested too deep.", "Write plain keys, lists and texts.") from None
    return data, lines


def _plain(value: Any, path: KeyPath, lines: dict[KeyPath, int], offset: int) -> Any:
    """The value without YAML's own types, noting each key's line in ``lines``."""
    if isinstance(value, CommentedMap):
        plain = {}
        for key in value:
            name = key if isinstance(key, str) else str(key)
            lines[(*path, name)] = value.lc.key(key)[0] + 1 + offset
            plain[name] = _plain(value[key], (*path, name), lines, offset)
        return plain
    if isinstance(value, CommentedSeq):
        for number in range(len(value)):
            lines[(*path, number)] = value.lc.item(number)[0] + 1 + offset
        return [_plain(item, (*path, number), lines, offset) for number, item in enumerate(value)]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value).strip()
    if isinstance(value, ScalarInt):
        return int(value)
    if isinstance(value, ScalarFloat):
        return float(value)
    return value
