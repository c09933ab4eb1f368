"""Where the notes of a journey hang in a picture: phases beside each other, in rows where there are many.

Everything is in units of the drawing; how large a unit becomes on paper, the picture's own size says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .drawn_text import wrapped

NOTE_WIDTH: Final = 208
NOTE_GAP: Final = 12
PHASE_GAP: Final = 36
ROW_GAP: Final = 48
PADDING: Final = 12
FONT, LINE, SIGNS = 15, 20, 22
TITLE_FONT, TITLE_LINE = 18, 23
ROAD: Final = 34
"""From the top of a row to the first line of the phases' names: the road with its stops."""
STEPS: Final = tuple(round(240 * 1.07**step) for step in range(90))
"""Heights of a row that are tried."""
WHOLE: Final = 0.9
"""How much smaller notes may be where that spares the road another row."""


@dataclass(frozen=True)
class DrawnNote:
    """A note: what it says, and ids of its kind and its mark."""

    text: str
    kind: str
    mark: str | None

    @cached_property
    def lines(self) -> list[str]:
        return wrapped(self.text, (NOTE_WIDTH - 2 * PADDING) / FONT)

    @property
    def height(self) -> int:
        return 2 * PADDING + LINE * len(self.lines) + SIGNS


@dataclass(frozen=True)
class DrawnPhase:
    """A phase: its name, and its notes in order."""

    title: str
    notes: tuple[DrawnNote, ...]


@dataclass(frozen=True)
class Column:
    """A phase as it hangs: its name's lines, and its notes in one lane or several beside each other."""

    phase: DrawnPhase
    title: list[str]
    lanes: list[list[DrawnNote]]

    @property
    def width(self) -> int:
        return len(self.lanes) * (NOTE_WIDTH + NOTE_GAP) - NOTE_GAP

    @property
    def height(self) -> int:
        return max(_stacked(lane) for lane in self.lanes)


@dataclass(frozen=True)
class Row:
    """Phases beside each other."""

    columns: tuple[Column, ...]

    @property
    def width(self) -> int:
        return sum(column.width + PHASE_GAP for column in self.columns) - PHASE_GAP

    @property
    def head(self) -> int:
        """From the row's top to its notes."""
        return ROAD + TITLE_LINE * max(len(column.title) for column in self.columns) + NOTE_GAP

    @property
    def height(self) -> int:
        return self.head + max(column.height for column in self.columns)


def natural(phases: Sequence[DrawnPhase], most: int = 6) -> list[Row]:
    """Each phase one lane, at most so many in a row."""
    columns = [_column(phase, None) for phase in phases]
    count = max(1, -(-len(columns) // most))
    return list(_rows(columns, count))


def filling(phases: Sequence[DrawnPhase], ratio: float, around: tuple[int, int], narrowest: int) -> list[Row]:
    """The rows whose notes become largest on a sheet of this ratio of width to height; a road in one piece is better.

    ``around``: what else stands on the sheet, as units of width and of height; ``narrowest``: its least width.
    """
    best, score = natural(phases), 0.0
    for height in STEPS:
        columns = [_column(phase, height) for phase in phases]
        for count in range(1, min(4, len(columns)) + 1):
            rows = list(_rows(columns, count))
            wide, high = size(rows)
            found = min(ratio / (max(wide, narrowest) + around[0]), 1 / (high + around[1])) * WHOLE ** (count - 1)
            if found > score:
                best, score = rows, found
    return best


def size(rows: Sequence[Row]) -> tuple[int, int]:
    """Width and height of rows under each other."""
    return max(row.width for row in rows), sum(row.height + ROW_GAP for row in rows) - ROW_GAP


def _column(phase: DrawnPhase, most: int | None) -> Column:
    """A phase in as few lanes as keep it below ``most``, filled from the left."""
    lanes: list[list[DrawnNote]] = [[]]
    for note in phase.notes:
        if most is not None and lanes[-1] and _stacked([*lanes[-1], note]) > most:
            lanes.append([])
        lanes[-1].append(note)
    wide = len(lanes) * (NOTE_WIDTH + NOTE_GAP) - NOTE_GAP
    return Column(phase, wrapped(phase.title, wide / TITLE_FONT, bold=True), lanes)


def _rows(columns: Sequence[Column], count: int) -> Iterator[Row]:
    """The columns in ``count`` rows of about the same width, in order, none of them empty."""
    rest = list(columns)
    for row in range(count, 0, -1):
        room = sum(column.width + PHASE_GAP for column in rest) / row
        taken, wide = 1, rest[0].width + PHASE_GAP
        while len(rest) - taken >= row and (row == 1 or wide + (rest[taken].width + PHASE_GAP) / 2 <= room):
            wide += rest[taken].width + PHASE_GAP
            taken += 1
        yield Row(tuple(rest[:taken]))
        rest = rest[taken:]


def _stacked(lane: Sequence[DrawnNote]) -> int:
    return sum(note.height + NOTE_GAP for note in lane) - NOTE_GAP if lane else 0
