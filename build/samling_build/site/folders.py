"""Where the site's own files lie, found from the packages alone."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PAGES = PACKAGE / "site" / "pages"
JUPYTER = PACKAGE / "share" / "jupyter"
LOCALE = PACKAGE / "locale"
TEMPLATE = "samling"
TEMPLATE_STATIC = JUPYTER / "voila" / "templates" / TEMPLATE / "static"


def package_folder(name: str) -> Path:
    """The folder of an installed package, without importing it (the widgets would take ipywidgets along)."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(
            f"Expected the package {name}, found none. Install the project again: python3 workbook.py serve."
        )
    return Path(spec.origin).parent


def anywidget_runtime() -> Path:
    """The runtime in the installed anywidget (an AMD module that needs DOMWidgetModel and DOMWidgetView only)."""
    return package_folder("anywidget") / "nbextension" / "index.js"


def use_own_templates() -> None:
    """Make Jupyter look for templates in this package first, in this process.

    Voilà looks templates up by name in Jupyter's data folders wherever it needs them. With the package's folder first
    among them a checkout, an editable install and a wheel work alike, and an edit is seen at once (what an installer
    puts under ``share/jupyter`` are copies).
    """
    known = os.environ.get("JUPYTER_PATH", "")
    if str(JUPYTER) not in known.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(part for part in (str(JUPYTER), known) if part)
