"""The kinds of exercise. A kind is a module here that holds ``Structure`` and ``Text``; its name is the kind's.

A new kind needs no line in this file: the modules of the folder are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from .base import (
    Clinical,
    ExerciseStructure,
    ExerciseText,
    FieldStructure,
    FieldText,
    Minutes,
)

__all__ = ["Clinical", "ExerciseStructure", "ExerciseText", "FieldStructure", "FieldText", "Minutes", "kinds"]


@cache
def kinds() -> dict[str, tuple[type[ExerciseStructure], type[ExerciseText]]]:
    """Each kind's name with its structure and its text."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "base")
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: (module.Structure, module.Text) for name, module in modules.items()}
