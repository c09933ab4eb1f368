"""The mentor's run sheet on paper: what comes when by the clock, how it is led, and what to lay out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from samling_exercises.programme import Gathering, Programme
from samling_exercises.rules.agenda import Agenda, agenda

from ..notebooks.prose import DOMAIN, entry_title, given_way, short_of_time
from ..wording import gathering_phrase, words
from .setting import Paper, set_html

USUAL_START = time(13, 0)
"""When a gathering begins if nobody says; the sheet has a line for another time."""


@dataclass(frozen=True)
class Line:
    """A line of the run sheet. ``hints``: what helps the one who leads, on the first line of each activity alone."""

    clock: str
    title: str
    minutes: str
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """One meeting: ``begins`` and ``ends`` as ``13:00``; ``notes``: what gives way, and in which order."""

    lines: tuple[Line, ...]
    begins: str
    ends: str
    over: str
    notes: str


def usual_agenda(programme: Programme, gathering: Gathering, people: int | None = None) -> Agenda:
    """The agenda for so many people; for a group of usual size when nobody says."""
    group = programme.structure.group
    return agenda(gathering, people=people or (group.smallest + group.largest) // 2)


def run_sheet(
    programme: Programme,
    gathering: Gathering,
    language: str,
    agendas: Sequence[Agenda] | None = None,
    begins: time = USUAL_START,
) -> Paper:
    """The run sheet of a gathering, of one meeting or of two when it is split."""
    text = gathering.text(language)
    over = gathering_phrase(programme, gathering, language)
    say = words("handouts", language)
    planned = list(agendas) if agendas else [usual_agenda(programme, gathering)]
    html = set_html(
        "run_sheet",
        language,
        title=say("Run sheet"),
        running=f"{over} · {text.title}",
        about=text,
        meetings=[_meeting(one, begins, language) for one in planned],
        equipment=equipment(planned, language),
        giving_way=short_of_time(gathering, language, words(DOMAIN, language)),
    )
    return Paper(f"{programme.id}-{gathering.id}-{say('run-sheet')}", html)


def equipment(agendas: Sequence[Agenda], language: str) -> list[str]:
    """What to lay out for all that is held, each thing once."""
    held = [entry.exercise for one in agendas for entry in one.entries if entry.exercise]
    return list(dict.fromkeys(thing for exercise in held for thing in exercise.text(language).equipment))


def clock(begins: time, minutes: float) -> str:
    """The time of day so many minutes after the beginning: ``13:05``."""
    since = begins.hour * 60 + begins.minute + int(minutes)
    return f"{since // 60 % 24:02d}:{since % 60:02d}"


def _meeting(plan: Agenda, begins: time, language: str) -> Meeting:
    _ = words(DOMAIN, language)
    lines: list[Line] = []
    led: set[str] = set()
    for entry in plan.entries:
        exercise = entry.exercise
        hints = exercise.text(language).hints if exercise and exercise.id not in led else ()
        led.update([exercise.id] if exercise else [])
        lines.append(Line(clock(begins, entry.start), entry_title(entry, language, _), f"{entry.minutes:g}", hints))
    over = _("That is {over} minutes too many. Set more time, or take something away.", over=f"{plan.over:g}")
    return Meeting(
        tuple(lines),
        clock(begins, 0),
        clock(begins, plan.total),
        over if plan.too_long else "",
        given_way(plan, language, _),
    )
