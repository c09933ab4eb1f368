"""The Markdown of a notebook's cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samling_exercises.faults import spoken
from samling_exercises.programme import Exercise, Gathering, Programme, Role

from ..wording import frame_phrase, gathering_phrase, words
from .agenda import agenda

DOMAIN = "notebooks"
PICTURE = re.compile(r"\]\(pictures/")


def front(programme: Programme, gathering: Gathering, language: str) -> str:
    """Title, welcome and aims."""
    _ = words(DOMAIN, language)
    text = gathering.text(language)
    aims = "\n".join(f"{number}. {aim}" for number, aim in enumerate(text.aims, 1))
    body = placed(text.body, programme, 0)
    over = f"*{gathering_phrase(programme, gathering, language)}*"
    return _joined(f"# {text.title}", over, text.summary, body, f"## {_('Aims')}\n\n{aims}")


def wall_front(programme: Programme, gathering: Gathering, language: str) -> str:
    """Title and where we are: what a wall shows before anything begins."""
    over = f"*{gathering_phrase(programme, gathering, language)}*"
    return _joined(f"# {gathering.text(language).title}", over)


def activity(programme: Programme, exercise: Exercise, language: str, role: Role) -> str:
    """What a reader sees of an activity before its interactive part."""
    _ = words(DOMAIN, language)
    text = exercise.text(language)
    parts = [f"## {text.title}", f"*{frame_phrase(exercise, language)}*", text.purpose]
    if text.three_minutes:
        parts.append(f"**{_('Only three minutes?')}** {text.three_minutes}")
    if exercise.structure.clinical and not exercise.structure.clinical.approved:
        parts.append(f"**{_('Draft: not yet approved by a clinician.')}**")
    together = exercise.who != "alone"
    if text.equipment:
        need = _("What you need") if together else _("You need")
        parts.append(f"**{need}**\n\n{bulleted(text.equipment)}")
    parts.append(placed(text.body, programme, 1))
    if text.steps:
        how = _("How you do it together") if together else _("How to do it")
        parts.append(f"### {how}\n\n{numbered(text.steps)}")
    if role == "mentor" and text.hints:
        parts.append(f"### {_('For you who lead')}\n\n{bulleted(text.hints)}")
    return _joined(*parts)


def sources(exercise: Exercise, language: str) -> str:
    """Where an activity's facts and thoughts come from; empty when it names none."""
    _ = words(DOMAIN, language)
    listed = exercise.text(language).sources
    return f"### {_('Sources')}\n\n{bulleted(listed)}" if listed else ""


def run_sheet(programme: Programme, gathering: Gathering, language: str) -> str:
    """The mentor's agenda as a table, for a group of usual size, and what to lay out beforehand."""
    _ = words(DOMAIN, language)
    group = programme.structure.group
    people = (group.smallest + group.largest) // 2
    plan = agenda(gathering, people)
    held = [entry.exercise for entry in plan.entries if entry.exercise]
    rows = "\n".join(
        f"| {entry.start_phrase} | {entry.exercise.text(language).title if entry.exercise else _('Break')} | "
        f"{entry.minutes:g} |"
        for entry in plan.entries
    )
    head = f"| {_('Start')} | {_('Activity')} | {_('Minutes')} |\n| --- | --- | ---: |"
    total = _(
        "Together {total} of {minutes} minutes, with {people} people and one story.",
        total=f"{plan.total:g}",
        people=people,
        minutes=gathering.minutes,
    )
    if plan.total < gathering.minutes:
        total += " " + _("The rest holds the headlines of the stories and a word about the next task.")
    if plan.at_home:
        titles = spoken([f"«{exercise.text(language).title}»" for exercise in plan.at_home], _("and"))
        total += " " + _("Each takes {titles} home.", titles=titles)
    short = _(
        "When time is short, leave out in this order: everyone's telling, the second story, new ideas, the pair talk "
        "to another day. Never check-in, check-out or the word about confidentiality."
    )
    things = dict.fromkeys(thing for exercise in held for thing in exercise.text(language).equipment)
    equipment = f"### {_('Lay out beforehand')}\n\n{bulleted(things)}"
    return _joined(f"## {_('Run sheet')}", f"{head}\n{rows}", total, short, equipment)


def card(programme: Programme, language: str) -> str:
    """The card for when it gets hard."""
    _ = words(DOMAIN, language)
    text = programme.card(language)
    sources = f"### {_('Sources')}\n\n{bulleted(text.sources)}" if text.sources else ""
    return _joined(f"## {text.title}", numbered(text.steps), placed(text.body, programme, 1), sources)


def placed(body: str, programme: Programme, deeper: int) -> str:
    """A body where it stands in a notebook: headings ``deeper`` levels down, pictures found from its folder."""
    shifted = "\n".join(f"{'#' * deeper}{row}" if row.startswith("#") else row for row in body.split("\n"))
    return PICTURE.sub(f"](../../pictures/{programme.id}/", shifted)


def numbered(items: Iterable[str]) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def bulleted(items: Iterable[str]) -> str:
    """A plain list."""
    return "\n".join(f"- {item}" for item in items)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
