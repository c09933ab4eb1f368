"""Cards to cut, eight on a sheet of A4, one for each seat that nobody has taken yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..addressing import join_link, join_page, spoken
from ..handouts.pdf import make_pdf
from ..templating import templates
from ..wording import words
from .qr import qr_code

TEMPLATES = Path(__file__).parent / "templates"
ON_A_SHEET = 8


@dataclass(frozen=True)
class JoinCard:
    """One seat and its one-time invitation, written in groups of four."""

    seat: int
    code: str = field(repr=False)


@dataclass(frozen=True)
class CardsOf:
    """The group that cards are for. ``address`` is the workbook's, ``link`` the group's part of the join link."""

    group: str
    programme: str
    address: str
    link: str | None


def cards_pdf(of: CardsOf, cards: Sequence[JoinCard], language: str) -> bytes:
    """The cards of a group as a tagged PDF: same input, same bytes.

    Raises PrintingUnavailable when Pango is missing.
    """
    return make_pdf(cards_html(of, cards, language), _no_drawing)


def check_printing() -> None:
    """Raise PrintingUnavailable where no PDF can be made: to know it before older cards are made worthless."""
    make_pdf("<!doctype html><html lang=en><title>Cards</title>", _no_drawing)


def write_cards(path: Path, of: CardsOf, cards: Sequence[JoinCard], language: str) -> None:
    """Write the PDF, readable by its owner alone: whoever holds a card may take the seat.

    Raises OSError when it can't be written; a file that was there is replaced at once or not at all.
    """
    content = cards_pdf(of, cards, language)
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(0o600)
    draft.write_bytes(content)
    draft.replace(path)


def cards_html(of: CardsOf, cards: Sequence[JoinCard], language: str) -> str:
    """The HTML that WeasyPrint sets. In words the address is the join page's: the code on the card finds the group."""
    _ = words("groups", language)
    address = spoken(join_page(of.address))
    return (
        templates(TEMPLATES)
        .get_template("join.html.j2")
        .render(
            say=_,
            language=language,
            of=of,
            address=address,
            qr=qr_code(join_link(of.address, of.link), _("QR code for {address}", address=address)),
            sheets=[cards[start : start + ON_A_SHEET] for start in range(0, len(cards), ON_A_SHEET)],
            styles=(TEMPLATES / "join.css").read_text("utf-8"),
        )
    )


def _no_drawing(name: str) -> Path:
    raise LookupError(f"A join card has no drawings; came '{name}'. Take it out of the template.")
