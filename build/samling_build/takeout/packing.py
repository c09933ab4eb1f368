"""The zip: the stored rows for a computer, and a booklet for a person. Made in memory, kept nowhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..templating import templates
from ..wording import words
from .booklet import chapters

TEMPLATES = Path(__file__).parent / "templates"
Stored = Mapping[str, Any]
"""What the register has of a member, decrypted: ``{table: [{column: value}]}``."""


def takeout_zip(stored: Stored, group: str, nickname: str, language: str) -> bytes:
    """``answers.json``, complete, and ``booklet.html``, which needs nothing else to be read or printed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("booklet.html", booklet_html(stored, group, nickname, language))
        archive.writestr("answers.json", json.dumps(stored, ensure_ascii=False, indent=2))
    return packed.getvalue()


def booklet_html(stored: Stored, group: str, nickname: str, language: str) -> str:
    """The booklet in the reader's language: the newest text first, earlier ones after it."""
    return (
        templates(TEMPLATES)
        .get_template("booklet.html.j2")
        .render(
            say=words("groups", language),
            language=language,
            group=group,
            nickname=nickname,
            chapters=chapters(stored, language),
            styles=_tokens() + (TEMPLATES / "booklet.css").read_text("utf-8"),
        )
    )


def _tokens() -> str:
    """The colours and distances that screen and paper share."""
    import samling_widgets

    return (Path(samling_widgets.__file__).parent / "house.css").read_text("utf-8")
