"""National identity numbers: eleven digits, the first six of them a date of birth, the last two of them for control.

Ordinary numbers hold the date as it is. D-numbers (for people who stay for a while) have 4 added to the first digit,
H-numbers (helping numbers of a hospital) 4 added to the third, synthetic test numbers 8 added to the third. FH-numbers
begin with 8 or 9 and hold no date.

There are two levels. Where both control digits hold and the date is one, the number is sure. Where only the date is
one it is likely: somebody may have mistyped a digit, and **the control rule changes on 1 January 2032**. For numbers
given out from that day the first control sum may leave 0, 1, 2 or 3 where it now has to leave 0; older numbers stay as
they are. python-stdnum knows today's rule, so numbers of the new one are found as likely and asked about.
Source: Skatteetaten, «Nye fødselsnummer og d-nummer fra 2032»,
https://www.skatteetaten.no/en/deling/opplysninger/folkeregisteropplysninger/pid/
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator

from stdnum import iban
from stdnum.no import fodselsnummer

from .readings import Group, Reading, readings, rows
from .spans import Finding

IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Za-z])")
ORDINARY, HELPING, SYNTHETIC = 0, 40, 80


def identity_numbers(plain: str) -> Iterator[Finding]:
    """The identity numbers in a text of plain signs: "national-id" where they are sure, "perhaps-national-id" else."""
    accounts = [match.span() for match in IBAN.finditer(plain) if iban.is_valid(match.group())]
    for row in rows(plain):
        first = 0
        while first < len(row):
            reading, finding = _number(plain, row, first)
            if reading and finding and not _inside(accounts, finding.start):
                yield finding
                first += reading.groups
            else:
                first += 1


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether `place` lies in one of these spans, which are in order and never overlap."""
    last = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return last >= 0 and place < spans[last][1]


def _number(plain: str, row: list[Group], first: int) -> tuple[Reading, Finding] | tuple[None, None]:
    """The first reading from this group on that is an identity number, for sure or perhaps."""
    start = row[first].start
    abroad = start > 0 and plain[start - 1] == "+"
    for reading in readings(row, first):
        end = row[first + reading.groups - 1].end
        controls, date = controls_hold(reading.digits), has_date(reading.digits, ORDINARY, HELPING)
        if controls and date and not abroad:
            return reading, Finding("national-id", "stop", start, end)
        dated = date or has_date(reading.digits, SYNTHETIC)
        helping = controls and reading.digits[0] in "89"
        if (dated or helping) and (controls or (reading.usual and not abroad)):
            return reading, Finding("perhaps-national-id", "ask", start, end)
    return None, None


def controls_hold(digits: str) -> bool:
    """Whether both control digits of eleven are what today's rule makes them."""
    first, second = fodselsnummer.calc_check_digit1(digits), fodselsnummer.calc_check_digit2(digits)
    return digits[9:] == first + second


def has_date(digits: str, *added: int) -> bool:
    """Whether the first six of eleven digits are a date; `added` says what may have been added to its month.

    The day may have 40 added, as in D-numbers. The century stands in other digits; 29 February 1900, which never was,
    is taken for a date.
    """
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    return any(
        1 <= month - more <= 12 and 1 <= day <= calendar.monthrange(2000 + year, month - more)[1] for more in added
    )
