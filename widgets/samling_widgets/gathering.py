"""What a notebook's cells call: one gathering, and each of its exercises as a widget."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from samling_exercises import CONTENT, ROLES, Role, load_programme
from samling_exercises.answers import open_book
from samling_exercises.faults import spoken

from .answering import Book
from .exercise_widget import ExerciseWidget
from .lead import Lead
from .live import Live
from .outline import Outline
from .paper import Paper
from .together import Together


class _Common(TypedDict):
    language: str
    role: Role
    book: Callable[[], Book]
    live: Live


class Gathering:
    """One gathering of a programme, in one language and for one role.

    Parameters
    ----------
    key
        ``"mestring/2"``: programme and gathering.
    language
        ``nb`` (default), ``en``, or another the programme is written in.
    role
        ``"participant"`` (default), ``"mentor"`` or ``"wall"``.
    root
        Folder of the content; default the content that comes with the workbook.
    book
        Opens the member's answers; default as the environment says. Called when somebody looks at a page, not before.

    Raises
    ------
    LookupError
        For a programme, gathering or language there is not; the message names those there are.
    ValueError
        For a key or role of another form.
    """

    def __init__(
        self,
        key: str,
        *,
        language: str = "nb",
        role: str = "participant",
        root: Path = CONTENT,
        book: Callable[[], Book] | None = None,
    ) -> None:
        if role not in ROLES:
            raise ValueError(f"Expected the role {spoken(ROLES)}, came '{role}'.")
        programme, slash, name = key.partition("/")
        if not (programme and slash and name):
            raise ValueError(f"Expected programme/gathering, as in 'mestring/2', came '{key}'.")
        self._programme = load_programme(programme, root)
        self._gathering = self._programme.gathering(name)
        self._gathering.text(language)
        self._language = language
        self._role: Role = role
        self._book = book or cache(lambda: open_book(os.environ))
        self._live = Live(self._book)

    def show(self, exercise: str) -> ExerciseWidget:
        """The widget of the exercise with this id. Raises LookupError that names the ids there are."""
        found = self._gathering.exercise(exercise)
        return widget_class(found.kind)(found, **self._common())

    def together(self) -> Together:
        """What stands above every page: where the group is now, and the way there."""
        return Together(self._programme, self._gathering, **self._common())

    def lead(self) -> Lead:
        """The mentor's run sheet: who is here, the agenda, what is now, and the clock."""
        return Lead(self._programme, self._gathering, **self._common())

    def paper(self) -> Paper:
        """What can be printed, and a filled form taken in again."""
        return Paper(self._programme, self._gathering, **self._common())

    def _common(self) -> _Common:
        return {"language": self._language, "role": self._role, "book": self._book, "live": self._live}

    def __repr__(self) -> str:
        return f"Gathering({self._gathering.key!r}, language={self._language!r}, role={self._role!r})"


@cache
def widget_class(kind: str) -> type[ExerciseWidget]:
    """The widget of a kind: the class of the module that carries the kind's name, or the readable page."""
    if importlib.util.find_spec(f".{kind}", __package__) is None:
        return Outline
    name = "".join(part.capitalize() for part in kind.split("_"))
    return cast(type[ExerciseWidget], getattr(importlib.import_module(f".{kind}", __package__), name))
