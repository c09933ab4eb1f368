"""Three who write on one journey at once, each from what they saw last: nothing is lost, nothing doubled, all agree.

Every writer has a book of their own on one real database and a copy of the journey as it was when they looked last.
What a writer types is a word nobody typed before, so that every word can be followed: it stands, it was replaced by
somebody who had seen it, or its writer was told.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.exercises.answers.people import enrol, key_of

from samling_exercises.answers import AnswerBook, Kept, open_book
from samling_exercises.answers.records import Value
from samling_exercises.rules.journey import after, merge, neighbour, ordered

TOPIC = "mestring/path/journey"
PHASES = ("first", "middle", "last")
NAMES = ("anna", "bo", "cleo")
who = st.integers(0, len(NAMES) - 1)
pick = st.integers(0, 30)
MARKS, KINDS = st.sampled_from([None, "works", "room"]), st.sampled_from(["heard", "felt"])


@dataclass
class Writer:
    """Somebody's page: their book, and the journey as they saw it last. ``clashes``: what they were told."""

    book: AnswerBook
    seen: dict[str, Kept] = field(default_factory=dict)
    clashes: list[tuple[str, str, str]] = field(default_factory=list)

    def look(self) -> None:
        self.seen = self.book.records(TOPIC)

    def take(self, name: str, told: Kept) -> None:
        """Go on from what stands: a page was told when something was taken in, and when it clashed."""
        self.seen.pop(name, None)
        if told.value is not None:
            self.seen[name] = told

    def values(self, prefix: str) -> dict[str, Value]:
        found = {name: kept.value for name, kept in self.seen.items() if name.startswith(prefix)}
        return {name: value for name, value in found.items() if value is not None}

    def note(self, number: int) -> str | None:
        """One of the notes this writer has in sight."""
        names = sorted(self.values("note-"))
        return names[number % len(names)] if names else None


def make_machine(database: Path) -> type[RuleBasedStateMachine]:
    """The machine of rules, on copies of a database with the three in it."""

    class Journey(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            shutil.copy(database, self.folder)
            self.writers = [Writer(self.opened(name)) for name in NAMES]
            for number, phase in enumerate(PHASES):
                self.writers[0].book.put(TOPIC, f"phase-{phase}", {"title": phase, "order": number}, 0)
            self.words = 0
            self.hung: set[str] = set()
            self.taken: set[str] = set()
            self.replaced: dict[str, set[str]] = {}
            self.hang_up(0, PHASES[0], "heard")

        def opened(self, name: str) -> AnswerBook:
            return open_book({"SAMLING_DATA": str(self.folder), "SAMLING_MEMBER": name}, key_of(name))

        def word(self) -> str:
            self.words += 1
            return f"word {self.words}"

        def write(self, writer: Writer, name: str, value: Value | None) -> Value | None:
            """Write from what this writer saw last, and hold the outcome against what the three versions ask for."""
            seen = writer.seen.get(name)
            stood = writer.book.records(TOPIC).get(name)
            before = stood.value if stood else None
            written = writer.book.put(TOPIC, name, value, seen.revision if seen else 0, merge=merge)
            now = writer.book.records(TOPIC).get(name)
            stands = now.value if now else None
            assert written.kept.value == stands, "what a writer is told stands, stands"
            if written.clash:
                assert stands == before, "a clash changes nothing"
                mine, theirs = text_of(value), text_of(before)
                assert mine != theirs
                writer.clashes.append((name, mine, theirs))
                self.is_told(seen.value if seen else None, before, value)
            else:
                self.goes_together(name, seen.value if seen else None, before, value, stands)
            writer.take(name, written.kept)
            return stands

        def is_told(self, seen: Value | None, before: Value | None, value: Value | None) -> None:
            """Only for words: two have changed the same from the same, or one would take the other's away unread."""
            assert text_of(before) != text_of(seen)
            assert value is None or text_of(value) != text_of(seen)

        def goes_together(
            self, name: str, seen: Value | None, before: Value | None, value: Value | None, stands: Value | None
        ) -> None:
            """Nobody's words went without somebody having seen them, and each side that one alone changed holds."""
            if before is not None and text_of(before) != text_of(stands):
                assert text_of(before) == text_of(seen), "words are replaced only by who has seen them"
                self.replaced.setdefault(name, set()).add(text_of(before))
            if value is not None and text_of(value) != text_of(seen):
                assert text_of(stands) == text_of(value), "words that were taken in stand"
            if seen is None or before is None or value is None or stands is None:
                return
            for key in ("mark", "phase", "order", "kind"):
                mine = value[key] != seen[key]
                assert stands[key] == (value[key] if mine else before[key])

        @rule(place=who, phase=st.sampled_from(PHASES), kind=KINDS)
        def hang_up(self, place: int, phase: str, kind: str) -> None:
            writer = self.writers[place]
            name = f"note-{len(self.hung)}"
            last = after(note for note in writer.values("note-").values() if note["phase"] == phase)
            value = {"text": self.word(), "kind": kind, "mark": None, "phase": phase, "order": last, "gathering": "2"}
            assert self.write(writer, name, value) == value
            self.hung.add(name)

        @rule(place=who, number=pick)
        def hang_up_twice(self, place: int, number: int) -> None:
            """The answer was lost, so the page writes the same once more."""
            writer = self.writers[place]
            if name := writer.note(number):
                kept = writer.seen[name]
                value = {**(kept.value or {}), "text": self.word()}
                count = len(writer.book.record_history(TOPIC, name))
                first = writer.book.put(TOPIC, name, value, kept.revision, merge=merge)
                second = writer.book.put(TOPIC, name, value, kept.revision, merge=merge)
                assert (first.clash, first.kept) == (second.clash, second.kept)
                assert len(writer.book.record_history(TOPIC, name)) == count + (not first.clash)
                if not first.clash:
                    self.replaced.setdefault(name, set()).add(text_of(kept.value))
                    self.taken.discard(name)
                writer.take(name, first.kept)

        @rule(place=who, number=pick)
        def change_the_words(self, place: int, number: int) -> None:
            self.change(place, number, text=self.word())

        @rule(place=who, number=pick, phase=st.sampled_from(PHASES), order=st.integers(0, 9))
        def move(self, place: int, number: int, phase: str, order: int) -> None:
            self.change(place, number, phase=phase, order=order)

        @rule(place=who, number=pick, mark=MARKS)
        def mark(self, place: int, number: int, mark: str | None) -> None:
            self.change(place, number, mark=mark)

        @rule(place=who, number=pick, mark=MARKS, kind=KINDS)
        def change_all_at_once(self, place: int, number: int, mark: str | None, kind: str) -> None:
            self.change(place, number, mark=mark, kind=kind, text=self.word())

        def change(self, place: int, number: int, **change: Any) -> None:
            writer = self.writers[place]
            if name := writer.note(number):
                stands = self.write(writer, name, {**(writer.seen[name].value or {}), **change})
                if stands is not None:
                    self.taken.discard(name)

        @rule(place=who, number=pick)
        def take_away(self, place: int, number: int) -> None:
            writer = self.writers[place]
            if (name := writer.note(number)) and self.write(writer, name, None) is None:
                self.taken.add(name)

        @rule(one=who, other=who, number=pick)
        def two_change_the_same_words(self, one: int, other: int, number: int) -> None:
            """From the same: one is stored, the other is told, and both texts can be found."""
            first, second = self.writers[one], self.writers[other]
            if first is second:
                return
            first.look()
            second.look()
            if name := first.note(number):
                mine, theirs = self.word(), self.word()
                value = first.seen[name].value or {}
                assert text_of(self.write(first, name, {**value, "text": theirs})) == theirs
                self.write(second, name, {**value, "text": mine, "mark": "works"})
                assert second.clashes[-1] == (name, mine, theirs)

        @rule(one=who, other=who, number=pick, mark=MARKS)
        def two_change_different_sides(self, one: int, other: int, number: int, mark: str | None) -> None:
            first, second = self.writers[one], self.writers[other]
            if first is second:
                return
            first.look()
            second.look()
            if name := first.note(number):
                word, value = self.word(), first.seen[name].value or {}
                self.write(first, name, {**value, "mark": mark})
                assert self.write(second, name, {**value, "text": word}) == {**value, "mark": mark, "text": word}

        @rule(one=who, other=who, number=pick, first_writes=st.booleans())
        def one_writes_while_another_takes_away(self, one: int, other: int, number: int, first_writes: bool) -> None:
            """Whoever is first: the words stand, or the one who would take them away is told."""
            first, second = self.writers[one], self.writers[other]
            if first is second:
                return
            first.look()
            second.look()
            if name := first.note(number):
                written = {**(first.seen[name].value or {}), "text": self.word()}
                if first_writes:
                    self.write(first, name, written)
                    self.write(second, name, None)
                    assert second.clashes[-1][0] == name
                else:
                    self.write(second, name, None)
                    assert self.write(first, name, written) == written

        @rule(place=who, phase=st.sampled_from(PHASES))
        def take_phase_away(self, place: int, phase: str) -> None:
            """As the action does it: on what stands now, the notes first. One phase is always left."""
            writer = self.writers[place]
            writer.look()
            phases = {name.removeprefix("phase-"): value for name, value in writer.values("phase-").items()}
            into = neighbour(phases, phase) if phase in phases else None
            if into is None:
                return
            notes = writer.values("note-")
            last = after(note for note in notes.values() if note["phase"] == into)
            own = {name: note for name, note in notes.items() if note["phase"] == phase}
            for number, name in enumerate(ordered(own)):
                self.write(writer, name, {**own[name], "phase": into, "order": last + number})
            assert not writer.book.put(
                TOPIC, f"phase-{phase}", None, writer.seen[f"phase-{phase}"].revision, merge=merge
            ).clash

        @rule(place=who)
        def wake_and_catch_up(self, place: int) -> None:
            self.writers[place].look()

        @rule(place=who)
        def reload(self, place: int) -> None:
            self.writers[place].book.close()
            self.writers[place] = Writer(self.opened(NAMES[place]), {}, self.writers[place].clashes)

        @invariant()
        def no_note_is_lost_or_doubled(self) -> None:
            found = self.writers[0].book.records(TOPIC)
            notes = [name for name in found if name.startswith("note-")]
            assert set(notes) == self.hung - self.taken
            words = [text_of(found[name].value) for name in notes]
            assert len(set(words)) == len(words)

        @invariant()
        def who_has_caught_up_sees_what_the_others_see(self) -> None:
            [first, *others] = [writer.book.records(TOPIC) for writer in self.writers]
            assert all(other == first for other in others)

        def teardown(self) -> None:
            """Every word that was acknowledged and stands no more was replaced by somebody who had seen it."""
            for name in self.hung:
                history: Sequence[Kept] = self.writers[0].book.record_history(TOPIC, name)
                said = [text_of(kept.value) for kept in history if kept.value]
                assert {word for word in said if word != said[-1]} <= self.replaced.get(name, set())
                assert [kept.revision for kept in history] == list(range(1, len(history) + 1))
            for writer in self.writers:
                for name, _, theirs in writer.clashes:
                    said = [text_of(kept.value) for kept in writer.book.record_history(TOPIC, name)]
                    assert theirs in said, "the other's words can be found as long as the journey is kept"
                writer.book.close()
            shutil.rmtree(self.folder)

    return Journey


def text_of(value: Value | None) -> str:
    """A note's words; an empty text for one that is not there."""
    return str(value["text"]) if value else ""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with the three in one group."""
    open_book({"SAMLING_DATA": str(tmp_path)}).close()
    for name in NAMES:
        enrol(tmp_path / "answers.sqlite3", name)
    return tmp_path / "answers.sqlite3"


def test_three_who_write_at_once_lose_nothing_double_nothing_and_agree(database: Path) -> None:
    run_state_machine_as_test(make_machine(database), settings=settings(max_examples=20, stateful_step_count=20))
