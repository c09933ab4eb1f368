"""Any sequence of calls, from two writers, gives what a plain dictionary of lists would give."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.exercises.answers.people import enrol, key_of

from samling_exercises.answers import AnswerBook, Conflict, Saved, open_book

EXERCISES = ("mestring/2/summing-up", "mestring/2/check-out")
FIELDS = ("met", "met-again")
places = st.tuples(st.sampled_from(EXERCISES), st.sampled_from(FIELDS))


def make_machine(empty_database: Path, reader: str) -> type[RuleBasedStateMachine]:
    """The machine of rules, on copies of the empty database, for the local reader or a group's member."""

    class Book(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            database = Path(shutil.copy(empty_database, self.folder))
            if reader != "local":
                enrol(database, reader)
            self.books = [self.opened(), self.opened()]
            self.model: dict[tuple[str, str], list[str]] = {}

        def opened(self) -> AnswerBook:
            environ = {"SAMLING_DATA": str(self.folder), "SAMLING_MEMBER": reader}
            return open_book(environ, key_of(reader) if reader != "local" else None)

        @rule(
            place=places,
            text=st.sampled_from(["", "a", "å\n"]) | st.text(max_size=3),
            back=st.integers(-1, 2),
            who=st.integers(0, 1),
        )
        def save(self, place: tuple[str, str], text: str, back: int, who: int) -> None:
            texts = self.model.setdefault(place, [])
            base = max(0, len(texts) - back)
            outcome = self.books[who].save(*place, text, base)
            text = text.replace("\r", "\n")
            if texts and texts[-1] == text:
                assert isinstance(outcome, Saved)
            elif texts and base != len(texts):
                assert isinstance(outcome, Conflict)
                assert (outcome.current.text, outcome.current.revision) == (texts[-1], len(texts))
                return
            else:
                texts.append(text)
                assert isinstance(outcome, Saved)
            assert outcome.revision == len(texts)

        @rule(exercise=st.sampled_from(EXERCISES), who=st.integers(0, 1))
        def read(self, exercise: str, who: int) -> None:
            expected = {f: texts[-1] for (key, f), texts in self.model.items() if key == exercise and texts}
            assert {f: answer.text for f, answer in self.books[who].answers(exercise).items()} == expected

        @rule(who=st.integers(0, 1))
        def open_again(self, who: int) -> None:
            self.books[who].close()
            self.books[who] = self.opened()

        def the_book_is_the_model(self) -> None:
            for exercise in EXERCISES:
                answers = self.books[0].answers(exercise)
                expected = {field: texts for (key, field), texts in self.model.items() if key == exercise and texts}
                assert {f: (a.text, a.revision) for f, a in answers.items()} == {
                    field: (texts[-1], len(texts)) for field, texts in expected.items()
                }
                for field in FIELDS:
                    history = self.books[1].history(exercise, field)
                    assert [answer.text for answer in history] == expected.get(field, [])
                    assert [answer.revision for answer in history] == list(range(1, len(history) + 1))

        def teardown(self) -> None:
            self.the_book_is_the_model()
            for book in self.books:
                book.close()
            shutil.rmtree(self.folder)

    return Book


@pytest.fixture
def machine(empty_database: Path, reader: str) -> type[RuleBasedStateMachine]:
    """The machine on this run's empty database."""
    return make_machine(empty_database, reader)


def test_any_sequence_of_calls_gives_what_a_plain_model_gives(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=15))
