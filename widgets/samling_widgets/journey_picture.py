"""The picture of a whole journey that everyone keeps, as SVG: for a screen, and as a poster in the shape of A3.

A pure function of what hangs there: the same journey gives the same picture. Colours are the house's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from . import modules
from .drawn_text import safe, width
from .journey_layout import (
    FONT,
    LINE,
    NOTE_GAP,
    NOTE_WIDTH,
    PADDING,
    PHASE_GAP,
    ROAD,
    ROW_GAP,
    TITLE_FONT,
    TITLE_LINE,
    DrawnNote,
    DrawnPhase,
    Row,
    filling,
    natural,
    size,
)

Shape = Literal["screen", "poster"]
MARGIN: Final = 48
HEAD: Final = 108
"""Title, and the line with the date."""
LEGEND, LEGEND_LINE = 64, 40
NARROWEST: Final = 1180
"""So that a journey with few notes is not drawn in giant letters."""
A3: Final = (420, 297)
"""Millimetres."""
FONTS: Final = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
SIGN_PATHS: Final = ("M3 9l4 4 8-9", "M1 8h14M5 4L1 8l4 4M11 4l4 4-4 4", "M8 3v10M3 8h10")
"""The marks' signs in their order, on 16 × 16: it works; it may move this way or that; something else."""
SMALL: Final = ' font-size="13" font-weight="650"'
NOTE_COLOURS: Final = 5
FRAMES: Final = (("fern", ""), ("ochre", "7 4"), ("edge", "2 3"))
"""The marks' frames: colour and dashes; the first one is double, as in the drawing of a journey."""


@dataclass(frozen=True)
class PictureWords:
    """What the picture says beside the notes. ``kinds``: title and letter by id, in order; ``marks``: title by id."""

    language: str
    title: str
    line: str
    kinds: dict[str, tuple[str, str]]
    marks: dict[str, str]


@cache
def colours() -> dict[str, str]:
    """The house's colours on paper, by name: those of the light palette, which stands first."""
    block = modules.house().partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def journey_picture(phases: Sequence[DrawnPhase], words: PictureWords, shape: Shape) -> str:
    """The whole picture, an SVG document. Without any phase only its title and legend."""
    around = (2 * MARGIN, 2 * MARGIN + HEAD + LEGEND)
    rows: list[Row] = []
    if phases:
        rows = filling(phases, A3[0] / A3[1], around, NARROWEST) if shape == "poster" else natural(phases)
    wide, high = size(rows) if rows else (0, 0)
    wide = max(wide, NARROWEST, _head_width(words))
    legend = _legend(words, wide)
    wide, high = wide + around[0], high + around[1] + LEGEND_LINE * (len(legend) - 1)
    box = (float(wide), float(high))
    if shape == "poster":
        box = (max(wide, high * A3[0] / A3[1]), max(high, wide * A3[1] / A3[0]))
    sizes = (f"{A3[0]}mm", f"{A3[1]}mm") if shape == "poster" else (f"{wide}", f"{high}")
    middle = f'<g transform="translate({(box[0] - wide) / 2:g} 0)">'
    drawn = _drawn_legend(legend, words, box[1] - MARGIN - LEGEND_LINE * len(legend))
    return document(
        words.language, words.title, box, sizes, [middle, *_head(words), *_all_rows(rows, words), *drawn, "</g>"]
    )


def document(language: str, title: str, box: tuple[float, float], sizes: tuple[str, str], parts: Sequence[str]) -> str:
    """An SVG document on the house's paper."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{sizes[0]}" height="{sizes[1]}" '
            f'viewBox="0 0 {box[0]:g} {box[1]:g}" xml:lang="{safe(language)}" role="img" '
            f'font-family="{FONTS}" font-size="{FONT}" fill="{colours()["ink"]}">',
            f"<title>{safe(title)}</title>",
            f'<rect width="100%" height="100%" fill="{colours()["paper"]}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def line_of_text(x: float, y: float, text: str, more: str = "") -> str:
    """One line of text whose foot stands at ``y``."""
    return f'<text x="{x:g}" y="{y:g}"{more}>{safe(text)}</text>'


def _head(words: PictureWords) -> Iterator[str]:
    yield line_of_text(MARGIN, MARGIN + 28, words.title, ' font-size="34" font-weight="650"')
    yield line_of_text(MARGIN, MARGIN + 60, words.line, f' font-size="17" fill="{colours()["soft"]}"')


def _head_width(words: PictureWords) -> int:
    return round(max(34 * width(words.title, bold=True), 17 * width(words.line)))


def _all_rows(rows: Sequence[Row], words: PictureWords) -> Iterator[str]:
    top = MARGIN + HEAD
    for number, row in enumerate(rows):
        yield from _row(row, top, words, goes_on=number + 1 < len(rows))
        top += row.height + ROW_GAP


def _row(row: Row, top: int, words: PictureWords, *, goes_on: bool) -> Iterator[str]:
    """The road with its stops, the phases' names, and the notes that hang below."""
    end = MARGIN + row.width + (PHASE_GAP if goes_on else 0)
    yield f'<path d="M{MARGIN} {top + 8}H{end}" stroke="{colours()["edge"]}" stroke-width="3" stroke-linecap="round"/>'
    left = MARGIN
    for column in row.columns:
        stop = f'fill="{colours()["paper"]}" stroke="{colours()["fern"]}" stroke-width="3"'
        yield f'<circle cx="{left + 8}" cy="{top + 8}" r="7" {stop}/>'
        for number, text in enumerate(column.title):
            style = f' font-size="{TITLE_FONT}" font-weight="650"'
            yield line_of_text(left, top + ROAD + number * TITLE_LINE + 8, text, style)
        for lane, notes in enumerate(column.lanes):
            down = top + row.head
            for note in notes:
                yield from _note(note, left + lane * (NOTE_WIDTH + NOTE_GAP), down, words)
                down += note.height + NOTE_GAP
        left += column.width + PHASE_GAP


def _note(note: DrawnNote, x: int, y: int, words: PictureWords) -> Iterator[str]:
    yield f'<g class="note" transform="translate({x} {y})">'
    yield f'<rect width="{NOTE_WIDTH}" height="{note.height}" rx="5" fill="{_paper(note.kind, words)}"/>'
    if note.mark in words.marks:
        number = list(words.marks).index(note.mark)
        yield from _frame(number, NOTE_WIDTH, note.height)
        yield _sign(number, PADDING, note.height - PADDING - 12)
    for number, text in enumerate(note.lines):
        yield line_of_text(PADDING, PADDING + FONT - 1 + number * LINE, text)
    letter = words.kinds[note.kind][1] if note.kind in words.kinds else ""
    yield line_of_text(NOTE_WIDTH - PADDING, note.height - PADDING, letter, f'{SMALL} text-anchor="end"')
    yield "</g>"


def _paper(kind: str, words: PictureWords) -> str:
    """A kind's colour: the house has five, and begins anew after them."""
    number = list(words.kinds).index(kind) if kind in words.kinds else 0
    return colours()[f"note-{number % NOTE_COLOURS + 1}"]


def _frame(number: int, wide: float, high: float) -> Iterator[str]:
    """A mark's frame round a note: two lines, or one of dashes."""
    name, dashes = FRAMES[min(number, len(FRAMES) - 1)]
    line = f'fill="none" stroke="{colours()[name]}" stroke-width="2"'
    if dashes:
        yield f'<rect width="{wide:g}" height="{high:g}" rx="5" {line} stroke-dasharray="{dashes}"/>'
        return
    yield f'<rect width="{wide:g}" height="{high:g}" rx="5" {line}/>'
    yield f'<rect x="-4" y="-4" width="{wide + 8:g}" height="{high + 8:g}" rx="8" {line}/>'


def _sign(number: int, x: float, y: float) -> str:
    name, path = FRAMES[min(number, len(FRAMES) - 1)][0], SIGN_PATHS[min(number, len(SIGN_PATHS) - 1)]
    line = f'fill="none" stroke="{colours()[name]}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" transform="translate({x:g} {y:g})" {line}/>'


def _legend(words: PictureWords, most: float) -> list[list[tuple[str, str]]]:
    """What colours, letters, frames and signs stand for, as ids and titles, in lines that are not too long."""
    lines: list[list[tuple[str, str]]] = [[]]
    left = 0.0
    for entry in (*((name, title) for name, (title, _) in words.kinds.items()), *words.marks.items()):
        if lines[-1] and left + _entry(entry[1]) > most:
            lines.append([])
            left = 0.0
        lines[-1].append(entry)
        left += _entry(entry[1])
    return lines


def _drawn_legend(lines: list[list[tuple[str, str]]], words: PictureWords, top: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        left = float(MARGIN)
        for name, title in line:
            yield f'<g transform="translate({left:g} {top + number * LEGEND_LINE:g})">'
            if name in words.kinds:
                yield f'<rect width="26" height="26" rx="4" fill="{_paper(name, words)}"/>'
                yield line_of_text(13, 18, words.kinds[name][1], f'{SMALL} text-anchor="middle"')
            else:
                mark = list(words.marks).index(name)
                yield from (*_frame(mark, 26, 26), _sign(mark, 5, 5))
            yield line_of_text(38, 18, title)
            yield "</g>"
            left += _entry(title)


def _entry(title: str) -> float:
    return 68 + FONT * width(title)
