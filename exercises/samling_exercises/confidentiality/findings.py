"""Everything that is looked for, in one list without overlaps."""

from __future__ import annotations

from itertools import chain

from .births import dates_of_birth
from .contact import e_mail_addresses, telephone_numbers
from .identity import identity_numbers
from .plain import plain_signs
from .spans import Finding

# Where two kinds claim the same digits, the one that weighs more is told of.
WEIGHT = {"national-id": 0, "perhaps-national-id": 1, "birth-date": 2, "phone": 3, "e-mail": 4}


def findings(text: str) -> tuple[Finding, ...]:
    """What in `text` could tell who it is about, in the order of the text; empty when nothing was found.

    The time is linear in the length of the text: no pattern here reaches further than a few hundred signs. Nothing
    found never means that the text points at nobody: names, places and stories are not looked for.
    """
    plain = plain_signs(text)
    found = chain(identity_numbers(plain), dates_of_birth(plain), telephone_numbers(plain), e_mail_addresses(plain))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: chain[Finding]) -> list[Finding]:
    """Sorted by place; of two that overlap the one of more weight, else the earlier one."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, one.end)):
        while kept and kept[-1].overlaps(finding) and WEIGHT[finding.kind] < WEIGHT[kept[-1].kind]:
            kept.pop()
        if not kept or not kept[-1].overlaps(finding):
            kept.append(finding)
    return kept
