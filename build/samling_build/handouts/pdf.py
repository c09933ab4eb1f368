"""HTML to a tagged PDF. Fetches nothing but the fonts and drawings that lie in the installed packages."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

FONTS = {"Regular": 400, "It": 400, "Semibold": 600, "SemiboldIt": 600}
PICTURE = "picture:"
"""Drawings are named ``picture:<programme>/<name>`` in the HTML, so that it holds no path of the machine."""
FONT = "font:"
TOKEN = re.compile(r"var\(--[a-z-]+,\s*(#[0-9a-fA-F]{3,8})\)")
INK = "#22303a"


class PrintingUnavailable(RuntimeError):
    """The system lacks what WeasyPrint needs."""


def make_pdf(html: str, picture: Callable[[str], Path]) -> bytes:
    """The document as a tagged PDF/UA-1: same input, same bytes.

    ``picture`` gives the file of a drawing named ``<programme>/<name>``. Raises PrintingUnavailable with the
    remedy when Pango is not installed.
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

    document = HTML(string=html, url_fetcher=PackageFetcher(), base_url=None)
    rendered: bytes = document.write_pdf(
        font_config=FontConfiguration(), pdf_variant="pdf/ua-1", pdf_tags=True, full_fonts=False
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
