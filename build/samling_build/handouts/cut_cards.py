"""Cards to cut out for a gathering: roles and phases, scales, notes for pillars, and questions for a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final, NamedTuple

from samling_exercises.interface import Translator
from samling_exercises.kinds import Minutes, pair_talk, reflecting_team, scale, sorting
from samling_exercises.kinds import round as round_kind
from samling_exercises.programme import Exercise, Gathering, Programme

from ..wording import gathering_phrase, words
from .filling import BLANK
from .setting import Paper, set_html


class Grid(NamedTuple):
    """How many cards lie beside and below each other on a sheet of A4; ``cut_cards.css`` has each one's measures."""

    columns: int
    rows: int

    @property
    def size(self) -> int:
        """How many cards a sheet has."""
        return self.columns * self.rows


ROLES: Final = Grid(2, 2)
STRIPS: Final = Grid(1, 6)
NOTES: Final = Grid(3, 5)
WIDE_QUESTIONS: Final = Grid(2, 4)
NARROW_QUESTIONS: Final = Grid(3, 4)


@dataclass(frozen=True)
class Line:
    """A phase on a card: its name, what one does in it, and how long it takes where the card says so."""

    title: str
    text: str = ""
    minutes: Minutes | None = None


@dataclass(frozen=True)
class Card:
    """A card: ``look`` names its class in the styles, ``title`` is its heading, ``ends`` the words at 1 and 10."""

    look: str
    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    ends: tuple[str, str] | None = None


@dataclass(frozen=True)
class Deck:
    """The cards of one activity, under the heading of their sheet."""

    heading: str
    activity: str
    grid: Grid
    cards: tuple[Card, ...]


def cut_cards(programme: Programme, gathering: Gathering, language: str) -> Paper:
    """The cards of a gathering, on A4. Raises LookupError when it has nothing to cut out."""
    say = words("handouts", language)
    decks = [deck for exercise in gathering.exercises for deck in _decks(programme, exercise, language)]
    if not decks:
        raise LookupError(f"{gathering.key} has nothing to cut out. Choose another gathering.")
    html = set_html(
        "cut_cards",
        language,
        title=say("Cards to cut out"),
        about=gathering.text(language),
        over=gathering_phrase(programme, gathering, language),
        decks=decks,
        filling=BLANK,
    )
    return Paper(f"{programme.id}-{gathering.id}-{say('cards')}", html)


def _decks(programme: Programme, exercise: Exercise, language: str) -> Iterator[Deck]:
    """The deck of an activity; none for a kind that has no cards."""
    say, text = words("handouts", language), exercise.text(language)
    match exercise.structure, text:
        case reflecting_team.Structure() as structure, reflecting_team.Text():
            heading = say("Role cards: {activity}", activity=text.title)
            yield Deck(heading, text.title, ROLES, tuple(_team(structure, text, programme.text(language).leader, say)))
        case pair_talk.Structure() as structure, pair_talk.Text():
            heading = say("Role cards: {activity}", activity=text.title)
            yield Deck(heading, text.title, ROLES, tuple(_talk(structure, text, say)))
        case scale.Structure(), scale.Text():
            heading = say("Scales: {activity}", activity=text.title)
            strips = [Card("strip", strip.label, ends=(strip.low, strip.high)) for strip in text.strips.values()]
            yield Deck(heading, text.title, STRIPS, _filled(strips, STRIPS))
        case sorting.Structure(), sorting.Text():
            heading = say("Notes: {activity}", activity=text.title)
            yield Deck(heading, text.title, NOTES, tuple(_notes(text, say)))
        case round_kind.Structure(), round_kind.Text():
            heading = say("Question cards: {activity}", activity=text.title)
            grid = WIDE_QUESTIONS if len(text.questions) <= 2 else NARROW_QUESTIONS
            questions = [Card("question", question) for question in text.questions.values()]
            yield Deck(heading, text.title, grid, _filled(questions, grid))


def _team(
    structure: reflecting_team.Structure, text: reflecting_team.Text, leader: str, say: Translator
) -> Iterator[Card]:
    """A card for the owner, one for the team, one for who keeps the time, and the phases with the questions."""
    phases = [(text.phases[phase.id], phase.minutes) for phase in structure.phases]
    yield Card("role", say("You own the story"), lines=tuple(Line(about.title, about.owner) for about, _ in phases))
    yield Card("role", say("You are in the team"), lines=tuple(Line(about.title, about.team) for about, _ in phases))
    points = (
        say("Say it aloud when a new phase begins, and how long it lasts."),
        say("Before the chair is turned, agree with the owner on how you will call."),
        say("The owner may turn back whenever he or she wants."),
        say("When the team's time is up, say so, and welcome the owner back."),
        say("No time for everyone to tell? Gather the headlines. It takes {count} min.", count=structure.headlines),
    )
    yield Card("role", say("You are the {leader}", leader=leader), say("You keep the time."), points=points)
    lines = tuple(Line(about.title, minutes=time) for about, time in phases)
    yield Card("phases", say("The phases"), lines=lines, questions=tuple(text.questions.values()))


def _talk(structure: pair_talk.Structure, text: pair_talk.Text, say: Translator) -> Iterator[Card]:
    """A card for each role, and the phases."""
    for role in text.roles.values():
        yield Card("role", role.title, role.text)
    phases = [(text.phases[phase.id], phase.minutes) for phase in structure.phases]
    yield Card("phases", say("The phases"), lines=tuple(Line(about.title, about.text, time) for about, time in phases))


def _notes(text: sorting.Text, say: Translator) -> Iterator[Card]:
    """The pillars' names, the examples, and blank ones until the sheet is full; at least one is blank."""
    pillars = [Card("pillar", name) for name in text.pillars.values()]
    written = pillars + [Card("note", example) for example in text.examples]
    yield from written + [Card("blank", say("Your own note"))] * (NOTES.size - len(written) % NOTES.size)


def _filled(cards: list[Card], grid: Grid) -> tuple[Card, ...]:
    """The cards over and over, in order, until the sheets are full."""
    return tuple(islice(cycle(cards), -(-len(cards) // grid.size) * grid.size))
