"""All there is of a programme: one after another, or as one zip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..wording import words
from .catalogue import Order, Product, offered, printed
from .pdf import OnPage

EVERYTHING: Final = "everything"
"""What it is called beside the products."""


def everything(whole: Order) -> Iterator[tuple[str, Order]]:
    """Each product of the programme and of its gatherings, and the booklet also to fold and to fill in on a screen."""
    gatherings = [replace(whole, gathering=gathering) for gathering in whole.programme.gatherings]
    for order in (whole, *gatherings):
        for product in offered(order.level):
            twice = product.name == "booklet" and order is not whole
            if not twice and _has(product, order):
                yield product.name, order
    yield "booklet", replace(whole, size="a5")
    yield "booklet", replace(whole, filling=replace(whole.filling, fillable=True))


def zipped(whole: Order, on_page: OnPage | None = None) -> tuple[str, bytes]:
    """All of it as one zip, and what that is called. Same input, same bytes; pages are counted through all of it."""
    packed, before, page = BytesIO(), 0, 0

    def tell(number: int) -> None:
        nonlocal page
        page = number
        if on_page:
            on_page(before + number)

    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, order in everything(whole):
            file, content = printed(name, order, tell)
            archive.writestr(ZipInfo(file), content, ZIP_DEFLATED)  # without a date: the oldest a zip can hold
            before += page
    return f"{whole.programme.id}-{words('handouts', whole.language)('everything')}.zip", packed.getvalue()


def _has(product: Product, order: Order) -> bool:
    """Whether there is anything to make it of: prepared tasks, a first day, a sheet that the group has approved."""
    if product.name == "three-minutes" and order.gathering is not None:
        return any(exercise.text(order.language).three_minutes for exercise in order.gathering.exercises)
    if product.name == "ics":
        return order.known.first is not None and order.known.begins is not None
    made = order.filling.journeys.values()
    return product.name != "manager" or not made or any(sheet.approved for one in made for sheet in one.sheets.values())
