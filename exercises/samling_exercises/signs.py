"""Which signs of a text can be seen: what others are shown is what was written, and something that can be read."""

import unicodedata
from typing import Final

JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Written inside emoji and inside words of some languages; other invisible signs are none of a text's."""
_BLANK: Final = "\u115f\u1160\u3164\uffa0\u2800"
"""The fillers of Hangul and the empty Braille cell: letters and signs by their category, yet nothing to see."""


def is_hidden(sign: str) -> bool:
    """Controls, line and paragraph breaks, halves of pairs, private use, and what is invisible or turns the order."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and sign not in JOINERS


def is_seen(sign: str) -> bool:
    """Letters, numbers, punctuation and symbols that leave something on the screen."""
    return unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK
