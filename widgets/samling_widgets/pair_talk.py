"""``pair_talk``: talks two and two. Whoever listened gives the notes to the teller, who says what may be passed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role, load_programme
from samling_exercises.interface import Translator
from samling_exercises.kinds.pair_talk import Structure, Text

from .board_rules import BoardRules
from .exercise_widget import ExerciseWidget
from .gathering_things import topic_of
from .more_time_rules import MoreTimeRules
from .pair_talk_rules import PairTalkRules, talking
from .phase_definition import hints, timed
from .phase_words import phase_strings


class PairTalk(ExerciseWidget):
    """A pair talk. Its board is ``own``: see ``pair_talk_rules`` for what stands on it."""

    module: ClassVar[str] = "pair_talk"

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The pair talk's own things, and the run sheet's clock, which a change of roles makes longer."""
        assert isinstance(self._shown.structure, Structure)
        longer = MoreTimeRules(self._shown.id, self._shown.structure.swap_minutes)
        return {
            "own": (self._shown.key, PairTalkRules(self._shown, other_talks(self._shown))),
            "gathering": (topic_of(self._shown.gathering), longer),
        }

    def partners(self, share: str) -> frozenset[str]:
        """Those drawn to talk with this member, as the database knows it now."""
        assert isinstance(self._shown.structure, Structure)
        book = self._book()
        me = next((person.id for person in book.company() if person.me), None)
        return talking(self._shown.structure, book.records(self._shown.key)).partners(me, share)

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``phases`` [{id, title, text, time}], ``roles`` {id: {title, text}}, ``swap`` (minutes), and for a
        mentor ``hints`` [{text, at}].
        """
        text, structure = exercise.text(language), exercise.structure
        assert isinstance(text, Text)
        assert isinstance(structure, Structure)
        time = timed(structure.phases, language)
        return {
            **super().describe(exercise, language, role),
            "phases": [
                {"id": phase.id, "title": text.phases[phase.id].title, "text": text.phases[phase.id].text}
                | {"time": time[phase.id]}
                for phase in structure.phases
            ],
            "roles": {name: {"title": each.title, "text": each.text} for name, each in text.roles.items()},
            "swap": structure.swap_minutes,
            "hints": hints(exercise, language) if role == "mentor" else [],
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of pairs, phases and the sheet."""
        return {**phase_strings(_), **_of_pairs(_), **_of_drawing(_), **_of_roles(_)}


def other_talks(exercise: Exercise) -> tuple[str, ...]:
    """The keys of the programme's other pair talks."""
    programme = load_programme(exercise.gathering.partition("/")[0])
    every = [each for gathering in programme.gatherings for each in gathering.exercises]
    return tuple(each.key for each in every if each.kind == "pair_talk" and each.key != exercise.key)


def _of_pairs(_: Translator) -> dict[str, str]:
    """For a participant and the wall."""
    return {
        "you-talk-with": _("You talk with {names}"),
        "part-teller": _("{name} tells"),
        "part-asker": _("{name} asks"),
        "part-listener": _("{name} listens and notes"),
        "pairs-come": _("The mentor is setting up the pairs. It will say here whom you talk with."),
        "in-no-pair": _("You are not in a pair yet. Tell the mentor, and you will be three."),
        "talk-together": _("These talk together"),
        "how-it-goes": _("How it goes"),
        "the-roles": _("The roles"),
        "keywords": _("Keywords"),
    }


def _of_roles(_: Translator) -> dict[str, str]:
    """Changing who tells and who asks."""
    return {
        "change-roles": _("We want to change roles …"),
        "change-costs": _("A change of roles costs {count} more minutes. Agree with the mentor that there is time."),
        "change-costs-all": _("A change of roles costs {count} more minutes. Give them to everyone, if there is time."),
        "change-now": _("We change now"),
        "not-now-change": _("Not now"),
        "you-changed": _("You have changed roles."),
        "change-back": _("Change back"),
        "change-roles-now": _("Change roles"),
        "they-changed": _("{names} have changed roles."),
        "give-minutes": _("Give everyone {count} more minutes"),
        "minutes-given": _("The {count} minutes are given."),
    }


def _of_drawing(_: Translator) -> dict[str, str]:
    """The mentor's pairs and sheet."""
    return {
        "begin-with": _("Begin: {title}"),
        "on-to": _("On to: {title}"),
        "the-pairs": _("The pairs"),
        "are-here": _("Here now: {count}"),
        "too-few": _("At least two must be here before pairs can be drawn. Mark in the run sheet who is here."),
        "draw-pairs": _("Draw pairs"),
        "draw-again": _("Draw again"),
        "swap-two": _("Should two change places? Press the one, then the other."),
        "swap-with": _("Whom should {name} change places with? Press {name} again to let it be."),
        "met-before": _("They have talked together before."),
        "show-pairs": _("Show the pairs"),
        "show-pairs-help": _("Then they stand on the wall, and each finds their own on their page."),
        "on-wall": _("Show the pairs on the wall"),
        "off-wall": _("Take the pairs off the wall"),
        "take-pairs-back": _("Take the pairs back"),
        "change-pair": _("Change something"),
        "take-out": _("Take out {name}"),
        "in-no-pair-yet": _("{name} is here and in no pair."),
        "put-with": _("Put with {names}"),
        "not-here": _("{name} is in a pair, but not marked as here."),
        "keywords-help": _("Write only keywords, and no names. Nobody sees them before you show the sheet."),
        "new-keyword": _("New keyword"),
        "add-line": _("Put it up"),
        "take-away": _("Take away"),
        "sheet-on": _("Show the sheet on the wall"),
        "sheet-off": _("Take the sheet off the wall"),
    }
