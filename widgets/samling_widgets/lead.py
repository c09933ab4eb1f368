"""``lead``: the mentor's run sheet."""

from __future__ import annotations

from typing import ClassVar

from .together import Together


class Lead(Together):
    """The run sheet. Its board is ``gathering``."""

    module: ClassVar[str] = "lead"
