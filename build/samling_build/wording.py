"""Words that notebooks, pages and paper share, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from samling_exercises.interface import Translator, translator
from samling_exercises.kinds import Minutes
from samling_exercises.programme import Exercise, Gathering, Programme, Role

LOCALE = Path(__file__).parent / "locale"


def words(domain: str, language: str) -> Translator:
    """The translator of one of this package's catalogues."""
    return translator(LOCALE, domain, language)


def role_name(programme: Programme, role: Role, language: str) -> str:
    """What the programme calls the role: ``deltaker``, ``veileder``, ``storskjerm``."""
    _ = words("common", language)
    return {"participant": _("participant"), "mentor": programme.text(language).leader, "wall": _("wall")}[role]


def gathering_phrase(programme: Programme, gathering: Gathering, language: str) -> str:
    """Programme and number: ``Mestringsfremmende praksis · Samling 2``."""
    number = words("common", language)("Gathering {number}", number=gathering.id)
    return f"{programme.text(language).title} · {number}"


def minutes_phrase(minutes: Minutes, language: str) -> str:
    """How long something takes: ``10 min``, ``1 min hver``, ``15 min per historie``."""
    _ = words("common", language)
    if minutes.fixed is not None:
        return _("{count} min", count=f"{minutes.fixed:g}")
    if minutes.each is not None:
        return _("{count} min each", count=f"{minutes.each:g}")
    return _("{count} min a story", count=f"{minutes.story or 0:g}")


def when_phrase(exercise: Exercise, language: str) -> str:
    """When an activity belongs: ``På samlingen eller etterpå``."""
    _ = words("common", language)
    phrases = {
        ("before",): _("Before the gathering"),
        ("at",): _("At the gathering"),
        ("after",): _("After the gathering"),
        ("at", "after"): _("At the gathering or after"),
        ("before", "at"): _("Before the gathering or at it"),
        ("before", "after"): _("Before the gathering or after"),
        ("before", "at", "after"): _("Before, at or after the gathering"),
    }
    order = tuple(when for when in ("before", "at", "after") if when in exercise.when)
    return phrases[order]


def who_phrase(exercise: Exercise, language: str) -> str:
    """Who works: ``alene``, ``to og to``, ``alle sammen``."""
    _ = words("common", language)
    return {"alone": _("alone"), "pairs": _("in pairs"), "everyone": _("everyone together")}[exercise.who]


def frame_phrase(exercise: Exercise, language: str) -> str:
    """When, who and how long, on one line."""
    parts = (
        when_phrase(exercise, language),
        who_phrase(exercise, language),
        minutes_phrase(exercise.minutes, language),
    )
    return " · ".join(parts)
