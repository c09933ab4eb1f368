"""Groups of digits as people write them, read as the eleven digits of an identity number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LENGTH = 11
# A run of more than thirteen digits is an invoice's or a parcel's number. Each run is looked at once, from its start.
RUN = re.compile(r"(?<![0-9])[0-9]{1,13}(?![0-9])")
BETWEEN = re.compile(r"[ \n.:/_-]{1,4}")
# How people write the eleven digits. Other groupings are other things, unless both control digits hold.
USUAL = {(11,), (6, 5), (6, 3, 2), (2, 2, 2, 5), (2, 2, 2, 3, 2), (1,) * LENGTH}
ACCOUNT = (4, 2, 5)  # A bank account: its control digit is made as the last one of an identity number is.
MOST_GROUPS = 6
CENTURIES = ("18", "19", "20")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them, and where they stand."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The first `groups` of a row read as eleven digits; `usual` when people write identity numbers like that."""

    digits: str
    groups: int
    usual: bool


def rows(plain: str) -> Iterator[list[Group]]:
    """Groups of digits with nothing but a few separating signs between them, one list a row."""
    row: list[Group] = []
    for match in RUN.finditer(plain):
        group = Group(match.start(), match.end(), match.group())
        if row and not BETWEEN.fullmatch(plain, row[-1].end, group.start):
            yield row
            row = []
        row.append(group)
    if row:
        yield row


def readings(row: Sequence[Group], first: int) -> Iterator[Reading]:
    """The ways to read the groups from `first` on as eleven digits; a few groups are enough to see them all.

    Digits that stand one by one are read only when there are eleven of them, no more: a longer row is a list.
    """
    ahead = [group.digits for group in row[first : first + LENGTH + 1]]
    sizes = tuple(len(digits) for digits in ahead)
    before = len(row[first - 1].digits) if first else 0
    whole = before != 1 and (len(sizes) <= LENGTH or sizes[LENGTH] != 1)
    yield from _dated(ahead, sizes)
    yield from _straight(ahead, sizes, whole)


def _straight(groups: Sequence[str], sizes: tuple[int, ...], whole: bool) -> Iterator[Reading]:
    for count in range(1, min(len(sizes), LENGTH) + 1):
        shape = sizes[:count]
        if sum(shape) == LENGTH and shape != ACCOUNT and (count <= MOST_GROUPS or (whole and count == LENGTH)):
            yield Reading("".join(groups[:count]), count, shape in USUAL)


def _dated(groups: Sequence[str], sizes: tuple[int, ...]) -> Iterator[Reading]:
    """A date of birth with its century, or without leading zeros, and then the five last digits: 3.3.1941 12345."""
    if sizes[0] in (8, 13) and groups[0][4:6] in CENTURIES:
        date = groups[0][:4] + groups[0][6:8]
        if sizes[0] == 13:
            yield Reading(date + groups[0][8:], 1, usual=False)
        else:
            yield from _with_last(date, groups, sizes, 1)
    elif len(sizes) > 3 and max(sizes[:2]) <= 2 and (sizes[2] == 2 or (sizes[2] == 4 and groups[2][:2] in CENTURIES)):
        yield from _with_last(groups[0].zfill(2) + groups[1].zfill(2) + groups[2][-2:], groups, sizes, 3)


def _with_last(date: str, groups: Sequence[str], sizes: tuple[int, ...], used: int) -> Iterator[Reading]:
    for last in ((5,), (3, 2)):
        if sizes[used : used + len(last)] == last:
            yield Reading(date + "".join(groups[used : used + len(last)]), used + len(last), usual=True)
