"""The readable page of a kind that has no screen of its own: what the kind consists of, prompts and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypedDict

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds import ExerciseText, checklist, plan, quiz, steps, survey

from .exercise_widget import ExerciseWidget
from .wording import words


class Item(TypedDict):
    """One thing in a section. ``more``: lines below; ``answer``: shown on request."""

    title: str
    more: list[str]
    answer: list[str]


class Section(TypedDict):
    """A headed list; ``ordered`` when the order matters."""

    heading: str
    ordered: bool
    items: list[Item]


class Outline(ExerciseWidget):
    """An exercise as a page to read, with the participant's own fields below where the exercise has any."""

    module: ClassVar[str] = "outline"

    @classmethod
    def describe(cls, exercise: Exercise, language: str, role: Role) -> dict[str, Any]:
        """Adds ``sections``: what the exercise consists of."""
        text = exercise.text(language)
        return {**super().describe(exercise, language, role), "sections": sections(exercise, text, language)}

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the disclosure."""
        return {"answer": _("See the answer")}


def sections(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    """What an exercise of its kind consists of, beyond the steps, which stand in the notebook's text."""
    own = OWN.get(exercise.kind)
    found = own(exercise, text, language) if own else []
    return [section for section in found if section["items"]]


def _item(title: str, more: Iterable[str] = (), answer: Iterable[str] = ()) -> Item:
    return {"title": title, "more": list(more), "answer": list(answer)}


def _items(titles: Iterable[str]) -> list[Item]:
    return [_item(title) for title in titles]


def _section(heading: str, items: list[Item], *, ordered: bool = False) -> Section:
    return {"heading": heading, "ordered": ordered, "items": items}


def _steps(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, steps.Text)
    _ = words(language)
    template = [_item(step.title, more=[step.text]) for step in text.template.values()]
    return [
        _section(_("The template"), template, ordered=True),
        _section(_("Words that open"), _items(text.open_words)),
    ]


def _quiz(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, quiz.Text)
    assert isinstance(exercise.structure, quiz.Structure)
    _ = words(language)
    right = {question.id: question.right for question in exercise.structure.questions}
    questions = []
    for name, question in text.questions.items():
        options = [option.text for option in question.options.values()]
        answers = [
            _("Right: {what} {why}", what=option.text, why=option.explanation)
            if key in right[name]
            else _("Not right: {what} {why}", what=option.text, why=option.explanation)
            for key, option in question.options.items()
        ]
        questions.append(_item(question.question, more=options, answer=answers))
    return [_section(_("Questions"), questions, ordered=True)]


def _checklist(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, checklist.Text)
    _ = words(language)
    items = [_item(item.label, more=[item.todo]) for item in text.items.values()]
    return [_section(_("What to look at"), items), _section(_("How far we have come"), _items(text.levels.values()))]


def _survey(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, survey.Text)
    _ = words(language)
    questions = [_item(question.question, more=question.options.values()) for question in text.questions.values()]
    return [_section(_("Questions"), questions, ordered=True)]


def _plan(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, plan.Text)
    _ = words(language)
    return [_section(_("What is planned"), _items(text.rows.values()))]


OWN: Mapping[str, Callable[[Exercise, ExerciseText, str], list[Section]]] = {
    "steps": _steps,
    "quiz": _quiz,
    "checklist": _checklist,
    "survey": _survey,
    "plan": _plan,
}
