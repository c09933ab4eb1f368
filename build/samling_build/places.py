"""Where things lie: the notebooks of this copy, and the folder answers are kept in."""

from __future__ import annotations

import os
from pathlib import Path

from samling_exercises.answers.place import data_folder as usual_folder

PACKAGE = Path(__file__).parent


def notebooks_folder() -> Path:
    """``notebooks/`` of the checkout, or the copy that a wheel carries."""
    checkout = PACKAGE.parents[1] / "notebooks"
    return checkout if (PACKAGE.parents[1] / "pyproject.toml").is_file() else PACKAGE / "packed_notebooks"


def data_folder(chosen: Path | None) -> Path:
    """The folder answers are kept in: the one chosen, or the one JupyterLab's kernels use as well."""
    return chosen.expanduser().resolve() if chosen else usual_folder(os.environ)


def data_environment(chosen: Path | None) -> dict[str, str]:
    """What names the database: the folder chosen, or whatever the environment says."""
    if chosen is None:
        return dict(os.environ)
    return {**os.environ, "SAMLING_DATABASE": "", "SAMLING_DATA": str(data_folder(chosen))}
