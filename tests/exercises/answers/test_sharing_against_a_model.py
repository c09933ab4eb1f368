"""Any sequence of writing, sharing, taking back and looking shows what a plain dictionary of copies would show."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.exercises.answers.people import enrol, key_of

from samling_exercises.answers import NotShared, open_book

EXERCISES = ("mestring/2/summing-up", "mestring/2/check-out")
ROLES = {"kari": "participant", "ola": "participant", "anne": "mentor", "vegg": "wall", "kjell": "coordinator"}
SEES = {"participant": {"group"}, "mentor": {"group", "mentor"}, "wall": set[str](), "coordinator": set[str]()}

writers = st.sampled_from([member for member, role in ROLES.items() if role == "participant"])
places = st.tuples(st.sampled_from(EXERCISES), st.sampled_from(("met", "worked")))
audiences = st.sampled_from(("group", "mentor"))


def make_machine(empty_database: Path) -> type[RuleBasedStateMachine]:
    """The machine of rules, on copies of the empty database."""

    class Group(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            database = Path(shutil.copy(empty_database, self.folder))
            for member, role in ROLES.items():
                enrol(database, member, role=role)
            self.books = {
                member: open_book({"SAMLING_DATA": str(self.folder), "SAMLING_MEMBER": member}, key_of(member))
                for member in ROLES
            }
            self.feeds = {member: self.books[member].feed() for member in ("ola", "anne")}
            self.untold: dict[str, set[str]] = {member: set() for member in self.feeds}
            self.texts: dict[tuple[str, str, str], list[str]] = {}
            self.copies: dict[tuple[str, str, str], tuple[str, str]] = {}

        @rule(who=writers, place=places, text=st.text(max_size=3))
        def save(self, who: str, place: tuple[str, str], text: str) -> None:
            texts = self.texts.setdefault((who, *place), [])
            revision = len(texts)
            if self.books[who].save(*place, text, revision).revision > revision:  # type: ignore[union-attr]
                texts.append(text.replace("\r", "\n"))

        @rule(who=writers, place=places, audience=audiences, back=st.integers(0, 1))
        def share(self, who: str, place: tuple[str, str], audience: str, back: int) -> None:
            texts = self.texts.get((who, *place), [])
            revision = max(0, len(texts) - back)
            if not texts or revision != len(texts):
                with pytest.raises(NotShared, match="the text has changed meanwhile"):
                    self.books[who].share(*place, revision, audience)
                return
            before = self.books[who].own_shares(place[0]).get(place[1])
            shared = self.books[who].share(*place, revision, audience)
            self.copies[(who, *place)] = (texts[-1], audience)
            if shared != before:
                self.changed(place[0])

        @rule(who=writers, place=places)
        def unshare(self, who: str, place: tuple[str, str]) -> None:
            self.books[who].unshare(*place)
            if self.copies.pop((who, *place), None) is not None:
                self.changed(place[0])

        def changed(self, exercise: str) -> None:
            for told in self.untold.values():
                told.add(exercise)

        @rule(who=st.sampled_from(("ola", "anne")))
        def look(self, who: str) -> None:
            assert self.feeds[who].look() == self.untold[who]
            self.untold[who].clear()

        @rule(who=st.sampled_from(sorted(ROLES)), exercise=st.sampled_from(EXERCISES))
        def see(self, who: str, exercise: str) -> None:
            seen = {(f"{s.nickname}", s.field, s.text, s.audience) for s in self.books[who].seen(exercise)}
            assert seen == {
                (f"{member.capitalize()} Å.", field, text, audience)
                for (member, where, field), (text, audience) in self.copies.items()
                if where == exercise and member != who and audience in SEES[ROLES[who]]
            }

        @rule(who=st.sampled_from(sorted(ROLES)), exercise=st.sampled_from(EXERCISES))
        def own(self, who: str, exercise: str) -> None:
            own = {field: shared.audience for field, shared in self.books[who].own_shares(exercise).items()}
            assert own == {
                field: audience
                for (member, where, field), (_, audience) in self.copies.items()
                if (member, where) == (who, exercise)
            }

        def teardown(self) -> None:
            for book in self.books.values():
                book.close()
            shutil.rmtree(self.folder)

    return Group


@pytest.fixture
def machine(empty_database: Path) -> type[RuleBasedStateMachine]:
    """The machine on this run's empty database."""
    return make_machine(empty_database)


def test_any_sequence_of_sharing_shows_what_a_plain_model_shows(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=20))
