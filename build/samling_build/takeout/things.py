"""What the group keeps about the member that the member gave it: headlines, and the answer to a common question.

Who was there and whose turn it was are kept about a member too; the file for computers has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samling_exercises.interface import Translator
from samling_exercises.kinds import ExerciseText
from samling_exercises.kinds.scale import HIGHEST, LOWEST, Text
from samling_exercises.rules.spread import LOW_TO, MIDDLE_TO

from .rows import Rows, field_of, value_of
from .values import Field

_BANDS = ((LOWEST, LOW_TO), (LOW_TO + 1, MIDDLE_TO), (MIDDLE_TO + 1, HIGHEST))


def is_given(name: str) -> bool:
    """Whether a thing of this name is one that the member gave."""
    return name.startswith(_prefixes())


def given(name: str, rows: Rows, text: ExerciseText | None, say: Translator, language: str) -> Field:
    """The thing as a field of the booklet. A headline the group sees, an answer to the common question nobody."""
    headline, _ = _prefixes()
    if name.startswith(headline):
        spoken = [{**row, "content": str(value_of(row).get("text", ""))} for row in rows]
        seen = bool(spoken[-1]["content"])  # what was taken away is no longer seen by anybody
        return field_of(say("Headline of a story"), spoken, language, shared_with="wall" if seen else "")
    label = text.common.label if isinstance(text, Text) and text.common else say("The common question")
    return field_of(label, [{**row, "content": _band(value_of(row), say)} for row in rows], language)


def _band(value: Mapping[str, Any], say: Translator) -> str:
    band = value.get("band")
    if type(band) is not int or not 0 <= band < len(_BANDS):
        return ""
    lowest, highest = _BANDS[band]
    return say("somewhere from {lowest} to {highest}", lowest=lowest, highest=highest)


def _prefixes() -> tuple[str, str]:
    # Only whoever takes something out pays for loading the widgets.
    from samling_widgets.common_question import OWN
    from samling_widgets.headline_rules import HEADLINE

    return HEADLINE, OWN
