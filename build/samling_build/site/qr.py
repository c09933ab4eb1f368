"""A QR code in the terminal, so that a phone need not type the address."""

from __future__ import annotations

import io
import sys

import segno


def in_terminal(address: str, encoding: str | None = None) -> str:
    """The code in half blocks, light where the terminal writes; nothing where it cannot show them."""
    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out=out, border=2, compact=True)
    drawn = out.getvalue().rstrip("\n")
    try:
        drawn.encode(encoding or sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ""
    return drawn
