"""Small notes on pillars: what a board of one's own holds, how it is kept, and how two copies of it become one.

A board is a row of notes in the order they were written. Kept as JSON, ``{"notes": [{"id", "text", "pillar"}]}``, where
``pillar`` is a pillar's id, or null for a note that lies between them. Nothing here says where a note belongs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

TEXT_MOST = 280
"""Characters on one note."""
NOTES_MOST = 100
"""Notes somebody may write on one board. Two copies that meet may hold more together: nothing is thrown away."""
KEPT_MOST = 4 * NOTES_MOST
"""The most a kept board may hold, whatever came together there."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID_MOST = 80
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which nothing can store."""


@dataclass(frozen=True)
class Note:
    """One note: ``pillar`` is where it lies, None between the pillars."""

    id: str
    text: str
    pillar: str | None = None


Board = tuple[Note, ...]


def read(kept: str) -> Board | None:
    """The board a text holds; an empty text is an empty board. None for anything that is no board.

    A pillar is any id: one that the exercise no longer has is kept, and shown between the pillars.
    """
    if not kept.strip():
        return ()
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or set(found) != {"notes"} or not isinstance(found["notes"], list):
        return None
    notes = tuple(_note(one) for one in found["notes"])
    if len(notes) > KEPT_MOST or len({note.id for note in notes if note}) != len(notes):
        return None
    return tuple(note for note in notes if note)


def written(board: Board) -> str:
    """The text a board is kept as; an empty one for a board without notes."""
    if not board:
        return ""
    notes = [{"id": note.id, "text": note.text, "pillar": note.pillar} for note in board]
    return json.dumps({"notes": notes}, ensure_ascii=False, separators=(",", ":"))


def merged(seen: Board | None, theirs: Board, mine: Board) -> Board:
    """One board of two copies that were changed apart: ``theirs`` stands already, ``mine`` is written now.

    ``seen`` is what both came from; None when nobody knows, and then no note is taken for one that was taken away.
    Whatever only one changed is as that one left it. Where both moved a note, it lies where ``mine`` has it. Where both
    rewrote it, ``mine`` keeps the note and ``theirs`` becomes a note of its own. A note that one took away and the
    other changed stays. So no text that somebody wrote is lost.
    """
    before, here, there = _by_id(seen or ()), _by_id(mine), _by_id(theirs)
    found: list[Note] = []
    beside: list[Note] = []
    for name in dict.fromkeys([*there, *here]):
        was, own, other = before.get(name), here.get(name), there.get(name)
        if own is None or other is None:
            left = own or other
            if left is not None and left != was:
                found.append(left)
            continue
        pillar = other.pillar if was and own.pillar == was.pillar else own.pillar
        text = other.text if was and own.text == was.text else own.text
        found.append(Note(name, text, pillar))
        if other.text not in (text, was.text if was else None):
            beside.append(other)
    taken = {*before, *here, *there}
    texts = {note.text for note in found}
    for note in beside:
        if note.text not in texts:
            found.append(replace(note, id=_fresh(note.id, taken)))
            texts.add(note.text)
            taken.add(found[-1].id)
    return tuple(found)


def _note(one: Any) -> Note | None:
    if not isinstance(one, dict) or set(one) != {"id", "text", "pillar"}:
        return None
    name, text, pillar = one["id"], one["text"], one["pillar"]
    if not _is_id(name) or not (pillar is None or _is_id(pillar)):
        return None
    if not isinstance(text, str) or not text.strip() or len(text) > TEXT_MOST or _HALF.search(text):
        return None
    return Note(name, text, pillar)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _ID_MOST and _ID.fullmatch(value) is not None


def _by_id(board: Iterable[Note]) -> Mapping[str, Note]:
    return {note.id: note for note in board}


def _fresh(name: str, taken: set[str]) -> str:
    """An id near ``name`` that nobody has."""
    stem = name[: _ID_MOST - 6].rstrip("-")
    return next(one for number in range(2, len(taken) + 3) if (one := f"{stem}-{number}") not in taken)
