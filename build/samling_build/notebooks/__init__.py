"""From a programme to notebooks: deterministic, checked in, and held against drift."""

from .files import Drift, drift, notebook_name, write
from .notebook import make_notebook

__all__ = ["Drift", "drift", "make_notebook", "notebook_name", "write"]
