"""A text in plain signs, one for one, so that a place in it is the same place in the text."""

from __future__ import annotations

import unicodedata


class _Plain(dict[int, str]):
    """Fills itself with what each character is in plain signs, as `str.translate` asks for it."""

    def __missing__(self, point: int) -> str:
        self[point] = plain = _plain_sign(chr(point))
        return plain


def plain_signs(text: str) -> str:
    """`text` with every digit as 0–9, every dash as "-", every space and invisible sign as " ". The length is kept.

    Line ends stay line ends. Digits are those of any script, full-width, raised and encircled ones too.
    """
    return text.translate(_PLAIN)


def _plain_sign(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(sign)
    if sign in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if kind in ("Zs", "Cc", "Cf"):
        return " "
    if kind == "Pd" or sign in "\u2212\u00af\u02d7":
        return "-"
    if sign in "·•․‧・。٫":
        return "."
    same = unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 else sign


_PLAIN = _Plain()
