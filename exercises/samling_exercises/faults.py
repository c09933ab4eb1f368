"""What is wrong with content: one sentence a fault, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in a content file.

    ``line`` counts from 1. ``message`` says what was expected and what came; ``remedy`` says what to do.
    """

    path: Path
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}"


class ContentFaults(ValueError):
    """All faults found in a programme's files, collected before anything is refused."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def spoken(names: Iterable[str], last: str = "or") -> str:
    """Names as a plain list for a sentence: ``a, b or c``."""
    listed = [str(name) for name in names]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"
