"""Words of buttons and messages: gettext catalogues, read as they stand.

A catalogue lies at ``<folder>/<language>/<domain>.po``. The English text is the key, so English needs none and
a new language is a new folder of files, never a line of code.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

from babel.messages.pofile import read_po


class Translator(Protocol):
    """Gives a text in the reader's language; keywords fill its ``{places}``."""

    def __call__(self, text: str, **places: object) -> str: ...


def translator(folder: Path, domain: str, language: str) -> Translator:
    """A translator for one room (``folder`` holds its catalogues, ``domain`` names one) and one language.

    A text without translation stays English, so that nothing is ever blank; a test holds the catalogues complete.
    """
    words = catalogue(folder / language / f"{domain}.po")

    def translate(text: str, **places: object) -> str:
        return (words.get(text) or text).format(**places) if places else words.get(text) or text

    return translate


@cache
def catalogue(path: Path) -> dict[str, str]:
    """Each English text of a catalogue with its translation; empty when there is no such file."""
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, abort_invalid=True) if m.id and m.string}
