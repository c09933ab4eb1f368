"""Texts on a board are seen by the whole group at once, so they are looked through before they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DIGITS = 11
"""Only a text with so many digits, whatever stands between them, can hold a national identity number."""


def stops_at(value: Any) -> bool:
    """Whether any text in a value holds a national identity number."""
    found = [text for text in _texts(value) if sum(map(str.isdigit, text)) >= DIGITS]
    if not found:
        return False
    # phonenumbers is a large import, and most boards never hold so many digits.
    from samling_exercises.confidentiality import findings

    return any(finding.level == "stop" for text in found for finding in findings(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
