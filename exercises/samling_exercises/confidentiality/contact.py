"""Telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher

from .spans import Finding

# How the eight digits of a Norwegian number are written: 41234567, 412 34 567, 41 23 45 67, 4123 4567; and any number
# that begins with + or 00 and a country. Looked for at every place, so that a number of a room before it hides nothing,
# and short, so that the library never gets more than thirty signs at a time.
CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z+])(?<![0-9][.,])(?="
    r"(?P<abroad>(?:\+|00) ?[1-9][0-9 \n.()/-]{6,24}(?<=[0-9])(?![0-9A-Za-z]))"
    r"|(?P<home>[0-9]{8}"
    r"|(?:[0-9]{3}|\([0-9]{3}\))(?:[ \n]{1,2}[0-9]{2}[ \n]{1,2}[0-9]{3}|(?P<three>[.-]?)[0-9]{2}(?P=three)[0-9]{3})"
    r"|[0-9]{2}(?:(?:[ \n]{1,2}[0-9]{2}){3}|(?P<two>[.-])[0-9]{2}(?P=two)[0-9]{2}(?P=two)[0-9]{2})"
    r"|[0-9]{4}[ \n]{1,2}[0-9]{4})"
    r"(?![.,]?[0-9])(?![A-Za-z])"
    r")"
)
# Eight digits in one may also be a day: 23112026 or 20261123.
DAY = re.compile(
    r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:18|19|20)[0-9]{2}"
    r"|(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
# Words right before that say that the digits are something else than a telephone number.
OTHER_BEFORE = re.compile(
    r"\b(?:arkivsak|avvik|avviksnummer|bestilling|faktura|fakturanummer|journalpost|kode|kr|lisens|nok|ordre|ordrenummer"
    r"|org|organisasjonsnummer|orgnr|ref|referanse|referansenummer|sak|saks|saksnr|saksnummer|serienummer|skjema|utstyr"
    r"|varenummer|vedtak"
    r"|case|code|decision|device|eur|form|gbp|incident|invoice|item|licence|order|reference|report|serial|ticket|usd)"
    r"(?:[ .:#-]|nr|no|nummer|number){0,12}$",
    re.IGNORECASE,
)
OTHER_AFTER = re.compile(r" ?(?:kr|kroner|nok|prosent|per cent|%|,-)", re.IGNORECASE)
BEFORE = 40
# How often the library may look inside a number from abroad that is none as a whole, as with a room's number behind it.
TRIES = 4

AT = re.compile(r" ?(?:@|\(at\)|\[at\]|\(a\)|\(krøllalfa\)) ?", re.IGNORECASE)
MAILBOX = re.compile(r"[\w.%+'-]{1,64}$")
DOMAIN = re.compile(r"(?:[^\W_][\w-]{0,62}\.){1,5}[^\W\d_]{2,24}(?![\w-])")
LONGEST_MAILBOX = 64


def telephone_numbers(plain: str) -> Iterator[Finding]:
    """The telephone numbers in a text of plain signs: Norwegian ones, and others that begin with + or 00 and a country.

    The library takes any eight digits that begin as a Norwegian number does for one. What is written as a date, an
    hour, a sum or the number of a case is left out here.
    """
    reached = 0
    for match in CANDIDATE.finditer(plain):
        start, candidate = match.start(), (match["abroad"] or match["home"]).replace("\n", " ")
        if start < reached or (match["home"] and _something_else(plain, start, candidate)):
            continue
        tries = 1 if match["home"] else TRIES
        for number in PhoneNumberMatcher(candidate, "NO", max_tries=tries, min_candidate_length=8):
            reached = start + len(candidate)
            yield Finding("phone", "ask", start + number.start, start + number.end)


def _something_else(plain: str, start: int, digits: str) -> bool:
    """Whether these digits are a day, a sum, or the number of something."""
    before = plain[max(0, start - BEFORE) : start]
    return bool(DAY.fullmatch(digits) or OTHER_BEFORE.search(before) or OTHER_AFTER.match(plain, start + len(digits)))


def e_mail_addresses(plain: str) -> Iterator[Finding]:
    """The e-mail addresses in a text of plain signs, also with (at) for the sign."""
    for at in AT.finditer(plain):
        mailbox = MAILBOX.search(plain[max(0, at.start() - LONGEST_MAILBOX) : at.start()])
        domain = DOMAIN.match(plain, at.end())
        if mailbox and domain:
            yield Finding("e-mail", "ask", at.start() - len(mailbox.group()), domain.end())
