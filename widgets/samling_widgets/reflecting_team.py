"""``reflecting_team``: a story is lent by its owner, who turns away and listens while the team talks about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from samling_exercises import Exercise, Role, load_programme
from samling_exercises.interface import Translator
from samling_exercises.kinds.reflecting_team import Structure, Text
from samling_exercises.programme import CaseText

from .answering import Book
from .board_rules import BoardRules
from .exercise_widget import ExerciseWidget
from .live import Live
from .phase_definition import hints, timed
from .phase_words import phase_strings
from .reflecting_team_rules import ReflectingTeamRules
from .reflecting_team_words import team_strings


class ReflectingTeam(ExerciseWidget):
    """A reflecting team. Its board is ``own``: see ``reflecting_team_rules`` for what stands on it."""

    module: ClassVar[str] = "reflecting_team"

    def __init__(
        self, exercise: Exercise, *, language: str, role: Role, book: Callable[[], Book], live: Live | None = None
    ) -> None:
        self._headlines = {name: case.headline for name, case in cases(exercise, language).items()}
        super().__init__(exercise, language=language, role=role, book=book, live=live)

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The reflecting team's own things."""
        return {"own": (self._shown.key, ReflectingTeamRules(self._shown, self._headlines))}

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``phases`` [{id, title, owner, team, time}], ``questions``, and for a mentor ``hints`` [{text, at}] and
        ``cases`` [{id, title, headline, story}]: invented stories to borrow, in paragraphs.
        """
        text, structure = exercise.text(language), exercise.structure
        assert isinstance(text, Text)
        assert isinstance(structure, Structure)
        time = timed(structure.phases, language)
        leads = role == "mentor"
        return {
            **super().describe(exercise, language, role),
            "phases": [
                {"id": phase.id, "time": time[phase.id], **text.phases[phase.id].model_dump()}
                for phase in structure.phases
            ],
            "questions": list(text.questions.values()),
            "hints": hints(exercise, language) if leads else [],
            "cases": [_case(name, case) for name, case in cases(exercise, language).items()] if leads else [],
        }

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of headlines, of owning a story, and of leading it."""
        return {**phase_strings(_), **team_strings(_)}


def cases(exercise: Exercise, language: str) -> dict[str, CaseText]:
    """The programme's invented stories by their ids."""
    return load_programme(exercise.gathering.partition("/")[0]).stories(language)


def story_of(case: CaseText) -> list[str]:
    """A story in paragraphs, to be read aloud; headings are left out."""
    paragraphs = [" ".join(part.split()) for part in case.body.split("\n\n")]
    return [part for part in paragraphs if part and not part.startswith("#")]


def _case(name: str, case: CaseText) -> dict[str, Any]:
    return {"id": name, "title": case.title, "headline": case.headline, "story": story_of(case)}
