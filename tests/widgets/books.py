"""Books of answers for tests: one in memory that behaves as the real one, and one where everything goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from samling_exercises.answers import Answer, Conflict, NotRead, NotSaved, Saved

NOON = datetime(2030, 5, 2, 12, tzinfo=UTC)


class MemoryBook:
    """Keeps revisions in a dictionary, by the rules of ``samling_exercises.answers``."""

    def __init__(self) -> None:
        self.revisions: dict[tuple[str, str], list[str]] = {}

    def answers(self, exercise: str) -> dict[str, Answer]:
        return {
            field: Answer(texts[-1], len(texts), NOON)
            for (key, field), texts in self.revisions.items()
            if key == exercise
        }

    def save(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict:
        texts = self.revisions.setdefault((exercise, field), [])
        if texts and texts[-1] == text:
            return Saved(len(texts), NOON)
        if len(texts) != base:
            return Conflict(Answer(texts[-1] if texts else "", len(texts), NOON))
        texts.append(text)
        return Saved(len(texts), NOON)


class BrokenBook:
    """Cannot read and cannot write."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def answers(self, exercise: str) -> dict[str, Answer]:
        raise self.error if not isinstance(self.error, NotSaved) else NotRead(self.error.reason)

    def save(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict:
        raise self.error
