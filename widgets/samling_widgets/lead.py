"""``lead``: the mentor's run sheet: what is now with its clock, the agenda, who is here, the plan, the next date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from samling_exercises import Programme
from samling_exercises.interface import Translator
from samling_exercises.programme import Exercise, Gathering

from .board_rules import BoardRules
from .gathering_things import topic_of
from .lead_rules import LeadRules, optional
from .lead_view import view_of
from .lead_words import lead_strings
from .together import Together
from .wording import words


class Lead(Together):
    """The run sheet. Its board is ``gathering``; every action is in ``LeadRules``."""

    module: ClassVar[str] = "lead"

    @classmethod
    def describe(cls, programme: Programme, gathering: Gathering, language: str) -> dict[str, Any]:
        """Adds ``hints`` {activity: [{text, at}]} (``at``: a minute, a phase, or null beforehand) and ``optional``
        [{id, title, minutes}]: what may be added.
        """
        return {
            **super().describe(programme, gathering, language),
            "hints": {each.id: hints_of(each, language) for each in gathering.exercises},
            "optional": [
                {"id": each.id, "title": each.text(language).title, "minutes": each.add_at}
                for each in optional(gathering)
            ],
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the run sheet."""
        return {**super().own_strings(_), **lead_strings(_)}

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The gathering's things, to lead by."""
        language = self._language
        show = partial(view_of, self._meeting, language, words(language))
        return {"gathering": (topic_of(self._meeting.key), LeadRules(self._meeting, show))}


def hints_of(exercise: Exercise, language: str) -> list[dict[str, Any]]:
    """An activity's hints with the moment each helps; without moments, all of them beforehand."""
    hints = exercise.text(language).hints
    moments = exercise.structure.hints_at or (None,) * len(hints)
    return [{"text": text, "at": at} for text, at in zip(hints, moments, strict=True)]
