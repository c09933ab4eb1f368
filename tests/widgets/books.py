"""Books of answers for tests: one in memory that behaves as the real one, and one where everything goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.widgets.memory_records import MemoryRecords

from samling_exercises.answers import (
    Answer,
    Audience,
    Conflict,
    Feed,
    Me,
    NotRead,
    NotSaved,
    NotShared,
    Saved,
    Shared,
    SharedText,
)

NOON = datetime(2030, 5, 2, 12, tzinfo=UTC)
NOBODY = Me("local", "participant", None, None, None, practice=False, ends_at=None, closed=False)


class MemoryBook(MemoryRecords):
    """Keeps revisions in a dictionary, by the rules of ``samling_exercises.answers``. It is in no group."""

    def __init__(self) -> None:
        super().__init__()
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

    def me(self) -> Me:
        return NOBODY

    def audience(self, share: str, people: frozenset[str] = frozenset()) -> Audience:
        raise NotShared("no-group")

    def share(
        self, exercise: str, field: str, revision: int, audience: str, people: frozenset[str] = frozenset()
    ) -> Shared:
        raise NotShared("no-group")

    def unshare(self, exercise: str, field: str) -> None:
        raise NotShared("no-group")

    def own_shares(self, exercise: str) -> dict[str, Shared]:
        return {}

    def seen(self, exercise: str) -> tuple[SharedText, ...]:
        return ()

    def feed(self) -> Feed:
        return Feed(None)


class BrokenBook(MemoryBook):
    """Cannot read, write or share."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def answers(self, exercise: str) -> dict[str, Answer]:
        raise self.error if not isinstance(self.error, NotSaved) else NotRead(self.error.reason)

    def save(self, exercise: str, field: str, text: str, base: int) -> Saved | Conflict:
        raise self.error

    def me(self) -> Me:
        raise self.error

    def own_shares(self, exercise: str) -> dict[str, Shared]:
        raise self.error
