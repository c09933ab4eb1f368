"""A sheet for the line manager, as text and as SVG in the shape of A4: what the group approved, and no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .drawn_text import wrapped
from .journey_picture import colours, document, line_of_text

A4: Final = (210, 297)
"""Millimetres."""
WIDTH, MARGIN, NUMBER = 800, 72, 44
FONT, LINE, GAP = 21, 31, 16
TITLE_FONT, TITLE_LINE = 38, 48
MOST_WIDE: Final = 2400
"""A sheet with very many points is drawn wider, and its text becomes smaller on paper."""


def sheet_text(title: str, approved: str, points: Sequence[str]) -> str:
    """The sheet as plain text. ``approved``: the sentence that says who approved it, and when."""
    lines = [f"{number}. {' '.join(point.split())}" for number, point in enumerate(points, 1)]
    return "\n".join([title, approved, "", *lines, ""])


def sheet_picture(language: str, title: str, approved: str, points: Sequence[str]) -> str:
    """The sheet as an SVG document of the ratio of A4."""
    wide = WIDTH
    while (high := _height(title, points, wide)) > wide * A4[1] / A4[0] and wide < MOST_WIDE:
        wide += 40
    box = (max(wide, high * A4[0] / A4[1]), max(high, wide * A4[1] / A4[0]))
    parts = list(_parts(title, approved, points, wide))
    return document(language, title, box, (f"{A4[0]}mm", f"{A4[1]}mm"), parts)


def _height(title: str, points: Sequence[str], wide: int) -> float:
    lines = sum(len(_lines(point, wide)) for point in points)
    return 3 * MARGIN + TITLE_LINE * len(_title(title, wide)) + LINE + LINE * lines + GAP * len(points)


def _parts(title: str, approved: str, points: Sequence[str], wide: int) -> Iterator[str]:
    down = MARGIN + TITLE_FONT
    for text in _title(title, wide):
        yield line_of_text(MARGIN, down, text, f' font-size="{TITLE_FONT}" font-weight="650"')
        down += TITLE_LINE
    yield line_of_text(MARGIN, down, approved, f' font-size="18" fill="{colours()["fern"]}"')
    down += LINE + MARGIN // 2
    for number, point in enumerate(points, 1):
        yield line_of_text(MARGIN, down, f"{number}.", f' font-size="{FONT}" fill="{colours()["soft"]}"')
        for text in _lines(point, wide):
            yield line_of_text(MARGIN + NUMBER, down, text, f' font-size="{FONT}"')
            down += LINE
        down += GAP


def _title(title: str, wide: int) -> list[str]:
    return wrapped(title, (wide - 2 * MARGIN) / TITLE_FONT, bold=True)


def _lines(point: str, wide: int) -> list[str]:
    return wrapped(point, (wide - 2 * MARGIN - NUMBER) / FONT)
