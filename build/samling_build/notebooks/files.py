"""The notebooks as files: written all at once, or compared with what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from samling_exercises.programme import ROLES, Gathering, Programme, Role

from ..wording import role_name
from .notebook import make_notebook


@dataclass(frozen=True, order=True)
class Drift:
    """A file that is not what the content says: ``what`` is missing, different or left over."""

    path: Path
    what: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()} is {self.what}"


def notebook_name(programme: Programme, gathering: Gathering, language: str, role: Role) -> Path:
    """Where the notebook lies below ``notebooks/``: ``nb/mestring/2-deltaker.ipynb``."""
    return Path(language) / programme.id / f"{gathering.id}-{role_name(programme, role, language)}.ipynb"


def write(programmes: list[Programme], folder: Path) -> Iterator[Path]:
    """Write every notebook and picture that is new or different; yields each path written."""
    for path, content in expected_files(programmes):
        target = folder / path
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            yield path


def drift(programmes: list[Programme], folder: Path) -> list[Drift]:
    """How the folder differs from what the content gives."""
    expected = dict(expected_files(programmes))
    found = {path.relative_to(folder) for ending in ("ipynb", "svg") for path in folder.rglob(f"*.{ending}")}
    found = {path for path in found if not any(part.startswith(".") for part in path.parts)}
    missing = [Drift(path, "missing") for path in expected if path not in found]
    left = [Drift(path, "left over: no programme gives it") for path in found if path not in expected]
    different = [
        Drift(path, "different from what the content gives")
        for path, content in expected.items()
        if path in found and (folder / path).read_bytes() != content
    ]
    return sorted([*missing, *left, *different])


def expected_files(programmes: list[Programme]) -> Iterator[tuple[Path, bytes]]:
    """Each file below ``notebooks/`` with its bytes."""
    for programme in programmes:
        for picture in sorted((programme.folder / "pictures").glob("*.svg")):
            yield Path("pictures") / programme.id / picture.name, picture.read_bytes().replace(b"\r\n", b"\n")
        for gathering in programme.gatherings:
            for language in programme.languages:
                for role in ROLES:
                    notebook = make_notebook(programme, gathering, language, role)
                    content = f"{nbformat.writes(notebook).rstrip()}\n"
                    yield notebook_name(programme, gathering, language, role), content.encode()
