"""Everything that can be printed, by name: of an exercise, of a gathering or of a programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from math import sqrt
from typing import Final, Literal

from samling_exercises.faults import spoken
from samling_exercises.programme import Exercise, Gathering, Programme
from samling_exercises.rules.agenda import Agenda

from ..wording import words
from . import certificate, dates_calendar, leading, poster, run_sheet, sheets
from .booklet import booklet
from .certificate import Certified, Held
from .cut_cards import cut_cards
from .drawn_journey import Journey
from .filling import BLANK, Filling
from .pdf import OnPage
from .setting import Paper

Size = Literal["a3", "a4", "a5"]
SIZES: Final[tuple[Size, ...]] = ("a3", "a4", "a5")
Level = Literal["exercise", "gathering", "programme"]


@dataclass(frozen=True)
class Known:
    """What a group has settled, where there is one: else there are lines to write it on.

    ``held``: the gatherings that were held; ``certified``: who gets a certificate; ``agendas``: the run sheet's
    meetings; ``begins``: when a gathering begins; ``first``: the day of the first one; ``place``: where.
    """

    held: tuple[Held, ...] | None = None
    certified: tuple[Certified, ...] = certificate.BLANKS
    agendas: tuple[Agenda, ...] = ()
    begins: time | None = None
    first: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Order:
    """What is to be printed. ``gathering`` and ``exercise`` are missing where the whole is meant."""

    programme: Programme
    language: str
    gathering: Gathering | None = None
    exercise: Exercise | None = None
    size: Size | None = None
    filling: Filling = BLANK
    known: Known = field(default_factory=Known)

    @property
    def level(self) -> Level:
        """What it is of."""
        return "exercise" if self.exercise else "gathering" if self.gathering else "programme"


@dataclass(frozen=True)
class Ready:
    """A file that is no paper: its whole name, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Product:
    """A kind of paper. ``sizes``: the first is its own; ``fillable``: whether it can be filled in on a screen."""

    name: str
    levels: tuple[Level, ...]
    make: Callable[[Order], Paper | Ready]
    sizes: tuple[Size, ...] = ("a4", "a3")
    fillable: bool = False


def _of_gathering(make: Callable[[Programme, Gathering, str], Paper]) -> Callable[[Order], Paper]:
    return lambda order: make(order.programme, _gathering(order), order.language)


def _of_programme(make: Callable[[Programme, str], Paper]) -> Callable[[Order], Paper]:
    return lambda order: make(order.programme, order.language)


def _worksheet(order: Order) -> Paper:
    assert order.exercise is not None
    return sheets.worksheet(order.programme, order.exercise, order.language, order.filling)


def _worksheets(order: Order) -> Paper:
    return sheets.worksheets(order.programme, _gathering(order), order.language, order.filling)


def _booklet(order: Order) -> Paper:
    only = [order.gathering] if order.gathering else None
    folded = order.size == "a5"
    return booklet(order.programme, order.language, order.filling, gatherings=only, folded=folded)


def _run_sheet(order: Order) -> Paper:
    known = order.known
    begins = known.begins or run_sheet.USUAL_START
    return run_sheet.run_sheet(order.programme, _gathering(order), order.language, known.agendas, begins)


def _journey(order: Order) -> Paper:
    exercise, made = _journey_of(order)
    return poster.poster(order.programme, exercise, order.language, made, _wall(order))


def _two_sheets(order: Order) -> Paper:
    exercise, made = _journey_of(order)
    return poster.two_sheets(order.programme, exercise, order.language, made, _wall(order))


def _manager(order: Order) -> Paper:
    exercise, made = _journey_of(order)
    return poster.managers_handout(order.programme, exercise, order.language, made)


def _certificate(order: Order) -> Paper:
    return certificate.certificate(order.programme, order.language, order.known.held, order.known.certified)


def _calendar(order: Order) -> Paper:
    return dates_calendar.calendar(order.programme, order.language, _meetings(order))


def _ics(order: Order) -> Ready:
    if order.known.first is None or order.known.begins is None:
        raise LookupError(words("handouts", order.language)("A calendar file needs the first day and when you begin."))
    name = words("handouts", order.language)("calendar")
    content = dates_calendar.ics(order.programme, order.language, _meetings(order))
    return Ready(f"{order.programme.id}-{name}.ics", content)


def _meetings(order: Order) -> Sequence[dates_calendar.Meeting]:
    known = order.known
    if known.first is not None and known.first.year not in dates_calendar.YEARS:
        earliest, latest = dates_calendar.YEARS[0], dates_calendar.YEARS[-1]
        say = words("handouts", order.language)
        raise LookupError(say("The first day must lie between {first} and {last}.", first=earliest, last=latest))
    return dates_calendar.meetings_of(order.programme, known.first, known.begins, known.place)


PRODUCTS: Final[Mapping[str, Product]] = {
    one.name: one
    for one in (
        Product("worksheet", ("exercise",), _worksheet, fillable=True),
        Product("worksheets", ("gathering",), _worksheets, fillable=True),
        Product("run-sheet", ("gathering",), _run_sheet),
        Product("cards", ("gathering",), _of_gathering(cut_cards), ("a4",)),
        Product("three-minutes", ("gathering",), _of_gathering(leading.three_minutes)),
        Product("booklet", ("programme", "gathering"), _booklet, ("a4", "a5", "a3"), fillable=True),
        Product("journey", ("programme",), _journey, ("a3", "a4")),
        Product("sheets", ("programme",), _two_sheets, ("a3", "a4")),
        Product("manager", ("programme",), _manager),
        Product("calendar", ("programme",), _calendar),
        Product("ics", ("programme",), _ics, ("a4",)),
        Product("certificate", ("programme",), _certificate, ("a4",)),
        Product("rules", ("programme",), _of_programme(leading.rules)),
        Product("hard-moments", ("programme",), _of_programme(leading.hard_moments)),
    )
}
"""In the order in which they are offered."""
USUAL: Final[Mapping[Level, str]] = {"exercise": "worksheet", "gathering": "worksheets", "programme": "booklet"}
"""What is printed when nobody names a product."""


def offered(level: Level) -> tuple[Product, ...]:
    """The products there are at a level."""
    return tuple(product for product in PRODUCTS.values() if level in product.levels)


def product_of(name: str, order: Order) -> Product:
    """The product by its name. Raises LookupError that names those there are, and the sizes it comes in."""
    found = PRODUCTS.get(name)
    if found is None or order.level not in found.levels:
        known = spoken([product.name for product in offered(order.level)])
        raise LookupError(f"There is no '{name}' of {_whole(order)}. Choose {known}.")
    if order.size is not None and order.size not in found.sizes:
        sizes = spoken([size.upper() for size in found.sizes])
        raise LookupError(f"'{name}' does not come in {order.size.upper()}. Choose {sizes}.")
    if order.filling.fillable and not found.fillable:
        known = spoken([product.name for product in offered(order.level) if product.fillable])
        raise LookupError(f"'{name}' has nothing to fill in on a screen. {f'Choose {known}.' if known else ''}".strip())
    return found


def printed(name: str, order: Order, on_page: OnPage | None = None) -> tuple[str, bytes]:
    """A product's file name and bytes.

    Raises LookupError with what to do where there is no such thing, and PrintingUnavailable.
    """
    product = product_of(name, order)
    made = product.make(order)
    if isinstance(made, Ready):
        return made.name, made.content
    zoom = sqrt(2) if order.size == "a3" and product.sizes[0] == "a4" else 1
    return f"{made.name}{'-a3' if zoom > 1 else ''}.pdf", made.pdf(zoom, on_page)


def _gathering(order: Order) -> Gathering:
    assert order.gathering is not None
    return order.gathering


def _journey_of(order: Order) -> tuple[Exercise, Journey | None]:
    found = poster.journeys(order.programme)
    if not found:
        raise LookupError(f"{order.programme.id} has no journey. Choose another product.")
    name = next(iter(found))
    return found[name], order.filling.journeys.get(name)


def _wall(order: Order) -> poster.Size:
    return "a4" if order.size == "a4" else "a3"


def _whole(order: Order) -> str:
    parts: Sequence[str] = [order.programme.id, order.gathering.id if order.gathering else ""]
    return order.exercise.key if order.exercise else "/".join(part for part in parts if part)
