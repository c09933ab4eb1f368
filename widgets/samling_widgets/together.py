"""``together``: what stands above every page of a gathering: where the group is now, and the way there.

A participant gets a quiet invitation, and no page moves by itself; a mentor gets the clock; a wall follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import traitlets

from samling_exercises import Programme, Role
from samling_exercises.interface import Translator
from samling_exercises.programme import Gathering

from .activity_clock import clock_view, clocked
from .answering import Book
from .board_rules import BoardRules, Seen
from .common_question import asks_everyone, is_asked
from .gathering_things import NEXT, NOW, RAISED, topic_of
from .house_widget import HouseWidget
from .live import Live
from .wording import words


class Together(HouseWidget):
    """The gathering's own line on a page. Its board is ``gathering``, which only the run sheet (``lead``) writes."""

    module: ClassVar[str] = "together"

    gathering = traitlets.Unicode(help="Key of the gathering, e.g. ``mestring/2``.").tag(sync=True)

    def __init__(
        self,
        programme: Programme,
        gathering: Gathering,
        *,
        language: str,
        role: Role,
        book: Callable[[], Book],
        live: Live | None = None,
    ) -> None:
        self._programme, self._meeting, self._language = programme, gathering, language
        super().__init__(
            language=language,
            role=role,
            gathering=gathering.key,
            book=book,
            live=live,
            definition=self.describe(programme, gathering, language),
            strings=self.own_strings(words(language)),
        )
        self.gathering = gathering.key

    @classmethod
    def describe(cls, programme: Programme, gathering: Gathering, language: str) -> dict[str, Any]:
        """The gathering's ``title`` and ``summary``, its ``activities`` [{id, title, kind}], and ``after``: the titles
        of those between this gathering and the next.
        """
        text = gathering.text(language)
        return {
            "title": text.title,
            "summary": text.summary,
            "programme": programme.text(language).title,
            "activities": [
                {"id": each.id, "title": each.text(language).title, "kind": each.kind} for each in gathering.exercises
            ],
            "after": [each.text(language).title for each in gathering.exercises if set(each.when) == {"after"}],
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the line."""
        return {
            "together": _("The gathering now"),
            "now": _("The group is at “{title}”."),
            "come": _("Come along"),
            "here": _("The group is here now."),
            "there": _("To the task"),
            "asked": _("The mentor asks everyone one question."),
            "to-question": _("To the question"),
            "back-again": _("We go on at {time}."),
            "break": _("Break"),
            "next-task": _("Next date and next task"),
            "closing": _("Thank you for today"),
            "welcome": _("Welcome"),
            "wants-back": _("The owner of the story wants to turn back."),
            "time-is-up": _("Time is up; finish in peace."),
            "raised": _("From the sheet “{sheet}”"),
            "raised-note": _("From the journey"),
            "run-sheet": _("Run sheet"),
        }

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The gathering's things, to look at."""
        return {"gathering": (topic_of(self._meeting.key), LineRules(self._meeting))}


class LineRules(BoardRules):
    """Takes nothing, and shows what is said to everybody: who is here and the plan are the run sheet's alone."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._asking = tuple(each for each in gathering.exercises if asks_everyone(each))
        self.also = tuple(each.key for each in (*clocked(gathering), *self._asking))

    def view(self, seen: Seen) -> dict[str, Any]:
        """The clock that counts (see ``clock_view``); ``asked``: for a participant, the id of the activity whose common
        question is open and not answered, or None.
        """
        open_now = (each.id for each in self._asking if seen.who.person and is_asked(seen.also.get(each.key, {}), seen))
        return {**clock_view(self._gathering, seen), "asked": next(open_now, None)}

    def shows(self, name: str, seen: Seen) -> bool:
        """What is now, the point brought up, and the next date."""
        return name in {NOW, RAISED, NEXT}
