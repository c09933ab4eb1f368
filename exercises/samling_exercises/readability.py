"""LIX: how hard a text is to read, by sentence length and long words.

After Carl-Hugo Björnsson, *Läsbarhet* (1968): words per sentence plus the percentage of words over six letters.
Below 30 is very easy, 30–40 easy, 40–50 medium (newspapers).
"""

from __future__ import annotations

import re

from .kinds.base import ExerciseText

LONG = 6
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?:…]+(?:[\s»”\")]|$)|\n\s*\n|\n(?=\s*(?:[-*>#]|\d+\.))")
MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*_`#>\[]")


def lix(text: str) -> float:
    """The LIX of a plain or Markdown text; 0 for a text without words."""
    plain = [MARKUP.sub(" ", part) for part in SENTENCE.split(text)]
    sentences = [words for part in plain if (words := WORD.findall(part))]
    count = sum(len(words) for words in sentences)
    if not count:
        return 0.0
    long = sum(len(word) > LONG for words in sentences for word in words)
    return count / len(sentences) + 100 * long / count


def participant_words(text: ExerciseText) -> str:
    """All a participant reads of an exercise, each entry a paragraph: not the mentor's hints, not the sources."""
    found = _strings(text.model_dump(exclude={"hints", "sources"}))
    return "\n\n".join(found)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    return []
