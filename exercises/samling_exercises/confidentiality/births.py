"""Full dates of birth: a day, a month and a year, with a word of birth beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .spans import Finding

MONTH = (
    r"(?:januar|januari|january|jan|februar|february|feb|mars|march|mar|april|apr|mai|may|juni|june|jun|juli|july|jul"
    r"|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov|desember|december|des|dec)\.?"
)
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"(?:(?:18|19|20)[0-9]{2})"
SHORT = rf"(?:{YEAR}|['’]?[0-9]{{2}})"
DATE = re.compile(
    rf"(?<![0-9])(?:{DAY}(?:\.|st|nd|rd|th)?\s?(?:of |day of )?{MONTH},?\s?{SHORT}"
    rf"|{MONTH}\s{DAY}(?:st|nd|rd|th)?,?\s{YEAR}"
    rf"|{DAY}\s?[./ -]\s?(?:0?[1-9]|1[0-2])\s?[./ -]\s?{SHORT}"
    rf"|{YEAR}[./ -](?:0?[1-9]|1[0-2])[./ -]{DAY}"
    rf"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:{YEAR}|[0-9]{{2}}))(?![0-9])",
    re.IGNORECASE,
)
# Words that speak of birth wherever they stand in the sentence.
WORD = re.compile(
    r"(?<!\w)(?:født|fødd|fødselsdato(?:en)?|fødselsdag(?:en)?|bursdag(?:en)?|gebursdag(?:en)?"
    r"|born|birth|birthday|birthdate|dob|d\.o\.b)(?!\w)",
    re.IGNORECASE,
)
# A letter says so only right before the date: "f. 3.3.1941", "b. 3 March 1941".
LETTER = re.compile(r"(?<!\w)(?:f|fd|f\.d|b)[.: ]{1,3}$", re.IGNORECASE)
# A new sentence between the word and the date: they do not belong together. "den 3. mars" is none.
SENTENCE = re.compile(r"[!?] |(?:[^\W\d]{2}|[0-9]{4}|^)[.;] (?=[A-ZÆØÅ])|\n ?\n")
BEFORE, AFTER = 50, 35


def dates_of_birth(plain: str) -> Iterator[Finding]:
    """The full dates in a text of plain signs that have a word of birth beside them, Norwegian or English."""
    for match in DATE.finditer(plain):
        before = SENTENCE.split(plain[max(0, match.start() - BEFORE) : match.start()])[-1]
        after = SENTENCE.split(plain[match.end() : match.end() + AFTER])[0]
        if WORD.search(before) or LETTER.search(before) or WORD.search(after):
            yield Finding("birth-date", "ask", match.start(), match.end())
