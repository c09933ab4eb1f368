"""A group whose members' books stand in one real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.exercises.answers.people import change, enrol, key_of

from samling_exercises.answers import AnswerBook, Saved, open_book


class People:
    """Books by the members' names: ``people["anna"]``. Who is not there yet becomes a participant."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        self._books: dict[str, AnswerBook] = {}
        stack.enter_context(open_book(self._environ("local")))

    @property
    def database(self) -> Path:
        return self.folder / "answers.sqlite3"

    def __getitem__(self, name: str) -> AnswerBook:
        return self._books.get(name) or self.enter(name)

    def enter(self, name: str, role: str = "participant", group: str = "north") -> AnswerBook:
        """Let somebody into the group; gives the book."""
        enrol(self.database, name, role, group)
        self._books[name] = self._stack.enter_context(open_book(self._environ(name), key_of(name)))
        return self._books[name]

    def write(self, name: str, exercise: str, field: str, text: str) -> int:
        """Save a text as this member; gives its revision."""
        newest = self[name].answers(exercise).get(field)
        saved = self[name].save(exercise, field, text, newest.revision if newest else 0)
        assert isinstance(saved, Saved)
        return saved.revision

    def show(self, name: str, exercise: str, field: str, text: str, audience: str = "group") -> None:
        """Save and share a text as this member."""
        revision = self.write(name, exercise, field, text)
        self[name].share(exercise, field, revision, audience)

    def close_group(self) -> None:
        """The group has ended."""
        change(self.database, "UPDATE groups SET closed_at = '2030-05-02 12:00:00.000000' WHERE id = 'north'")

    def _environ(self, name: str) -> dict[str, str]:
        return {"SAMLING_DATA": str(self.folder), "SAMLING_MEMBER": name}


@contextmanager
def people(folder: Path) -> Iterator[People]:
    """A database in this folder, with nobody in it but those a test lets in; all books are closed at the end."""
    with ExitStack() as stack:
        yield People(folder, stack)
