"""What a group makes together, for tests: in memory, by the rules of ``samling_exercises.answers.records``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from samling_exercises.answers import Kept, Person, Written
from samling_exercises.answers.records import Clash, Merge, Value

NOON = datetime(2030, 5, 2, 12, tzinfo=UTC)
T = TypeVar("T")


class MemoryRecords:
    """Things by topic and name with all their revisions. Every reader sees everything that is no ``own-`` of others."""

    people: tuple[Person, ...] = ()

    def __init__(self) -> None:
        self.things: dict[str, dict[str, list[Value | None]]] = {}
        self.told: list[str] = []

    def records(self, topic: str) -> dict[str, Kept]:
        found = self.things.get(topic, {})
        return {name: _kept(name, values) for name, values in found.items() if values[-1] is not None}

    def record_history(self, topic: str, name: str) -> tuple[Kept, ...]:
        values = self.things.get(topic, {}).get(name, [])
        return tuple(Kept(name, value, number, NOON, NOON) for number, value in enumerate(values, 1))

    def put(
        self,
        topic: str,
        name: str,
        value: Value | None,
        base: int,
        *,
        merge: Merge | None = None,
        about: str | None = None,
        history: bool = True,
    ) -> Written:
        values = self.things.setdefault(topic, {}).setdefault(name, [])
        wanted = value
        if values and len(values) != base and values[-1] != value:
            try:
                if merge is None:
                    raise Clash
                wanted = merge(values[base - 1] if 0 < base <= len(values) else None, values[-1], value)
            except Clash:
                return Written(_kept(name, values), clash=True)
        if not values or values[-1] != wanted:
            values.append(wanted)
            self.told.append(topic)
        return Written(_kept(name, values))

    def company(self) -> tuple[Person, ...]:
        return self.people

    def tally(self, topic: str, prefix: str, count: Callable[[tuple[Value, ...]], T]) -> T:
        found = self.records(topic).items()
        return count(tuple(kept.value for name, kept in found if name.startswith(f"own-{prefix}-") and kept.value))

    def forget(self, topic: str, prefix: str) -> None:
        found = self.things.get(topic, {})
        for name in [name for name in found if name.startswith(f"own-{prefix}-")]:
            del found[name]

    def reminded(self, gathering: str) -> bool:
        return True

    def remind(self, gathering: str) -> None:
        """Everybody has been."""


def _kept(name: str, values: list[Any]) -> Kept:
    return Kept(name, values[-1], len(values), NOON, NOON)
