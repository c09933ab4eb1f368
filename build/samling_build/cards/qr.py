"""QR codes as SVG, the same on a page and on paper."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(address: str, title: str) -> Markup:
    """The code of an address as an SVG element without a size of its own.

    ``title`` is its text alternative. Always dark on light, with the quiet zone that cameras need, in dark mode too.
    """
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", title=title, omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(drawn.replace("<svg ", '<svg role="img" shape-rendering="crispEdges" ', 1))
