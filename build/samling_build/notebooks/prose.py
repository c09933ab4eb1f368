"""The Markdown of a notebook's cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samling_exercises.faults import spoken
from samling_exercises.interface import Translator
from samling_exercises.programme import CaseText, Exercise, Gathering, Programme, Role
from samling_exercises.rules.agenda import Agenda, Entry, LeftOut, agenda

from ..wording import frame_phrase, gathering_phrase, words

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


def run_sheet_title(language: str) -> str:
    """What stands above the run sheet."""
    return f"## {words(DOMAIN, language)('Run sheet')}"


def paper_title(language: str) -> str:
    """What stands above all that can be printed."""
    return f"## {words(DOMAIN, language)('On paper')}"


def equipment(gathering: Gathering, language: str) -> str:
    """What to lay out beforehand, for all that is held at the gathering."""
    _ = words(DOMAIN, language)
    held = [exercise.text(language).equipment for exercise in gathering.exercises if "at" in exercise.when]
    things = dict.fromkeys(thing for listed in held for thing in listed)
    return f"### {_('Lay out beforehand')}\n\n{bulleted(things)}" if things else ""


def run_sheet(programme: Programme, gathering: Gathering, language: str) -> str:
    """The mentor's agenda as a table, for a group of usual size."""
    _ = words(DOMAIN, language)
    group = programme.structure.group
    plan = agenda(gathering, people=(group.smallest + group.largest) // 2)
    rows = [
        f"| {entry.start_phrase} | {entry_title(entry, language, _)} | {entry.minutes:g} |" for entry in plan.entries
    ]
    head = f"| {_('Start')} | {_('Activity')} | {_('Minutes')} |\n| --- | --- | ---: |"
    total = _(
        "Together {total} of {minutes} minutes, with {people} people.",
        total=f"{plan.total:g}",
        people=(group.smallest + group.largest) // 2,
        minutes=gathering.minutes,
    )
    if plan.over:
        total += " " + _(
            "That is {over} minutes too many. Set more time, or take something away.", over=f"{plan.over:g}"
        )
    return _joined(
        "\n".join([head, *rows]),
        total,
        given_way(plan, language, _),
        short_of_time(gathering, language, _),
    )


def entry_title(entry: Entry, language: str, _: Translator) -> str:
    """What a line of the run sheet is called."""
    title = entry.exercise.text(language).title if entry.exercise else ""
    return {
        "activity": title,
        "break": _("Break"),
        "telling": _("{title}: everyone tells", title=title),
        "headlines": _("{title}: the headlines", title=title),
        "story": _("{title}: story {number}", title=title, number=entry.number or 0),
        "next-task": _("Next date and next task"),
    }[entry.kind]


def given_way(plan: Agenda, language: str, _: Translator) -> str:
    """What is left out already for the time to suffice; empty when nothing is."""

    def said(gone: LeftOut) -> str:
        title = _("“{title}”", title=gone.exercise.text(language).title)
        return {
            "headlines": _("Only the headlines, instead of everyone telling."),
            "fewer-stories": _("{count} stories, no more.", count=plan.stories),
            "one-story": _("One story, no more."),
            "home": _("Each takes {title} home.", title=title),
            "another-day": _("{title} waits for another day.", title=title),
        }[gone.how]

    return f"{_('So that the time suffices:')}\n\n{bulleted(map(said, plan.left_out))}" if plan.left_out else ""


def short_of_time(gathering: Gathering, language: str, _: Translator) -> str:
    """The order in which things give way when there is even less time; empty when nothing may."""
    named = {"telling": _("everyone's telling"), "second-story": _("the second story")}
    for exercise in gathering.exercises:
        title = _("“{title}”", title=exercise.text(language).title)
        after = "after" in exercise.when
        named[exercise.id] = _("{title} (at home)", title=title) if after else _("{title} (another day)", title=title)
    things = spoken([named[what] for what in gathering.structure.leave_out], _("and"))
    if not things:
        return ""
    return _(
        "When time is short, leave out in this order: {things}. "
        "Never check-in, check-out or the word about confidentiality.",
        things=things,
    )


def card(programme: Programme, language: str) -> str:
    """The card for when it gets hard."""
    _ = words(DOMAIN, language)
    text = programme.card(language)
    sources = f"### {_('Sources')}\n\n{bulleted(text.sources)}" if text.sources else ""
    return _joined(f"## {text.title}", numbered(text.steps), placed(text.body, programme, 1), sources)


def story(case: CaseText, programme: Programme, language: str) -> str:
    """An invented story with its headline, to be read aloud."""
    _ = words(DOMAIN, language)
    how = _("An invented story to borrow. Whoever lends it a voice reads it aloud in about two minutes.")
    headline = _("Its headline: “{headline}”", headline=case.headline)
    return _joined(f"## {case.title}", f"*{how}*", f"**{headline}**", placed(case.body, programme, 1))


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
