"""The certificate: what somebody took part in, when, where and for how long. The name is a line to write by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from samling_exercises.programme import Gathering, Programme

from ..days import spoken_day
from ..wording import words
from .setting import Paper, set_html

Holder = Literal["participant", "mentor"]


@dataclass(frozen=True)
class Held:
    """A gathering that was held: ``day`` and ``place`` are lines to write on where they are not known."""

    gathering: Gathering
    day: date | None = None
    place: str = ""
    minutes: int = 0

    @property
    def took(self) -> int:
        """Minutes it took: those the content has when nobody said otherwise."""
        return self.minutes or self.gathering.minutes


@dataclass(frozen=True)
class Certified:
    """Who gets a certificate, by no name: the role, and which gatherings were made up with the mentor."""

    holder: Holder
    made_up: frozenset[str] = frozenset()


BLANKS = (Certified("participant"), Certified("mentor"))
"""One of each, to copy."""


def certificate(
    programme: Programme, language: str, held: Sequence[Held] | None = None, to: Sequence[Certified] = BLANKS
) -> Paper:
    """A page for each of ``to``; without ``held``, with lines for days and place."""
    say = words("handouts", language)
    chosen = list(held) if held is not None else [Held(gathering) for gathering in programme.gatherings]
    text = programme.text(language)
    html = set_html(
        "certificate",
        language,
        title=say("Course certificate"),
        about=text,
        hours=hours(chosen, language),
        pages=[_page(one, chosen, text.leader, language) for one in to],
    )
    return Paper(f"{programme.id}-{say('certificate')}", html)


def hours(held: Sequence[Held], language: str) -> str:
    """How long all took together, in hours and halves: ``6 timer``, ``5,5 timer``."""
    halves = round(sum(one.took for one in held) / 30)
    number = f"{halves / 2:g}"
    say = words("handouts", language)
    return say("{number} hours", number=number if language == "en" else number.replace(".", ","))


def _page(one: Certified, held: Sequence[Held], leader: str, language: str) -> dict[str, object]:
    say = words("handouts", language)
    rows = [
        {
            "title": gathering.gathering.text(language).title,
            "day": spoken_day(gathering.day, language) if gathering.day else "",
            "place": gathering.place,
            "made_up": gathering.gathering.id in one.made_up,
        }
        for gathering in held
    ]
    mentor = one.holder == "mentor"
    return {
        "rows": rows,
        "said": say("has led the gatherings of") if mentor else say("has taken part in"),
        "role": leader if mentor else "",
    }
