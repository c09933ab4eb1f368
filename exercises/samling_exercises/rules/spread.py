"""How a group's answers to one common question are spread, in three broad bands and three words.

Shown to a group, this must not tell where anybody stands. What holds, for five answers and more, is tested for every
group up to twelve and proved in ``docs/rules.md``: whoever sees the three words and knows how many answered, and knows
one answer (their own), still finds at least two bands possible for each of the others. With four answers it would not
hold, and therefore five are the fewest.

It is a picture taken once. Never take another because somebody came, left or changed their mind: the difference between
two pictures can tell where that person stands. Keep the three words, and not the answers behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..kinds.scale import HIGHEST, LOWEST

Band = Literal[0, 1, 2]
Size = Literal["few", "several", "most"]
Spread = tuple[Size, Size, Size]

FEWEST = 5
"""So many answers are needed before anything is shown."""
LOW_TO, MIDDLE_TO = 3, 7
FEW = 1
"""Up to so many are ``few``: nobody, or one."""


def band(number: int) -> Band:
    """The band of a number: 0 for 1–3, 1 for 4–7, 2 for 8–10. Raises ValueError outside 1–10."""
    if not LOWEST <= number <= HIGHEST:
        raise ValueError(f"expected a number from {LOWEST} to {HIGHEST}, came {number}; place it on the scale again")
    return 0 if number <= LOW_TO else 1 if number <= MIDDLE_TO else 2


def spread(bands: Sequence[int]) -> Spread | None:
    """How many stand in each band, low to high: nobody or one is ``few``, more than half ``most``, else ``several``.

    ``bands``: one for each answer, and nothing else about it, so that only bands need be kept until the picture is
    taken. None below five answers. Raises ValueError for a band there is not.
    """
    for each in bands:
        if each not in (0, 1, 2):
            raise ValueError(f"expected a band 0, 1 or 2, came {each}; take the answer in anew")
    if len(bands) < FEWEST:
        return None
    low, middle, high = (_size(sum(each == one for each in bands), len(bands)) for one in (0, 1, 2))
    return low, middle, high


def _size(count: int, everyone: int) -> Size:
    if count <= FEW:
        return "few"
    return "most" if 2 * count > everyone else "several"
