"""What makes a PDF one to fill in and to read back: a stamp that says what it is, and fields every program can show.

A field is named ``<exercise>:<field>``, as in ``mestring/2/scaling:goal``. The stamp is a hidden field that can't be
changed, since programs that save a filled PDF keep fields, while many drop attachments and metadata.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FORM_VERSION = 1
"""Raised when the names of fields, or what their values mean, change."""
STAMP = "samling"
"""The stamp's own name among the fields."""
SEPARATOR = ":"
FONT_SIZE = 10.5
"""Points."""


@dataclass(frozen=True)
class Stamp:
    """What a form says of itself: which programme it is of, in which language, and what it holds."""

    programme: str
    what: str
    language: str

    def as_text(self) -> str:
        """The stamp as it stands in the PDF, JSON in ASCII."""
        about = {"form": FORM_VERSION, "programme": self.programme, "what": self.what, "language": self.language}
        return json.dumps(about, sort_keys=True)


def field_name(exercise: str, field: str) -> str:
    """The name of a field in a form: ``mestring/2/scaling:goal``."""
    return f"{exercise}{SEPARATOR}{field}"


def made_fillable(stamp: Stamp) -> Callable[[Any, Any], None]:
    """A finisher for WeasyPrint: puts the stamp in, and gives fields a font that every program has.

    WeasyPrint gives each button of a choice a name of its own besides the group's, and lists it twice; programs then
    show two fields where there is one.
    """

    def finish(_document: Any, pdf: Any) -> None:
        import pydyf

        fields = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and "FT" in one]
        helvetica = pydyf.Dictionary(
            {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
        )
        pdf.add_object(helvetica)
        look = pydyf.String(f"/Helv {FONT_SIZE:g} Tf 0 g")
        buttons = [field for field in fields if "Parent" in field]
        for field in fields:
            if field["FT"] == "/Tx":
                field["DA"] = look
        for button in buttons:
            for key in ("FT", "T", "TU"):
                del button[key]
        hidden = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "FT": "/Tx",
                "T": pydyf.String(STAMP),
                "V": pydyf.String(stamp.as_text()),
                "DA": look,
                "Ff": 1,  # read only
                "F": 2,  # hidden
                "Rect": pydyf.Array([0, 0, 0, 0]),
            }
        )
        pdf.add_object(hidden)
        form = pdf.catalog.setdefault("AcroForm", pydyf.Dictionary({"Fields": pydyf.Array()}))
        own = {button.reference for button in buttons}
        form["Fields"][:] = [hidden.reference, *(field for field in form["Fields"] if field not in own)]
        form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({"Helv": helvetica.reference})})
        form["DA"] = look
        form["NeedAppearances"] = "true"
        page = next(one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page")
        page.setdefault("Annots", pydyf.Array()).append(hidden.reference)
        hidden["P"] = page.reference

    return finish
