"""A form that somebody filled in and saved, read back. Whatever came, nothing in it is run, and nothing is fetched."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final, Literal

from .fillable import FORM_VERSION, SEPARATOR, STAMP

Reason = Literal["too-large", "broken", "locked", "script", "foreign", "newer", "older"]
MOST_BYTES: Final = 20_000_000
MOST_OBJECTS: Final = 200_000
"""More things than any of our forms has by far."""
ACTIVE: Final = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMedia"})
"""Keys that only a PDF with something to run has."""
ACTIONS: Final = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"})
"""Actions (``/S``) that do more than go to a page or an address."""
_BREAKS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""A broken file can break a reader anywhere, and what it says then is about its own inside."""
_SENTENCES: Final[Mapping[Reason, str]] = {
    "too-large": "The file is larger than 20 MB. A filled worksheet is much smaller: choose the file you saved.",
    "broken": "The file can't be read as a PDF. Open it, save it anew, and try again.",
    "locked": "The PDF is locked with a password. Save it without one, and try again.",
    "script": "The PDF holds a script or a command to run, and no worksheet does. Nothing of it was read.",
    "foreign": "This is no worksheet from Samlingsheftet. Choose one that was made to be filled in on a screen.",
    "newer": "The worksheet was made by a newer Samlingsheftet than this one. Install the newest version.",
    "older": "The worksheet was made by an older Samlingsheftet. Print a new one, and copy your words into it.",
}


class NotAForm(Exception):
    """The file is none of our forms, or not one that can be trusted. ``str()`` says what to do, in English."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason: Reason = reason


@dataclass(frozen=True)
class FilledForm:
    """``values``: what stands in the fields that are not empty, by exercise and field."""

    programme: str
    language: str
    values: Mapping[str, Mapping[str, str]] = field(repr=False)


def read_form(content: bytes) -> FilledForm:
    """The form in a PDF's bytes. Raises NotAForm."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if len(content) > MOST_BYTES:
        raise NotAForm("too-large")
    if not content.lstrip()[:5].startswith(b"%PDF-"):
        raise NotAForm("broken")
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise NotAForm("locked")
        _refuse_scripts(reader)
        fields = reader.get_fields() or {}
        stamp = _stamp(fields)
        values = _values(fields)
    except NotAForm:
        raise
    except (PyPdfError, *_BREAKS):
        raise NotAForm("broken") from None
    return FilledForm(stamp["programme"], stamp["language"], values)


def _refuse_scripts(reader: Any) -> None:
    for found in _everything(reader.trailer):
        if not ACTIVE.isdisjoint(found) or found.get("/S") in ACTIONS:
            raise NotAForm("script")


def _everything(start: Any) -> Iterator[Any]:
    """All dictionaries that can be reached, each once."""
    waiting, known = deque([start]), set[tuple[int, int]]()
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        found = waiting.popleft()
        if hasattr(found, "idnum"):
            place = (found.idnum, found.generation)
            if place in known:
                continue
            known.add(place)
            found = found.get_object()
        if isinstance(found, dict):
            yield found
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
    raise NotAForm("foreign")


def _stamp(fields: Mapping[str, Any]) -> dict[str, str]:
    try:
        stamp = json.loads(str(fields[STAMP].get("/V", "")))
        version, wanted = stamp["form"], {key: stamp[key] for key in ("programme", "what", "language")}
    except (KeyError, ValueError, TypeError):
        raise NotAForm("foreign") from None
    if type(version) is not int or not all(isinstance(value, str) for value in wanted.values()):
        raise NotAForm("foreign")
    if version != FORM_VERSION:
        raise NotAForm("newer" if version > FORM_VERSION else "older")
    return wanted


def _values(fields: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, one in fields.items():
        exercise, separator, own = name.partition(SEPARATOR)
        text = _value(one) if separator else ""
        if text:
            found.setdefault(exercise, {})[own] = text
    return found


def _value(one: Any) -> str:
    """A field's text; of a choice, the value that the button stands for."""
    value = one.get("/V", "")
    if one.get("/FT") == "/Btn":
        place, choices = str(value).lstrip("/"), [str(each) for each in one.get("/Opt", ())]
        return choices[int(place)] if place.isdecimal() and int(place) < len(choices) else ""
    text = value.get_data().decode("utf-8", "replace") if hasattr(value, "get_data") else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
