"""The notebooks there are: found in their folder, opened by exact match alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True)
class Entry:
    """A notebook. ``about`` is its ``samling`` metadata; empty for a notebook that is not one of the programmes'."""

    path: str
    """Below the notebooks' folder, with slashes: ``nb/mestring/2-deltaker.ipynb``."""
    language: str
    about: dict[str, Any] = field(hash=False)

    @property
    def address(self) -> str:
        """The path as it stands in an address; there is no other spelling of it."""
        return quote(self.path)

    def says(self, key: str) -> str:
        """A text of the metadata, or nothing."""
        return str(self.about.get(key, ""))


class Library:
    """The notebooks of a folder, as they are now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self) -> tuple[Entry, ...]:
        """All notebooks ``<language>/<programme>/<name>.ipynb``, in the order of their paths."""
        found = sorted(self.folder.glob("*/*/*.ipynb"))
        shown = [
            path for path in found if not any(part.startswith(".") for part in path.relative_to(self.folder).parts)
        ]
        return tuple(self._entry(path) for path in shown)

    def find(self, address: str) -> Entry | None:
        """The notebook whose address is exactly this, still percent-encoded; None for any other spelling of it."""
        return next((entry for entry in self.entries() if entry.address == address), None)

    def languages(self) -> tuple[str, ...]:
        """The languages there are notebooks in."""
        return tuple(sorted({entry.language for entry in self.entries() if entry.about}))

    def _entry(self, path: Path) -> Entry:
        relative = path.relative_to(self.folder)
        stat = path.stat()
        about = _about(path, stat.st_mtime_ns, stat.st_size)
        return Entry(relative.as_posix(), str(about.get("language", relative.parts[0])), about)


@lru_cache(maxsize=512)
def _about(path: Path, changed: int, size: int) -> dict[str, Any]:
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        about = metadata.get("samling", {})
    except (ValueError, KeyError, AttributeError):
        # Not a notebook we can tell anything about; opening it says what is wrong.
        return {}
    return about if isinstance(about, dict) else {}
