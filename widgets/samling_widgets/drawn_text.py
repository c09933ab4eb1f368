"""Text for a drawing: how wide it is about, and where its lines break, without knowing the font it will be set in.

Widths are those of a wide system face, so that a line may stay a little short and is never too long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import Final

WIDE: Final = 1.15
"""Width of a sign of unknown shape (emoji, Chinese characters) in ems."""
_WIDTHS: Final = {
    **dict.fromkeys("iljI.,:;'|!·", 0.33),
    **dict.fromkeys('ftr()[]-–/"«» ', 0.43),
    **dict.fromkeys("mwMWÆŒ@%—…", 0.99),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÅØ", 0.74),
}
_JOINER: Final = "\u200d"
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def width(text: str, *, bold: bool = False) -> float:
    """About how wide a line is, in ems."""
    found = sum(_wide(sign) for sign in text)
    return found * 1.08 if bold else found


def wrapped(text: str, most: float, *, bold: bool = False) -> list[str]:
    """The lines of a text that are at most so many ems wide; a word that is wider is broken where it must be."""
    room = most / (1.08 if bold else 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, room):
                together = f"{line} {piece}" if line else piece
                if line and width(together) > room:
                    lines.append(line)
                    line = piece
                else:
                    line = together
        if line:
            lines.append(line)
    return lines or [""]


def safe(text: str) -> str:
    """The text inside an XML element or attribute; signs XML cannot hold become U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))


def _wide(sign: str) -> float:
    if unicodedata.combining(sign) or sign in (_JOINER, "\ufe0e", "\ufe0f"):
        return 0.0
    return _WIDTHS.get(sign, 0.62 if sign < "\u2000" else WIDE)


def _pieces(word: str, room: float) -> Iterator[str]:
    """A word, or as much of it as goes on a line, over and over."""
    if width(word) <= room:
        yield word
        return
    piece = ""
    for sign in _signs(word):
        if piece and width(piece + sign) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _signs(word: str) -> Iterator[str]:
    """What a reader takes for one sign: a letter with its accents, an emoji with what is joined to it."""
    sign = ""
    for letter in word:
        goes_along = unicodedata.combining(letter) or letter in (_JOINER, "\ufe0e", "\ufe0f") or sign.endswith(_JOINER)
        if sign and not goes_along:
            yield sign
            sign = ""
        sign += letter
    if sign:
        yield sign
