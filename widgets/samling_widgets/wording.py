"""The widgets' own words in one language, and what every kind of exercise shows alike."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from babel.numbers import format_decimal

from samling_exercises import Exercise
from samling_exercises.interface import Translator, translator
from samling_exercises.kinds import ExerciseText, Minutes

from .sharing import PARTNERED

LOCALE = Path(__file__).parent / "locale"


class FieldDefinition(TypedDict):
    """A text field as the page shows it.

    ``lines``: height at first, in lines. ``share``: ``group``, ``mentor``, ``teller``, ``next-teller``,
    ``partners`` or ``never``.
    """

    id: str
    label: str
    help: str
    lines: int
    share: str


class Definition(TypedDict):
    """What every exercise's page may show. Empty text and empty lists are left out of the page.

    Purpose, steps, the mentor's hints and sources stand in the notebook's text beside it and are not said twice.
    """

    title: str
    privacy: str
    prompts: list[str]
    fields: list[FieldDefinition]


def words(language: str) -> Translator:
    """The widgets' translator for one language."""
    return translator(LOCALE, "widgets", language)


def definition(exercise: Exercise, text: ExerciseText) -> Definition:
    """The common part in one language."""
    return {
        "title": text.title,
        "privacy": text.privacy,
        "prompts": list(text.prompts),
        "fields": [
            {
                "id": field.id,
                "label": text.fields[field.id].label,
                "help": text.fields[field.id].help or "",
                "lines": field.lines,
                "share": field.share,
            }
            for field in exercise.fields
        ],
    }


def mentors_privacy(exercise: Exercise, _: Translator) -> str:
    """What a mentor sees of what the participants write in an exercise."""
    shares = {field.share for field in exercise.fields}
    if shares & {"group", "mentor"}:
        return _("You see only what the participants choose to share.")
    if shares & PARTNERED:
        return _("What the participants write here, only they see, and those they talk with when they give it to them.")
    return _("What the participants write here, only they themselves see.")


def spoken_minutes(minutes: Minutes, language: str) -> str:
    """How long something takes: ``8 min``, ``2 min per person``, ``15 min per story``."""
    _ = words(language)

    def number(value: float) -> str:
        return str(format_decimal(value, locale=language))

    if minutes.fixed is not None:
        return _("{count} min", count=number(minutes.fixed))
    if minutes.each is not None:
        return _("{count} min per person", count=number(minutes.each))
    return _("{count} min per story", count=number(minutes.story or 0))


def shared_strings(_: Translator) -> dict[str, str]:
    """Words of saving, of marks and of what every page shows. The page fills ``{places}`` itself."""
    return {
        "saved": _("Saved"),
        "unreachable": _(
            "We cannot fetch what you wrote earlier right now. You can write here meanwhile. We keep trying."
        ),
        "unsaved": _("Not saved"),
        "no-answer": _(
            "There is no contact. What you wrote is safe here in the field as long as the page is open. We keep trying."
        ),
        "full": _(
            "There is no room left where answers are kept. What you wrote is safe here in the field as long as the "
            "page is open. Tell whoever runs the workbook. We keep trying."
        ),
        "busy": _("It is crowded just now. What you wrote is safe here in the field. We keep trying."),
        "database": _(
            "Answers cannot be stored just now. What you wrote is safe here in the field as long as the page is "
            "open. We keep trying."
        ),
        "too-long": _(
            "This has become longer than one field can hold ({most} characters). All of it still stands here. "
            "Shorten it, or move some of it to another place, and it will be saved."
        ),
        "shape": _(
            "This text cannot be stored as it is. It still stands here. Take a copy of it, and try to write it anew."
        ),
        "field": _("This field no longer belongs to the exercise. Take a copy of the text, and open the page anew."),
        "role": _(
            "Only participants' answers are stored here. What you wrote still stands here as long as the page is "
            "open. Take a copy of it if you want to keep it."
        ),
        "closed": _(
            "The group has ended, so nothing more is stored. What you wrote still stands here as long as the page is "
            "open. Take a copy of it if you want to keep it."
        ),
        "gone": _(
            "You are no longer in this group, so this cannot be stored. What you wrote still stands here as long as "
            "the page is open. Take a copy of it if you want to keep it."
        ),
        "sealed": _(
            "Your texts cannot be opened from here any more. What you wrote still stands here as long as the page is "
            "open. Take a copy of it, sign out, and enter again with your code."
        ),
        "tampered": _(
            "What is stored here is not what was written, so we do not write over it. What you wrote still stands "
            "here as long as the page is open. Take a copy of it, and tell whoever runs the workbook."
        ),
        "unread-gone": _("You are no longer in this group, so what you wrote earlier cannot be shown here."),
        "unread-sealed": _(
            "What you wrote earlier cannot be opened from here. It is still stored. Sign out, and enter again with "
            "your code."
        ),
        "unread-tampered": _(
            "What is stored here is not what you wrote, so we do not show it. Tell whoever runs the workbook."
        ),
        "mark-unsaved": _("The mark is not saved yet. We keep trying."),
        "conflict": _("Written in two places"),
        "conflict-why": _(
            "This field was also changed in another window or on another device. Both texts are here. Which one do "
            "you want to keep?"
        ),
        "conflict-other": _("What was written in the other place"),
        "conflict-empty": _("(empty)"),
        "keep-mine": _("Keep what I wrote here"),
        "take-other": _("Take the other one"),
        "keep-both": _("Keep both, one after the other"),
        "prompts": _("To think about"),
        "asked": _("This is what the participants are asked"),
        "mark": _("Mark as done"),
    }
