"""What the tests of paper share: a programme's products made once, and the text of a PDF as a reader selects it."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pypdfium2

from samling_build.handouts.catalogue import Order, printed
from samling_build.handouts.everything import everything
from samling_exercises import load_programme

PROGRAMME = load_programme("mestring")
GATHERING = PROGRAMME.gathering("2")


def text_of(content: bytes, running: str = "") -> str:
    """All text of a PDF without white space, page by page, as PDFium selects it: also of letters no font here has.

    What stands in the margins (``running``, the product's name and the page's number) comes last on a page, after the
    numbers and dots of lists; it is left out where ``running`` is told, so that a text that goes on is in one piece.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [without_space(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
    margins = rf"(?:\d+\.|•)*{re.escape(without_space(running))}Samlingsheftet\d+/\d+$"
    return "".join(re.sub(margins, "", page) if running else page for page in pages)


def without_space(text: str) -> str:
    """The text without white space; a soft hyphen and the mark of one at a line's end are none of it."""
    return "".join("".join(text.split()).replace("\xad", "").replace("\ufffe", "").split())


def all_products() -> list[tuple[str, Order]]:
    """Everything there is of the programme, blank, in both languages."""
    return [job for language in PROGRAMME.languages for job in everything(Order(PROGRAMME, language))]


@cache
def made(number: int) -> tuple[str, bytes]:
    """A product's file name and bytes, by its place in ``all_products``."""
    name, order = all_products()[number]
    return printed(name, order)


def opened(content: bytes) -> BytesIO:
    """The bytes as a file."""
    return BytesIO(content)
