"""HTML to a tagged PDF. Fetches nothing but the fonts and drawings that lie in the installed packages."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .fillable import Stamp, made_fillable

FONTS = {"Regular": 400, "It": 400, "Semibold": 600, "SemiboldIt": 600, "Light": 300}
"""Faces of Source Sans. ``Light`` is measured for form fields alone: WeasyPrint keeps such a face whole."""
PICTURE = "picture:"
"""Drawings are named ``picture:<programme>/<name>`` in the HTML, so that it holds no path of the machine."""
FONT = "font:"
TOKEN = re.compile(r"var\(--[a-z-]+,\s*(#[0-9a-fA-F]{3,8})\)")
INK = "#22303a"
LAYOUT = re.compile(r"Step \d+ - Creating layout - Page (\d+)")
"""What WeasyPrint logs for each page it sets."""

OnPage = Callable[[int], None]
"""Told the number of each page as it is set."""


class PrintingUnavailable(RuntimeError):
    """The system lacks what WeasyPrint needs."""


def make_pdf(
    html: str,
    picture: Callable[[str], Path],
    *,
    stamp: Stamp | None = None,
    zoom: float = 1,
    on_page: OnPage | None = None,
) -> bytes:
    """The document as a tagged PDF: PDF/UA-1, or with a ``stamp`` a form to fill in. Same input, same bytes.

    ``picture`` gives the file of a drawing named ``<programme>/<name>``; ``zoom`` makes pages and all on them larger.
    Raises PrintingUnavailable with the remedy when Pango is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError:
        raise PrintingUnavailable(
            "Printing needs the system library Pango, which is not installed. On Debian and Ubuntu: "
            "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. On macOS: brew install pango. "
            "On Windows: install MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango."
        ) from None

    class PackageFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Gives our own fonts and drawings, and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url.startswith(PICTURE):
                drawing = picture(unquote(url.removeprefix(PICTURE))).read_text("utf-8")
                return URLFetcherResponse(url, inked(drawing).encode(), {"Content-Type": "image/svg+xml"})
            if url.startswith(FONT):
                return URLFetcherResponse(url, font(url.removeprefix(FONT)), {"Content-Type": "font/otf"})
            raise ValueError("A sheet fetches nothing from elsewhere; put the drawing in the folder pictures.")

    with _told(on_page):
        document = HTML(string=html, url_fetcher=PackageFetcher(), base_url=None)
        rendered: bytes = document.write_pdf(
            zoom=zoom,
            font_config=FontConfiguration(),
            full_fonts=False,
            pdf_tags=True,
            pdf_variant=None if stamp else "pdf/ua-1",
            pdf_forms=stamp is not None,
            finisher=None if stamp is None else made_fillable(stamp),
        )
    return rendered


def inked(drawing: str) -> str:
    """A drawing for paper: the colours its custom properties fall back to, and ink for the current colour."""
    return TOKEN.sub(r"\1", drawing).replace("currentColor", INK)


def font(name: str) -> bytes:
    """The bytes of a face of Source Sans, from the installed font package."""
    if name not in FONTS:
        raise ValueError(f"There is no face {name!r}; choose one of {', '.join(FONTS)}.")
    return files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{name}.otf").read_bytes()


@contextmanager
def _told(on_page: OnPage | None) -> Iterator[None]:
    """While inside, ``on_page`` hears of each page. Whoever prints elsewhere in this process meanwhile is heard too."""
    if on_page is None:
        yield
        return
    hear = on_page
    progress = logging.getLogger("weasyprint.progress")

    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if found := LAYOUT.match(record.getMessage()):
                hear(int(found[1]))

    teller, before = Teller(), (progress.level, progress.propagate)
    progress.addHandler(teller)
    progress.setLevel(logging.INFO)
    progress.propagate = False
    try:
        yield
    finally:
        progress.removeHandler(teller)
        progress.level, progress.propagate = before
