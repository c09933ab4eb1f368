"""Numbers on a scale, with what makes them understood: the words at both ends, and the number of last time."""

from __future__ import annotations

from collections.abc import Mapping

from samling_exercises.interface import Translator
from samling_exercises.kinds.scale import HIGHEST, LOWEST, StripText, Structure
from samling_exercises.programme import Exercise

from .rows import Rows, field_of
from .values import Field

_NUMBERS = frozenset(str(number) for number in range(LOWEST, HIGHEST + 1))


def strip_field(
    exercise: Exercise,
    name: str,
    strip: StripText,
    written: Mapping[tuple[str, str], Rows],
    say: Translator,
    language: str,
) -> Field:
    """A strip as a field: «7 of 10», the words at its ends, and then and now where it stands beside an earlier one."""
    rows = [{**row, "content": _spoken(row["content"], say)} for row in written[exercise.key, name]]
    ends = f"{LOWEST} = {strip.low} · {HIGHEST} = {strip.high}"
    return field_of(strip.label, rows, language, beside=(ends, *_then(exercise, name, written, say)))


def _then(exercise: Exercise, name: str, written: Mapping[tuple[str, str], Rows], say: Translator) -> tuple[str, ...]:
    assert isinstance(exercise.structure, Structure)
    if exercise.structure.then is None:
        return ()
    rows = written.get((f"{exercise.gathering.partition('/')[0]}/{exercise.structure.then}", name), [])
    if not rows or rows[-1]["content"] not in _NUMBERS:
        return ()
    gathering = exercise.structure.then.partition("/")[0]
    return (say("At gathering {number} it was {then}.", number=gathering, then=_spoken(rows[-1]["content"], say)),)


def _spoken(content: str | None, say: Translator) -> str | None:
    """«7 of 10»; what is no number of the scale stays as it is."""
    return say("{number} of {most}", number=content, most=HIGHEST) if content in _NUMBERS else content
