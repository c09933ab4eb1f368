"""The readable page of a kind whose own screen is not built yet: what the kind consists of, prompts and fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypedDict

from samling_exercises import Exercise, Role
from samling_exercises.interface import Translator
from samling_exercises.kinds import (
    ExerciseText,
    checklist,
    journey,
    pair_talk,
    plan,
    quiz,
    reflecting_team,
    scale,
    sorting,
    steps,
    survey,
)
from samling_exercises.kinds.base import Phase

from .exercise_widget import ExerciseWidget
from .wording import spoken_minutes, words

ON_PAPER = frozenset({"scale", "sorting"})
"""Kinds one does alone whose numbers or notes this page cannot take."""


class Item(TypedDict):
    """One thing in a section. ``note``: time or anchor words; ``more``: lines below; ``answer``: shown on request."""

    title: str
    note: str
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
        """Adds ``sections``, and a ``note`` where part of the exercise has no place on the page yet."""
        _ = words(language)
        text = exercise.text(language)
        own = {"sections": sections(exercise, text, language), "note": ""}
        if role == "participant" and exercise.kind in ON_PAPER:
            own["note"] = _(
                "Use the worksheet or a sheet of paper for the exercise itself. "
                "What you write in the fields here is stored."
            )
        return {**super().describe(exercise, language, role), **own}

    @classmethod
    def own_strings(cls, _: Translator) -> dict[str, str]:
        """Words of the disclosure."""
        return {"answer": _("See the answer")}


def sections(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    """What an exercise of its kind consists of, beyond the steps, which stand in the notebook's text."""
    own = OWN.get(exercise.kind)
    found = own(exercise, text, language) if own else []
    return [section for section in found if section["items"]]


def _item(title: str, note: str = "", more: Iterable[str] = (), answer: Iterable[str] = ()) -> Item:
    return {"title": title, "note": note, "more": list(more), "answer": list(answer)}


def _items(titles: Iterable[str]) -> list[Item]:
    return [_item(title) for title in titles]


def _section(heading: str, items: list[Item], *, ordered: bool = False) -> Section:
    return {"heading": heading, "ordered": ordered, "items": items}


def _timed(phases: Iterable[Phase], language: str) -> dict[str, str]:
    return {phase.id: spoken_minutes(phase.minutes, language) for phase in phases}


def _scale(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, scale.Text)
    _ = words(language)
    ends = f"{scale.LOWEST} = {{low}} · {scale.HIGHEST} = {{high}}"
    strips = [_item(s.label, more=[ends.format(low=s.low, high=s.high)]) for s in text.strips.values()]
    follow_ups = [question.replace("{number}", _("your number")) for question in text.follow_ups.values()]
    place = _("Choose a number from {low} to {high}", low=scale.LOWEST, high=scale.HIGHEST)
    return [_section(place, strips), _section(_("Questions afterwards"), _items(follow_ups))]


def _journey(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, journey.Text)
    _ = words(language)
    return [
        _section(_("Phases of the journey"), _items(text.phases.values()), ordered=True),
        _section(_("Kinds of notes"), _items(text.note_kinds.values())),
        _section(_("Marks on the notes"), _items(text.marks.values())),
        _section(_("The two sheets"), _items(text.sheets.values())),
    ]


def _sorting(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, sorting.Text)
    _ = words(language)
    return [
        _section(_("Pillars"), _items(text.pillars.values())),
        _section(_("Notes to begin with"), _items(text.examples)),
    ]


def _reflecting_team(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, reflecting_team.Text)
    assert isinstance(exercise.structure, reflecting_team.Structure)
    _ = words(language)
    minutes = _timed(exercise.structure.phases, language)
    phases = [
        _item(
            phase.title,
            minutes[name],
            [_("Whoever owns the story: {what}", what=phase.owner), _("The others: {what}", what=phase.team)],
        )
        for name, phase in text.phases.items()
    ]
    return [
        _section(_("Phases"), phases, ordered=True),
        _section(_("What the team talks about"), _items(text.questions.values())),
    ]


def _pair_talk(exercise: Exercise, text: ExerciseText, language: str) -> list[Section]:
    assert isinstance(text, pair_talk.Text)
    assert isinstance(exercise.structure, pair_talk.Structure)
    _ = words(language)
    minutes = _timed(exercise.structure.phases, language)
    phases = [_item(phase.title, minutes[name], [phase.text]) for name, phase in text.phases.items()]
    roles = [_item(role.title, more=[role.text]) for role in text.roles.values()]
    swap = _("If the two change roles, it takes {count} more minutes.", count=exercise.structure.swap_minutes)
    return [_section(_("Phases"), phases, ordered=True), _section(_("Roles"), [*roles, _item(swap)])]


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
    "scale": _scale,
    "journey": _journey,
    "sorting": _sorting,
    "reflecting_team": _reflecting_team,
    "pair_talk": _pair_talk,
    "steps": _steps,
    "quiz": _quiz,
    "checklist": _checklist,
    "survey": _survey,
    "plan": _plan,
}
