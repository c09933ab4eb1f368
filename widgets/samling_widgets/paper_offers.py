"""What may be printed from a page, for each role: a page names one of these, and nothing else is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Filling = Literal["blank", "mine", "fillable", "group"]
"""``mine``: with the reader's own answers; ``group``: with what the group has made and settled."""
Level = Literal["exercise", "gathering", "programme"]


@dataclass(frozen=True)
class Variant:
    """A way to print something. ``size``: None is the product's own; ``product``: another than the offer's."""

    name: str
    filling: Filling
    size: str | None = None
    product: str | None = None


@dataclass(frozen=True)
class Offer:
    """Something to print; ``product`` is its name in the press's catalogue. ``asks``: what the page asks first."""

    product: str
    level: Level
    variants: tuple[Variant, ...]
    asks: tuple[str, ...] = ()


MINE, BLANK, FILLABLE = Variant("mine", "mine"), Variant("blank", "blank"), Variant("fillable", "fillable")
GROUPS = Variant("group", "group")
FOLDED, MINE_FOLDED = Variant("folded", "blank", "a5"), Variant("mine-folded", "mine", "a5")
SMALL, AS_FILE = Variant("small", "blank", "a4"), Variant("file", "blank", product="ics")

OFFERS: Final[dict[str, tuple[Offer, ...]]] = {
    "participant": (
        Offer("worksheet", "exercise", (MINE, BLANK, FILLABLE)),
        Offer("worksheets", "gathering", (MINE, BLANK, FILLABLE)),
        Offer("booklet", "programme", (MINE, MINE_FOLDED, BLANK, FILLABLE)),
        Offer("journey", "programme", (GROUPS,)),
    ),
    "mentor": (
        Offer("worksheet", "exercise", (BLANK, FILLABLE)),
        Offer("run-sheet", "gathering", (GROUPS,)),
        Offer("worksheets", "gathering", (BLANK, FILLABLE)),
        Offer("cards", "gathering", (BLANK,)),
        Offer("three-minutes", "gathering", (BLANK,)),
        Offer("journey", "programme", (GROUPS, BLANK, SMALL)),
        Offer("sheets", "programme", (GROUPS, BLANK, SMALL)),
        Offer("manager", "programme", (GROUPS,)),
        Offer("booklet", "programme", (BLANK, FOLDED, FILLABLE)),
        Offer("calendar", "programme", (BLANK, AS_FILE), ("first", "begins", "place")),
        Offer("certificate", "programme", (GROUPS, BLANK)),
        Offer("rules", "programme", (BLANK,)),
        Offer("hard-moments", "programme", (BLANK,)),
        Offer("everything", "programme", (GROUPS,)),
    ),
}
"""In the order in which they stand on the page."""


def chosen(role: str, product: object, variant: object) -> tuple[Offer, Variant] | None:
    """The offer and the way to print it that a page names; None when this role has no such thing."""
    for offer in OFFERS.get(role, ()):
        for way in offer.variants:
            if (offer.product, way.name) == (product, variant):
                return offer, way
    return None
