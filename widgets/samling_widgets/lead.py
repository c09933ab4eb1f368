"""``lead``: the mentor's run sheet: what is now with its clock, who is here, the agenda, the wall and the next date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from samling_exercises import Exercise, Programme
from samling_exercises.faults import spoken
from samling_exercises.interface import Translator
from samling_exercises.kinds import form
from samling_exercises.programme import Gathering

from .board_rules import BoardRules
from .gathering_things import topic_of
from .lead_plan import optional, usual_stories
from .lead_rules import LeadRules
from .lead_view import view_of
from .lead_words import lead_strings
from .phase_definition import hints
from .phase_words import phase_strings
from .together import Together
from .wording import words


class Lead(Together):
    """The run sheet. Its board is ``gathering``; every action is in ``LeadRules``."""

    module: ClassVar[str] = "lead"

    @classmethod
    def describe(cls, programme: Programme, gathering: Gathering, language: str) -> dict[str, Any]:
        """Adds what a mentor plans and leads by.

        ``hints`` {activity: [{text, at}]} (``at``: a minute, a phase, or None beforehand); ``typed_in`` [{id, title}]:
        where what hung on the wall is typed in afterwards; ``optional`` [{id, title, minutes}]: what may be added;
        ``always``: ids of what is never taken away; ``stories``: whether any are told; ``gives_way``: the order in
        which things are left out, as a sentence; ``wall``: the file name of the wall's notebook.
        """
        _ = words(language)
        return {
            **super().describe(programme, gathering, language),
            "hints": {each.id: hints(each, language) for each in gathering.exercises},
            "typed_in": [
                {"id": each.id, "title": each.text(language).title} for each in gathering.exercises if _is_common(each)
            ],
            "optional": [
                {"id": each.id, "title": each.text(language).title, "minutes": each.add_at}
                for each in optional(gathering)
            ],
            "stories": usual_stories(gathering) > 0,
            "always": list(gathering.structure.always),
            "gives_way": _gives_way(gathering, language, _),
            "wall": f"{gathering.id}-{_('wall')}.ipynb",
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the run sheet."""
        return {**super().own_strings(_), **phase_strings(_), **lead_strings(_)}

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The gathering's things, to lead by."""
        show = partial(view_of, self._meeting, self._language, words(self._language))
        return {"gathering": (topic_of(self._meeting.key), LeadRules(self._meeting, show))}


def _is_common(exercise: Exercise) -> bool:
    """Whether the whole group writes on it, and some do on a wall of paper."""
    has_sheet = isinstance(exercise.structure, form.Structure) and exercise.structure.sheet
    return "at" in exercise.when and (exercise.kind == "journey" or has_sheet)


def _gives_way(gathering: Gathering, language: str, _: Translator) -> str:
    """What is left out when the time set does not suffice, first to last."""
    named = {"telling": _("that everyone tells"), "second-story": _("the second story")}
    titles = {each.id: _("“{title}”", title=each.text(language).title) for each in gathering.exercises}
    what = [{**named, **titles}[name] for name in gathering.structure.leave_out]
    if not what:
        return ""
    return _(
        "When the time does not suffice, this gives way, in this order: {what}. Check-in, check-out and the word about "
        "confidentiality always stay.",
        what=spoken(what, _("and")),
    )
