"""What a member has begun to write for the group and not hung up yet."""

from __future__ import annotations

import json
from typing import Any

from samling_exercises.interface import Translator

from .rows import Rows, day_of
from .values import Field, Version


def begun(rows: Rows, say: Translator, language: str) -> Field | None:
    """What is begun now, as a field of the booklet; None when all of it was hung up.

    ``rows``: of the reserved field ``BEGUN``: JSON by place, each with a ``text``. Earlier writings of it are left to
    the file for computers: they are what was typed on the way.
    """
    newest = rows[-1]
    label, day = say("Begun, not hung up yet"), day_of(newest, language)
    if newest["content"] is None:
        return Field(label, Version(None, day), (), "")
    texts = [text for text in _texts(newest["content"]) if text.strip()]
    return Field(label, Version("\n\n".join(texts), day), (), "") if texts else None


def _texts(content: str) -> list[str]:
    try:
        found: Any = json.loads(content or "{}")
    except ValueError:
        return [content]
    things = found.values() if isinstance(found, dict) else ()
    return [thing["text"] for thing in things if isinstance(thing, dict) and isinstance(thing.get("text"), str)]
