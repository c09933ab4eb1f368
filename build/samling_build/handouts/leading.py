"""What a mentor has at hand: the card for when it gets hard, a programme's rules, and the three-minute versions."""

from __future__ import annotations

from samling_exercises.programme import Gathering, Programme

from ..wording import gathering_phrase, words
from .setting import Paper, set_html


def hard_moments(programme: Programme, language: str) -> Paper:
    """The card for when it gets hard."""
    card = programme.card(language)
    html = set_html(
        "hard_moments",
        language,
        title=card.title,
        running=programme.text(language).title,
        card=card,
        programme=programme.id,
    )
    return Paper(f"{programme.id}-{words('handouts', language)('hard-moments')}", html)


def rules(programme: Programme, language: str) -> Paper:
    """The rules a group works by, large enough to hang up. Raises LookupError when the programme has none."""
    text = programme.text(language)
    if not text.rules:
        raise LookupError(f"{programme.id} has no rules to print. Write them in the programme's text.")
    say = words("handouts", language)
    html = set_html("rules", language, title=say("How we work together"), running=text.title, rules=text.rules)
    return Paper(f"{programme.id}-{say('rules')}", html)


def three_minutes(programme: Programme, gathering: Gathering, language: str) -> Paper:
    """The three-minute version of each prepared task of a gathering, on one sheet.

    Raises LookupError when the gathering has none.
    """
    found = [
        (text.title, text.three_minutes)
        for text in (exercise.text(language) for exercise in gathering.exercises)
        if text.three_minutes
    ]
    if not found:
        raise LookupError(f"{gathering.key} has no three-minute versions. Choose another gathering.")
    say = words("handouts", language)
    over = gathering_phrase(programme, gathering, language)
    html = set_html(
        "three_minutes",
        language,
        title=say("In three minutes"),
        running=f"{over} · {gathering.text(language).title}",
        tasks=found,
    )
    return Paper(f"{programme.id}-{gathering.id}-{say('three-minutes')}", html)
