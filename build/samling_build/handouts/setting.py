"""Filling in the templates of paper: one set of styles, one way to write Markdown, words in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from samling_exercises import load_programme
from samling_exercises.rules.journey import letters

from ..templating import templates
from ..wording import words
from .fillable import Stamp, field_name
from .imposing import imposed
from .markdown import to_html
from .pdf import OnPage, make_pdf

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Signs that no page can hold: controls, and halves of characters."""
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Paper:
    """Something to print: what its file is called without ending, and its HTML. ``stamp``: what a form says of itself;
    ``folded``: whether its pages are A5, to be laid out for folding.
    """

    name: str
    html: str
    stamp: Stamp | None = None
    folded: bool = False

    def pdf(self, zoom: float = 1, on_page: OnPage | None = None) -> bytes:
        """The bytes of the PDF. Raises PrintingUnavailable with the remedy when Pango is missing."""
        content = make_pdf(self.html, picture_file, stamp=self.stamp, zoom=zoom, on_page=on_page)
        return imposed(content) if self.folded else content


def set_html(template: str, language: str, *more: str, **context: Any) -> str:
    """A template filled in: ``<template>.html.j2`` with the house's styles and, where there are, ``<template>.css``.

    ``more`` names further styles.
    """
    own = [TEMPLATES / f"{name}.css" for name in (template, *more)]
    styles = house_css() + "".join(path.read_text("utf-8") for path in own if path.is_file())
    found = _environment().get_template(f"{template}.html.j2")
    html = found.render(_=words("handouts", language), language=language, styles=styles, **context)
    return UNPRINTABLE.sub("\ufffd", html)


def picture_file(name: str) -> Path:
    """The drawing ``<programme>/<name>``. Raises LookupError when there is none."""
    programme, _, picture = name.partition("/")
    return load_programme(programme).picture(picture)


@cache
def house_css() -> str:
    """The custom properties screen and paper share (what stands before the first media query), then paper's rules."""
    import samling_widgets

    shared = (Path(samling_widgets.__file__).parent / "house.css").read_text("utf-8").partition("@media")[0]
    return shared.replace("color-scheme: light;", "") + (TEMPLATES / "paper.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    found = templates(TEMPLATES)
    found.filters["paper"] = to_html
    found.globals["field_name"] = field_name
    found.globals["note_letters"] = letters
    return found
